import type { TermManifest } from '../model/generated/dictionary.ts';
import type { CodeListSpec, DataClass, Equality, FieldType, TypeKind } from '../model/manifest.ts';
import { plainType } from '../value/field-type.ts';

/** The keys of a term or a field that make its type. */
export type TypeKeys = Pick<
  Extract<TermManifest, object>,
  | 'type'
  | 'items'
  | 'format'
  | 'pattern'
  | 'values'
  | 'minimum'
  | 'maximum'
  | 'min_length'
  | 'max_length'
  | 'scale'
  | 'required'
  | 'unique'
  | 'equality'
  | 'empty'
  | 'class'
  | 'approve'
>;

/** A type that says nothing: any text, internal. */
export const PLAIN_TEXT: FieldType = plainType('string');

/** What the keys declare over `base`, usually the term's type. A declared key replaces the base's; nothing is merged within a key. */
export function resolveFieldType(keys: Partial<TypeKeys>, base: FieldType = PLAIN_TEXT): FieldType {
  const kind = keys.type === undefined ? base.kind : kindOf(keys.type);
  return {
    kind,
    item: kind === 'list' ? (itemOf(keys) ?? base.item ?? PLAIN_TEXT) : null,
    format: keys.format ?? base.format,
    pattern: keys.pattern ?? base.pattern,
    values: keys.values === undefined ? base.values : expandCodes(keys.values),
    minimum: keys.minimum === undefined ? base.minimum : String(keys.minimum),
    maximum: keys.maximum === undefined ? base.maximum : String(keys.maximum),
    minLength: keys.min_length ?? base.minLength,
    maxLength: keys.max_length ?? base.maxLength,
    scale: keys.scale ?? base.scale,
    isRequired: keys.required ?? base.isRequired,
    isUnique: keys.unique ?? base.isUnique,
    equality: (keys.equality as Equality | undefined) ?? base.equality,
    empty: keys.empty ?? base.empty,
    class: (keys.class as DataClass | undefined) ?? base.class,
    approve: keys.approve ?? base.approve,
    term: base.term,
  };
}

function kindOf(type: NonNullable<TypeKeys['type']>): TypeKind {
  return typeof type === 'string' ? (type as TypeKind) : 'list';
}

function itemOf(keys: Partial<TypeKeys>): FieldType | null {
  const declared = typeof keys.type === 'object' ? keys.type.list : keys.items;
  if (declared === undefined) return null;
  return resolveFieldType((typeof declared === 'string' ? { type: declared } : declared) as Partial<TypeKeys>);
}

/** One code as the manifest writes it. */
type DeclaredCode = string | { readonly title?: string; readonly aliases?: readonly string[] };

/** Expands the four forms of `values`. */
export function expandCodes(values: NonNullable<TypeKeys['values']>): CodeListSpec {
  if (typeof values === 'string') return { list: values, codes: new Map() };
  if (Array.isArray(values))
    return { list: null, codes: new Map(values.map((code) => [code, { title: null, aliases: [] }])) };
  const { list } = values;
  if (typeof list !== 'string') return { list: null, codes: toCodes(values as Readonly<Record<string, DeclaredCode>>) };
  const codes = toCodes((values['codes'] ?? {}) as Readonly<Record<string, DeclaredCode>>);
  for (const [code, aliases] of Object.entries(
    (values['aliases'] ?? {}) as Readonly<Record<string, readonly string[]>>,
  )) {
    const known = codes.get(code);
    codes.set(code, { title: known?.title ?? null, aliases: [...(known?.aliases ?? []), ...aliases] });
  }
  return { list, codes };
}

function toCodes(
  declared: Readonly<Record<string, DeclaredCode>>,
): Map<string, { title: string | null; aliases: readonly string[] }> {
  const codes = new Map<string, { title: string | null; aliases: readonly string[] }>();
  for (const [code, words] of Object.entries(declared)) {
    codes.set(
      code,
      typeof words === 'string'
        ? { title: words, aliases: [] }
        : { title: words.title ?? null, aliases: words.aliases ?? [] },
    );
  }
  return codes;
}

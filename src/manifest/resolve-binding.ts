import type { BindingManifest, EntityManifest, FieldBindingManifest } from '../model/generated/entity.ts';
import type { Binding, CodecSpec, Expression, FieldBinding, ForeignEditPolicy } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { ManifestDocument } from './manifest-document.ts';
import type { Path } from './yaml-node.ts';
import { keySpanOf, spanOf } from './yaml-node.ts';

/** Settings that narrow from entity to binding to canonical field to the field in one system. */
interface Inherited {
  readonly mode?: 'observe' | 'enforce';
  readonly on_foreign_edit?: ForeignEditPolicy;
  readonly fill?: FieldBinding['fill'];
}

/** One binding with its short forms expanded and its settings inherited. Reference fields get `ref: id` unless they say otherwise. */
export function resolveBinding(document: ManifestDocument, system: string, declared: BindingManifest): Binding {
  const entity = document.json as unknown as EntityManifest;
  const path: Path = ['systems', system];
  const inherited = narrow(entity, declared);
  const fields = new Map<string, FieldBinding>();
  for (const [field, mapping] of Object.entries(declared.fields ?? {})) {
    fields.set(
      field,
      resolveFieldBinding({ document, path: [...path, 'fields', field], entity, inherited }, field, mapping),
    );
  }
  return {
    system,
    at: keySpanOf(document.node, path).at,
    resource: declared.resource,
    id: [declared.id].flat(),
    where: declared.where ?? null,
    fields,
    read: toExpressions(document, [...path, 'read'], declared.read ?? {}),
    write: toExpressions(document, [...path, 'write'], declared.write ?? {}),
    onForeignEdit: inherited.on_foreign_edit ?? 'revert',
    mode: inherited.mode ?? 'enforce',
    acceptUnguarded: declared.accept_unguarded ?? null,
    ...(declared.version === undefined ? {} : { version: resolveVersion(declared.version) }),
  };
}

function resolveVersion(declared: NonNullable<BindingManifest['version']>): NonNullable<Binding['version']> {
  return typeof declared === 'string'
    ? { at: declared, increment: false }
    : { at: declared.at, increment: declared.increment ?? false };
}

interface FieldContext {
  readonly document: ManifestDocument;
  readonly path: Path;
  readonly entity: EntityManifest;
  readonly inherited: Inherited;
}

function resolveFieldBinding(context: FieldContext, field: string, declared: FieldBindingManifest): FieldBinding {
  const long = typeof declared === 'string' ? { at: declared } : declared;
  const canonical = context.entity.fields[field];
  const settings = narrow(narrow(context.inherited, canonical ?? {}), long);
  const codecs = 'codec' in long && long.codec !== undefined ? long.codec : [];
  const codecPath: Path = [...context.path, 'codec'];
  const isReference = canonical?.ref !== undefined;
  return {
    field,
    at: long.at,
    place: keySpanOf(context.document.node, context.path).at,
    codecs: Array.isArray(codecs)
      ? codecs.map((codec, i) => resolveCodec(context.document, [...codecPath, i], codec))
      : [resolveCodec(context.document, codecPath, codecs)],
    onForeignEdit: settings.on_foreign_edit ?? 'revert',
    mode: settings.mode ?? 'enforce',
    fill: settings.fill ?? 'always',
    ref: isReference ? (('ref' in long ? long.ref : undefined) ?? 'id') : null,
  };
}

/** The first key of a map is the codec's name, the others are its options. */
function resolveCodec(
  document: ManifestDocument,
  path: Path,
  declared: string | Readonly<Record<string, unknown>>,
): CodecSpec {
  const { at } = spanOf(document.node, path);
  if (typeof declared === 'string') return { name: declared, argument: null, options: {}, at };
  const [[name, argument] = ['', null], ...options] = Object.entries(declared as Readonly<Record<string, Json>>);
  return { name, argument, options: Object.fromEntries(options), at };
}

function toExpressions(
  document: ManifestDocument,
  path: Path,
  sources: Readonly<Record<string, string>>,
): ReadonlyMap<string, Expression> {
  return new Map(
    Object.entries(sources).map(([name, source]) => [name, { source, at: spanOf(document.node, [...path, name]).at }]),
  );
}

function narrow(wide: Inherited, narrower: Inherited): Inherited {
  const mode = narrower.mode ?? wide.mode;
  const foreignEdit = narrower.on_foreign_edit ?? wide.on_foreign_edit;
  const fill = narrower.fill ?? wide.fill;
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(foreignEdit === undefined ? {} : { on_foreign_edit: foreignEdit }),
    ...(fill === undefined ? {} : { fill }),
  };
}

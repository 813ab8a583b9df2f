import type { Diagnostic } from '../model/diagnostic.ts';
import type { CodecSpec, EntityDef, FieldBinding, FieldType, Manifest } from '../model/manifest.ts';
import { compileCodecs } from '../value/compile-codecs.ts';
import { compileType } from '../value/compile-type.ts';
import type { CodecRuntime } from '../value/contract.ts';
import type { ShippedLists } from '../value/shipped-lists.ts';
import { typeProblems } from '../value/type-problems.ts';
import { effectiveType } from './compile-entity.ts';
import { sampleValues } from './sample-values.ts';

const SUMMARIES: Readonly<Record<string, string>> = {
  CODEC_UNKNOWN: 'There is no such codec.',
  CODEC_TYPE: 'This codec does not fit the type of its field.',
  CODEC_ARGUMENT: 'This codec cannot work with what it is given.',
  TYPE_FORMAT: 'This format cannot be used.',
  TYPE_PATTERN: 'This pattern cannot be used.',
  TYPE_LIST: 'There is no such code list.',
};

/** Terms and fields whose declared type cannot work. What a field has from its term is told once, at the term. */
export function checkTypes(manifest: Manifest): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const told = new Map<string, ReadonlySet<string>>();
  for (const term of manifest.terms.values()) {
    const found = typeProblems(term.type);
    told.set(term.name, new Set(found.map(({ detail }) => detail)));
    for (const { code, detail } of found) problems.push(error(code, `The term ${term.name}: ${detail}`, term.at));
  }
  for (const entity of manifest.entities.values()) {
    for (const field of entity.fields.values()) {
      const known = told.get(field.type.term ?? '');
      for (const { code, detail } of typeProblems(field.type)) {
        if (known?.has(detail) !== true)
          problems.push(error(code, `The field ${entity.name}.${field.name}: ${detail}`, field.at));
      }
    }
  }
  return problems;
}

/** Codec chains that do not compile or do not fit their field, and those that may not give a written value back. */
export function checkCodecs(manifest: Manifest, lists: ShippedLists): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const entity of manifest.entities.values()) {
    for (const { system, fields } of entity.bindings.values()) {
      for (const mapped of fields.values())
        problems.push(...codecProblems(manifest, entity, { system, mapped, lists }));
    }
  }
  return problems;
}

/** One mapped field of one system. */
interface Mapping {
  readonly system: string;
  readonly mapped: FieldBinding;
  readonly lists: ShippedLists;
}

function codecProblems(
  manifest: Manifest,
  entity: EntityDef,
  { system, mapped, lists }: Mapping,
): readonly Diagnostic[] {
  const field = entity.fields.get(mapped.field);
  if (field === undefined) return [];
  const type = effectiveType(field, manifest);
  const where = `${entity.name}.${field.name} in ${system}`;
  const compiled = compileCodecs(mapped.codecs, type, lists);
  if (!compiled.ok) return [error(compiled.code, `${where}: ${compiled.detail}`, guiltyPlace(mapped, type, lists))];
  if (compiled.value.lossy === null || field.owner === system || isProven(compiled.value, type, lists)) return [];
  return [
    {
      code: 'CODEC_LOSSY',
      severity: 'info',
      summary: 'This mapping may not give back what was written.',
      detail: `${where}: ${compiled.value.lossy}`,
      at: mapped.codecs[0]?.at ?? mapped.place,
    },
  ];
}

/** What a lossy codec loses may be nothing that a valid value has: tried on samples where the type says what is valid. */
function isProven(codec: CodecRuntime, type: FieldType, lists: ShippedLists): boolean {
  if (type.pattern === null && type.format === null && type.values === null) return false;
  const runtime = compileType(type, lists);
  return sampleValues(type, [], lists).every((value) => {
    const native = codec.encode(value);
    const back = native.ok ? codec.decode(native.value, 'text') : native;
    return back.ok && runtime.normalForm(back.value) === runtime.normalForm(value);
  });
}

/** The first codec with which the chain does not compile. */
function guiltyPlace(mapped: FieldBinding, type: FieldType, lists: ShippedLists): Diagnostic['at'] {
  const tried: CodecSpec[] = [];
  for (const codec of mapped.codecs) {
    tried.push(codec);
    if (!compileCodecs(tried, type, lists).ok) return codec.at;
  }
  return mapped.place;
}

function error(code: string, detail: string, at: Diagnostic['at']): Diagnostic {
  return { code, severity: 'error', summary: SUMMARIES[code] ?? 'This type cannot work.', detail, at };
}

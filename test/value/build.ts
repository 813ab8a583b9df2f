import type { CodecSpec, FieldType } from '../../src/model/manifest.ts';
import type { Json } from '../../src/model/value.ts';
import { compileCodecs } from '../../src/value/compile-codecs.ts';
import type { CodecRuntime } from '../../src/value/contract.ts';
import { plainType } from '../../src/value/field-type.ts';
import { NO_LISTS, type ShippedLists } from '../../src/value/shipped-lists.ts';

/** A type from its kind and what differs from the defaults. */
export function typeOf(kind: FieldType['kind'], changes: Partial<FieldType> = {}): FieldType {
  return { ...plainType(kind), ...changes };
}

/** A codec as a manifest declares it: `'trim'`, or `{ date: 'DD/MM/YYYY' }` with options after the first key. */
export function spec(declared: string | Readonly<Record<string, Json>>): CodecSpec {
  const at = { file: 'sync.d/test.yaml', line: 1, column: 1 };
  if (typeof declared === 'string') return { name: declared, argument: null, options: {}, at };
  const [[name, argument] = ['', null], ...options] = Object.entries(declared);
  return { name, argument, options: Object.fromEntries(options), at };
}

/** A compiled chain; fails the test when it does not compile. */
export function codecsOf(
  declared: readonly (string | Readonly<Record<string, Json>>)[],
  type: FieldType,
  lists: ShippedLists = NO_LISTS,
): CodecRuntime {
  const compiled = compileCodecs(declared.map(spec), type, lists);
  if (!compiled.ok) throw new Error(`${compiled.code}: ${compiled.detail}`);
  return compiled.value;
}

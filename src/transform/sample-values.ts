import type { FieldType, TypeKind } from '../model/manifest.ts';
import { isNothing, type Json, type Value } from '../model/value.ts';
import { compileType } from '../value/compile-type.ts';
import type { TypeRuntime } from '../value/contract.ts';
import type { ShippedLists } from '../value/shipped-lists.ts';

/** Values of our own, by kind: the forms that mappings get wrong. */
const SAMPLES: Readonly<Record<TypeKind, readonly Json[]>> = {
  string: [
    'Ada',
    'Grace Brewster Hopper',
    "O'Brien-Smith, Jr.",
    'straße',
    'UPPER lower',
    '00123',
    '12.50',
    'a; b, c | d',
    'Łódź 東京',
    'name@example.com',
    'C-10234',
    '+49 30 123456',
  ],
  integer: ['0', '7', '-12', '1000', '90071992547409', '42'],
  decimal: ['0', '19.9', '-0.5', '1234567.89', '0.01', '1.005', '100'],
  boolean: [true, false],
  date: ['2020-03-01', '1999-12-31', '2024-02-29', '2000-01-02'],
  time: ['10:00:00', '00:00:00', '23:59:59'],
  datetime: ['2020-03-01T10:00:00Z', '1999-12-31T23:59:59Z', '2024-02-29T12:34:56.789Z'],
  json: [{ a: 1, b: ['x'] }, ['x', 'y'], 'text'],
  list: [],
};

/** Up to a dozen valid canonical values of a type: the term's examples, codes of its list, and forms of our own. */
export function sampleValues(type: FieldType, examples: readonly Json[], lists: ShippedLists): readonly Value[] {
  const runtime = compileType(type, lists);
  const found = new Map<string, Value>();
  for (const candidate of candidatesOf(type, examples, lists)) {
    const value = validValue(candidate, runtime);
    if (value !== undefined && found.size < 12) found.set(runtime.normalForm(value), value);
  }
  return [...found.values()];
}

function candidatesOf(type: FieldType, examples: readonly Json[], lists: ShippedLists): readonly Json[] {
  if (type.kind === 'list' && type.item !== null) {
    const items = candidatesOf(type.item, [], lists);
    return [...examples, ...items.slice(0, 4).map((item) => [item]), items.slice(0, 3)];
  }
  if (type.values === null) return [...examples, ...SAMPLES[type.kind]];
  const shipped = type.values.list === null ? [] : (lists.entries.get(type.values.list) ?? []);
  return [...examples, ...type.values.codes.keys(), ...shipped.map(({ code }) => code)];
}

function validValue(candidate: Json, runtime: TypeRuntime): Value | undefined {
  const parsed = runtime.parse(candidate, kindOf(candidate, runtime.type));
  if (!parsed.ok || parsed.value === null || isNothing(parsed.value)) return undefined;
  return runtime.violations(parsed.value).length === 0 ? parsed.value : undefined;
}

function kindOf(candidate: Json, type: FieldType): 'json' | 'list' | 'boolean' | 'float' | 'text' {
  if (type.kind === 'json' || type.kind === 'list') return type.kind;
  if (typeof candidate === 'boolean') return 'boolean';
  return typeof candidate === 'number' ? 'float' : 'text';
}

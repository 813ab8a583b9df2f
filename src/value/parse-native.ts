import type { NativeKind } from '../model/connector.ts';
import type { TypeKind } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { Converted } from './contract.ts';
import { canonicalDecimal, canonicalInteger, normalDecimal } from './decimal-text.ts';
import { parseDate, parseInstant, parseTime } from './parse-time.ts';
import { accept, refuse } from './refuse.ts';

/** Strict and lossless parsing of one present native value; lists are parsed by their element type elsewhere. */
export type NativeParser = (native: Json, kind: NativeKind) => Converted<Json>;

/** The parser of a type kind. */
export function parserOf(kind: Exclude<TypeKind, 'list'>): NativeParser {
  return PARSERS[kind];
}

/** The text of a scalar: numbers in their shortest form, booleans as words; undefined for arrays and objects. */
export function scalarText(native: Json): string | undefined {
  if (typeof native === 'string') return native;
  if (typeof native === 'number' || typeof native === 'boolean') return String(native);
  return undefined;
}

const PARSERS: Readonly<Record<Exclude<TypeKind, 'list'>, NativeParser>> = {
  string: parseString,
  integer: parseInteger,
  decimal: parseDecimal,
  boolean: parseBoolean,
  date: (native) => (typeof native === 'string' ? parseDate(native) : wrongShape('a date')),
  time: (native) => (typeof native === 'string' ? parseTime(native) : wrongShape('a time')),
  datetime: (native) => (typeof native === 'string' ? parseInstant(native) : wrongShape('a date and time')),
  json: parseJson,
};

function parseString(native: Json): Converted<Json> {
  if (typeof native === 'string') return accept(native);
  const text = scalarText(native);
  return text === undefined ? wrongShape('text') : accept(text);
}

function parseInteger(native: Json, kind: NativeKind): Converted<Json> {
  if (typeof native === 'number') {
    return Number.isSafeInteger(native)
      ? accept(canonicalInteger(String(native)) ?? '0')
      : wrongShape('a whole number that a double holds exactly');
  }
  if (typeof native !== 'string') return wrongShape('a whole number');
  const canonical = canonicalInteger(native) ?? (kind === 'decimal' ? wholeDecimal(native) : undefined);
  return canonical === undefined ? wrongShape('a whole number') : accept(canonical);
}

function wholeDecimal(text: string): string | undefined {
  const canonical = canonicalDecimal(text);
  const normal = canonical === undefined ? '.' : normalDecimal(canonical);
  return normal.includes('.') ? undefined : normal;
}

function parseDecimal(native: Json): Converted<Json> {
  const text = typeof native === 'boolean' ? undefined : scalarText(native);
  const canonical = text === undefined ? undefined : canonicalDecimal(text);
  if (canonical !== undefined) return accept(canonical);
  return refuse(
    'VALUE_DECIMAL',
    'It is not a number with a decimal point and without grouping. Another form needs a codec such as { decimal: { separator: "," } }.',
  );
}

const BOOLEANS: ReadonlyMap<Json, boolean> = new Map<Json, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
  ['t', true],
  ['f', false],
  ['1', true],
  ['0', false],
  [1, true],
  [0, false],
]);

function parseBoolean(native: Json): Converted<Json> {
  const value = BOOLEANS.get(typeof native === 'string' ? native.toLowerCase() : native);
  if (value !== undefined) return accept(value);
  return refuse('VALUE_BOOLEAN', 'It is neither true nor false. Other words need a codec such as { boolean: [Y, N] }.');
}

function parseJson(native: Json, kind: NativeKind): Converted<Json> {
  if (kind !== 'text' || typeof native !== 'string') return accept(native);
  const parsed = tryJson(native);
  return parsed === undefined
    ? refuse(
        'VALUE_JSON',
        'The text is not valid JSON, or holds a number too long to keep exact; write such a number as text.',
      )
    : accept(parsed);
}

/** An integer that a double cannot hold would be rounded without a word; the text is refused instead. */
function refuseRounding(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const digits = typeof value === 'number' ? context?.source : undefined;
  if (digits !== undefined && /^-?\d{16,}$/.test(digits) && digits !== String(value)) {
    throw new RangeError('rounded');
  }
  return value;
}

function tryJson(text: string): Json | undefined {
  try {
    return JSON.parse(text, refuseRounding) as Json;
  } catch {
    return undefined;
  }
}

function wrongShape(expected: string): Converted<never> {
  return refuse('VALUE_TYPE', `It is not ${expected}.`);
}

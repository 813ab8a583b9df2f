import type { NativeKind } from '../model/connector.ts';
import { isNothing, type Json, type NativeValue } from '../model/value.ts';
import type { NativeToExpression } from './contract.ts';
import { canonicalDecimal, normalDecimal } from './decimal-text.ts';
import { numberOrText } from './expression-value.ts';
import { canonicalJson } from './normal-form.ts';
import { parserOf, scalarText } from './parse-native.ts';
import { parseIsoReading } from './parse-time.ts';
import { formatLocal } from './calendar.ts';

/** A raw record's field as `read` expressions see it: numbers where a double holds them exactly; null, empty and unreadable are missing. */
export const nativeToExpression: NativeToExpression = (native, column) => {
  if (native === null || native === '' || isNothing(native)) return undefined;
  if (typeof native !== 'string' || (column.kind !== 'integer' && column.kind !== 'decimal')) return native;
  const canonical = canonicalDecimal(native);
  return canonical === undefined ? native : numberOrText(canonical);
};

/**
 * True when two native values are the same to a column of this kind: numbers by value, instants by moment, JSON by content,
 * all else exactly (no Unicode normalisation). An expression's number equals its text. Absent equals absent alone.
 */
export function sameNative(a: NativeValue | undefined, b: NativeValue | undefined, kind: NativeKind): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return nativeForm(a, kind) === nativeForm(b, kind);
}

function nativeForm(native: NativeValue, kind: NativeKind): string {
  if (native === null) return '\u0000n';
  if (isNothing(native)) return native.nothing === 'empty' ? '' : '\u0000u';
  return FORMS[kind](native);
}

const exactText = (native: Json): string => scalarText(native) ?? canonicalJson(native);

const FORMS: Readonly<Record<NativeKind, (native: Json) => string>> = {
  text: exactText,
  bytes: exactText,
  integer: numberForm,
  decimal: numberForm,
  float: numberForm,
  boolean: parsedForm('boolean'),
  date: parsedForm('date'),
  time: parsedForm('time'),
  datetime: parsedForm('datetime'),
  'local-datetime': localForm,
  json: canonicalJson,
  list: canonicalJson,
};

function numberForm(native: Json): string {
  const text = exactText(native);
  const canonical = canonicalDecimal(text);
  return canonical === undefined ? text : normalDecimal(canonical);
}

function parsedForm(kind: 'boolean' | 'date' | 'time' | 'datetime'): (native: Json) => string {
  const parse = parserOf(kind);
  return (native) => {
    const parsed = parse(native, 'text');
    return exactText(parsed.ok ? parsed.value : native);
  };
}

function localForm(native: Json): string {
  const text = exactText(native);
  const parsed = parseIsoReading(text);
  return parsed.ok && parsed.value.offsetSeconds === null ? formatLocal(parsed.value.time) : text;
}

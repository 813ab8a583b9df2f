import type { NativeKind } from '../../../src/model/connector.ts';
import { type Json, isNothing, isUnreadable, type NativeValue } from '../../../src/model/value.ts';
import { decimalText } from './decimal.ts';
import { Refusal } from './refusal.ts';
import type { FieldPlace } from './store.ts';
import { dateText, instantText, localText, timeText } from './sql-times.ts';

/** A value as a strict SQL database keeps it in a column. Throws Refusal BAD_VALUE. Lengths are the caller's. */
export function keepTyped(value: NativeValue, { kind, scale }: FieldPlace): NativeValue {
  if (value === null) return null;
  if (isUnreadable(value)) throw new Refusal('BAD_VALUE');
  if (kind === 'json') return keepJson(value);
  if (kind === 'list') return keepList(value);
  const text = plainText(value);
  return kind === 'decimal' ? keepDecimal(text, scale) : keepPlain(text, kind);
}

function keepPlain(text: string, kind: NativeKind): NativeValue {
  switch (kind) {
    case 'integer':
      return keepInteger(text);
    case 'boolean':
      return keepBoolean(text);
    case 'float':
      return keepFloat(text);
    case 'date':
      return dateText(text);
    case 'time':
      return timeText(text);
    case 'datetime':
      return instantText(text);
    case 'local-datetime':
      return localText(text);
    case 'bytes':
      return Buffer.from(text, 'base64').toString('base64');
    default:
      return keepText(text);
  }
}

/** A value that is not a list or an object, as text; EMPTY is empty text. */
function plainText(value: NativeValue): string {
  if (isNothing(value)) return '';
  if (typeof value === 'object') throw new Refusal('BAD_VALUE');
  return String(value);
}

/** Drivers send UTF-8: half a surrogate pair becomes U+FFFD. */
function keepText(text: string): string {
  if (text.includes('\0')) throw new Refusal('BAD_VALUE');
  return text.toWellFormed();
}

const LIMIT = 2n ** 63n;

function keepInteger(text: string): string {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw new Refusal('BAD_VALUE');
  const number = BigInt(text.trim().replace('+', ''));
  if (number < -LIMIT || number >= LIMIT) throw new Refusal('BAD_VALUE');
  return String(number);
}

/** https://www.postgresql.org/docs/current/datatype-boolean.html: unique prefixes count too. */
function keepBoolean(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (/^(t(r(ue?)?)?|y(es?)?|on|1)$/.test(word)) return true;
  if (/^(f(a(l(se?)?)?)?|no?|off?|0)$/.test(word)) return false;
  throw new Refusal('BAD_VALUE');
}

/** Columns with a scale hold no infinity. */
function keepDecimal(text: string, scale: number | null): string {
  const [, special] = /^\s*(nan|[+-]?inf(?:inity)?)\s*$/i.exec(text) ?? [];
  if (special === undefined) return decimalText(text, scale);
  if (/nan/i.test(special)) return 'NaN';
  if (scale !== null) throw new Refusal('BAD_VALUE');
  return special.startsWith('-') ? '-Infinity' : 'Infinity';
}

function keepFloat(text: string): NativeValue {
  if (/^-?Infinity$|^NaN$/.test(text)) return text;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) throw new Refusal('BAD_VALUE');
  return number;
}

/** A list of texts. */
function keepList(value: NativeValue): NativeValue {
  if (!Array.isArray(value)) throw new Refusal('BAD_VALUE');
  return value.map((item: Json) => (item === null ? null : keepText(plainText(item))));
}

/** Binary JSON holds no U+0000 and no half surrogate pair, in keys neither. */
function keepJson(value: NativeValue): NativeValue {
  const text = JSON.stringify(value);
  if (/(^|[^\\])(\\\\)*\\u(0000|d[89a-f])/.test(text)) throw new Refusal('BAD_VALUE');
  return value;
}

import type { NativeKind } from '../../../src/model/connector.ts';
import { isNothing, type NativeValue } from '../../../src/model/value.ts';
import { decimalText } from './decimal.ts';
import { Refusal } from './refusal.ts';
import type { FieldPlace } from './store.ts';
import { dateText, instantText, localText, timeText } from './sql-times.ts';

/** A value as a strict SQL database keeps it in a column. Throws Refusal BAD_VALUE. Lengths are the caller's. */
export function keepTyped(value: NativeValue, { kind, scale }: FieldPlace): NativeValue {
  if (value === null) return null;
  if (isNothing(value) && (value.nothing === 'unreadable' || (kind !== 'text' && kind !== 'bytes')))
    throw new Refusal('BAD_VALUE');
  if (kind === 'json') return value;
  if (kind === 'list') return keepList(value);
  if (kind === 'decimal') return decimalText(plainText(value), scale);
  return keepPlain(plainText(value), kind);
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

function keepBoolean(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new Refusal('BAD_VALUE');
}

function keepFloat(text: string): NativeValue {
  if (/^-?Infinity$|^NaN$/.test(text)) return text;
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) throw new Refusal('BAD_VALUE');
  return number;
}

function keepList(value: NativeValue): NativeValue {
  if (!Array.isArray(value)) throw new Refusal('BAD_VALUE');
  return value as NativeValue;
}

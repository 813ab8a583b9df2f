import { createHash } from 'node:crypto';
import type { NativeKind, NativeValue, OutcomeCode } from 'concordat/connector';
import { isNothing } from 'concordat/connector';
import { plainDecimal, sameNumber } from './number-text.ts';

/** A value as node:sqlite reads it with big integers on. */
export type SqlValue = null | bigint | number | string | Uint8Array;

/** A value to bind, or why the column cannot hold it. */
export type Bound =
  | { readonly ok: true; readonly value: SqlValue }
  | { readonly ok: false; readonly code: OutcomeCode<'rejected'> };

/** A stored value at the connector's border: by its column's kind where it is of that kind, else its text form. */
export function toNative(value: SqlValue, kind: NativeKind): NativeValue {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'bigint')
    return kind === 'boolean' && (value === 0n || value === 1n) ? value === 1n : String(value);
  if (typeof value === 'number') return kind === 'float' ? floatOf(value) : plainDecimal(value);
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
}

/** Text form of an id column's value. */
export function toKeyText(value: SqlValue): string {
  return value === null ? '' : String(toNative(value, 'text'));
}

/** Unambiguous form of a stored value: its storage class and its content. */
export function tagged(value: SqlValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return `t${value}`;
  if (typeof value === 'bigint') return `i${value}`;
  if (typeof value === 'number') return `r${Object.is(value, -0) ? '-0' : String(value)}`;
  return `b${toKeyText(value)}`;
}

/** Raw bytes of a record: equal content gives equal bytes. */
export function recordBytes(values: readonly SqlValue[]): Uint8Array {
  return Buffer.from(JSON.stringify(values.map(tagged)), 'utf8');
}

/** The version of a record: a digest of its bytes. */
export function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** A value to write, as the column stores it without loss. */
export function toSql(value: NativeValue, kind: NativeKind): Bound {
  if (value === null) return bound(null);
  if (isNothing(value)) return value.nothing === 'empty' ? bound('') : refused('VALUE_UNREADABLE');
  if (typeof value === 'boolean') return bound(kind === 'text' ? String(value) : value ? 1n : 0n);
  if (typeof value === 'number') return kind === 'float' ? bound(value) : numberToSql(String(value), kind);
  if (typeof value === 'object') return bound(JSON.stringify(value));
  if (!value.isWellFormed()) return refused('BAD_VALUE');
  if (kind === 'bytes') return bytesToSql(value);
  if (kind === 'integer' || kind === 'decimal' || kind === 'float') return numberToSql(value, kind);
  return bound(value);
}

function numberToSql(text: string, kind: NativeKind): Bound {
  if (kind === 'text') return bound(text);
  if (/^[+-]?\d+$/.test(text) && kind !== 'float') {
    const integer = BigInt(text.replace('+', ''));
    return integer === BigInt.asIntN(64, integer) ? bound(integer) : refused('BAD_VALUE');
  }
  if (text.trim() === '' || Number.isNaN(Number(text))) return text === 'NaN' ? refused('BAD_VALUE') : bound(text);
  const number = Number(text);
  if (kind === 'float') return bound(number);
  return Number.isFinite(number) && sameNumber(plainDecimal(number), text) ? bound(number) : refused('BAD_VALUE');
}

function bytesToSql(text: string): Bound {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bound(new Uint8Array(bytes)) : refused('BAD_VALUE');
}

function floatOf(value: number): NativeValue {
  return Number.isFinite(value) ? value : String(value);
}

function bound(value: SqlValue): Bound {
  return { ok: true, value };
}

function refused(code: OutcomeCode<'rejected'>): Bound {
  return { ok: false, code };
}

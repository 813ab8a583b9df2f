/** JSON data. Decimals and 64-bit integers inside are strings, so nothing is rounded. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; own keys only, never a prototype key. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Present but not readable: masked, forbidden or failed to read. */
export const UNREADABLE: Nothing = Object.freeze({ nothing: 'unreadable' });

/** Declared or literal emptiness (`""`, or a value that the term's `empty` list names). Distinct from null. */
export const EMPTY: Nothing = Object.freeze({ nothing: 'empty' });

/** Two of the five kinds of nothing that are not plain JSON. The others: null is `null`, absent is a missing key. */
export interface Nothing {
  readonly nothing: 'empty' | 'unreadable';
}

/**
 * One field's value as it crosses a connector's border, without loss, by the column's native kind:
 * `text`, `decimal`, `integer` (any width), `date`, `time`, `datetime` are strings; `float` is a number (or "NaN",
 * "Infinity", "-Infinity"); `boolean` is a boolean; `json` and `list` are JSON. Null is null, absent is a missing key.
 */
export type NativeValue = Json | Nothing;

/** One record as a system returned it: native field name to value. Absent keys were not returned. */
export type NativeRecord = ReadonlyMap<string, NativeValue>;

/**
 * One field's value in canonical form, by the field's type:
 * string → string; integer → "-12"; decimal → "19.90" (as given; equality ignores the form); boolean → boolean;
 * date → "2020-03-01"; time → "10:00:00[.ffffff]"; datetime → UTC instant "2020-03-01T10:00:00[.ffffff]Z";
 * json → JSON; list → array. EMPTY, UNREADABLE and null are kept apart; absent is `undefined` or a missing key.
 */
export type Value = Json | Nothing;

/** Canonical fields of one record. */
export type Fields = ReadonlyMap<string, Value>;

/** True for EMPTY and UNREADABLE, by identity or after a trip through JSON. */
export function isNothing(value: unknown): value is Nothing {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  const tag = (value as { nothing?: unknown }).nothing;
  return keys.length === 1 && (tag === 'empty' || tag === 'unreadable');
}

/** True for UNREADABLE. */
export function isUnreadable(value: unknown): boolean {
  return isNothing(value) && value.nothing === 'unreadable';
}

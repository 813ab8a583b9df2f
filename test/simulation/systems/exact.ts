import { isNothing, type NativeValue } from '../../../src/model/value.ts';
import type { SimRecord } from '../contract.ts';

/** EMPTY as the empty text that it stands for. */
export function plain(value: NativeValue): NativeValue {
  return isNothing(value) && value.nothing === 'empty' ? '' : value;
}

/** True for records that have one of the keys exactly; a server may have found others that only look alike to it. */
export function exactly(
  by: readonly string[],
  keys: readonly (readonly NativeValue[])[],
  textOf: (value: NativeValue, name: string) => string,
): (record: SimRecord) => boolean {
  const joined = (key: readonly NativeValue[]): string =>
    JSON.stringify(key.map((value, index) => textOf(value, by[index] ?? '')));
  const wanted = new Set(keys.map(joined));
  return ({ values }) => wanted.has(joined(by.map((name) => values.get(name) ?? null)));
}

import type { NativeKind } from '../../../src/model/connector.ts';
import type { SimRecord } from '../contract.ts';
import { keyText } from './store.ts';

/** Records in the order of one field: integers by number, text by the bytes of its UTF-8. */
export function inOrderOf(records: Iterable<SimRecord>, field: string, kind: NativeKind): readonly SimRecord[] {
  const compare = kind === 'integer' ? compareNumbers : compareUtf8;
  return Array.from(records, (record) => ({ record, key: keyText(record.values.get(field)) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ record }) => record);
}

function compareNumbers(a: string, b: string): number {
  const [x, y] = [BigInt(a), BigInt(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Surrogates sort after every other UTF-16 unit, as their code points do. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [isHighX, isHighY] = [isSurrogate(x), isSurrogate(y)];
    return isHighX === isHighY ? x - y : isHighX ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

import { createHash } from 'node:crypto';
import { isNothing, type NativeRecord, type NativeValue } from 'concordat/connector';

/** A cell: null when it is empty and unquoted. */
export type Cell = string | null;

/** Text of a value as a cell; undefined for an unreadable one. */
export function cellOf(value: NativeValue): Cell | undefined {
  if (value === null || typeof value === 'string') return value;
  if (isNothing(value)) return value.nothing === 'empty' ? '' : undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Fields of a row; a cell that the row is too short for is absent. */
export function nativeOf(row: readonly Cell[], fields: readonly string[], positions: readonly number[]): NativeRecord {
  return new Map(
    fields.flatMap((name, index) => {
      const cell = row[positions[index] ?? -1];
      return cell === undefined ? [] : [[name, cell] as const];
    }),
  );
}

/** Raw bytes of the cells at some positions; null, empty and absent differ. */
export function bytesOf(row: readonly Cell[], positions: readonly number[]): Uint8Array {
  return Buffer.from(
    JSON.stringify(positions.map((position) => (row[position] === undefined ? 0 : row[position]))),
    'utf8',
  );
}

/** The version of a record: a digest of its bytes. */
export function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

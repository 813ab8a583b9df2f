import type { BaseEntry, BaseField } from '../model/state.ts';

/**
 * The stored form of a base entry's fields. Names and rule digests are the same for nearly all records of a binding, so
 * they stand once in a `shape`; a record holds 4 bytes a field, in the shape's order.
 */
export interface PackedFields {
  /** JSON: `[[name, rule], …]`, sorted by name. */
  readonly shape: string;
  /** 4 bytes a field. */
  readonly values: Uint8Array;
}

/** Names and rules of a shape, in order. */
export type Shape = readonly (readonly [name: string, rule: string])[];

/** Packs the fields of a base entry. Throws RangeError when a digest is not 8 hex characters: a bug in concordat. */
export function packFields(fields: ReadonlyMap<string, BaseField>): PackedFields {
  const shape: [string, string][] = [];
  let values = '';
  for (const name of [...fields.keys()].sort()) {
    const field = fields.get(name) ?? { value: '', rule: '' };
    shape.push([name, field.rule]);
    values += checkDigest(field.value, 8);
  }
  return { shape: JSON.stringify(shape), values: packDigest(values) };
}

/** Undoes packFields. */
export function unpackFields(shape: Shape, values: Uint8Array): ReadonlyMap<string, BaseField> {
  const hex = unpackDigest(values);
  return new Map(shape.map(([name, rule], index) => [name, { value: hex.slice(index * 8, index * 8 + 8), rule }]));
}

/** Parses the text of a shape. */
export function parseShape(text: string): Shape {
  return JSON.parse(text) as Shape;
}

/** A stored base entry. `ShapeId` is the number of its shape as the database gives it. */
export interface BaseRow<ShapeId> {
  readonly system: string;
  readonly record: string;
  readonly owner: Uint8Array | null;
  readonly replica: Uint8Array | null;
  readonly shape: ShapeId;
  readonly vals: Uint8Array;
}

/** A stored row as an entry of its entity. */
export function baseEntry(entity: string, row: BaseRow<unknown>, shape: Shape): BaseEntry {
  return {
    entity,
    system: row.system,
    record: row.record,
    ownerDigest: unpackRowDigest(row.owner),
    replicaDigest: unpackRowDigest(row.replica),
    fields: unpackFields(shape, row.vals),
  };
}

/** A row digest (16 hex characters) as 8 bytes; null stays null. */
export function packRowDigest(digest: string | null): Uint8Array | null {
  return digest === null ? null : packDigest(checkDigest(digest, 16));
}

/** Undoes packRowDigest. */
export function unpackRowDigest(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : unpackDigest(bytes);
}

const HEX = /^[0-9a-f]*$/;

function checkDigest(digest: string, length: number): string {
  if (digest.length === length && HEX.test(digest)) return digest;
  throw new RangeError(`Bug in concordat: a digest of the base is not ${length} hex characters.`);
}

function packDigest(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex');
}

function unpackDigest(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

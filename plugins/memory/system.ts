import type { Json, NativeKind, NativeRecord, NativeValue } from 'concordat/connector';
import { inferKinds, toKind } from './infer-kinds.ts';

/** Resource → field → kind, where the system is to know its fields. */
export type MemorySchema = Readonly<Record<string, Readonly<Record<string, NativeKind>>>>;

/** A record in memory with its version. */
export interface MemoryRecord {
  readonly values: Map<string, NativeValue>;
  /** Counts every change of the record. */
  version: number;
}

/** What a test makes go wrong. All off by default; they may change at any time. */
export interface MemoryFaults {
  /** The read fails retryably after so many records. */
  failAfter: number | null;
  /** The stream ends without a certificate. */
  isUncertified: boolean;
  /** Added to the certificate's total. */
  totalOffset: number;
  /** Delivers records in the order of this seed instead of the stored one. */
  shuffleSeed: number | null;
  /** Waits before each page, with World.sleep. */
  latencyMs: number;
  /** Refuses every call retryably, as a system that is down does. */
  isDown: boolean;
}

/** One collection of records. */
export interface MemoryResource {
  /** Field → kind. Grows with new fields when no schema is declared. */
  readonly kinds: Map<string, NativeKind>;
  /** True when only the declared fields are known. */
  readonly isDeclared: boolean;
  readonly records: MemoryRecord[];
}

/** A system in memory. Tests edit it behind the connector's back; every edit moves the record's version. */
export interface MemorySystem {
  readonly resources: ReadonlyMap<string, MemoryResource>;
  readonly faults: MemoryFaults;
  /** A copy of the records as they are now. */
  records(resource: string): readonly NativeRecord[];
  insert(resource: string, record: Readonly<Record<string, Json>>): void;
  /** Changes fields of every record whose `field` equals `value`. */
  update(
    resource: string,
    where: readonly [field: string, value: Json],
    values: Readonly<Record<string, NativeValue>>,
  ): void;
  remove(resource: string, where: readonly [field: string, value: Json]): void;
}

const BRAND: unique symbol = Symbol('concordat memory system');

/** A new system that holds copies of the given records. Integers become text, as from every connector. */
export function createMemorySystem(
  contents: Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>,
  schema: MemorySchema = {},
): MemorySystem {
  const names = [...new Set([...Object.keys(contents), ...Object.keys(schema)])];
  const resources = new Map(names.map((name) => [name, resourceOf(contents[name] ?? [], schema[name])] as const));
  const find = (name: string): MemoryResource => {
    const resource = resources.get(name);
    if (resource === undefined) throw new RangeError(`The memory system has no resource ${name}.`);
    return resource;
  };
  const matching = (name: string, [field, value]: readonly [string, Json]): MemoryRecord[] =>
    find(name).records.filter(
      ({ values }) => values.get(field) === toKind(value, find(name).kinds.get(field) ?? 'text'),
    );
  return Object.assign(Object.create({ [BRAND]: true }) as object, {
    resources,
    faults: { failAfter: null, isUncertified: false, totalOffset: 0, shuffleSeed: null, latencyMs: 0, isDown: false },
    records: (name: string) => find(name).records.map(({ values }) => new Map(values)),
    insert: (name: string, record: Readonly<Record<string, Json>>) =>
      void find(name).records.push(recordOf(record, find(name))),
    update: (name: string, where: readonly [string, Json], values: Readonly<Record<string, NativeValue>>) => {
      for (const record of matching(name, where)) setValues(record, Object.entries(values));
    },
    remove: (name: string, where: readonly [string, Json]) => {
      const gone = new Set(matching(name, where));
      const { records } = find(name);
      records.splice(0, records.length, ...records.filter((record) => !gone.has(record)));
    },
  });
}

/** True for a system of createMemorySystem. */
export function isMemorySystem(value: unknown): value is MemorySystem {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** Sets fields and moves the version. */
export function setValues(record: MemoryRecord, values: Iterable<readonly [string, NativeValue]>): void {
  for (const [name, value] of values) record.values.set(name, value);
  record.version += 1;
}

function resourceOf(
  records: readonly Readonly<Record<string, Json>>[],
  declared: MemorySchema[string] | undefined,
): MemoryResource {
  const kinds = declared === undefined ? inferKinds(records) : new Map(Object.entries(declared));
  const resource: MemoryResource = { kinds, isDeclared: declared !== undefined, records: [] };
  for (const record of records) resource.records.push(recordOf(record, resource));
  return resource;
}

function recordOf(record: Readonly<Record<string, Json>>, { kinds }: MemoryResource): MemoryRecord {
  for (const [name, kind] of inferKinds([record])) if (!kinds.has(name)) kinds.set(name, kind);
  const values = Object.entries(record).map(
    ([name, value]) => [name, toKind(value, kinds.get(name) ?? 'text')] as const,
  );
  return { values: new Map(values), version: 1 };
}

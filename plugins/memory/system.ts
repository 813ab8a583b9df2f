import type { GuardStrength, Json, NativeKind, NativeRecord, NativeValue } from 'concordat/connector';
import { Answers } from './answers.ts';
import { inferKinds, toKind } from './infer-kinds.ts';
import type { MemoryWriteFault } from './write-faults.ts';

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
  /** Planned faults of writes; of several that fit a change, the first hits it. */
  writeFaults: MemoryWriteFault[];
}

/** What the system is by nature, as its capabilities tell it. They may change at any time. */
export interface MemoryTraits {
  /** `none` compares nothing: the last writer wins. Default `strong`. */
  guard: GuardStrength;
  /** Default 0. */
  settleMs: number;
  /** Resource → sets of fields whose values no two records share; records with a null in them are not compared. Default none. */
  uniqueKeys: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** How long a repeated idempotency key gets the first answer again. Default 0: keys are not looked at. */
  idempotencyMs: number;
  /** False: `lookup` works by id alone. Default true. */
  isSearchable: boolean;
}

/** A write whose answer was given up, and that lands later. */
export interface LateWrite {
  isDue(): boolean;
  land(): void;
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
  readonly traits: MemoryTraits;
  /** Calls of writeBatch so far, over all connections. */
  writeCalls: number;
  /** Writes on their way, in the order of sending. */
  readonly late: LateWrite[];
  /** Answers kept by idempotency key. */
  readonly answers: Answers;
  /** Lets the late writes land whose time has come. Every read, write and look at the records does so first. */
  landDue(): void;
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

const PLAIN: MemoryTraits = { guard: 'strong', settleMs: 0, uniqueKeys: {}, idempotencyMs: 0, isSearchable: true };

const BRAND: unique symbol = Symbol('concordat memory system');

/** A new system that holds copies of the given records. Integers become text, as from every connector. */
export function createMemorySystem(
  contents: Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>,
  schema: MemorySchema = {},
  traits: Partial<MemoryTraits> = {},
): MemorySystem {
  const names = [...new Set([...Object.keys(contents), ...Object.keys(schema)])];
  const resources = new Map(names.map((name) => [name, resourceOf(contents[name] ?? [], schema[name])] as const));
  const find = (name: string): MemoryResource => {
    const resource = resources.get(name);
    if (resource === undefined) throw new RangeError(`The memory system has no resource ${name}.`);
    return resource;
  };
  const late: LateWrite[] = [];
  const landDue = (): void => {
    for (const write of late.filter((one) => one.isDue())) {
      late.splice(late.indexOf(write), 1);
      write.land();
    }
  };
  const matching = (name: string, [field, value]: readonly [string, Json]): MemoryRecord[] =>
    find(name).records.filter(
      ({ values }) => values.get(field) === toKind(value, find(name).kinds.get(field) ?? 'text'),
    );
  return Object.assign(Object.create({ [BRAND]: true }) as object, {
    resources,
    faults: noFaults(),
    traits: { ...PLAIN, ...traits },
    writeCalls: 0,
    late,
    answers: new Answers(),
    landDue,
    records: (name: string) => {
      landDue();
      return find(name).records.map(({ values }) => new Map(values));
    },
    insert: (name: string, record: Readonly<Record<string, Json>>) => {
      landDue();
      find(name).records.push(recordOf(record, find(name)));
    },
    update: (name: string, where: readonly [string, Json], values: Readonly<Record<string, NativeValue>>) => {
      landDue();
      for (const record of matching(name, where)) setValues(record, Object.entries(values));
    },
    remove: (name: string, where: readonly [string, Json]) => {
      landDue();
      const gone = new Set(matching(name, where));
      const { records } = find(name);
      records.splice(0, records.length, ...records.filter((record) => !gone.has(record)));
    },
  });
}

function noFaults(): MemoryFaults {
  return {
    failAfter: null,
    isUncertified: false,
    totalOffset: 0,
    shuffleSeed: null,
    latencyMs: 0,
    isDown: false,
    writeFaults: [],
  };
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

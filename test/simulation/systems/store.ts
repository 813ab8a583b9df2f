import type { NativeKind } from '../../../src/model/connector.ts';
import type { NativeRecord, NativeValue } from '../../../src/model/value.ts';
import type { LandedWrite, SimRecord } from '../contract.ts';
import { Refusal } from './refusal.ts';
import type { SystemSpec } from './switches.ts';

/** One resource of a spec. */
export type ResourceSpec = SystemSpec['resources'][string];

/** One field of a resource, as a server knows it. */
export interface FieldPlace {
  readonly name: string;
  readonly kind: NativeKind;
  readonly maxLength: number | null;
  readonly scale: number | null;
}

/** What differs from one kind of server to the next. */
export interface StoreRules {
  /** The value as the server keeps it. Throws Refusal. */
  keep(value: NativeValue, place: FieldPlace): NativeValue;
  /** The text under which the server takes two values for the same, in unique keys and lookups. */
  fold(value: NativeValue, kind: NativeKind): string;
}

/** Who writes, and under which guard. */
export type Writer = Pick<LandedWrite, 'by' | 'guard' | 'versionBefore' | 'idempotencyKey'>;

/** Records by id. */
export type Records = ReadonlyMap<string, SimRecord>;

/** Text form of an id's value. */
export function keyText(value: NativeValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** The truth of one simulated server. A write puts a new SimRecord in place, so who holds an old one holds a snapshot. */
export class SimStore {
  readonly spec: SystemSpec;
  readonly rules: StoreRules;
  readonly resources: Map<string, Map<string, SimRecord>>;
  readonly landed: LandedWrite[] = [];
  readonly #observers: ((write: LandedWrite) => void)[] = [];
  readonly #graves = new Map<string, NativeRecord>();
  #lastVersion = 700;
  #lastId = 1000;

  constructor(spec: SystemSpec, rules: StoreRules) {
    this.spec = spec;
    this.rules = rules;
    this.resources = new Map(Object.keys(spec.resources).map((name) => [name, new Map<string, SimRecord>()]));
  }

  onLanded(observer: (write: LandedWrite) => void): void {
    this.#observers.push(observer);
  }

  specOf(resource: string): ResourceSpec {
    const spec = this.spec.resources[resource];
    if (spec === undefined) throw new RangeError(`The simulated system has no resource ${resource}.`);
    return spec;
  }

  recordsOf(resource: string): Map<string, SimRecord> {
    return this.resources.get(resource) ?? new Map<string, SimRecord>();
  }

  placeOf(resource: string, name: string): FieldPlace {
    const spec = this.specOf(resource);
    const kind = spec.fields[name];
    if (kind === undefined) throw new Refusal('CONNECTOR_UNKNOWN_FIELD', name);
    const scale = this.spec.switches?.scales?.[`${resource}.${name}`] ?? null;
    return { name, kind, scale, maxLength: spec.maxLength?.[name] ?? null };
  }

  /** A number that no earlier write has. */
  nextVersion(): number {
    this.#lastVersion += 1;
    return this.#lastVersion;
  }

  /** The whole record that a write makes of `before`: kept values, triggers, an id. Throws Refusal. */
  prepare(resource: string, before: SimRecord | null, values: Iterable<readonly [string, NativeValue]>): SimRecord {
    const spec = this.specOf(resource);
    const names = Object.keys(spec.fields);
    const after = new Map<string, NativeValue>(names.map((name) => [name, before?.values.get(name) ?? null]));
    for (const [name, value] of values) after.set(name, this.rules.keep(value, this.placeOf(resource, name)));
    for (const [name, rewrite] of Object.entries(spec.triggers ?? {}))
      after.set(name, rewrite(after.get(name) ?? null));
    if (after.get(spec.id) === null) {
      if (before !== null) throw new Refusal('NOT_NULL', spec.id);
      after.set(spec.id, this.#newId(resource));
    }
    return { values: after, version: this.nextVersion(), modifiedMs: this.spec.now() };
  }

  /** Throws Refusal UNIQUE when another record of `among` has the same id or unique key. Null equals nothing. */
  checkUnique(resource: string, record: SimRecord, isOther: (id: string) => boolean, among: Records): void {
    const spec = this.specOf(resource);
    for (const key of [[spec.id], ...(spec.unique ?? [])]) {
      const own = this.#uniqueText(resource, key, record);
      if (own === null) continue;
      for (const [id, other] of among)
        if (isOther(id) && this.#uniqueText(resource, key, other) === own) throw new Refusal('UNIQUE', key.join('_'));
    }
  }

  /** Puts a prepared record in place, or takes one away (`after` null), and tells the observers. Checks nothing. */
  land(resource: string, nativeId: string | null, after: SimRecord | null, writer: Writer): string {
    const records = this.recordsOf(resource);
    const before = nativeId === null ? undefined : records.get(nativeId);
    const newId = after === null ? null : keyText(after.values.get(this.specOf(resource).id));
    if (nativeId !== null && newId !== nativeId) records.delete(nativeId);
    if (newId !== null && after !== null) records.set(newId, after);
    if (nativeId !== null && newId === null && before !== undefined)
      this.#graves.set(`${resource}\n${nativeId}`, before.values);
    const write: LandedWrite = {
      ...writer,
      atMs: this.spec.now(),
      system: this.spec.name,
      resource,
      nativeId: nativeId ?? newId ?? '',
      action: after === null ? 'delete' : before === undefined ? 'create' : 'update',
      before: before === undefined ? null : new Map(before.values),
      after: after === null ? null : new Map(after.values),
    };
    this.landed.push(write);
    for (const observer of this.#observers) observer(write);
    return newId ?? nativeId ?? '';
  }

  /** What a deleted record was, or undefined. */
  graveOf(resource: string, nativeId: string): NativeRecord | undefined {
    return this.#graves.get(`${resource}\n${nativeId}`);
  }

  #newId(resource: string): NativeValue {
    const records = this.recordsOf(resource);
    do this.#lastId += 1;
    while (records.has(String(this.#lastId)));
    return String(this.#lastId);
  }

  #uniqueText(resource: string, key: readonly string[], { values }: SimRecord): string | null {
    const [only] = key;
    if (key.length === 1 && only !== undefined) return this.#foldedText(resource, only, values);
    const parts = key.map((name) => this.#foldedText(resource, name, values));
    return parts.includes(null) ? null : JSON.stringify(parts);
  }

  #foldedText(resource: string, name: string, values: NativeRecord): string | null {
    const value = values.get(name) ?? null;
    return value === null ? null : this.rules.fold(value, this.specOf(resource).fields[name] ?? 'text');
  }
}

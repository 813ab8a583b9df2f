import type { Connector, NativeKind, ReadRequest, WriteChange, WriteOutcome } from '../../../src/model/connector.ts';
import type { NativeValue } from '../../../src/model/value.ts';
import { type Collected, type CollectedRecord, collectRead } from '../../../src/testing/collect.ts';
import { realWorld } from '../../../src/world.ts';
import type { SimSystem, Wire } from '../contract.ts';
import { CALM_WIRE } from './contract-harness.ts';
import { type SystemKind, createSystem } from './create-system.ts';
import type { Switches, SystemSpec } from './switches.ts';

/** What a test makes of a simulated system: one resource `people`, a clock that stands still, and short words. */
export class Table {
  readonly system: SimSystem;
  nowMs = 1_700_000_000_000;
  #changes = 0;

  constructor(kind: SystemKind, switches: Switches = {}, resource: Partial<SystemSpec['resources'][string]> = {}) {
    const fields: Readonly<Record<string, NativeKind>> = {
      id: 'text',
      name: 'text',
      credit: 'decimal',
      seen: 'datetime',
    };
    this.system = createSystem(kind, {
      name: 'sim',
      now: () => this.nowMs,
      random: () => 0,
      resources: { people: { id: 'id', fields, unique: [['name']], ...resource } },
      switches,
    });
  }

  open(wire: Wire = CALM_WIRE): Connector {
    return this.system.connect(wire, realWorld());
  }

  insert(id: string, values: Readonly<Record<string, NativeValue>> = {}): void {
    this.system.insert('ann', 'people', { id, name: `name of ${id}`, ...values });
  }

  request(change: Partial<ReadRequest> = {}): ReadRequest {
    const fields = ['credit', 'id', 'name', 'seen'];
    return { resource: 'people', id: ['id'], fields, where: null, lookup: null, pageSize: 2, ...change };
  }

  read(connector: Connector = this.open(), change: Partial<ReadRequest> = {}): Promise<Collected> {
    return collectRead(connector, this.request(change));
  }

  /** The record as it is now, as a connector reads it. */
  async seen(id: string): Promise<CollectedRecord> {
    const { records } = await this.read(this.open(), { lookup: { by: ['id'], values: [[id]] } });
    const [record] = records;
    if (record === undefined) throw new Error('The test reads a record that is not there.');
    return record;
  }

  async update(id: string, values: Readonly<Record<string, NativeValue>>): Promise<WriteChange> {
    const { key, version, native } = await this.seen(id);
    return this.#change({ action: 'update', nativeId: key, version, before: native }, values);
  }

  create(values: Readonly<Record<string, NativeValue>>): WriteChange {
    return this.#change({ action: 'create', nativeId: null, version: null, before: null }, values);
  }

  async write(connector: Connector, ...changes: readonly WriteChange[]): Promise<readonly WriteOutcome[]> {
    const write = connector.writeBatch?.bind(connector);
    if (write === undefined) throw new Error('The simulated connector has no writer.');
    return write({ resource: 'people', id: ['id'], changes }, new AbortController().signal);
  }

  /** One field of a record at the server. */
  value(id: string, field: string): NativeValue | undefined {
    return this.system.resources.get('people')?.get(id)?.values.get(field);
  }

  #change(
    base: Pick<WriteChange, 'action' | 'nativeId' | 'version' | 'before'>,
    values: Readonly<Record<string, NativeValue>>,
  ): WriteChange {
    this.#changes += 1;
    const id = `c${this.#changes}`;
    return { ...base, id, values: new Map(Object.entries(values)), idempotencyKey: `key ${id}` };
  }
}

import assert from 'node:assert/strict';
import type {
  Connector,
  NativeRecord,
  NativeValue,
  ReadRequest,
  WriteAction,
  WriteChange,
  WriteOutcome,
} from '../connector/index.ts';
import { isNothing } from '../connector/index.ts';
import { collectRead, type Collected, type CollectedRecord } from './collect.ts';
import type { ContractHarness, ContractSystem } from './harness.ts';
import { samplesOf } from './samples.ts';

/** What a case works with: a new system, a connector to it, and short words for what cases do. */
export class Scene {
  readonly harness: ContractHarness;
  readonly system: ContractSystem;
  readonly connector: Connector;
  readonly signal: AbortSignal = new AbortController().signal;

  constructor(harness: ContractHarness, system: ContractSystem, connector: Connector) {
    this.harness = harness;
    this.system = system;
    this.connector = connector;
  }

  /** A scan of all columns, or what `change` says. */
  request(change: Partial<ReadRequest> = {}): ReadRequest {
    const { resource, id, columns } = this.harness;
    const fields = columns.map(({ name }) => name).sort();
    return { resource, id: [id], fields, where: null, lookup: null, pageSize: 1000, ...change };
  }

  read(change: Partial<ReadRequest> = {}): Promise<Collected> {
    return collectRead(this.connector, this.request(change), this.signal);
  }

  /** The one record with this id as the connector reads it. */
  async record(id: string): Promise<CollectedRecord> {
    const { records } = await this.read({ lookup: { by: [this.harness.id], values: [[id]] } });
    const [record] = records;
    assert.equal(records.length, 1, `one record has the id ${JSON.stringify(id)}`);
    assert.ok(record);
    return record;
  }

  /** A guarded change of a record as it is now, or was when `seen` was read. */
  async change(action: WriteAction, id: string, values: NativeRecord, seen?: CollectedRecord): Promise<WriteChange> {
    const base = { id: `${action} ${id}`, action };
    if (action === 'create') return { ...base, nativeId: null, version: null, before: null, values };
    const record = seen ?? (await this.record(id));
    return { ...base, nativeId: record.key, version: record.version, before: record.native, values };
  }

  async write(...changes: readonly WriteChange[]): Promise<readonly WriteOutcome[]> {
    const { resource, id } = this.harness;
    const write = this.connector.writeBatch?.bind(this.connector);
    assert.ok(write, 'a connector that declares actions has a writer');
    return write({ resource, id: [id], changes }, this.signal);
  }

  /** What the system holds, seen past the connector, by id. */
  async raw(): Promise<ReadonlyMap<string, NativeRecord>> {
    const records = await this.system.rawRecords();
    return new Map(records.map((record) => [String(record.get(this.harness.id)), record]));
  }
}

/** Starts a system, opens a connector, proves, and puts everything away. */
export async function runCase(harness: ContractHarness, proof: (scene: Scene) => Promise<void>): Promise<void> {
  const system = await harness.start();
  try {
    await system.seed([]);
    const connector = await system.open();
    try {
      await proof(new Scene(harness, system, connector));
    } finally {
      await connector.close();
    }
  } finally {
    await system.stop();
  }
}

/** Values that a column of the harness is tried with. */
export function samplesFor(harness: ContractHarness, column: string): readonly NativeValue[] {
  const kind = harness.columns.find(({ name }) => name === column)?.kind ?? 'text';
  const own = harness.samples as Readonly<Record<string, readonly NativeValue[] | undefined>> | undefined;
  return own?.[column] ?? own?.[kind] ?? samplesOf(kind);
}

/** A record with an id, the given fields, and a plain value in each other column. */
export function recordOf(
  harness: ContractHarness,
  id: string,
  fields: Readonly<Record<string, NativeValue>> = {},
): NativeRecord {
  const rest = harness.columns.map(({ name }) => [name, samplesFor(harness, name)[0] ?? null] as const);
  return new Map<string, NativeValue>([...rest, [harness.id, id], ...Object.entries(fields)]);
}

/** The first text column that is not the id. */
export function labelOf({ columns, id }: ContractHarness): string {
  const label = columns.find(({ name, kind }) => name !== id && kind === 'text')?.name;
  assert.ok(label, 'the harness has a text column besides the id');
  return label;
}

/** Compares native records field by field; EMPTY and empty text are the same here. */
export function assertSameRecord(found: NativeRecord | undefined, wanted: NativeRecord, what: string): void {
  assert.ok(found, `${what} is there`);
  for (const [field, value] of wanted) {
    assert.deepEqual(plain(found.get(field)), plain(value), `${what}: ${field} is exactly what was stored`);
  }
}

function plain(value: NativeValue | undefined): unknown {
  return value !== undefined && isNothing(value) && value.nothing === 'empty' ? '' : value;
}

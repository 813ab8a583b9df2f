import type { ReadRequest, WriteChange } from '../../src/model/connector.ts';
import { type Collected, type CollectedRecord, collectRead } from '../../src/testing/collect.ts';
import type { Database } from './differential-databases.ts';
import type { WriteOperation } from './differential-operations.ts';

/** What became of one write. */
export interface Told {
  readonly id: string;
  readonly status: string;
  readonly code: string | null;
  readonly nativeId: readonly string[] | null;
  readonly about: WriteOperation | undefined;
}

/** Runs operations on one database, and tells what can be compared: no versions, and no names of constraints. */
export class Runner {
  readonly #database: Database;
  /** The records of the last scans by id, the newest first. */
  #scans: readonly ReadonlyMap<string, CollectedRecord>[] = [];

  constructor(database: Database) {
    this.#database = database;
  }

  /** Status, code and id of each; who names a record that was not there gets another. */
  async write(operations: readonly WriteOperation[], round: number): Promise<readonly Told[]> {
    const changes = operations.flatMap((operation, index) => this.#changeOf(operation, { round, index }));
    const { connector } = this.#database;
    const write = connector.writeBatch?.bind(connector);
    const batch = { resource: 'people', id: ['id'], changes };
    const outcomes = (await write?.(batch, new AbortController().signal)) ?? [];
    return outcomes.map(({ id, status, code, nativeId }) => ({
      id,
      status,
      code,
      nativeId,
      about: operations[Number(id.split('.')[1])],
    }));
  }

  async edit(id: string, note: string | null): Promise<void> {
    await this.#database.edit(id, note);
  }

  /** Pages, records, and the certificate; the records of a lookup in the order of their ids. */
  async read(request: ReadRequest): Promise<unknown> {
    const read = await collectRead(this.#database.connector, request);
    const records = read.records.map(({ key, native }) => ({ key, native: Object.fromEntries(native) }));
    if (request.lookup !== null) records.sort((a, b) => (a.key.join() < b.key.join() ? -1 : 1));
    return {
      records,
      columns: read.columns,
      guard: read.guard,
      pages: read.certificates.length,
      certificate: read.certificate,
    };
  }

  /** The whole table, and which versions moved since the scan before. */
  async scan(fields: readonly string[]): Promise<unknown> {
    const request: ReadRequest = { resource: 'people', id: ['id'], fields, where: null, lookup: null, pageSize: 50 };
    const read: Collected = await collectRead(this.#database.connector, request);
    const before = this.#scans[0];
    this.#scans = [new Map(read.records.map((record) => [record.key.join(), record])), ...this.#scans].slice(0, 4);
    return read.records.map(({ key, native, version }) => ({
      key,
      native: Object.fromEntries(native),
      isMoved: before?.get(key.join())?.version !== version,
    }));
  }

  #changeOf(
    { action, id, isStale, values }: WriteOperation,
    { round, index }: { readonly round: number; readonly index: number },
  ): WriteChange[] {
    const base = { id: `${round}.${index}`, action, values: new Map(values) };
    if (action === 'create') return [{ ...base, nativeId: null, version: null, before: null }];
    const scan = (isStale ? this.#scans.at(-1) : this.#scans[0]) ?? new Map<string, CollectedRecord>();
    const record = scan.get(id) ?? [...scan.values()][index % scan.size];
    if (record === undefined) return [];
    return [{ ...base, nativeId: record.key, version: record.version, before: record.native }];
  }
}

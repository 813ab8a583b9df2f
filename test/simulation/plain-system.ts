import { ConcordatError } from '../../src/model/error.ts';
import type {
  Connector,
  NativeKind,
  ReadPage,
  ReadRequest,
  WriteBatch,
  WriteChange,
  WriteOutcome,
} from '../../src/model/connector.ts';
import type { NativeRecord, NativeValue } from '../../src/model/value.ts';
import {
  LATE_LANDING_MS,
  WireFault,
  type LandedWrite,
  type SimRecord,
  type SimSystem,
  type SimSystemOptions,
  type Wire,
} from './contract.ts';

interface Resource {
  readonly id: string;
  readonly fields: Readonly<Record<string, NativeKind>>;
  readonly unique: readonly (readonly string[])[];
  readonly records: Map<string, SimRecord>;
  readonly deleted: Map<string, SimRecord>;
}

/** The smallest transactional system: versioned records, one request a batch, one snapshot a scan. */
export function plainSystem(options: SimSystemOptions): SimSystem {
  const server = new PlainServer(options);
  return {
    name: options.name,
    kind: 'plain',
    resources: new Map([...server.resources].map(([name, { records }]) => [name, records] as const)),
    landed: server.landed,
    onLanded: (observer) => void server.observers.push(observer),
    connect: (wire) => plainConnector(options.name, server, wire),
    insert: (person, resource, values) => server.insert(person, resource, new Map(Object.entries(values))),
    update: (person, resource, nativeId, values) =>
      server.update(person, resource, nativeId, new Map(Object.entries(values)), null),
    remove: (person, resource, nativeId) => server.remove(person, resource, nativeId, null),
    restore: (person, resource, nativeId) => server.restore(person, resource, nativeId),
  };
}

class PlainServer {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly landed: LandedWrite[] = [];
  readonly observers: ((write: LandedWrite) => void)[] = [];
  readonly #options: SimSystemOptions;
  #version = 0;
  #ids = 0;

  constructor(options: SimSystemOptions) {
    this.#options = options;
    this.resources = new Map(
      Object.entries(options.resources).map(([name, { id, fields, unique }]) => [
        name,
        { id, fields, unique: unique ?? [], records: new Map(), deleted: new Map() },
      ]),
    );
  }

  find(name: string): Resource {
    const resource = this.resources.get(name);
    if (resource === undefined) throw new RangeError(`There is no resource ${name}.`);
    return resource;
  }

  isTaken(name: string, nativeId: string | null, values: NativeRecord): boolean {
    const { unique, records } = this.find(name);
    return unique.some((fields) =>
      [...records].some(
        ([id, record]) =>
          id !== nativeId &&
          fields.every((field) => values.has(field) && record.values.get(field) === values.get(field)),
      ),
    );
  }

  insert(by: string, name: string, values: NativeRecord): string {
    const resource = this.find(name);
    this.#ids += 1;
    const nativeId = String(1000 + this.#ids);
    const all = new Map<string, NativeValue>(Object.keys(resource.fields).map((field) => [field, null]));
    for (const [field, value] of values) all.set(field, value);
    all.set(resource.id, nativeId);
    const record = { values: all, version: this.#next(), modifiedMs: this.#options.now() };
    resource.records.set(nativeId, record);
    this.#land({
      resource: name,
      nativeId,
      action: 'create',
      by,
      before: null,
      after: new Map(all),
      guard: null,
      versionBefore: null,
    });
    return nativeId;
  }

  update(by: string, name: string, nativeId: string, values: NativeRecord, guard: string | null): void {
    const record = this.find(name).records.get(nativeId);
    if (record === undefined) return;
    const before = new Map(record.values);
    const versionBefore = String(record.version);
    for (const [field, value] of values) record.values.set(field, value);
    record.version = this.#next();
    record.modifiedMs = this.#options.now();
    this.#land({
      resource: name,
      nativeId,
      action: 'update',
      by,
      before,
      after: new Map(record.values),
      guard,
      versionBefore,
    });
  }

  remove(by: string, name: string, nativeId: string, guard: string | null): void {
    const resource = this.find(name);
    const record = resource.records.get(nativeId);
    if (record === undefined) return;
    resource.records.delete(nativeId);
    resource.deleted.set(nativeId, record);
    this.#land({
      resource: name,
      nativeId,
      action: 'delete',
      by,
      before: new Map(record.values),
      after: null,
      guard,
      versionBefore: String(record.version),
    });
  }

  restore(by: string, name: string, nativeId: string): void {
    const resource = this.find(name);
    const record = resource.deleted.get(nativeId);
    if (record === undefined || this.isTaken(name, nativeId, record.values)) return;
    resource.deleted.delete(nativeId);
    record.version = this.#next();
    record.modifiedMs = this.#options.now();
    resource.records.set(nativeId, record);
    this.#land({
      resource: name,
      nativeId,
      action: 'create',
      by,
      before: null,
      after: new Map(record.values),
      guard: null,
      versionBefore: null,
    });
  }

  #next(): number {
    this.#version += 1;
    return this.#version;
  }

  #land(write: Omit<LandedWrite, 'atMs' | 'system' | 'idempotencyKey'>): void {
    const landed = { ...write, atMs: this.#options.now(), system: this.#options.name, idempotencyKey: null };
    this.landed.push(landed);
    for (const observer of this.observers) observer(landed);
  }
}

function plainConnector(system: string, server: PlainServer, wire: Wire): Connector {
  const guard = { kind: 'version', strength: 'strong' } as const;
  return {
    capabilities: {
      of: async (name) => ({
        actions: ['create', 'update', 'delete'],
        guard,
        batchSize: 100,
        keyOrder: 'binary',
        snapshot: true,
        settleMs: LATE_LANDING_MS,
        uniqueKeys: server.find(name).unique,
      }),
    },
    identity: async () => `plain:${system}`,
    check: async () => [],
    describe: async () => [],
    read: (request, signal) => readPages({ system, server, wire, request, signal }),
    writeBatch: (batch) => writeBatch(system, server, wire, batch),
    close: async () => {},
  };
}

interface Read {
  readonly system: string;
  readonly server: PlainServer;
  readonly wire: Wire;
  readonly request: ReadRequest;
  readonly signal: AbortSignal;
}

async function* readPages({ system, server, wire, request, signal }: Read): AsyncGenerator<ReadPage> {
  signal.throwIfAborted();
  const resource = server.find(request.resource);
  const rows = await asked(system, () =>
    wire.request({
      system,
      kind: 'read',
      name: request.lookup === null ? 'page' : 'lookup',
      perform: () =>
        [...resource.records]
          .filter(([, record]) => isWanted(record, request))
          .map(([id, { values, version }]) => ({ id, version: String(version), values: pick(values, request.fields) })),
    }),
  );
  const row = (i: number) => {
    const found = rows[i];
    if (found === undefined) throw new RangeError('A page has no such record.');
    return found;
  };
  yield {
    columns: request.fields.map((name) => ({ name, kind: resource.fields[name] ?? 'text' })),
    guard: { kind: 'version', strength: 'strong' },
    count: rows.length,
    key: (i) => [row(i).id],
    version: (i) => row(i).version,
    bytes: (i) => Buffer.from(JSON.stringify([...row(i).values])),
    decode: (i) => row(i).values,
    certificate: { complete: true, count: rows.length, total: rows.length, reason: null },
  };
}

function pick(values: NativeRecord, fields: readonly string[]): NativeRecord {
  return new Map(fields.map((field) => [field, values.get(field) ?? null] as const));
}

function isWanted({ values }: SimRecord, { lookup }: ReadRequest): boolean {
  if (lookup === null) return true;
  return lookup.values.some((wanted) => lookup.by.every((field, i) => values.get(field) === wanted[i]));
}

async function asked<T>(system: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    const isDenied = error.status === 401 || error.status === 403;
    throw new ConcordatError(isDenied ? 'SYSTEM_DENIED' : 'SYSTEM_UNREACHABLE', 'The system did not answer.', {
      at: system,
      isRetryable: !isDenied,
      ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }),
    });
  }
}

async function writeBatch(
  system: string,
  server: PlainServer,
  wire: Wire,
  batch: WriteBatch,
): Promise<readonly WriteOutcome[]> {
  try {
    return await wire.request({
      system,
      kind: 'write',
      name: 'write',
      perform: () => batch.changes.map((change) => writeOne(server, batch.resource, change)),
    });
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    const isKnown = error.kind === 'unsent' || error.kind === 'status';
    return batch.changes.map(({ id }) => ({
      id,
      status: isKnown ? 'failed' : 'unknown',
      nativeId: null,
      code: error.status === 401 ? 'SYSTEM_DENIED' : 'SYSTEM_UNREACHABLE',
      detail: null,
      ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }),
    }));
  }
}

function writeOne(server: PlainServer, resource: string, change: WriteChange): WriteOutcome {
  const refused = (status: 'conflict' | 'rejected', code: string): WriteOutcome => ({
    id: change.id,
    status,
    nativeId: null,
    code,
    detail: null,
  });
  const [nativeId = null] = change.nativeId ?? [];
  const by = `concordat:${change.id}`;
  if (change.action === 'create') {
    if (server.isTaken(resource, null, change.values)) return refused('rejected', 'UNIQUE');
    const made = server.insert(by, resource, change.values);
    return { id: change.id, status: 'applied', nativeId: [made], code: null, detail: null };
  }
  const record = nativeId === null ? undefined : server.find(resource).records.get(nativeId);
  if (nativeId === null || record === undefined) return refused('conflict', 'GUARD_REFUSED');
  if (change.version !== null && String(record.version) !== change.version) return refused('conflict', 'GUARD_REFUSED');
  if (server.isTaken(resource, nativeId, change.values)) return refused('rejected', 'UNIQUE');
  if (change.action === 'delete') server.remove(by, resource, nativeId, change.version);
  else server.update(by, resource, nativeId, change.values, change.version);
  return { id: change.id, status: 'applied', nativeId: [nativeId], code: null, detail: null };
}

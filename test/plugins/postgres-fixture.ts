import pg from 'pg';
import type {
  Connector,
  NativeRecord,
  NativeValue,
  ReadPage,
  ReadRequest,
  WriteAction,
  WriteBatch,
  WriteChange,
} from 'concordat/connector';
import { postgres } from '../../plugins/postgres/index.ts';
import { realWorld } from '../../src/world.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';

/** A signal that nobody aborts. */
export const NEVER: AbortSignal = new AbortController().signal;

/** A server with helpers to fill it and to open connectors on it. */
export interface Fixture {
  readonly server: PostgresServer;
  /** Runs SQL as the superuser; several statements at once are fine. */
  sql(text: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** The connector of this login; the superuser's by default. The same options give the same one. Closed by `stop`. */
  open(options?: {
    url?: string;
    access?: Readonly<Record<string, readonly ('read' | WriteAction)[]>>;
    insecure?: string;
  }): Promise<Connector>;
  /** URL of another role. */
  urlAs(user: string, password: string): string;
  stop(): Promise<void>;
}

/** Starts a server for one test file. */
export async function startFixture(): Promise<Fixture> {
  const server = await startPostgres();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const opened = new Map<string, Connector>();
  return {
    server,
    async sql(text, values) {
      return (await (values === undefined ? admin.query(text) : admin.query(text, [...values]))).rows;
    },
    async open({ url = server.url, access = {}, insecure } = {}) {
      const connection = { url, ...(insecure === undefined ? {} : { insecure }) };
      const name = JSON.stringify([connection, access]);
      const connector =
        opened.get(name) ?? (await postgres.open({ system: 'crm', connection, access, root: '/', world: realWorld() }));
      opened.set(name, connector);
      return connector;
    },
    urlAs(user, password) {
      const url = new URL(server.url);
      url.username = user;
      url.password = password;
      return url.href;
    },
    async stop() {
      await Promise.all([...opened.values()].map((connector) => connector.close()));
      await admin.end();
      await server.stop();
    },
  };
}

/** A read request with the usual defaults. */
export function requestOf(resource: string, part: Partial<ReadRequest> = {}): ReadRequest {
  return { resource, id: ['id'], fields: ['id'], where: null, lookup: null, pageSize: 100, ...part };
}

/** One record as a page gave it. */
export interface SeenRecord {
  readonly key: readonly string[];
  readonly version: string;
  readonly bytes: string;
  readonly native: NativeRecord;
}

/** Everything a read gave. */
export interface SeenRead {
  readonly records: readonly SeenRecord[];
  readonly pages: readonly ReadPage[];
  readonly certificate: ReadPage['certificate'];
}

/** Reads to the end. */
export async function readAll(
  connector: Connector,
  request: ReadRequest,
  signal: AbortSignal = NEVER,
): Promise<SeenRead> {
  const records: SeenRecord[] = [];
  const pages: ReadPage[] = [];
  for await (const page of connector.read(request, signal)) {
    pages.push(page);
    for (let i = 0; i < page.count; i += 1) {
      records.push({
        key: page.key(i),
        version: page.version(i),
        bytes: Buffer.from(page.bytes(i)).toString('latin1'),
        native: page.decode(i),
      });
    }
  }
  return { records, pages, certificate: pages.at(-1)?.certificate ?? null };
}

/** The value of one field of the only record of a table. */
export async function readOne(connector: Connector, resource: string, field: string): Promise<NativeValue | undefined> {
  const { records } = await readAll(connector, requestOf(resource, { fields: [field] }));
  return records[0]?.native.get(field);
}

/** A batch of changes to one table by `id`. */
export function batchOf(
  resource: string,
  changes: readonly Partial<WriteChange>[],
  id: readonly string[] = ['id'],
): WriteBatch {
  return {
    resource,
    id,
    changes: changes.map((change, index) => ({
      id: `change-${index}`,
      action: 'update',
      nativeId: null,
      version: null,
      before: null,
      values: new Map(),
      ...change,
    })),
  };
}

/** An update of a record as it was read. */
export function updateOf(
  seen: SeenRecord | undefined,
  values: Readonly<Record<string, NativeValue>>,
): Partial<WriteChange> {
  if (seen === undefined) throw new Error('The test read no such record.');
  return { nativeId: seen.key, version: seen.version, before: seen.native, values: new Map(Object.entries(values)) };
}

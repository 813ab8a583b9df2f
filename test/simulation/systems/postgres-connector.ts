import type { Connector, GuardInfo, ReadCertificate, ReadPage, ReadRequest } from '../../../src/model/connector.ts';
import type { SimRecord, Wire } from '../contract.ts';
import { type PageLayout, digestOf, pageOf, pagesOf } from './page.ts';
import type { PostgresServer } from './postgres-server.ts';
import { writeTransaction } from './postgres-write.ts';
import { once } from './refusal.ts';
import { checkBatch, checkRead, resourceOf, schemasOf } from './request.ts';
import { filterOf } from './sql-filter.ts';
import { LATE_MS, type SystemSpec } from './switches.ts';
import { ask } from './wire-faults.ts';

/** A connector as plugins/postgres is one, over a simulated wire. */
export function postgresConnector(server: PostgresServer, spec: SystemSpec, wire: Wire): Connector {
  const { name: system } = spec;
  const read = <T>(name: string, at: string, perform: () => T): Promise<T> =>
    ask(wire, at, { system, kind: 'read', name, perform: once(perform) });
  return {
    capabilities: {
      async of(resource) {
        const { id, unique = [] } = resourceOf(spec, resource);
        return read('catalog', `${system}:${resource}`, () => ({
          actions: ['create', 'update', 'delete'] as const,
          guard: GUARD,
          batchSize: 500,
          keyOrder: spec.resources[resource]?.fields[id] === 'text' ? ('binary' as const) : ('unordered' as const),
          snapshot: true,
          settleMs: LATE_MS,
          uniqueKeys: [[id], ...unique],
        }));
      },
    },
    identity: () => read('identity', system, () => `sim-postgres:${system}`),
    check: () => read('check', system, () => []),
    describe: () => read('catalog', system, () => schemasOf(spec)),
    read: (request, signal) => readPages({ server, spec, request, signal, read }),
    async writeBatch(batch, signal) {
      signal.throwIfAborted();
      checkBatch(spec, batch);
      return writeTransaction(server, wire, batch);
    },
    async close() {},
  };
}

const GUARD: GuardInfo = { kind: 'xmin', strength: 'strong' };

interface Reading {
  readonly server: PostgresServer;
  readonly spec: SystemSpec;
  readonly request: ReadRequest;
  readonly signal: AbortSignal;
  read<T>(name: string, at: string, perform: () => T): Promise<T>;
}

async function* readPages(reading: Reading): AsyncGenerator<ReadPage> {
  const { server, spec, request, signal, read } = reading;
  signal.throwIfAborted();
  const { resource, lookup, fields } = request;
  const at = `${spec.name}:${resource}`;
  const resourceSpec = checkRead(spec, request);
  const passes = filterOf(resourceSpec, request.where, at);
  const version = (record: SimRecord): string => `${record.version}:${digestOf(record, fields)}`;
  const layout: PageLayout = { request, spec: resourceSpec, guard: GUARD, version };
  if (lookup === null) {
    yield* scan(reading, layout, () => server.snapshot(resource).filter(passes));
    return;
  }
  const found = await read('lookup', at, () => server.find(resource, lookup.by, lookup.values).filter(passes));
  signal.throwIfAborted();
  yield* pagesOf(layout, found, certificateOf(found.length));
}

/** A cursor over one snapshot; the last page is the first short one, maybe empty. */
async function* scan(
  { spec, request, signal, read }: Reading,
  layout: PageLayout,
  open: () => readonly SimRecord[],
): AsyncGenerator<ReadPage> {
  const at = `${spec.name}:${request.resource}`;
  const size = Math.max(1, request.pageSize);
  let cursor: readonly SimRecord[] | null = null;
  for (let start = 0; ; start += size) {
    const rows: readonly SimRecord[] = await read('page', at, () => {
      cursor ??= open();
      return cursor.slice(start, start + size);
    });
    signal.throwIfAborted();
    const isLast = rows.length < size;
    yield pageOf(layout, rows, isLast ? certificateOf(start + rows.length) : null);
    if (isLast) return;
    signal.throwIfAborted();
  }
}

/** The end of a cursor within one snapshot proves that all was seen. */
function certificateOf(count: number): ReadCertificate {
  return { complete: true, count, total: null, reason: null };
}

import type { Connector, GuardInfo, ReadPage, ReadRequest } from '../../../src/model/connector.ts';
import type { SimRecord, Wire } from '../contract.ts';
import { type PageLayout, digestOf } from './page.ts';
import type { PostgresServer } from './postgres-server.ts';
import { writeTransaction } from './postgres-write.ts';
import { once } from './refusal.ts';
import { checkBatch, checkRead, resourceOf, schemasOf } from './request.ts';
import { filterOf } from './sql-filter.ts';
import { type SnapshotRead, lookUp, scanSnapshot } from './snapshot-scan.ts';
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
    read: (request, signal) => readPages({ server, spec, wire, request, signal }),
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
  readonly wire: Wire;
  readonly request: ReadRequest;
  readonly signal: AbortSignal;
}

async function* readPages({ server, spec, wire, request, signal }: Reading): AsyncGenerator<ReadPage> {
  signal.throwIfAborted();
  const { resource, lookup, fields } = request;
  const resourceSpec = checkRead(spec, request);
  const passes = filterOf(resourceSpec, request.where, `${spec.name}:${resource}`);
  const version = (record: SimRecord): string => `${record.version}:${digestOf(record, fields)}`;
  const layout: PageLayout = { request, spec: resourceSpec, guard: GUARD, version };
  const read: SnapshotRead = { system: spec.name, wire, layout, signal, tellsTotal: false };
  if (lookup === null) yield* scanSnapshot(read, () => server.snapshot(resource).filter(passes));
  else yield* lookUp(read, () => server.find(resource, lookup.by, lookup.values).filter(passes));
}

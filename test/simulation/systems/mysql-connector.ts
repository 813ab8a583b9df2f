import type { Connector, GuardInfo, NativeKind, ReadPage, ReadRequest } from '../../../src/model/connector.ts';
import type { NativeValue } from '../../../src/model/value.ts';
import type { SimRecord, Wire } from '../contract.ts';
import { decimalFold } from './decimal.ts';
import { exactly, plain } from './exact.ts';
import type { MysqlServer } from './mysql-server.ts';
import { type PageLayout, digestOf } from './page.ts';
import { checkBatch, checkRead, resourceOf, schemasOf } from './request.ts';
import { type SnapshotRead, lookUp, scanSnapshot } from './snapshot-scan.ts';
import { filterOf } from './sql-filter.ts';
import { writeStatements } from './statements.ts';
import { keyText } from './store.ts';
import { LATE_MS } from './switches.ts';
import { ask } from './wire-faults.ts';

const GUARD: GuardInfo = { kind: 'values', strength: 'strong' };

/** A connector to a MySQL-like server: its guard compares the touched columns byte by byte, its lookups are exact. */
export function mysqlConnector(server: MysqlServer, wire: Wire): Connector {
  const { spec } = server.store;
  const { name: system } = spec;
  const read = <T>(name: string, perform: () => T): Promise<T> =>
    ask(wire, system, { system, kind: 'read', name, perform });
  return {
    capabilities: {
      async of(resource) {
        const { id, unique = [] } = resourceOf(spec, resource);
        return read('catalog', () => ({
          actions: ['create', 'update', 'delete'] as const,
          guard: GUARD,
          batchSize: 100,
          keyOrder: 'unordered' as const,
          snapshot: true,
          settleMs: LATE_MS,
          uniqueKeys: [[id], ...unique],
        }));
      },
    },
    identity: () => read('identity', () => `sim-mysql:${system}`),
    check: () => read('check', () => []),
    describe: () => read('catalog', () => schemasOf(spec)),
    read: (request, signal) => readPages(server, wire, request, signal),
    async writeBatch(batch, signal) {
      signal.throwIfAborted();
      checkBatch(spec, batch);
      return writeStatements({ system, wire, write: (change) => server.write(batch.resource, change) }, batch);
    },
    async close() {},
  };
}

async function* readPages(
  server: MysqlServer,
  wire: Wire,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  signal.throwIfAborted();
  const { spec } = server.store;
  const { resource, lookup, fields, where } = request;
  const resourceSpec = checkRead(spec, request);
  const passes = filterOf(resourceSpec, where, `${spec.name}:${resource}`);
  const version = (record: SimRecord): string => digestOf(record, fields);
  const layout: PageLayout = { request, spec: resourceSpec, guard: GUARD, version };
  const read: SnapshotRead = { system: spec.name, wire, layout, signal, tellsTotal: true };
  if (lookup === null) {
    yield* scanSnapshot(read, () => server.snapshot(resource).filter(passes));
    return;
  }
  const keys = lookup.values.map((key) => key.map(plain));
  const find = (): readonly SimRecord[] => server.find(resource, lookup.by, keys).filter(passes);
  yield* lookUp(
    read,
    find,
    exactly(lookup.by, keys, (value, name) => exactText(value, resourceSpec.fields[name])),
  );
}

/** Numbers have many spellings, text has one. */
function exactText(value: NativeValue, kind: NativeKind | undefined): string {
  return kind === 'decimal' ? decimalFold(keyText(value)) : keyText(value);
}

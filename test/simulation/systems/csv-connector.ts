import type { Connector, GuardInfo, ReadPage, ReadRequest } from '../../../src/model/connector.ts';
import type { SimRecord, Wire } from '../contract.ts';
import type { CsvServer } from './csv-server.ts';
import { writeFile } from './csv-write.ts';
import { exactly, plain } from './exact.ts';
import { type PageLayout, digestOf } from './page.ts';
import { checkBatch, checkRead, refuseFilter, resourceOf, schemasOf } from './request.ts';
import { type SnapshotRead, lookUp, scanSnapshot } from './snapshot-scan.ts';
import { keyText } from './store.ts';
import { LATE_MS } from './switches.ts';
import { ask } from './wire-faults.ts';

const GUARD: GuardInfo = { kind: 'file', strength: 'weak' };

/** A connector to a folder of CSV files on a share: read as a whole, replaced as a whole. */
export function csvConnector(server: CsvServer, wire: Wire): Connector {
  const { spec } = server.store;
  const { name: system } = spec;
  const read = <T>(name: string, perform: () => T): Promise<T> =>
    ask(wire, system, { system, kind: 'read', name, perform });
  return {
    capabilities: {
      async of(resource) {
        resourceOf(spec, resource);
        return {
          actions: ['create', 'update', 'delete'],
          guard: GUARD,
          batchSize: 10_000,
          keyOrder: 'unordered',
          snapshot: false,
          settleMs: LATE_MS,
        };
      },
    },
    identity: async () => `sim-csv:${system}`,
    check: async () => [],
    describe: () => read('folder', () => schemasOf(spec)),
    read: (request, signal) => readPages(server, wire, request, signal),
    async writeBatch(batch, signal) {
      signal.throwIfAborted();
      checkBatch(spec, batch);
      return writeFile(server, wire, batch);
    },
    async close() {},
  };
}

/** Who opened the file reads the old one on, whatever is renamed over it. */
async function* readPages(
  server: CsvServer,
  wire: Wire,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  signal.throwIfAborted();
  const { spec } = server.store;
  const { resource, lookup, fields } = request;
  const version = (record: SimRecord): string => digestOf(record, fields);
  const layout: PageLayout = { request, spec: checkRead(spec, request), guard: GUARD, version };
  refuseFilter(spec, request);
  const read: SnapshotRead = { system: spec.name, wire, layout, signal, tellsTotal: false };
  const open = (): readonly SimRecord[] => server.readFile(resource).rows;
  if (lookup === null) {
    yield* scanSnapshot(read, open);
    return;
  }
  const keys = lookup.values.map((key) => key.map(plain));
  yield* lookUp(read, open, exactly(lookup.by, keys, keyText));
}

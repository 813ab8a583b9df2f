import type { Connector, GuardInfo, ReadPage, ReadRequest } from '../../../src/model/connector.ts';
import type { Wire } from '../contract.ts';
import { type LdapServer, type SearchPage, csnOf } from './ldap-server.ts';
import { exactly, plain } from './exact.ts';
import { type PageLayout, pageOf } from './page.ts';
import { once } from './refusal.ts';
import { checkBatch, checkRead, refuseFilter, resourceOf, schemasOf } from './request.ts';
import { lookUp } from './snapshot-scan.ts';
import { writeStatements } from './statements.ts';
import { keyText } from './store.ts';
import { LATE_MS } from './switches.ts';
import { ask } from './wire-faults.ts';

const GUARD: GuardInfo = { kind: 'entryCSN', strength: 'strong' };

/** A connector to a directory: every write asserts the entryCSN, RFC 4528. */
export function ldapConnector(server: LdapServer, wire: Wire): Connector {
  const { spec } = server.store;
  const { name: system } = spec;
  const read = <T>(name: string, perform: () => T): Promise<T> =>
    ask(wire, system, { system, kind: 'read', name, perform });
  return {
    capabilities: {
      async of(resource) {
        const { id, unique = [] } = resourceOf(spec, resource);
        return read('schema', () => ({
          actions: ['create', 'update', 'delete'] as const,
          guard: GUARD,
          batchSize: 50,
          keyOrder: 'unordered' as const,
          snapshot: false,
          settleMs: LATE_MS,
          uniqueKeys: [[id], ...unique],
        }));
      },
    },
    identity: () => read('identity', () => `sim-ldap:${system}`),
    check: () => read('check', () => []),
    describe: () => read('schema', () => schemasOf(spec)),
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
  server: LdapServer,
  wire: Wire,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  signal.throwIfAborted();
  const { spec } = server.store;
  const { resource, lookup } = request;
  const layout: PageLayout = { request, spec: checkRead(spec, request), guard: GUARD, version: csnOf };
  refuseFilter(spec, request);
  if (lookup === null) {
    yield* searchPages(server, wire, layout, signal);
    return;
  }
  const keys = lookup.values.map((key) => key.map(plain));
  const read = { system: spec.name, wire, layout, signal, tellsTotal: false };
  yield* lookUp(read, () => server.find(resource, lookup.by, keys), exactly(lookup.by, keys, keyText));
}

/** A paged search, RFC 2696. An entry that was deleted and added again meanwhile comes twice: the second is dropped. */
async function* searchPages(
  server: LdapServer,
  wire: Wire,
  layout: PageLayout,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  const { name: system } = server.store.spec;
  const { resource, pageSize } = layout.request;
  const seen = new Set<string>();
  let cookie = 0;
  for (;;) {
    const start = cookie;
    const perform = once((): SearchPage => server.search(resource, start, Math.max(1, pageSize)));
    const page = await ask(wire, `${system}:${resource}`, { system, kind: 'read', name: 'page', perform });
    signal.throwIfAborted();
    const fresh = page.records.filter(({ values }) => !seen.has(keyText(values.get(layout.spec.id))));
    for (const { values } of fresh) seen.add(keyText(values.get(layout.spec.id)));
    const isLast = page.cookie === null;
    yield pageOf(layout, fresh, isLast ? { complete: true, count: seen.size, total: null, reason: null } : null);
    if (page.cookie === null) return;
    cookie = page.cookie;
    signal.throwIfAborted();
  }
}

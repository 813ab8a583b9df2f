import type { Connector, GuardInfo, ResourceCapabilities } from '../../../src/model/connector.ts';
import type { Wire } from '../contract.ts';
import { HttpClient } from './http-client.ts';
import { type HttpReading, readPages } from './http-read.ts';
import type { HttpServer } from './http-server.ts';
import { writeChanges } from './http-write.ts';
import { checkBatch, resourceOf, schemasOf } from './request.ts';
import { LATE_MS } from './switches.ts';
import { ask } from './wire-faults.ts';

/** A connector to a JSON API over a simulated wire. What it can do is known beforehand, as from a manifest. */
export function httpConnector(server: HttpServer, wire: Wire): Connector {
  const { spec } = server.store;
  const { name: system } = spec;
  const client = new HttpClient(server, wire);
  const guard = guardOf(server);
  const read = <T>(name: string, perform: () => T): Promise<T> =>
    ask(wire, system, { system, kind: 'read', name, perform });
  return {
    capabilities: { of: async (resource) => capabilitiesOf(server, resource) },
    identity: () => read('identity', () => `sim-http:${system}`),
    check: () => read('check', () => []),
    describe: () => read('schema', () => schemasOf(spec)),
    read: (request, signal) => readPages({ server, client, guard, request, signal } satisfies HttpReading),
    async writeBatch(batch, signal) {
      signal.throwIfAborted();
      checkBatch(spec, batch);
      return writeChanges({ server, client, isGuarded: guard.strength !== 'none' }, batch);
    },
    async close() {},
  };
}

/** A server that ignores If-Match is said to guard nothing, unless nobody has found out. */
export function guardOf({ variant, switches }: HttpServer): GuardInfo {
  if (variant === 'none' || (variant === 'etag' && switches.ignoresIfMatch === 'declared'))
    return { kind: 'none', strength: 'none' };
  return { kind: variant, strength: variant === 'date' ? 'weak' : 'strong' };
}

function capabilitiesOf(server: HttpServer, resource: string): ResourceCapabilities {
  const { id, unique = [] } = resourceOf(server.store.spec, resource);
  const { idempotencyMs = 0, staleMs = 0 } = server.switches;
  return {
    actions: ['create', 'update', 'delete'],
    guard: guardOf(server),
    batchSize: 10,
    keyOrder: 'unordered',
    snapshot: false,
    settleMs: LATE_MS + staleMs,
    uniqueKeys: [[id], ...unique],
    ...(idempotencyMs > 0 ? { idempotencyMs } : {}),
  };
}

import { describe, expect, it } from 'vitest';
import type { Connector, WriteBatch, WriteOutcome } from '../../src/model/connector.ts';
import { ConcordatError } from '../../src/model/error.ts';
import { MemoryConnector } from '../../plugins/memory/connector.ts';
import { createMemorySystem } from '../../plugins/memory/system.ts';
import { isPaced, paced, type PacedConnector } from '../../src/connector/paced.ts';
import { NO_LIMITS, SimulatedWorld } from './systems.ts';

const signal = new AbortController().signal;
const batch: WriteBatch = {
  resource: 'things',
  id: ['id'],
  changes: ['c1', 'c2'].map((id) => ({
    id,
    action: 'create',
    nativeId: null,
    version: null,
    before: null,
    values: new Map([['id', id]]),
  })),
};

/** A system that does as the test says; `sent` counts what reached it. */
function scene(limits = NO_LIMITS) {
  const world = new SimulatedWorld();
  const inner = new MemoryConnector('erp', createMemorySystem({ things: [], others: [] }), world);
  const state = {
    sent: [] as number[],
    fail: null as ConcordatError | null,
    outcome: {} as Partial<WriteOutcome>,
  };
  const answer = <T>(work: () => T): T => {
    state.sent.push(world.monotonicMs());
    if (state.fail !== null) throw state.fail;
    return work();
  };
  const connector: Connector = {
    capabilities: { of: async (name, at) => answer(() => inner.capabilities.of(name, at)) },
    identity: async () => answer(() => 'well'),
    check: async () => {
      answer(() => null);
      await new Promise(setImmediate);
      return [];
    },
    describe: async () => answer(() => []),
    read: (...read) => inner.read(...read),
    writeBatch: async ({ changes }) =>
      answer(() =>
        changes.map(({ id }) => ({
          id,
          status: 'applied',
          nativeId: [id],
          code: null,
          detail: null,
          ...state.outcome,
        })),
      ),
    close: async () => {},
  };
  return { world, state, connector: paced(connector, { ...limits, system: 'erp' }, world) };
}

const failure = (code: string, isRetryable: boolean, retryAfterMs?: number): ConcordatError =>
  new ConcordatError(code, 'No.', { isRetryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => (error as ConcordatError).code,
  );
}

function write(connector: PacedConnector, at = signal): Promise<readonly WriteOutcome[]> {
  const send = connector.writeBatch?.bind(connector);
  return send === undefined ? Promise.resolve([]) : send(batch, at);
}

describe('the breaker of a system', () => {
  it('opens at once when the login is refused, for everything, and says that trying again is of no use', async () => {
    const { state, connector, world } = scene();
    state.fail = failure('SYSTEM_LOGIN', false);
    const first = await codeOf(connector.identity(signal));
    state.fail = null;

    const second: unknown = await connector.identity(signal).catch((error: unknown) => error);
    const outcomes = await write(connector);
    await world.sleep(300_000);
    const later = await codeOf(connector.identity(signal));

    expect([first, later]).toEqual(['SYSTEM_LOGIN', null]);
    expect(second).toMatchObject({ code: 'SYSTEM_BREAKER_OPEN', isRetryable: false, exit: 1, at: 'erp' });
    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['failed', 'SYSTEM_BREAKER_OPEN'],
      ['failed', 'SYSTEM_BREAKER_OPEN'],
    ]);
    expect(state.sent).toHaveLength(2);
  });

  it('opens for one resource when access to it is denied', async () => {
    const { state, connector } = scene();
    state.fail = failure('SYSTEM_DENIED', false);
    await codeOf(connector.capabilities.of('things', signal));
    state.fail = null;

    const codes = [
      await codeOf(connector.capabilities.of('things', signal)),
      await codeOf(connector.capabilities.of('others', signal)),
      (await write(connector))[0]?.code,
    ];

    expect(codes).toEqual(['SYSTEM_BREAKER_OPEN', null, 'SYSTEM_BREAKER_OPEN']);
  });

  it('opens after five requests in a row without an answer, and lets one probe after 30 s, then after 60', async () => {
    const { state, connector, world } = scene();
    state.fail = failure('SYSTEM_UNREACHABLE', true);

    const first = await codeOf(connector.identity(signal));
    const open: unknown = await connector.identity(signal).catch((error: unknown) => error);
    await world.sleep(30_000);
    const probe = await codeOf(connector.identity(signal));
    await world.sleep(59_999);
    const early = await codeOf(connector.identity(signal));
    await world.sleep(1);
    state.fail = null;
    const well = [await codeOf(connector.identity(signal)), await codeOf(connector.identity(signal))];

    expect(open).toMatchObject({ code: 'SYSTEM_BREAKER_OPEN', isRetryable: true, exit: 75, retryAfterMs: 30_000 });
    expect([first, probe, early]).toEqual(['SYSTEM_UNREACHABLE', 'SYSTEM_UNREACHABLE', 'SYSTEM_BREAKER_OPEN']);
    expect(well).toEqual([null, null]);
    expect(state.sent).toHaveLength(8);
  });

  it('lets one request alone probe', async () => {
    const { state, connector, world } = scene();
    state.fail = failure('SYSTEM_UNREACHABLE', true);
    await codeOf(connector.identity(signal));
    await world.sleep(30_000);
    state.fail = null;

    const codes = await Promise.all([codeOf(connector.check(signal)), codeOf(connector.identity(signal))]);

    expect(codes).toEqual([null, 'SYSTEM_BREAKER_OPEN']);
  });

  it('does not open for a system that answers, whatever it answers', async () => {
    const { state, connector } = scene();
    state.fail = failure('CONNECTOR_UNKNOWN_FIELD', false);
    for (let count = 0; count < 20; count += 1) await codeOf(connector.identity(signal));
    state.fail = null;

    expect(await codeOf(connector.identity(signal))).toBeNull();
  });

  it('hears outcomes of writes: silence counts once a batch, a refused login at once', async () => {
    const silent = scene();
    silent.state.outcome = { status: 'unknown', code: 'SYSTEM_TIMEOUT', nativeId: null };
    for (let count = 0; count < 4; count += 1) await write(silent.connector);
    const fourth = await codeOf(silent.connector.identity(signal));
    for (let count = 0; count < 5; count += 1) await write(silent.connector);
    const refused = scene();
    refused.connector.tellOutcomes([
      { id: 'x', status: 'failed', nativeId: null, code: 'SYSTEM_LOGIN', detail: null },
      { id: 'y', status: 'applied', nativeId: ['1'], code: null, detail: null },
    ]);

    expect(fourth).toBeNull();
    expect(await codeOf(silent.connector.identity(signal))).toBe('SYSTEM_BREAKER_OPEN');
    expect(await codeOf(refused.connector.identity(signal))).toBe('SYSTEM_BREAKER_OPEN');
  });
});

describe('a system that asks for a pause', () => {
  it('gets nothing from anybody until it is over, reads and writes alike', async () => {
    const { state, connector, world } = scene();
    state.outcome = { status: 'failed', code: 'CONNECTOR_RATE_LIMIT', nativeId: null, retryAfterMs: 4000 };
    await write(connector);
    state.outcome = {};
    const until = connector.notBeforeMs();

    await Promise.all([connector.identity(signal), write(connector), connector.check(signal)]);

    expect(until).toBe(4000);
    expect(state.sent.slice(1).every((ms) => ms >= 4000)).toBe(true);
    expect(world.slept.length).toBeGreaterThan(0);
  });

  it('is believed when outcomes are told twice only once', async () => {
    const { state, connector, world } = scene();
    state.outcome = { status: 'failed', code: 'SYSTEM_BUSY', nativeId: null, retryAfterMs: 4000 };
    const outcomes = await write(connector);
    await world.sleep(1000);

    connector.tellOutcomes(outcomes);

    expect(connector.notBeforeMs()).toBe(4000);
  });

  it('counts as closed when it asks for longer than a run waits', async () => {
    const { state, connector, world } = scene();
    state.fail = failure('CONNECTOR_RATE_LIMIT', true, 3_600_000);
    const first = await codeOf(connector.identity(signal));
    state.fail = null;
    const second: unknown = await connector.identity(signal).catch((error: unknown) => error);

    await world.sleep(3_600_000);

    expect(first).toBe('CONNECTOR_RATE_LIMIT');
    expect(second).toMatchObject({ code: 'SYSTEM_BREAKER_OPEN', isRetryable: true, retryAfterMs: 3_600_000 });
    expect(await codeOf(connector.identity(signal))).toBeNull();
    expect(state.sent).toEqual([0, 3_600_000]);
  });
});

describe('the budget of a system', () => {
  it('is counted per connection, for reads and writes, and never waited for', async () => {
    const { state, connector, world } = scene({ ...NO_LIMITS, budget: { count: 3, perMs: 60_000 } });
    for (let count = 0; count < 2; count += 1) await connector.identity(signal);
    await write(connector);

    const spent: unknown = await connector.identity(signal).catch((error: unknown) => error);
    const outcomes = await write(connector);

    expect(spent).toMatchObject({ code: 'BUDGET_SPENT', isRetryable: true, exit: 75, retryAfterMs: 60_000, at: 'erp' });
    expect(outcomes[0]).toMatchObject({ status: 'failed', code: 'BUDGET_SPENT' });
    expect(state.sent).toHaveLength(3);
    expect(world.slept).toEqual([]);
    await world.sleep(60_000);
    expect(await codeOf(connector.identity(signal))).toBeNull();
  });
});

describe('under an outage', () => {
  it('requests are at most 1.1 times the first ones, plus ten', async () => {
    const { state, connector, world } = scene();
    state.fail = failure('SYSTEM_BUSY', true);
    const calls = 500;

    for (let count = 0; count < calls; count += 1) {
      await codeOf(connector.identity(signal));
      await world.sleep(1000);
    }

    expect(state.sent.length).toBeLessThanOrEqual(calls * 1.1 + 10);
    expect(state.sent.length).toBeGreaterThan(calls * 1.05);
  });

  it('what was stopped before it was sent has failed, and a batch earns once however often it is sent', async () => {
    const { state, connector } = scene();
    const aborted = AbortSignal.abort(new Error('stopped'));
    const stopped = await write(connector, aborted);
    while (connector.retryBudget.take());
    state.outcome = { status: 'failed', code: 'SYSTEM_BUSY', nativeId: null };
    for (let count = 0; count < 40; count += 1) await write(connector);

    expect(stopped[0]).toMatchObject({ status: 'failed', code: 'NOT_SENT' });
    expect(connector.retryBudget.take()).toBe(false);
    expect(isPaced(connector)).toBe(true);
  });
});

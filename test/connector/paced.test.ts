import { collectRead } from 'concordat/testing';
import { describe, expect, it } from 'vitest';
import { MemoryConnector } from '../../plugins/memory/connector.ts';
import { createMemorySystem } from '../../plugins/memory/system.ts';
import { paced } from '../../src/connector/paced.ts';
import { Pace } from '../../src/connector/pace.ts';
import { ConcordatError } from '../../src/model/error.ts';
import type { Connector } from '../../src/model/connector.ts';
import { NO_LIMITS, SimulatedWorld } from './systems.ts';

const signal = new AbortController().signal;
const scan = { resource: 'things', id: ['id'], fields: ['id'], where: null, lookup: null, pageSize: 2 };

function system(count = 6) {
  return createMemorySystem({ things: Array.from({ length: count }, (_, index) => ({ id: `k${index}` })) });
}

/** Fails the first calls of `identity`. */
function flaky(failures: readonly Error[]): { readonly connector: Connector; readonly calls: () => number } {
  let calls = 0;
  const inner = new MemoryConnector('erp', system());
  const identity = async (): Promise<string> => {
    const failure = failures[calls];
    calls += 1;
    if (failure !== undefined) throw failure;
    return 'well';
  };
  return {
    connector: {
      capabilities: inner.capabilities,
      identity,
      check: () => inner.check(),
      describe: () => inner.describe(),
      read: (...read) => inner.read(...read),
      close: () => inner.close(),
    },
    calls: () => calls,
  };
}

const busy = (retryAfterMs?: number): ConcordatError =>
  new ConcordatError('SYSTEM_BUSY', 'Busy.', {
    isRetryable: true,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

describe('a paced connector', () => {
  it('spaces its requests evenly at the declared rate; each page is one', async () => {
    const world = new SimulatedWorld();
    const connector = paced(
      new MemoryConnector('erp', system()),
      { ...NO_LIMITS, requests: { count: 10, perMs: 1000 } },
      world,
    );

    const { records } = await collectRead(connector, scan);

    expect(records).toHaveLength(6);
    expect(world.slept).toEqual([100, 100, 100]);
  });

  it('runs at most the declared number of requests at a time, in the order of asking', async () => {
    const pace = new Pace({ requests: null, concurrency: 2 }, new SimulatedWorld());
    const order: number[] = [];
    let active = 0;
    let most = 0;

    await Promise.all(
      Array.from({ length: 7 }, (_, index) =>
        pace.run(signal, async () => {
          order.push(index);
          most = Math.max(most, (active += 1));
          await new Promise(setImmediate);
          active -= 1;
        }),
      ),
    );

    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('gives its place on when a request fails, and leaves the queue on abort', async () => {
    const pace = new Pace({ requests: null, concurrency: 1 }, new SimulatedWorld());
    const controller = new AbortController();
    const failing = pace.run(signal, async () => {
      await new Promise(setImmediate);
      throw new Error('failed');
    });
    const aborted = pace.run(controller.signal, async () => 'never');
    const waiting = pace.run(signal, async () => 'well');
    controller.abort(new Error('stopped'));
    const settled = await Promise.allSettled([failing, aborted, waiting]);

    expect(settled.map((each) => (each.status === 'rejected' ? String(each.reason) : each.value))).toEqual([
      'Error: failed',
      'Error: stopped',
      'well',
    ]);
  });

  it('tries retryable errors again with a growing pause, and never sooner than it was asked to', async () => {
    const world = new SimulatedWorld();
    const { connector } = flaky([busy(), busy(), busy(9000), busy()]);

    expect(await paced(connector, NO_LIMITS, world).identity(signal)).toBe('well');

    expect(world.slept).toEqual([125, 250, 9000, 1000]);
  });

  it('gives up after five attempts, at once on errors that stay, and on abort', async () => {
    const endless = flaky(Array.from({ length: 9 }, () => busy()));
    const wrong = flaky([new ConcordatError('CONNECTOR_UNKNOWN_FIELD', 'No.')]);
    const controller = new AbortController();
    controller.abort(new Error('stopped'));

    await expect(paced(endless.connector, NO_LIMITS, new SimulatedWorld()).identity(signal)).rejects.toMatchObject({
      code: 'SYSTEM_BUSY',
    });
    await expect(paced(wrong.connector, NO_LIMITS, new SimulatedWorld()).identity(signal)).rejects.toMatchObject({
      code: 'CONNECTOR_UNKNOWN_FIELD',
    });
    await expect(
      paced(flaky([]).connector, NO_LIMITS, new SimulatedWorld()).identity(controller.signal),
    ).rejects.toThrow('stopped');

    expect([endless.calls(), wrong.calls()]).toEqual([5, 1]);
  });

  it('starts a read again, but never resumes one that broke in the middle', async () => {
    const world = new SimulatedWorld();
    const live = system();
    const open = () => paced(new MemoryConnector('erp', live), NO_LIMITS, world);

    live.faults.failAfter = 3;
    await expect(collectRead(open(), scan)).rejects.toMatchObject({ code: 'CONNECTOR_BROKEN_OFF' });
    expect(world.slept).toEqual([]);
    live.faults.failAfter = 0;
    await expect(collectRead(open(), scan)).rejects.toMatchObject({ code: 'CONNECTOR_BROKEN_OFF' });
    expect(world.slept).toHaveLength(4);
  });

  it('never sends a batch twice, and has no writer when the connector has none', async () => {
    const world = new SimulatedWorld();
    const live = system();
    const connector = paced(new MemoryConnector('erp', live), NO_LIMITS, world);
    live.faults.isDown = true;
    const write = connector.writeBatch?.bind(connector);

    await expect(write?.({ resource: 'things', id: ['id'], changes: [] }, signal)).rejects.toMatchObject({
      code: 'SYSTEM_NOT_OPEN',
    });

    expect(world.slept).toEqual([]);
    expect(paced(flaky([]).connector, NO_LIMITS, world).writeBatch).toBeUndefined();
  });
});

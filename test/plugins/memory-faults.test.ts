import type { Connector, NativeRecord, WriteChange, WriteOutcome } from 'concordat/connector';
import { describe, expect, it } from 'vitest';
import { MemoryConnector } from '../../plugins/memory/connector.ts';
import { createMemorySystem, type MemorySystem, type MemoryTraits } from '../../plugins/memory/system.ts';
import { rounded, trimmed, type MemoryWriteFault } from '../../plugins/memory/write-faults.ts';
import { SimulatedWorld } from '../connector/systems.ts';

const signal = new AbortController().signal;

interface Scene {
  readonly live: MemorySystem;
  readonly world: SimulatedWorld;
  readonly connector: Connector;
}

function scene(faults: readonly MemoryWriteFault[] = [], traits: Partial<MemoryTraits> = {}): Scene {
  const live = createMemorySystem(
    {
      things: [
        { id: 'a', n: 'one' },
        { id: 'b', n: 'one' },
      ],
    },
    {},
    traits,
  );
  live.faults.writeFaults.push(...faults);
  const world = new SimulatedWorld();
  return { live, world, connector: new MemoryConnector('erp', live, world) };
}

function update(id: string, n: string, more: Partial<WriteChange> = {}): WriteChange {
  const before: NativeRecord = new Map([
    ['id', id],
    ['n', 'one'],
  ]);
  return {
    id: `c-${id}`,
    action: 'update',
    nativeId: [id],
    version: '1',
    before,
    values: new Map([['n', n]]),
    ...more,
  };
}

function create(id: string, n: string): WriteChange {
  const values: NativeRecord = new Map([
    ['id', id],
    ['n', n],
  ]);
  return { id: `c-${id}`, action: 'create', nativeId: null, version: null, before: null, values };
}

async function write({ connector }: Scene, ...changes: readonly WriteChange[]): Promise<readonly WriteOutcome[]> {
  const send = connector.writeBatch?.bind(connector);
  if (send === undefined) throw new Error('no writer');
  return send({ resource: 'things', id: ['id'], changes }, signal);
}

function held({ live }: Scene): Readonly<Record<string, unknown>> {
  return Object.fromEntries(live.records('things').map((record) => [record.get('id'), record.get('n')]));
}

describe('a planned fault of writes', () => {
  it('loses the answer before or after the write landed', async () => {
    const before = scene([{ kind: 'lose', landing: 'never' }]);
    const after = scene([{ kind: 'lose', landing: 'now' }]);

    const outcomes = [...(await write(before, update('a', 'two'))), ...(await write(after, update('a', 'two')))];

    expect(outcomes.map(({ status }) => status)).toEqual(['unknown', 'unknown']);
    expect([held(before)['a'], held(after)['a']]).toEqual(['one', 'two']);
  });

  it('lands a write late, under its guard of then', async () => {
    const late = scene([{ kind: 'lose', landing: { afterMs: 300 } }]);
    const refused = scene([{ kind: 'lose', landing: { afterMs: 300 } }]);

    await write(late, update('a', 'two'));
    await write(refused, update('a', 'two'));
    refused.live.update('things', ['id', 'a'], { n: 'theirs' });
    const atOnce = held(late)['a'];
    await late.world.sleep(299);
    const early = held(late)['a'];
    await late.world.sleep(1);
    await refused.world.sleep(300);

    expect([atOnce, early, held(late)['a'], held(refused)['a']]).toEqual(['one', 'one', 'two', 'theirs']);
  });

  it('lands before what somebody does afterwards', async () => {
    const one = scene([{ kind: 'lose', landing: { afterMs: 300 } }]);
    await write(one, update('a', 'two'));
    await one.world.sleep(300);

    one.live.update('things', ['id', 'a'], { n: 'theirs' });

    expect(held(one)['a']).toBe('theirs');
  });

  it('fails with a wait, rejects with a code, and hits only what it names', async () => {
    const one = scene([
      { kind: 'fail', record: 'a', retryAfterMs: 500, times: 1 },
      { kind: 'reject', record: 'b', code: 'CHECK' },
      { kind: 'reject', action: 'create', code: 'TRIGGER' },
    ]);

    const first = await write(one, update('a', 'two'), update('b', 'two'), create('c', 'x'));
    const second = await write(one, update('a', 'two'));

    expect(first.map(({ status, code, retryAfterMs }) => [status, code, retryAfterMs])).toEqual([
      ['failed', 'SYSTEM_BUSY', 500],
      ['rejected', 'CHECK', undefined],
      ['rejected', 'TRIGGER', undefined],
    ]);
    expect(second[0]?.status).toBe('applied');
    expect(held(one)).toEqual({ a: 'two', b: 'one' });
  });

  it('hits a call by its number, and throws for the whole batch', async () => {
    const one = scene([
      { kind: 'throw', call: 2, code: 'SYSTEM_LOGIN' },
      { kind: 'throw', call: 3, retryAfterMs: 7 },
    ]);

    await write(one, update('a', 'two'));

    await expect(write(one, update('b', 'two'))).rejects.toMatchObject({ code: 'SYSTEM_LOGIN', isRetryable: false });
    await expect(write(one, update('b', 'two'))).rejects.toMatchObject({
      code: 'SYSTEM_UNREACHABLE',
      isRetryable: true,
      retryAfterMs: 7,
    });
    expect(held(one)).toEqual({ a: 'two', b: 'one' });
  });

  it('changes the value on its way in, or forgets it', async () => {
    const one = scene([
      { kind: 'alter', alter: trimmed, record: 'a' },
      { kind: 'ignore', record: 'b' },
      { kind: 'alter', alter: rounded(1), action: 'create' },
    ]);

    const outcomes = await write(one, update('a', ' two '), update('b', 'two'), create('c', '1.26'));

    expect(outcomes.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
    expect(held(one)).toEqual({ a: 'two', b: 'one', c: '1.3' });
  });
});

describe('a system in memory', () => {
  it('tells its traits as capabilities', async () => {
    const traits = {
      guard: 'weak',
      settleMs: 9,
      uniqueKeys: { things: [['n']] },
      idempotencyMs: 5,
      isSearchable: false,
    } as const;
    const { connector } = scene([], traits);

    const found = await connector.capabilities.of('things', signal);

    expect(found).toMatchObject({ ...traits, guard: { kind: 'version', strength: 'weak' }, uniqueKeys: [['n']] });
  });

  it('compares nothing without a guard', async () => {
    const one = scene([], { guard: 'none' });
    one.live.update('things', ['id', 'a'], { n: 'theirs' });

    const [outcome] = await write(one, update('a', 'ours'));

    expect([outcome?.status, held(one)['a']]).toEqual(['applied', 'ours']);
  });

  it('keeps unique fields unique, in creates and updates', async () => {
    const one = scene([], { uniqueKeys: { things: [['n']] } });
    one.live.update('things', ['id', 'b'], { n: 'b' });

    const outcomes = await write(one, create('c', 'one'), update('a', 'b'), create('d', 'd'));

    expect(outcomes.map(({ status, code, detail }) => [status, code, detail])).toEqual([
      ['rejected', 'UNIQUE', 'n'],
      ['rejected', 'UNIQUE', 'n'],
      ['applied', null, null],
    ]);
  });

  it('answers a repeated idempotency key without writing, as long as it remembers', async () => {
    const one = scene([], { idempotencyMs: 100 });
    const first = { ...create('c', 'x'), idempotencyKey: 'k' };

    const outcomes = [...(await write(one, first)), ...(await write(one, first))];
    await one.world.sleep(100);
    outcomes.push(...(await write(one, first)));

    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['applied', null],
      ['applied', null],
      ['rejected', 'UNIQUE'],
    ]);
  });
});

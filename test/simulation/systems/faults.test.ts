import { describe, expect, it } from 'vitest';
import type { WriteOutcome } from '../../../src/model/connector.ts';
import { SYSTEM_KINDS, type SystemKind } from './create-system.ts';
import { FaultyWire, type Mishap, mishap, refusal } from './faulty-wire.ts';
import { Table } from './table.ts';

/** The request that makes an update land. */
function landing(kind: SystemKind): string {
  return kind === 'postgres' ? 'commit' : kind === 'csv' ? 'rename' : 'update';
}

function told(outcomes: readonly WriteOutcome[]): readonly unknown[] {
  return outcomes.map(({ status, code, retryAfterMs }) => [status, code, retryAfterMs ?? null]);
}

describe.each(SYSTEM_KINDS)('simulated %s under faults', (kind) => {
  async function oneUpdate(...mishaps: readonly Mishap[]) {
    const table = new Table(kind);
    table.insert('a');
    const wire = new FaultyWire(...mishaps);
    const outcomes = await table.write(table.open(wire), await table.update('a', { name: 'new' }));
    return { table, wire, outcomes };
  }

  it('tells a lost write as unknown, whether it landed, did not, or lands later', async () => {
    const name = landing(kind);
    for (const server of ['nothing', 'performs', 'late'] as const) {
      const { table, wire, outcomes } = await oneUpdate(mishap(name, 'lost', server));

      expect(told(outcomes)).toEqual([['unknown', 'SYSTEM_UNREACHABLE', null]]);
      expect(table.value('a', 'name')).toBe(server === 'performs' ? 'new' : 'name of a');
      wire.land();
      expect(table.value('a', 'name')).toBe(server === 'nothing' ? 'name of a' : 'new');
    }
  });

  it('tells a write whose answer broke off as unknown', async () => {
    const { table, outcomes } = await oneUpdate(mishap(landing(kind), 'partial', 'performs'));

    expect(told(outcomes)).toEqual([['unknown', 'SYSTEM_UNREACHABLE', null]]);
    expect(table.value('a', 'name')).toBe('new');
  });

  it('tells refused writes as failed, with the wait that the system asks for, and writes nothing', async () => {
    for (const [status, code, waitMs] of [
      [429, 'CONNECTOR_RATE_LIMIT', 7000],
      [429, 'CONNECTOR_RATE_LIMIT', null],
      [401, 'SYSTEM_LOGIN', null],
      [403, 'SYSTEM_LOGIN', null],
    ] as const) {
      const { table, outcomes } = await oneUpdate(refusal(landing(kind), status, waitMs));

      expect(told(outcomes)).toEqual([['failed', code, waitMs]]);
      expect(table.value('a', 'name')).toBe('name of a');
    }
  });

  it('tells reads that fail as retryable, except for the login', async () => {
    const request = 'page';
    for (const [fault, error] of [
      [mishap(request, 'unsent'), { code: 'SYSTEM_UNREACHABLE', isRetryable: true }],
      [mishap(request, 'lost'), { code: 'SYSTEM_UNREACHABLE', isRetryable: true }],
      [mishap(request, 'partial'), { code: 'CONNECTOR_BROKEN_OFF', isRetryable: true }],
      [refusal(request, 429, 3000), { code: 'CONNECTOR_RATE_LIMIT', isRetryable: true, retryAfterMs: 3000 }],
      [refusal(request, 503), { code: 'SYSTEM_BUSY', isRetryable: true }],
      [refusal(request, 401), { code: 'SYSTEM_LOGIN', isRetryable: false }],
      [refusal(request, 403), { code: 'SYSTEM_DENIED', isRetryable: false }],
    ] as const) {
      const table = new Table(kind);
      table.insert('a');

      await expect(table.read(table.open(new FaultyWire(fault)))).rejects.toMatchObject(error);
    }
  });

  it('breaks a read off in the middle, and reads all of it the next time', async () => {
    const table = new Table(kind);
    for (const id of ['a', 'b', 'c', 'd', 'e']) table.insert(id);
    const wire = new FaultyWire();
    const connector = table.open(wire);
    const pages: number[] = [];
    const readOn = async (): Promise<void> => {
      for await (const page of connector.read(table.request(), new AbortController().signal)) {
        pages.push(page.count);
        wire.expect(mishap('page', 'partial', 'performs'));
      }
    };

    await expect(readOn()).rejects.toMatchObject({ code: 'CONNECTOR_BROKEN_OFF', isRetryable: true });
    expect(pages).toEqual([2]);
    expect((await table.read(connector)).records).toHaveLength(5);
  });

  it('lands a write once, and says by whom and under which guard', async () => {
    const { table } = await oneUpdate();
    const [, landed] = table.system.landed;

    expect(table.system.landed).toHaveLength(2);
    expect(landed).toMatchObject({ by: 'concordat:c1', action: 'update', resource: 'people', nativeId: 'a' });
    expect(landed?.idempotencyKey).toBe('key c1');
    expect(landed?.before?.get('name')).toBe('name of a');
    expect(landed?.after?.get('name')).toBe('new');
    if (kind === 'http-none') expect(landed?.guard).toBeNull();
    else expect(landed?.guard).toBe(landed?.versionBefore);
  });

  it('puts a deleted record back as it was', () => {
    const table = new Table(kind);
    table.insert('a', { credit: '5' });
    table.system.remove('ann', 'people', 'a');
    table.system.restore('bob', 'people', 'a');

    expect(table.value('a', 'credit')).toBe('5');
    expect(table.system.landed.map(({ by, action }) => [by, action])).toEqual([
      ['ann', 'create'],
      ['ann', 'delete'],
      ['bob', 'create'],
    ]);
    expect(() => table.system.remove('ann', 'people', 'nobody')).toThrow('GONE');
  });

  it('declares the latest landing', async () => {
    const table = new Table(kind);
    const { settleMs } = await table.open().capabilities.of('people', new AbortController().signal);

    expect(settleMs).toBe(5000);
  });
});

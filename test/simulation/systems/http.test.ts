import { describe, expect, it } from 'vitest';
import { FaultyWire, mishap } from './faulty-wire.ts';
import type { HttpRequest } from './http-message.ts';
import { httpSystem } from './http-system.ts';
import type { Switches } from './switches.ts';
import { Table } from './table.ts';

const KINDS = ['http-etag', 'http-date', 'http-version', 'http-none'] as const;

async function readWhile(table: Table, edit: () => void) {
  const ids: string[] = [];
  let certificate = null;
  for await (const page of table.open().read(table.request(), new AbortController().signal)) {
    for (let i = 0; i < page.count; i += 1) ids.push(page.key(i).join());
    if (ids.length === 2 && page.certificate === null) edit();
    ({ certificate } = page);
  }
  return { ids, certificate };
}

function fiveIn(switches: Switches): Table {
  const table = new Table('http-etag', switches);
  for (const id of ['b', 'd', 'f', 'h', 'k']) table.insert(id);
  return table;
}

describe('lists that are edited while they are read', () => {
  const shifts = {
    'a delete before the page': (table: Table) => table.system.remove('ann', 'people', 'b'),
    'an insert before the page': (table: Table) => table.insert('a'),
    'a delete and an insert that leave the count as it was': (table: Table) => {
      table.system.remove('ann', 'people', 'b');
      table.insert('z');
    },
  };

  it.each(Object.entries(shifts))('offsets: %s is an incomplete read', async (_, edit) => {
    const table = fiveIn({ paging: 'offset' });
    const { ids, certificate } = await readWhile(table, () => edit(table));

    expect(certificate?.complete).toBe(false);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('offsets without a check skip a record in silence', async () => {
    const table = fiveIn({ paging: 'offset', pageCheck: 'none' });
    const { ids, certificate } = await readWhile(table, () => shifts['a delete before the page'](table));

    expect(ids).toEqual(['b', 'd', 'h', 'k']);
    expect(certificate?.complete).toBe(true);
  });

  it('cursors deliver every record that was there all the time', async () => {
    const table = fiveIn({});
    const { ids, certificate } = await readWhile(table, () => {
      table.system.remove('ann', 'people', 'd');
      table.insert('z');
    });

    expect(ids).toEqual(['b', 'd', 'f', 'h', 'k', 'z']);
    expect(certificate).toMatchObject({ complete: false, count: 6, total: 5 });
  });

  it('an unedited list is complete, whatever the page size is cut to', async () => {
    for (const paging of ['cursor', 'offset'] as const) {
      for (const maxPageSize of [2, 3, 25]) {
        const { records, certificate } = await fiveIn({ paging, maxPageSize }).read(undefined, { pageSize: 4 });

        expect(records).toHaveLength(5);
        expect(certificate).toMatchObject({ complete: true, count: 5, total: 5 });
      }
    }
  });

  it('pages of one record cannot be followed by offsets, and are told so', async () => {
    const { certificate } = await fiveIn({ paging: 'offset', maxPageSize: 1 }).read();

    expect(certificate?.complete).toBe(false);
  });
});

describe('silent behaviours', () => {
  it.each(KINDS)('%s declares its guard by what the server does', async (kind) => {
    const guards = [];
    for (const ignoresIfMatch of [undefined, 'declared', 'undeclared'] as const) {
      const table = new Table(kind, ignoresIfMatch === undefined ? {} : { ignoresIfMatch });
      guards.push((await table.open().capabilities.of('people', new AbortController().signal)).guard.strength);
    }

    const own = { 'http-etag': 'strong', 'http-date': 'weak', 'http-version': 'strong', 'http-none': 'none' }[kind];
    expect(guards).toEqual([own, kind === 'http-etag' ? 'none' : own, own]);
  });

  it('an ignored If-Match lets a stale write through', async () => {
    const table = new Table('http-etag', { ignoresIfMatch: 'undeclared' });
    table.insert('a');
    const change = await table.update('a', { name: 'ours' });
    table.system.update('bob', 'people', 'a', { name: 'theirs' });

    const [outcome] = await table.write(table.open(), change);

    expect(outcome?.status).toBe('applied');
    expect(table.system.landed.at(-1)?.guard).not.toBe(table.system.landed.at(-1)?.versionBefore);
  });

  it('dates let a stale write of the same second through, and refuse one of the next', async () => {
    for (const [laterMs, status] of [
      [400, 'applied'],
      [1000, 'conflict'],
    ] as const) {
      const table = new Table('http-date');
      table.insert('a');
      const change = await table.update('a', { name: 'ours' });
      table.nowMs += laterMs;
      table.system.update('bob', 'people', 'a', { name: 'theirs' });

      expect((await table.write(table.open(), change))[0]?.status).toBe(status);
    }
  });

  it('a missing id answers 204 where the switch is on, and nothing is written', async () => {
    const table = new Table('http-etag', { answers204WhenMissing: true });
    table.insert('a');
    const change = await table.update('a', { name: 'ours' });
    table.system.remove('bob', 'people', 'a');

    const [outcome] = await table.write(table.open(), change);

    expect(outcome?.status).toBe('applied');
    expect(table.system.landed).toHaveLength(2);
  });

  it('a replica answers with the past for a while', async () => {
    const table = new Table('http-none', { staleMs: 3000 });
    table.insert('a');
    table.nowMs += 3000;
    expect(await table.seen('a')).toBeDefined();
    table.system.update('bob', 'people', 'a', { name: 'new' });

    expect((await table.seen('a')).native.get('name')).toBe('name of a');
    table.nowMs += 3000;
    expect((await table.seen('a')).native.get('name')).toBe('new');
    const { settleMs } = await table.open().capabilities.of('people', new AbortController().signal);
    expect(settleMs).toBe(8000);
  });

  it('an idempotency key lands once, as long as it is remembered', async () => {
    const table = new Table('http-none', { idempotencyMs: 60_000 }, { unique: [] });
    const create = table.create({ name: 'x' });
    const wire = new FaultyWire(mishap('create', 'lost', 'late'));
    const [lost] = await table.write(table.open(wire), create);
    const [first] = await table.write(table.open(), create);
    wire.land();
    const [second] = await table.write(table.open(), create);
    table.nowMs += 60_001;
    const [third] = await table.write(table.open(), create);

    expect(lost?.status).toBe('unknown');
    expect(second).toEqual(first);
    expect(third?.nativeId).not.toEqual(first?.nativeId);
    expect(table.system.landed).toHaveLength(2);
  });

  it('a delivery that comes twice lands once under a guard, and twice without', async () => {
    for (const [kind, landings] of [
      ['http-etag', 1],
      ['http-none', 2],
    ] as const) {
      const table = new Table(kind);
      table.insert('a');
      const change = await table.update('a', { name: 'ours' });
      await table.write(
        table.open({
          request: async ({ perform }) => {
            const answer = perform();
            perform();
            return answer;
          },
        }),
        change,
      );

      expect(table.system.landed).toHaveLength(1 + landings);
    }
  });

  it('a quota is told in both forms of Retry-After, and none at all', async () => {
    for (const retryAfter of ['seconds', 'date', 'none'] as const) {
      const table = new Table('http-etag', { quota: { requests: 1, windowMs: 60_000, retryAfter } });
      const connector = table.open();
      await table.read(connector);
      const retryAfterMs = retryAfter === 'none' ? undefined : 40_000;

      await expect(table.read(connector)).rejects.toMatchObject({ code: 'CONNECTOR_RATE_LIMIT', retryAfterMs });
      const [first, second] = await table.write(connector, table.create({ id: 'a' }), table.create({ id: 'b' }));
      expect(first).toMatchObject({ status: 'failed', code: 'CONNECTOR_RATE_LIMIT' });
      expect(second).toMatchObject({ status: 'failed', code: 'NOT_TRIED' });
      expect([first?.retryAfterMs, second?.retryAfterMs]).toEqual([retryAfterMs, retryAfterMs]);
    }
  });
});

describe('plain requests', () => {
  function system(switches: Switches) {
    const fields = { id: 'text', n: 'integer' } as const;
    const spec = { name: 'api', now: () => 1_700_000_000_500, random: () => 0, switches };
    return httpSystem({ ...spec, resources: { things: { id: 'id', fields } } }, 'etag');
  }
  const request = (method: string, path: string, change: Partial<HttpRequest> = {}): HttpRequest => {
    return { method, path, query: {}, headers: {}, body: null, ...change };
  };

  it('unknown fields are refused with 422, or dropped with 200', () => {
    const body = JSON.stringify({ fields: { id: 'a', colour: 'red' } });

    expect(system({}).handle(request('POST', '/things', { body })).status).toBe(422);
    const dropped = system({ dropsUnknownFields: true }).handle(request('POST', '/things', { body }));
    expect(dropped.status).toBe(201);
    expect(JSON.parse(dropped.body ?? '')).toMatchObject({ fields: { id: 'a', n: null } });
  });

  it('a write without a condition is refused with 428 where one is required', () => {
    const api = system({ requiresCondition: true });
    api.insert('ann', 'things', { id: 'a' });
    const body = JSON.stringify({ fields: { n: '1' } });

    expect(api.handle(request('PATCH', '/things/a', { body })).status).toBe(428);
    expect(api.handle(request('PATCH', '/things/a', { body, headers: { 'if-match': '*' } })).status).toBe(200);
  });
});

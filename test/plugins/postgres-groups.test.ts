import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector, WriteChange, WriteOutcome } from 'concordat/connector';
import { addressOf } from '../../plugins/postgres/address.ts';
import { systemError } from '../../plugins/postgres/errors.ts';
import { openSessions } from '../../plugins/postgres/session.ts';
import { verdictOf } from '../../plugins/postgres/write-errors.ts';
import { realWorld } from '../../src/world.ts';
import { type Fixture, NEVER, batchOf, readAll, requestOf, startFixture, updateOf } from './postgres-fixture.ts';

let fixture: Fixture;
let connector: Connector;

beforeAll(async () => {
  fixture = await startFixture();
  connector = await fixture.open();
});
afterAll(() => fixture.stop());

async function write(resource: string, changes: readonly Partial<WriteChange>[]): Promise<readonly WriteOutcome[]> {
  return (await connector.writeBatch?.(batchOf(resource, changes), NEVER)) ?? [];
}

async function read(resource: string, fields: readonly string[]) {
  return (await readAll(connector, requestOf(resource, { fields }))).records;
}

function create(values: Readonly<Record<string, string | null>>): Partial<WriteChange> {
  return { action: 'create', values: new Map(Object.entries(values)) };
}

const codes = (outcomes: readonly WriteOutcome[]) => outcomes.map(({ status, code }) => code ?? status);

describe('changes of one form go in one statement', () => {
  it('and each has its own guard, outcome and blame', async () => {
    await fixture.sql(`create table many (id int primary key, v int constraint small check (v < 1000), w text);
      insert into many select i, i, 'w' from generate_series(1, 60) i`);
    const seen = await read('many', ['v', 'w']);
    await fixture.sql("update many set w = 'theirs' where id in (7, 33); delete from many where id = 50");

    const outcomes = await write(
      'many',
      seen.map((one, index) => updateOf(one, { v: [20, 41].includes(index) ? '5000' : String(index) })),
    );

    const other = outcomes.flatMap(({ status, code }, index) => (status === 'applied' ? [] : [[index + 1, code]]));
    expect(other).toEqual([
      [7, 'GUARD_REFUSED'],
      [21, 'CHECK'],
      [33, 'GUARD_REFUSED'],
      [42, 'CHECK'],
      [50, 'GUARD_REFUSED'],
    ]);
    expect(outcomes[8]?.nativeId).toEqual(['9']);
    const [sum] = await fixture.sql('select sum(v)::int as sum, count(*)::int as n from many');
    expect(sum).toEqual({ n: 59, sum: 59 * 30 - (6 + 20 + 32 + 41 + 49) + 7 + 21 + 33 + 42 });
  });

  it('in as many statements as there are forms, not changes', async () => {
    await fixture.sql(`create table counted (id int primary key, v text, w text);
      insert into counted select i, 'a', 'a' from generate_series(1, 40) i; create table statements (what text);
      create function note() returns trigger language plpgsql as $$ begin insert into statements values (tg_op); return null; end $$;
      create trigger note after insert or update or delete on counted for each statement execute function note()`);
    const seen = await read('counted', ['v', 'w']);

    const outcomes = await write('counted', [
      ...seen.slice(0, 20).map((one, index) => updateOf(one, index % 2 === 0 ? { v: 'b' } : { v: 'b', w: 'b' })),
      ...seen.slice(20).map((one) => ({ ...updateOf(one, {}), action: 'delete' as const })),
      ...Array.from({ length: 10 }, (_, index) => create({ id: String(100 + index), v: null })),
    ]);

    expect(new Set(codes(outcomes))).toEqual(new Set(['applied']));
    expect(outcomes.at(-1)?.nativeId).toEqual(['109']);
    expect(await fixture.sql('select what from statements')).toEqual(
      ['UPDATE', 'UPDATE', 'DELETE', 'INSERT'].map((what) => ({ what })),
    );
  });

  it('in their order where it matters: what a delete frees, a create may take', async () => {
    await fixture.sql("create table ordered (id int primary key, v text unique); insert into ordered values (1, 'a')");
    const [one] = await read('ordered', ['v']);

    const outcomes = await write('ordered', [
      create({ id: '2', v: 'a' }),
      { ...updateOf(one, {}), action: 'delete' },
      create({ id: '3', v: 'a' }),
      create({ id: '4', v: 'b' }),
      create({ id: '5', v: 'b' }),
    ]);

    expect(codes(outcomes)).toEqual(['UNIQUE', 'applied', 'applied', 'applied', 'UNIQUE']);
  });

  it('but not two of one record: the second sees that it moved', async () => {
    await fixture.sql("create table twice (id int primary key, v text); insert into twice values (1, 'a'), (2, 'a')");
    const [one, two] = await read('twice', ['v']);

    const outcomes = await write('twice', [
      updateOf(one, { v: 'b' }),
      updateOf(one, { v: 'c' }),
      updateOf(two, { v: 'b' }),
    ]);

    expect(codes(outcomes)).toEqual(['applied', 'GUARD_REFUSED', 'applied']);
    expect(await fixture.sql('select v from twice where id = 1')).toEqual([{ v: 'b' }]);
  });

  it('and a bare change, an id of several records or a value without a form is rejected alone', async () => {
    await fixture.sql(
      "create table odd (id int, v jsonb); insert into odd values (1, '1'), (2, '1'), (2, '1'), (3, '1')",
    );
    const [one, two, , three] = await read('odd', ['v']);

    const outcomes = await write('odd', [
      updateOf(one, { v: '2' }),
      updateOf(two, { v: '2' }),
      { ...updateOf(three, { v: '2' }), version: null },
      updateOf(three, { v: { nothing: 'unreadable' } }),
      updateOf(three, {}),
    ]);

    expect(codes(outcomes)).toEqual(['applied', 'AMBIGUOUS_ID', 'NO_GUARD', 'BAD_VALUE', 'NOTHING_TO_WRITE']);
  });

  it('and a created record that a trigger swallows, or renames, is told so', async () => {
    await fixture.sql(`create table eaten (id text primary key, v text);
      create function eat() returns trigger language plpgsql as $$ begin
        if new.v = 'eat' then return null; end if;
        if new.v = 'rename' then new.id = 'other'; end if;
        return new; end $$;
      create trigger eat before insert on eaten for each row execute function eat()`);
    const swallowed = await write('eaten', [
      create({ id: 'a', v: 'x' }),
      create({ id: 'b', v: 'eat' }),
      create({ id: 'c', v: 'x' }),
    ]);
    const renamed = await write('eaten', [create({ id: 'd', v: 'x' }), create({ id: 'e', v: 'rename' })]);

    expect(codes(swallowed)).toEqual(['applied', 'TRIGGER', 'applied']);
    expect(renamed.map(({ nativeId }) => nativeId)).toEqual([['d'], ['other']]);
    expect(await fixture.sql('select count(*)::int as n from eaten')).toEqual([{ n: 4 }]);
  });

  it('on a table whose names are like ours, and on arrays, instants and padded ids', async () => {
    await fixture.sql(`create table "concordat sheet" (id char(4) primary key, c1 int[], nr timestamptz, "concordat 1" text);
      insert into "concordat sheet" values ('a', '{1,2}', '2020-01-01T00:00:00.123456Z', 'x'), ('b', null, null, null)`);
    const seen = await read('concordat sheet', ['c1', 'concordat 1', 'nr']);

    const outcomes = await write('concordat sheet', [
      ...seen.map((one) => updateOf(one, { c1: [3], nr: '2021-01-01T00:00:00.654321Z', 'concordat 1': 'y' })),
      create({ id: 'c', 'concordat 1': 'z' }),
      create({ id: 'd', 'concordat 1': 'z' }),
    ]);

    expect(codes(outcomes)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect(outcomes.map(({ nativeId }) => nativeId)).toEqual([['a'], ['b'], ['c'], ['d']]);
    expect((await read('concordat sheet', ['c1', 'nr'])).map(({ native }) => Object.fromEntries(native))[1]).toEqual({
      c1: ['3'],
      nr: '2021-01-01T00:00:00.654321Z',
    });
  });

  it('and one locked record fails alone', async () => {
    await fixture.sql(
      'create table held (id int primary key, v int); insert into held select i, 0 from generate_series(1, 30) i',
    );
    const seen = await read('held', ['v']);
    await fixture.sql('begin; update held set v = 9 where id = 13');

    const outcomes = await write(
      'held',
      seen.map((one) => updateOf(one, { v: '1' })),
    );
    await fixture.sql('rollback');

    expect(
      outcomes.flatMap(({ status, code }, index) => (status === 'applied' ? [] : [[index + 1, status, code]])),
    ).toEqual([[13, 'failed', 'SYSTEM_BUSY']]);
  }, 40_000);
});

describe('a server that cannot be reached', () => {
  it('has written nothing: every change has failed, and may be sent again', async () => {
    const url = new URL(fixture.server.url);
    url.port = '1';
    const nowhere = await fixture.open({ url: url.href });

    const outcomes = await nowhere.writeBatch?.(batchOf('x', [{}, {}]), NEVER);
    const refused = await (
      await fixture.open({ url: fixture.urlAs('nobody', 'x') })
    ).writeBatch?.(batchOf('x', [{}]), NEVER);

    expect(outcomes?.map(({ status, code }) => [status, code])).toEqual([
      ['failed', 'SYSTEM_UNREACHABLE'],
      ['failed', 'SYSTEM_UNREACHABLE'],
    ]);
    expect(refused?.[0]).toMatchObject({ status: 'failed', code: 'SYSTEM_LOGIN' });
  });
});

describe('a server that does not answer', () => {
  it('is given up after a time, as one that is out of reach', async () => {
    const sessions = await openSessions(
      addressOf({ system: 'x', connection: { url: fixture.server.url }, access: {}, root: '/', world: realWorld() }),
    );
    const { session, giveBack } = await sessions.take('x', NEVER);

    const error: unknown = await session.query('select pg_sleep(3)', [], 200).catch((reason: unknown) => reason);
    giveBack(false);
    await sessions.close();

    expect(verdictOf(error)).toMatchObject({ status: 'failed', code: 'SYSTEM_UNREACHABLE' });
    expect(systemError(error, 'x')).toMatchObject({ code: 'SYSTEM_UNREACHABLE', isRetryable: true });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector, WriteChange, WriteOutcome } from 'concordat/connector';
import { type Fixture, NEVER, batchOf, readAll, requestOf, startFixture, updateOf } from './postgres-fixture.ts';

let fixture: Fixture;
let connector: Connector;

beforeAll(async () => {
  fixture = await startFixture();
  connector = await fixture.open();
});
afterAll(() => fixture.stop());

async function write(
  resource: string,
  changes: readonly Partial<WriteChange>[],
  id?: readonly string[],
): Promise<readonly WriteOutcome[]> {
  return (await connector.writeBatch?.(batchOf(resource, changes, id), NEVER)) ?? [];
}

async function read(resource: string, fields: readonly string[], id: readonly string[] = ['id']) {
  return (await readAll(connector, requestOf(resource, { fields, id }))).records;
}

describe('the guard of a table is its xmin with a digest of what was read', () => {
  it('refuses a record that moved since, and leaves it alone', async () => {
    await fixture.sql("create table moved (id int primary key, v text); insert into moved values (1, 'a')");
    const [seen] = await read('moved', ['v']);
    await fixture.sql("update moved set v = 'b'");

    const [outcome] = await write('moved', [updateOf(seen, { v: 'c' })]);

    expect(outcome).toMatchObject({ status: 'conflict', code: 'GUARD_REFUSED', nativeId: null });
    expect(await fixture.sql('select v from moved')).toEqual([{ v: 'b' }]);
  });

  it('refuses after an update that changed nothing, and after one of another column', async () => {
    await fixture.sql(
      "create table noop (id int primary key, v text, w text); insert into noop values (1, 'a', 'x'), (2, 'a', 'x')",
    );
    const [one, two] = await read('noop', ['v']);
    await fixture.sql("update noop set v = v where id = 1; update noop set w = 'y' where id = 2");

    const outcomes = await write('noop', [updateOf(one, { v: 'c' }), updateOf(two, { v: 'c' })]);

    expect(outcomes.map(({ status }) => status)).toEqual(['conflict', 'conflict']);
  });

  it('refuses a version with the right xmin and another digest, as after xmin came round', async () => {
    await fixture.sql("create table round (id int primary key, v text); insert into round values (1, 'a')");
    const [seen] = await read('round', ['v']);

    const [outcome] = await write('round', [
      { ...updateOf(seen, { v: 'c' }), version: `${seen?.version.split(':')[0]}:${'0'.repeat(64)}` },
    ]);

    expect(outcome?.status).toBe('conflict');
  });

  it('refuses the delete of a record that moved, and the update of one that is gone', async () => {
    await fixture.sql("create table gone (id int primary key, v text); insert into gone values (1, 'a'), (2, 'a')");
    const [one, two] = await read('gone', ['v']);
    await fixture.sql("update gone set v = 'b' where id = 1; delete from gone where id = 2");

    const outcomes = await write('gone', [{ ...updateOf(one, {}), action: 'delete' }, updateOf(two, { v: 'c' })]);

    expect(outcomes.map(({ status }) => status)).toEqual(['conflict', 'conflict']);
    expect(await fixture.sql('select count(*)::int as n from gone')).toEqual([{ n: 1 }]);
  });

  it('of two writers with the same version one wins', async () => {
    await fixture.sql(
      'create table raced (id int primary key, v int); insert into raced select i, 0 from generate_series(1, 20) i',
    );
    const seen = await read('raced', ['v']);

    const both = await Promise.all(
      [1, 2].map((v) =>
        write(
          'raced',
          seen.map((one) => updateOf(one, { v: String(v) })),
        ),
      ),
    );

    const applied = both.map((outcomes) => outcomes.filter(({ status }) => status === 'applied').length);
    expect(applied.reduce((sum, count) => sum + count, 0)).toBe(20);
    const [row] = await fixture.sql(
      'select count(*) filter (where v = 1)::int as one, count(*) filter (where v = 2)::int as two from raced',
    );
    expect([row?.['one'], row?.['two']]).toEqual(applied);
  });

  it('needs a version: a change without one is rejected', async () => {
    await fixture.sql("create table naked (id int primary key, v text); insert into naked values (1, 'a')");

    const [outcome] = await write('naked', [{ nativeId: ['1'], values: new Map([['v', 'b']]) }]);

    expect(outcome).toMatchObject({ status: 'rejected', code: 'NO_GUARD' });
  });

  it('holds for partitioned tables and composite keys', async () => {
    await fixture.sql(`create table parted (region text, no int, v text, primary key (region, no)) partition by list (region);
      create table parted_a partition of parted for values in ('a'); create table parted_b partition of parted for values in ('b');
      insert into parted values ('a', 1, 'x'), ('b', 1, 'x')`);
    const [one, two] = await read('parted', ['v'], ['region', 'no']);
    await fixture.sql("update parted set v = 'y' where region = 'b'");

    const outcomes = await write('parted', [updateOf(one, { v: 'z' }), updateOf(two, { v: 'z' })], ['region', 'no']);

    expect(outcomes).toMatchObject([{ status: 'applied', nativeId: ['a', '1'] }, { status: 'conflict' }]);
  });

  it('writes an instant with microseconds under its guard, and a nullable field that is null', async () => {
    await fixture.sql(
      "create table micro (id timestamptz primary key, v text); insert into micro values ('2020-03-01 10:00:00.123456Z', null)",
    );
    const [seen] = await read('micro', ['id', 'v']);

    const [outcome] = await write('micro', [updateOf(seen, { v: 'b' })]);

    expect(outcome).toMatchObject({ status: 'applied', nativeId: ['2020-03-01T10:00:00.123456Z'] });
  });

  it('takes an update back when the id turns out not to be unique', async () => {
    await fixture.sql(
      "create table twins (id int, v text); insert into twins values (1, 'a'); insert into twins values (2, 'x')",
    );
    await fixture.sql("begin; delete from twins where id = 1; insert into twins values (1, 'a'), (1, 'a'); commit");
    const [seen] = await read('twins', ['v']);

    const [outcome] = await write('twins', [updateOf(seen, { v: 'b' })]);

    expect(outcome).toMatchObject({ status: 'rejected', code: 'AMBIGUOUS_ID' });
    expect(await fixture.sql("select 1 from twins where v = 'b'")).toEqual([]);
  });
});

describe('the guard of a view compares all that was read', () => {
  it('updates the table below, and refuses when a value moved', async () => {
    await fixture.sql(`create table base (id int primary key, v text, n numeric, w text); insert into base values (1, 'a|\\', 1.10, null), (2, 'a', 1, null);
      create view shown as select id, v, n, w from base`);
    const [one, two] = await read('shown', ['n', 'v', 'w']);
    await fixture.sql("update base set w = '' where id = 2");

    const outcomes = await write('shown', [updateOf(one, { v: 'b' }), updateOf(two, { v: 'b' })]);

    expect(outcomes.map(({ status }) => status)).toEqual(['applied', 'conflict']);
    expect((await connector.capabilities.of('shown', NEVER)).guard).toEqual({ kind: 'values', strength: 'strong' });
  });

  it('offers no action on a view that PostgreSQL cannot update, nor on a materialized one', async () => {
    await fixture.sql(
      'create view counted as select count(*) from base; create materialized view kept as select * from base',
    );

    expect((await connector.capabilities.of('counted', NEVER)).actions).toEqual([]);
    expect((await connector.capabilities.of('kept', NEVER)).actions).toEqual([]);
  });
});

describe('each change has its own outcome', () => {
  it('rejects what a constraint refuses, by its name alone, and applies the rest', async () => {
    await fixture.sql(`create table parent (id int primary key); insert into parent values (1);
      create table child (id int primary key, mail text not null constraint mail_once unique, age int constraint age_sane check (age < 150),
        parent int constraint child_parent references parent); insert into child values (1, 'canary@x', 1, 1), (2, 'b@x', 1, 1), (3, 'c@x', 1, 1), (4, 'd@x', 1, 1), (5, 'e@x', 1, 1)`);
    const [, two, three, four, five] = await read('child', ['mail', 'age']);

    const outcomes = await write('child', [
      updateOf(two, { mail: 'canary@x' }),
      updateOf(three, { mail: null }),
      updateOf(four, { age: '999' }),
      {
        action: 'create',
        values: new Map([
          ['id', '6'],
          ['mail', 'f@x'],
          ['parent', '7'],
        ]),
      },
      updateOf(five, { mail: 'e2@x' }),
    ]);

    expect(outcomes.map(({ status, code, detail }) => [status, code, detail])).toEqual([
      ['rejected', 'UNIQUE', 'mail_once'],
      ['rejected', 'NOT_NULL', 'mail'],
      ['rejected', 'CHECK', 'age_sane'],
      ['rejected', 'FOREIGN_KEY', 'child_parent'],
      ['applied', null, null],
    ]);
    expect(JSON.stringify(outcomes)).not.toContain('canary');
    expect(await fixture.sql('select mail from child where id = 5')).toEqual([{ mail: 'e2@x' }]);
  });

  it('a deferred constraint speaks at its change, not at the commit of all', async () => {
    await fixture.sql(`create table late (id int primary key, up int constraint late_up references late deferrable initially deferred);
      insert into late values (1, null), (2, null)`);
    const [one, two] = await read('late', ['up']);

    const outcomes = await write('late', [updateOf(one, { up: '99' }), updateOf(two, { up: '1' })]);

    expect(outcomes).toMatchObject([{ status: 'rejected', detail: 'late_up' }, { status: 'applied' }]);
  });

  it('creates return the id that the database gave', async () => {
    await fixture.sql('create table born (id bigint generated always as identity primary key, v text)');

    const outcomes = await write('born', [
      { action: 'create', values: new Map([['v', 'a']]) },
      { action: 'create', values: new Map([['v', 'b']]) },
    ]);

    expect(outcomes.map(({ nativeId }) => nativeId)).toEqual([['1'], ['2']]);
  });

  it('a trigger that refuses is a rejection, and its text stays inside', async () => {
    await fixture.sql(`create table guarded (id int primary key, v text); insert into guarded values (1, 'a');
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'canary %', new.v; end $$;
      create trigger refuse before update on guarded for each row execute function refuse()`);
    const [seen] = await read('guarded', ['v']);

    const [outcome] = await write('guarded', [updateOf(seen, { v: 'canary' })]);

    expect(outcome).toMatchObject({ status: 'rejected', code: 'TRIGGER' });
    expect(JSON.stringify(outcome)).not.toContain('canary');
  });

  it('waits for a lock only so long: then it failed, and may work later', async () => {
    await fixture.sql("create table locked (id int primary key, v text); insert into locked values (1, 'a')");
    const [seen] = await read('locked', ['v']);
    await fixture.sql('begin; lock table locked in exclusive mode');

    const outcomes = write('locked', [updateOf(seen, { v: 'b' })]);

    await expect(outcomes).resolves.toMatchObject([{ status: 'failed', code: 'SYSTEM_BUSY' }]);
    await fixture.sql('rollback');
  }, 40_000);
});

describe('a connection that is cut', () => {
  it('before the commit: failed, nothing written', async () => {
    await fixture.sql(`create table cut (id int primary key, v text); insert into cut values (1, 'a');
      create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return new; end $$;
      create trigger die before update on cut for each row execute function die()`);
    const [seen] = await read('cut', ['v']);

    const [outcome] = await write('cut', [updateOf(seen, { v: 'b' })]);

    expect(outcome).toMatchObject({ status: 'failed', code: 'SYSTEM_UNREACHABLE' });
    expect(await fixture.sql('select v from cut')).toEqual([{ v: 'a' }]);
  });

  it('in the middle of the commit: unknown for every change that would have landed', async () => {
    await fixture.sql(`create table torn (id int primary key, v text); insert into torn values (1, 'a'), (2, 'a');
      create function die_late() returns trigger language plpgsql as $$ begin
        if new.v = 'b' then perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); end if; return null; end $$;
      create constraint trigger die_late after update on torn deferrable initially deferred for each row execute function die_late();
      create function redefer() returns trigger language plpgsql as $$ begin set constraints all deferred; return new; end $$;
      create trigger redefer before update on torn for each row execute function redefer()`);
    const [one, two] = await read('torn', ['v']);

    const outcomes = await write('torn', [updateOf(one, { v: 'b' }), updateOf(two, { v: 'b' })]);

    expect(outcomes.map(({ status }) => status)).toEqual(['unknown', 'unknown']);
  });
});

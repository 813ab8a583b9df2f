import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from 'concordat/connector';
import { type Fixture, NEVER, batchOf, readAll, requestOf, startFixture, updateOf } from './postgres-fixture.ts';

let fixture: Fixture;
let connector: Connector;

beforeAll(async () => {
  fixture = await startFixture();
  connector = await fixture.open();
  await fixture.sql(
    `create table many (id int primary key, v text); insert into many select i, 'v' || i from generate_series(1, 100) i`,
  );
});
afterAll(() => fixture.stop());

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (caught: unknown) => caught,
  );

describe('a scan', () => {
  it.each([1, 7, 99, 100, 101, 1_000])(
    'gives each record once and ends with a certificate, at page size %i',
    async (pageSize) => {
      const { records, pages, certificate } = await readAll(connector, requestOf('many', { fields: ['v'], pageSize }));

      expect(records.map(({ key }) => key[0])).toEqual(Array.from({ length: 100 }, (_, i) => String(i + 1)));
      expect(certificate).toEqual({ complete: true, count: 100, total: null, reason: null });
      expect(pages.filter((page) => page.certificate !== null)).toHaveLength(1);
      expect(Math.max(...pages.map(({ count }) => count))).toBeLessThanOrEqual(pageSize);
    },
  );

  it('is one snapshot: what happens while it reads is not in it', async () => {
    await fixture.sql('create table live (id int primary key); insert into live select generate_series(1, 10)');
    const seen: string[] = [];
    for await (const page of connector.read(requestOf('live', { pageSize: 3 }), NEVER)) {
      if (seen.length === 0) await fixture.sql('delete from live where id = 9; insert into live values (11)');
      for (let i = 0; i < page.count; i += 1) seen.push(page.key(i)[0] ?? '');
    }

    expect(seen).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  it('of an empty table is one empty page with a certificate', async () => {
    await fixture.sql('create table none (id int primary key)');

    expect(await readAll(connector, requestOf('none'))).toMatchObject({
      records: [],
      certificate: { complete: true, count: 0 },
      pages: [{ count: 0 }],
    });
  });

  it('orders text keys by their bytes, whatever the collation, and Unicode keys survive', async () => {
    await fixture.sql(
      `create table worded (id text collate "en-x-icu" primary key); insert into worded values ('a'), ('B'), ('ä'), ('Z'), ('\u{1f600}'), ('\uffee'), (''), (' a '), ('\u4e2d')`,
    );

    const { records } = await readAll(connector, requestOf('worded'));

    expect(records.map(({ key }) => key[0])).toEqual(['', ' a ', 'B', 'Z', 'a', 'ä', '\u4e2d', '\uffee', '\u{1f600}']);
    expect((await connector.capabilities.of('worded', NEVER)).keyOrder).toBe('binary');
    expect((await connector.capabilities.of('many', NEVER)).keyOrder).toBe('unordered');
  });

  it('passes a filter down as it is, even one that ends in a comment', async () => {
    const { records, certificate } = await readAll(
      connector,
      requestOf('many', { where: "id <= 3 or v = 'v7' -- the first" }),
    );

    expect(records.map(({ key }) => key[0])).toEqual(['1', '2', '3', '7']);
    expect(certificate).toMatchObject({ complete: true, count: 4 });
  });

  it('takes no second statement with a filter', async () => {
    const failure = await failureOf(
      readAll(connector, requestOf('many', { where: 'true); delete from many; select (true' })),
    );

    expect(failure).toMatchObject({ code: 'SYSTEM_QUERY', isRetryable: false });
    expect(await fixture.sql('select count(*)::int as n from many')).toEqual([{ n: 100 }]);
  });

  it('cannot write, not even through a function in the filter', async () => {
    await fixture.sql(
      `create function wipe() returns boolean language plpgsql as $$ begin delete from many; return true; end $$`,
    );

    const failure = await failureOf(readAll(connector, requestOf('many', { where: 'wipe()' })));

    expect(failure).toMatchObject({ code: 'SYSTEM_QUERY' });
    expect(await fixture.sql('select count(*)::int as n from many')).toEqual([{ n: 100 }]);
  });

  it('that nobody reads to the end gives its connection back', async () => {
    for (let round = 0; round < 10; round += 1) {
      for await (const page of connector.read(requestOf('many', { pageSize: 10 }), NEVER)) {
        expect(page.certificate).toBeNull();
        break;
      }
    }

    expect((await readAll(connector, requestOf('many'))).records).toHaveLength(100);
  });

  it('whose connection is cut throws to be tried again, and gives no certificate', async () => {
    const certificates: unknown[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const page of connector.read(requestOf('many', { pageSize: 10 }), NEVER)) {
          certificates.push(page.certificate);
          await fixture.sql(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat'",
          );
        }
      })(),
    );

    expect(failure).toMatchObject({ code: 'SYSTEM_UNREACHABLE', isRetryable: true, exit: 75 });
    expect(certificates.every((certificate) => certificate === null)).toBe(true);
  });

  it('stops with its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const failure = await failureOf(
      (async () => {
        for await (const page of connector.read(
          requestOf('many', { where: 'pg_sleep(0.2) is not null', pageSize: 1 }),
          controller.signal,
        )) {
          if (page.count > 0) controller.abort(reason);
        }
      })(),
    );

    expect(failure).toBe(reason);
  });
});

describe('a lookup', () => {
  it('finds records by any columns, ignores keys that are nothing, and is certified', async () => {
    await fixture.sql(
      "create table pairs (id int primary key, a text, b numeric); insert into pairs values (1, 'x', 1.50), (2, 'x', 2), (3, null, 2)",
    );
    const lookup = {
      by: ['a', 'b'],
      values: [
        ['x', '1.5'],
        ['y', '1'],
        [null, '2'],
      ],
    };

    const { records, certificate } = await readAll(connector, requestOf('pairs', { lookup }));

    expect(records.map(({ key }) => key)).toEqual([['1']]);
    expect(certificate).toEqual({ complete: true, count: 1, total: null, reason: null });
  });

  it('is not stopped by a key that the column cannot hold', async () => {
    const { records } = await readAll(
      connector,
      requestOf('many', { lookup: { by: ['id'], values: [['C-1'], ['7'], ['99999999999999999999']] } }),
    );

    expect(records.map(({ key }) => key)).toEqual([['7']]);
  });

  it('of many records comes in pages, the filter included', async () => {
    const values = Array.from({ length: 90 }, (_, i) => [String(i + 1)]);
    const { records, pages } = await readAll(
      connector,
      requestOf('many', { lookup: { by: ['id'], values }, where: 'id > 10', pageSize: 20 }),
    );

    expect(records).toHaveLength(80);
    expect(pages.map(({ count, certificate }) => [count, certificate !== null])).toEqual([
      [20, false],
      [20, false],
      [20, false],
      [20, true],
    ]);
  });

  it('of nothing is one empty page', async () => {
    const { pages } = await readAll(connector, requestOf('many', { lookup: { by: ['id'], values: [] } }));

    expect(pages.map(({ count, certificate }) => [count, certificate?.complete])).toEqual([[0, true]]);
  });
});

describe('names', () => {
  it('are taken exactly: mixed case, dots, quotes and other schemas', async () => {
    await fixture.sql(
      `create schema "Sales"; create table "Sales"."Odd.Na""me" ("Id" int primary key, "größe ""x""" text); insert into "Sales"."Odd.Na""me" values (1, 'a')`,
    );
    const resource = 'Sales."Odd.Na""me"';
    const { records } = await readAll(connector, requestOf(resource, { id: ['Id'], fields: ['größe "x"'] }));

    expect(records[0]?.native.get('größe "x"')).toBe('a');
    expect((await connector.describe(NEVER)).map(({ name }) => name)).toContain(resource);
    expect(
      await connector.writeBatch?.(batchOf(resource, [updateOf(records[0], { 'größe "x"': 'b' })], ['Id']), NEVER),
    ).toMatchObject([{ status: 'applied' }]);
  });

  it('over 63 bytes are refused, where PostgreSQL would cut them to another name', async () => {
    const long = 'n'.repeat(63);
    await fixture.sql(`create table ${long} (id int primary key)`);

    expect((await readAll(connector, requestOf(long))).records).toEqual([]);
    expect(await failureOf(readAll(connector, requestOf(`${long}n`)))).toMatchObject({ code: 'SYSTEM_NAME' });
    expect(await failureOf(readAll(connector, requestOf('a.b.c')))).toMatchObject({ code: 'SYSTEM_NAME' });
  });

  it('that do not exist are errors with the closest one', async () => {
    expect(await failureOf(readAll(connector, requestOf('manny')))).toMatchObject({
      code: 'CONNECTOR_UNKNOWN_RESOURCE',
      exit: 1,
      message: expect.stringContaining('"many"') as string,
    });
    expect(await failureOf(readAll(connector, requestOf('many', { fields: ['w'] })))).toMatchObject({
      code: 'CONNECTOR_UNKNOWN_FIELD',
      exit: 1,
    });
    expect(await failureOf(readAll(connector, requestOf('Many')))).toMatchObject({
      code: 'CONNECTOR_UNKNOWN_RESOURCE',
    });
  });
});

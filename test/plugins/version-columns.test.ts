import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connector, ReadRequest, VersionColumn, WriteOutcome } from 'concordat/connector';
import { MemoryConnector } from '../../plugins/memory/connector.ts';
import { createMemorySystem } from '../../plugins/memory/system.ts';
import { CsvFolder } from './csv-system.ts';
import {
  type Fixture,
  NEVER,
  type SeenRecord,
  batchOf,
  readAll,
  requestOf,
  startFixture,
  updateOf,
} from './postgres-fixture.ts';
import { inDatabase, newFolder, openSqlite, removeFolder } from './sqlite-system.ts';

function request(resource: string, version: VersionColumn, fields: readonly string[] = ['v']): ReadRequest {
  return { ...requestOf(resource, { fields }), version };
}

async function read(connector: Connector, wanted: ReadRequest): Promise<readonly SeenRecord[]> {
  const { records, pages } = await readAll(connector, wanted);
  expect(pages.at(-1)?.guard).toEqual({ kind: 'version', strength: 'strong' });
  return records;
}

async function update(
  connector: Connector,
  resource: string,
  seen: readonly (SeenRecord | undefined)[],
  v: string,
): Promise<readonly WriteOutcome[]> {
  const changes = seen.map((one) => updateOf(one, { v }));
  return (await connector.writeBatch?.(batchOf(resource, changes), NEVER)) ?? [];
}

const statuses = (outcomes: readonly WriteOutcome[]) => outcomes.map(({ status }) => status);

describe('a version column of PostgreSQL', () => {
  let fixture: Fixture;
  let connector: Connector;
  beforeAll(async () => {
    fixture = await startFixture();
    connector = await fixture.open();
  });
  afterAll(() => fixture.stop());

  it('guards instead of xmin: what moves nothing that matters is no conflict, and what moves it is', async () => {
    await fixture.sql(
      "create table versioned (id int primary key, v text, w text, rv bigint); insert into versioned values (1, 'a', 'x', 7), (2, 'a', 'x', 9007199254740993), (3, 'a', 'x', null), (4, 'a', 'x', 7)",
    );
    const seen = await read(connector, request('versioned', { at: 'rv', increment: false }));
    await fixture.sql(
      "update versioned set w = 'y' where id = 1; update versioned set rv = rv + 1 where id = 2; update versioned set v = 'b' where id = 4",
    );

    const outcomes = await update(connector, 'versioned', seen, 'c');

    expect(statuses(outcomes)).toEqual(['applied', 'conflict', 'applied', 'conflict']);
    expect((await fixture.sql('select rv::text from versioned order by id')).map(({ rv }) => rv)).toEqual([
      '7',
      '9007199254740994',
      null,
      '7',
    ]);
  });

  it('is counted up where the manifest says so, in groups and alone', async () => {
    await fixture.sql(
      "create table counted_up (id int primary key, v text, rv int); insert into counted_up values (1, 'a', 1), (2, 'a', null), (3, 'a', 5)",
    );
    const seen = await read(connector, request('counted_up', { at: 'rv', increment: true }));

    const first = await update(connector, 'counted_up', seen.slice(0, 2), 'b');
    const again = await update(connector, 'counted_up', [seen[0], seen[2]], 'c');
    const alone = await update(connector, 'counted_up', [seen[2]], 'd');

    expect([first, again, alone].map(statuses)).toEqual([
      ['applied', 'applied'],
      ['conflict', 'applied'],
      ['conflict'],
    ]);
    expect((await fixture.sql('select rv from counted_up order by id')).map(({ rv }) => rv)).toEqual([2, 1, 6]);
  });

  it('may be an instant or a text with colons, told by its every digit, also in a view', async () => {
    await fixture.sql(`create table stamped (id int primary key, v text, "at=1:" timestamptz);
      insert into stamped values (1, 'a', '2020-03-01 10:00:00.123456Z'), (2, 'a', '2020-03-01 10:00:00.123456Z');
      create view stamped_view as select * from stamped`);
    const seen = await read(connector, request('stamped_view', { at: 'at=1:', increment: false }));
    await fixture.sql(`update stamped set "at=1:" = '2020-03-01 10:00:00.123457Z' where id = 2`);

    expect(statuses(await update(connector, 'stamped_view', seen, 'b'))).toEqual(['applied', 'conflict']);
  });

  it('has to be there, and whole when it is counted up', async () => {
    await fixture.sql('create table textual (id int primary key, v text)');

    await expect(readAll(connector, request('textual', { at: 'rv', increment: false }))).rejects.toMatchObject({
      code: 'CONNECTOR_UNKNOWN_FIELD',
    });
    await expect(readAll(connector, request('textual', { at: 'v', increment: true }))).rejects.toMatchObject({
      code: 'SYSTEM_MISCONFIGURED',
      at: 'crm:textual.v',
    });
  });
});

describe('a version column of SQLite', () => {
  let folder = '';
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => removeFolder(folder));
  const run = (sql: string): unknown => inDatabase(join(folder, 'x.db'), (database) => database.exec(sql));

  it('is compared with what was read, and counted up where the manifest says so', async () => {
    run(
      "create table t (id integer primary key, v text, w text, rv integer); insert into t values (1, 'a', 'x', 1), (2, 'a', 'x', 1), (3, 'a', 'x', null)",
    );
    const connector = await openSqlite(folder, 'x.db');
    const seen = await read(connector, request('t', { at: 'rv', increment: true }));
    run("update t set w = 'y' where id = 1; update t set rv = 2 where id = 2");

    const outcomes = await update(connector, 't', seen, 'b');

    expect(statuses(outcomes)).toEqual(['applied', 'conflict', 'applied']);
    const rows = inDatabase(join(folder, 'x.db'), (database) => database.prepare('select v, rv from t').all());
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { v: 'b', rv: 2 },
      { v: 'a', rv: 2 },
      { v: 'b', rv: 1 },
    ]);
  });

  it('is not part of what was read: its moving alone leaves the bytes as they are', async () => {
    run("create table t (id integer primary key, v text, rv text); insert into t values (1, 'a', 'x:y')");
    const connector = await openSqlite(folder, 'x.db');
    const [before] = await read(connector, request('t', { at: 'rv', increment: false }));
    run("update t set rv = 'x:z'");
    const [after] = await read(connector, request('t', { at: 'rv', increment: false }));

    expect(after?.bytes).toBe(before?.bytes);
    expect(after?.version).not.toBe(before?.version);
    expect(after?.native).toEqual(new Map([['v', 'a']]));
    await expect(readAll(connector, request('t', { at: 'rv', increment: true }))).rejects.toMatchObject({
      code: 'SYSTEM_MISCONFIGURED',
    });
  });
});

describe('a version column elsewhere', () => {
  it('is refused: files and memory have their own guard', async () => {
    const memory = new MemoryConnector('erp', createMemorySystem({ things: [{ id: '1', v: 'a' }] }));
    const csv = await new CsvFolder('id,v\n1,a\n').open();

    for (const connector of [memory, csv])
      await expect(readAll(connector, request('things', { at: 'v', increment: false }))).rejects.toMatchObject({
        code: 'CONNECTOR_NO_VERSION',
      });
  });
});

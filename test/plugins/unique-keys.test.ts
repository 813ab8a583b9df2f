import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connector } from 'concordat/connector';
import { type Fixture, NEVER, startFixture } from './postgres-fixture.ts';
import { inDatabase, newFolder, openSqlite, removeFolder } from './sqlite-system.ts';

async function uniqueKeys(connector: Connector, resource: string): Promise<unknown> {
  return (await connector.capabilities.of(resource, NEVER)).uniqueKeys;
}

describe('unique keys of PostgreSQL', () => {
  let fixture: Fixture;
  let connector: Connector;
  beforeAll(async () => {
    fixture = await startFixture();
    connector = await fixture.open();
  });
  afterAll(() => fixture.stop());

  it('are the primary key and every unique index that holds for all records at once', async () => {
    await fixture.sql(`create table keyed (a int, b text, c text, d text, e text, f text, g text, h text,
        primary key (b, a) include (h), unique (c), unique (d) deferrable, unique (a, e) include (h));
      create unique index on keyed (f) where g is null; create unique index on keyed (lower(g)); create index on keyed (h)`);

    expect(await uniqueKeys(connector, 'keyed')).toEqual([['b', 'a'], ['c'], ['a', 'e']]);
    expect((await connector.describe(NEVER)).find(({ name }) => name === 'keyed')?.id).toEqual(['b', 'a']);
  });

  it('are none for views, and for tables without', async () => {
    await fixture.sql(
      'create table plain (a int); create table base (a int primary key); create view seen as select * from base',
    );

    expect(await uniqueKeys(connector, 'plain')).toEqual([]);
    expect(await uniqueKeys(connector, 'seen')).toEqual([]);
    expect((await connector.capabilities.of('plain', NEVER)).settleMs).toBe(2000);
  });
});

describe('unique keys of SQLite', () => {
  let folder = '';
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => removeFolder(folder));

  async function keysOf(sql: string): Promise<unknown> {
    inDatabase(join(folder, 'x.db'), (database) => database.exec(sql));
    return uniqueKeys(await openSqlite(folder, 'x.db'), 't');
  }

  it('are the primary key and every unique index that holds for all records, whatever its collation', async () => {
    const keys =
      await keysOf(`create table t (a integer primary key, b text unique collate nocase, c text, d text, e text, unique (d, c));
      create unique index partial on t (e) where c is null; create unique index computed on t (lower(e)); create index plain on t (e)`);

    expect(keys).toEqual([['a'], ['b'], ['d', 'c']]);
  });

  it('are those of a composite key without rowid', async () => {
    expect(await keysOf('create table t (a text, b text, primary key (b, a)) without rowid')).toEqual([['b', 'a']]);
  });

  it('are none where the table replaces or ignores doubles, in views, and without any', async () => {
    expect(await keysOf('create table t (a text primary key on conflict replace, b text unique)')).toEqual([]);
    removeFolder(folder);
    folder = newFolder();
    expect(await keysOf('create table t (a text)')).toEqual([]);
    removeFolder(folder);
    folder = newFolder();
    expect(await keysOf('create table u (a text primary key); create view t as select * from u')).toEqual([]);
  });
});

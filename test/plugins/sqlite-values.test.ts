import { join } from 'node:path';
import { collectRead } from 'concordat/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDecimal, sameNumber } from '../../plugins/sqlite/number-text.ts';
import { inDatabase, newFolder, openSqlite, removeFolder } from './sqlite-system.ts';

let folder = '';
let path = '';
const signal = new AbortController().signal;

beforeEach(() => {
  folder = newFolder();
  path = join(folder, 'erp.db');
});
afterEach(() => removeFolder(folder));

async function read(resource: string, id: readonly string[], fields: readonly string[], where: string | null = null) {
  const connector = await openSqlite(folder, path);
  return collectRead(connector, { resource, id, fields, where, lookup: null, pageSize: 100 }).finally(() =>
    connector.close(),
  );
}

async function lookup(resource: string, by: readonly string[], values: readonly (readonly string[])[]) {
  const connector = await openSqlite(folder, path);
  const request = { resource, id: ['id'], fields: ['id'], where: null, lookup: { by, values }, pageSize: 100 };
  return (await collectRead(connector, request).finally(() => connector.close())).records.map(({ key }) => key.join());
}

describe('values of an SQLite file', () => {
  it('come in their text form when they are not of the declared type', async () => {
    inDatabase(path, (database) => {
      database.exec(
        'create table t (id integer primary key, n integer, d decimal(10,2), b boolean, day date, r real, anything)',
      );
      database.exec(
        "insert into t values (1, 'many', 'n/a', 'yes', 20200301, 'NaN', x'00ff'), (2, 1.5, 19.90, 1, '2020-03-01', 2, 1e21), (9007199254740993, 7, 20, 0, 'soon', 9e999, '1')",
      );
    });

    const { records, columns } = await read('t', ['id'], ['anything', 'b', 'd', 'day', 'n', 'r']);

    expect(columns.map(({ kind }) => kind)).toEqual(['text', 'boolean', 'decimal', 'date', 'integer', 'float']);
    expect(records.map(({ native }) => Object.fromEntries(native))).toEqual([
      { anything: 'AP8=', b: 'yes', d: 'n/a', day: '20200301', n: 'many', r: 'NaN' },
      { anything: '1000000000000000000000', b: true, d: '19.9', day: '2020-03-01', n: '1.5', r: 2 },
      { anything: '1', b: false, d: '20', day: 'soon', n: '7', r: 'Infinity' },
    ]);
    expect(records[2]?.key).toEqual(['9007199254740993']);
  });

  it('tell text from numbers by their bytes where both read the same', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "create table t (id text primary key, a); insert into t values ('1', 1), ('2', '1'), ('3', 1.0), ('4', x'31')",
      ),
    );

    const { records } = await read('t', ['id'], ['a']);

    expect(new Set(records.map(({ bytes }) => bytes)).size).toBe(4);
  });

  it('keep NUL characters inside texts', async () => {
    inDatabase(path, (database) => {
      database.exec('create table t (id text primary key, a text)');
      database.prepare('insert into t values (?, ?)').run('1', 'a\u0000b');
    });

    expect((await read('t', ['id'], ['a'])).records[0]?.native.get('a')).toBe('a\u0000b');
  });

  it('have plain decimal forms without exponent', () => {
    expect([1e21, 1.5e-7, -2.5e22, 0.1, 5e-324].map(plainDecimal)).toEqual([
      '1000000000000000000000',
      '0.00000015',
      '-25000000000000000000000',
      '0.1',
      `0.${'0'.repeat(323)}5`,
    ]);
    expect(plainDecimal(1.234567890123e21)).toBe('1234567890123000000000');
    expect([
      sameNumber('19.90', '19.9'),
      sameNumber('-0.0', '0'),
      sameNumber('1', '2'),
      sameNumber('x', 'x'),
      sameNumber('+007.0', '7'),
    ]).toEqual([true, true, false, false, true]);
  });
});

describe('resources of an SQLite file', () => {
  it('may have composite ids, with and without rowid', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "create table t (a integer, b text, v text, primary key (a, b)) without rowid; insert into t values (10, 'x', 'v'), (9, 'y', 'w')",
      ),
    );
    const connector = await openSqlite(folder, path);

    const { records } = await read('t', ['a', 'b'], ['v']);
    const found = await collectRead(connector, {
      resource: 't',
      id: ['a', 'b'],
      fields: ['v'],
      where: null,
      lookup: {
        by: ['a', 'b'],
        values: [
          ['9', 'y'],
          ['10', 'y'],
        ],
      },
      pageSize: 5,
    });

    expect(records.map(({ key }) => key)).toEqual([
      ['9', 'y'],
      ['10', 'x'],
    ]);
    expect(found.records.map(({ key }) => key)).toEqual([['9', 'y']]);
    expect((await connector.describe(signal))[0]?.id).toEqual(['a', 'b']);
  });

  it('are addressed by rowid when they have no key, and never with one of WITHOUT ROWID', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "create table t (a text); insert into t values ('one'), ('two'); create table w (k text primary key) without rowid",
      ),
    );

    expect((await read('t', ['rowid'], ['a'])).records.map(({ key }) => key)).toEqual([['1'], ['2']]);
    await expect(read('w', ['rowid'], ['k'])).rejects.toMatchObject({ code: 'CONNECTOR_UNKNOWN_FIELD' });
  });

  it('may be views, which are read and never written', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "create table t (id text primary key, a text); insert into t values ('1', 'one'); create view v as select id, upper(a) as a from t",
      ),
    );
    const connector = await openSqlite(folder, path);

    expect((await read('v', ['id'], ['a'])).records[0]?.native.get('a')).toBe('ONE');
    expect((await connector.capabilities.of('v', signal)).actions).toEqual([]);
    expect((await connector.describe(signal)).map(({ name, rights }) => [name, rights?.length])).toEqual([
      ['t', 4],
      ['v', 1],
    ]);
  });

  it('show generated columns as read-only', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "create table t (id text primary key, a text, g text generated always as (a || '!')); insert into t (id, a) values ('1', 'one')",
      ),
    );
    const connector = await openSqlite(folder, path);
    const [described] = await connector.describe(signal);

    expect((await read('t', ['id'], ['g'])).records[0]?.native.get('g')).toBe('one!');
    expect(described?.fields.find(({ name }) => name === 'g')?.isWritable).toBe(false);
  });
});

describe('filters of an SQLite file', () => {
  beforeEach(() => {
    inDatabase(path, (database) =>
      database.exec(
        "create table t (id text primary key, a text, n integer, x); insert into t values ('1', 'one', 1, 1), ('2', 'two', 2, '1'), ('3', null, 3, 1.5)",
      ),
    );
  });

  it('are one condition, in parentheses, whatever they hold', async () => {
    const ids = async (where: string) => (await read('t', ['id'], ['a'], where)).records.map(({ key }) => key.join());

    expect(await ids("a = 'one' or a = 'two'")).toEqual(['1', '2']);
    expect(await ids('a is null -- no name')).toEqual(['3']);
    expect(await ids("a <> ';' and a <> '?' and a not like '%)%'")).toEqual(['1', '2']);
  });

  it.each([
    '1) or (1',
    '1; drop table t',
    'a = ?',
    'a = :x',
    "a = 'one",
    '(a = 1',
    'nonsense = 1',
    '',
    '1 -- \n) or (1',
    '/* open',
  ])('refuse %j with a clear error and without data', async (where) => {
    const error: unknown = await read('t', ['id'], ['a'], where).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'CONNECTOR_BAD_FILTER', exit: 1, at: 'erp:t' });
    expect((error as Error).message).not.toContain('nonsense');
  });

  it('look values up by their text forms in columns with and without a type', async () => {
    expect(await lookup('t', ['n'], [['2'], ['3'], ['99']])).toEqual(['2', '3']);
    expect(await lookup('t', ['x'], [['1']])).toEqual(['1', '2']);
    expect(await lookup('t', ['x'], [['1.5']])).toEqual(['3']);
    expect(
      await lookup(
        't',
        ['x', 'n'],
        [
          ['1', '2'],
          ['1', '3'],
        ],
      ),
    ).toEqual(['2']);
  });

  it('look up null as null', async () => {
    const connector = await openSqlite(folder, path);
    const request = {
      resource: 't',
      id: ['id'],
      fields: ['id'],
      where: null,
      lookup: { by: ['a'], values: [[null], ['one']] },
      pageSize: 10,
    };

    expect((await collectRead(connector, request)).records.map(({ key }) => key.join())).toEqual(['1', '3']);
  });
});

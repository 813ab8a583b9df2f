import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeValue, WriteAction, WriteChange, WriteOutcome } from 'concordat/connector';
import { collectRead } from 'concordat/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inDatabase, newFolder, openSqlite, removeFolder } from './sqlite-system.ts';

let folder = '';
let path = '';
const signal = new AbortController().signal;

beforeEach(() => {
  folder = newFolder();
  path = join(folder, 'erp.db');
});
afterEach(() => removeFolder(folder));

interface Edit {
  readonly action: WriteAction;
  readonly id?: string;
  readonly values?: Readonly<Record<string, NativeValue>>;
}

function setUp(sql: string): void {
  inDatabase(path, (database) => database.exec(sql));
}

/** Reads the records concerned, lets `meanwhile` happen, and writes. */
async function write(
  edits: readonly Edit[],
  options: { readonly fields?: readonly string[]; readonly meanwhile?: string; readonly id?: string } = {},
): Promise<readonly WriteOutcome[]> {
  const connector = await openSqlite(folder, path);
  const id = [options.id ?? 'id'];
  const { records } = await collectRead(connector, {
    resource: 't',
    id,
    fields: options.fields ?? ['a'],
    where: null,
    lookup: null,
    pageSize: 100,
  });
  const changes = edits.map((edit, index): WriteChange => {
    const record = records.find(({ key }) => key.join() === edit.id);
    const guard =
      edit.action === 'create'
        ? { nativeId: null, version: null, before: null }
        : {
            nativeId: [edit.id ?? ''],
            version: record?.version ?? '',
            before: record?.native ?? new Map<string, NativeValue>(),
          };
    return { id: `c${index}`, action: edit.action, ...guard, values: new Map(Object.entries(edit.values ?? {})) };
  });
  if (options.meanwhile !== undefined) setUp(options.meanwhile);
  const send = connector.writeBatch?.bind(connector);
  const outcomes = await send?.({ resource: 't', id, changes }, signal);
  await connector.close();
  return outcomes ?? [];
}

function rows(sql = 'select * from t order by 1'): readonly Record<string, unknown>[] {
  return inDatabase(path, (database) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row })),
  );
}

describe('the guard of SQLite compares stored values and their types', () => {
  const setA = [{ action: 'update', id: '1', values: { a: 'ours' } }] as const;

  it.each([
    ['a number that became text', 'id text primary key, a', "('1', 1)", "update t set a = '1'"],
    ['text that became a blob', 'id text primary key, a', "('1', '1')", "update t set a = x'31'"],
    ['a whole number that became a double', 'id text primary key, a', "('1', 1)", 'update t set a = 1.0'],
    [
      'a letter in a column that ignores case',
      'id text primary key, a text collate nocase',
      "('1', 'abc')",
      "update t set a = 'ABC'",
    ],
    [
      'a space in a column that ignores it',
      'id text primary key, a text collate rtrim',
      "('1', 'abc')",
      "update t set a = 'abc '",
    ],
    ['null that became empty', 'id text primary key, a text', "('1', null)", "update t set a = ''"],
    [
      'the last digit of a long number',
      'id text primary key, a integer',
      "('1', 9007199254740993)",
      'update t set a = 9007199254740992',
    ],
  ])('and refuses %s', async (_, columns, row, meanwhile) => {
    setUp(`create table t (${columns}); insert into t values ${row}`);

    const [outcome] = await write(setA, { meanwhile });

    expect(outcome).toMatchObject({ status: 'conflict', code: 'GUARD_REFUSED', nativeId: null });
    expect(rows("select a is 'ours' as isOurs from t")).toEqual([{ isOurs: 0 }]);
  });

  it('and ignores columns that were not read', async () => {
    setUp("create table t (id text primary key, a text, other text); insert into t values ('1', 'a', 'x')");

    const [outcome] = await write(setA, { meanwhile: "update t set other = 'y'" });

    expect(outcome).toMatchObject({ status: 'applied', nativeId: ['1'] });
    expect(rows()).toEqual([{ id: '1', a: 'ours', other: 'y' }]);
  });

  it('and refuses an id that two records have', async () => {
    setUp("create table t (id text, a text); insert into t values ('1', 'a'), ('1', 'a')");

    expect((await write(setA))[0]).toMatchObject({ status: 'rejected', code: 'AMBIGUOUS_ID' });
  });
});

describe('an SQLite file refuses', () => {
  it('what breaks a constraint, naming columns and never values', async () => {
    setUp(
      "create table t (id text primary key, a text not null unique, n integer check (n < 5)); insert into t values ('1', 'secret-a', 1), ('2', 'secret-b', 2)",
    );

    const outcomes = await write(
      [
        { action: 'update', id: '1', values: { a: 'secret-b' } },
        { action: 'update', id: '1', values: { a: null } },
        { action: 'update', id: '1', values: { n: '77' } },
        { action: 'create', values: { id: '2', a: 'secret-c' } },
        { action: 'update', id: '2', values: { a: 'fine' } },
      ],
      { fields: ['a', 'n'] },
    );

    expect(outcomes.map(({ status, code, detail }) => [status, code, detail])).toEqual([
      ['rejected', 'UNIQUE', 't.a'],
      ['rejected', 'NOT_NULL', 't.a'],
      ['rejected', 'CHECK', 'A check of the system refused it.'],
      ['rejected', 'UNIQUE', 't.id'],
      ['applied', null, null],
    ]);
    expect(JSON.stringify(outcomes)).not.toContain('secret');
  });

  it('numbers that a column would round', async () => {
    setUp("create table t (id text primary key, a decimal(30,10), n integer); insert into t values ('1', 1, 1)");

    const outcomes = await write([
      { action: 'update', id: '1', values: { a: '12345678901234567890.1234567891' } },
      { action: 'update', id: '1', values: { n: '9223372036854775808' } },
      { action: 'update', id: '1', values: { a: 'a\ud800' } },
      { action: 'update', id: '1', values: { a: '19.90' } },
    ]);

    expect(outcomes.map(({ code }) => code)).toEqual(['BAD_VALUE', 'BAD_VALUE', 'BAD_VALUE', null]);
    expect(rows()).toEqual([{ id: '1', a: 19.9, n: 1 }]);
  });

  it('generated columns, unknown columns and unreadable values', async () => {
    setUp(
      "create table t (id text primary key, a text, g text generated always as (a)); insert into t (id, a) values ('1', 'x')",
    );

    const outcomes = await write([
      { action: 'update', id: '1', values: { g: 'x' } },
      { action: 'update', id: '1', values: { nothing: 'x' } },
      { action: 'update', id: '1', values: { a: { nothing: 'unreadable' } } },
    ]);

    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['rejected', 'READ_ONLY_FIELD'],
      ['rejected', 'CONNECTOR_UNKNOWN_FIELD'],
      ['rejected', 'VALUE_UNREADABLE'],
    ]);
  });

  it('what a trigger forbids, without the text of the trigger', async () => {
    setUp(
      "create table t (id text primary key, a text); insert into t values ('1', 'x'); create trigger no before update on t begin select raise(abort, 'secret text'); end",
    );

    const [outcome] = await write([{ action: 'update', id: '1', values: { a: 'y' } }]);

    expect(outcome).toMatchObject({ id: 'c0', status: 'rejected', nativeId: null, code: 'TRIGGER' });
    expect(outcome?.detail).not.toContain('secret');
  });
});

describe('a batch of SQLite', () => {
  it('reports as failed what a trigger rolled back with its transaction', async () => {
    setUp(
      "create table t (id text primary key, a text); insert into t values ('1', 'x'), ('2', 'x'), ('3', 'x'); create trigger no before update on t when new.a = 'bad' begin select raise(rollback, 'no'); end",
    );

    const outcomes = await write(
      ['ok', 'bad', 'ok'].map((a, index) => ({ action: 'update', id: String(index + 1), values: { a } })),
    );

    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['failed', 'ROLLED_BACK'],
      ['rejected', 'TRIGGER'],
      ['failed', 'ROLLED_BACK'],
    ]);
    expect(rows().map(({ a }) => a)).toEqual(['x', 'x', 'x']);
  });

  it('finds the one change that breaks a deferred constraint, and applies the others', async () => {
    setUp(
      "create table p (id text primary key); insert into p values ('p1'); create table t (id text primary key, a text references p (id) deferrable initially deferred); insert into t values ('1', null), ('2', null), ('3', null)",
    );

    const outcomes = await write(
      ['p1', 'nobody', 'p1'].map((a, index) => ({ action: 'update', id: String(index + 1), values: { a } })),
    );

    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['applied', null],
      ['rejected', 'FOREIGN_KEY'],
      ['applied', null],
    ]);
    expect(rows().map(({ a }) => a)).toEqual(['p1', null, 'p1']);
  });

  it('returns the id that the database gave, and writes by integer id and by rowid', async () => {
    setUp("create table t (id integer primary key, a text); insert into t values (41, 'x')");
    const [created] = await write([{ action: 'create', values: { a: 'new' } }]);
    const [updated] = await write([{ action: 'update', id: '42', values: { a: 'newer' } }], { id: 'rowid' });
    const [deleted] = await write([{ action: 'delete', id: '41' }]);

    expect(created?.nativeId).toEqual(['42']);
    expect(updated).toMatchObject({ status: 'applied', nativeId: ['42'] });
    expect(deleted?.status).toBe('applied');
    expect(rows()).toEqual([{ id: 42, a: 'newer' }]);
  });

  it('stores each kind as the column does', async () => {
    setUp(
      "create table t (id text primary key, a text, b boolean, n integer, d decimal, f real, x blob, anything); insert into t (id) values ('1')",
    );

    const [outcome] = await write([
      {
        action: 'update',
        id: '1',
        values: { a: 7, b: true, n: '-5', d: '1.50', f: 2, x: 'AP8=', anything: { k: ['v'] } },
      },
    ]);

    expect(outcome?.status).toBe('applied');
    expect(
      rows(
        'select typeof(a) || a as a, typeof(b) || b as b, typeof(n) || n as n, typeof(d) || d as d, typeof(f) || f as f, typeof(x) || hex(x) as x, anything from t',
      ),
    ).toEqual([
      { a: 'text7', b: 'integer1', n: 'integer-5', d: 'real1.5', f: 'real2.0', x: 'blob00FF', anything: '{"k":["v"]}' },
    ]);
  });

  it('has failed, with nothing written, when another program keeps the lock', { timeout: 30_000 }, async () => {
    setUp("create table t (id text primary key, a text); insert into t values ('1', 'x')");
    const { DatabaseSync } = await import('node:sqlite');
    const other = new DatabaseSync(path);
    other.exec('begin immediate');

    const [outcome] = await write([{ action: 'update', id: '1', values: { a: 'y' } }]);
    other.exec('rollback');
    other.close();

    expect(outcome).toMatchObject({ status: 'failed', code: 'SYSTEM_BUSY' });
    expect(rows()).toEqual([{ id: '1', a: 'x' }]);
  });
});

describe('an SQLite file that is gone when it is to be written', () => {
  it('has failed, with nothing written and nothing made', async () => {
    setUp("create table t (id text primary key, a text); insert into t values ('1', 'x')");
    const connector = await openSqlite(folder, path);
    rmSync(path);
    const change = {
      id: 'c',
      action: 'create',
      nativeId: null,
      version: null,
      before: null,
      values: new Map(),
    } as const;

    const outcomes = await connector.writeBatch?.({ resource: 't', id: ['id'], changes: [change] }, signal);

    expect(outcomes?.map(({ status, code }) => [status, code])).toEqual([['failed', 'SYSTEM_BUSY']]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

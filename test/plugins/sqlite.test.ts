import { chmodSync, copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { collectRead } from 'concordat/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintFolder, inDatabase, newFolder, openSqlite, removeFolder } from './sqlite-system.ts';

let folder = '';
let path = '';
const signal = new AbortController().signal;
const scan = { resource: 't', id: ['id'], fields: ['a'], where: null, lookup: null, pageSize: 2 };

beforeEach(() => {
  folder = newFolder();
  path = join(folder, 'x?y#z%41.db');
});
afterEach(() => removeFolder(folder));

async function readAll(change: Partial<typeof scan> = {}) {
  const connector = await openSqlite(folder, path);
  return collectRead(connector, { ...scan, ...change }).finally(() => connector.close());
}

function copies(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('concordat-'));
}

describe('opening an SQLite file', () => {
  it('reports a missing file as not reachable now, and does not create it', async () => {
    await expect(openSqlite(folder, path)).rejects.toMatchObject({ code: 'SYSTEM_NOT_FOUND', exit: 75 });

    expect(existsSync(path)).toBe(false);
  });

  it('reports a file that vanished after opening the same way', async () => {
    inDatabase(path, (database) => database.exec('create table t (id text primary key, a text)'));
    const connector = await openSqlite(folder, path);
    removeFolder(folder);

    await expect(connector.read(scan, AbortSignal.timeout(2000))[Symbol.asyncIterator]().next()).rejects.toBeDefined();
    expect(existsSync(path)).toBe(false);
  });

  it('refuses what is not a database', async () => {
    writeFileSync(path, 'id;name\n1;somebody\n'.repeat(20));
    await expect(openSqlite(folder, path)).rejects.toMatchObject({ code: 'SYSTEM_NOT_A_DATABASE', exit: 1 });

    path = folder;
    await expect(openSqlite(folder, path)).rejects.toMatchObject({ exit: 1 });
  });

  it('takes an empty file for an empty database and leaves it empty', async () => {
    writeFileSync(path, '');

    await expect(readAll()).rejects.toMatchObject({ code: 'CONNECTOR_UNKNOWN_RESOURCE', exit: 1 });
    expect(fingerprintFolder(folder)).toContain('e3b0c44298fc1c14');
  });

  it('names a database inside the project by its relative path', async () => {
    inDatabase(path, (database) => database.exec('create table t (id text primary key, a text)'));
    const inside = await openSqlite(folder, path);
    const outside = await openSqlite(join(folder, 'project'), path);

    expect(await inside.identity(signal)).toBe('sqlite:x?y#z%41.db');
    expect(await outside.identity(signal)).toBe(`sqlite:${path}`);
  });
});

describe('reading an SQLite file changes nothing', () => {
  it('in WAL mode without pending frames', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "pragma journal_mode = wal; create table t (id text primary key, a text); insert into t values ('1', 'one')",
      ),
    );
    const before = fingerprintFolder(folder);

    const { records, certificate } = await readAll();

    expect(records[0]?.native.get('a')).toBe('one');
    expect(certificate?.complete).toBe(true);
    expect(fingerprintFolder(folder)).toBe(before);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('in WAL mode with frames that are not in the database yet, which it sees', async () => {
    const writer = new DatabaseSync(path);
    writer.exec(
      "pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table t (id text primary key, a text); insert into t values ('1', 'pending')",
    );
    const [before, copied] = [fingerprintFolder(folder), copies()];

    const { records, certificate } = await readAll();

    expect(records.map(({ native }) => native.get('a'))).toEqual(['pending']);
    expect(certificate?.complete).toBe(true);
    expect(fingerprintFolder(folder)).toBe(before);
    expect(copies()).toEqual(copied);
    writer.close();
  });

  it('after a crash that left a WAL behind, which stays for its owner to recover', async () => {
    const origin = join(folder, 'origin.db');
    const writer = new DatabaseSync(origin);
    writer.exec(
      "pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table t (id text primary key, a text); insert into t values ('1', 'in the log')",
    );
    copyFileSync(origin, path);
    copyFileSync(`${origin}-wal`, `${path}-wal`);
    writer.close();
    const before = fingerprintFolder(folder);

    const { records } = await readAll();

    expect(records[0]?.native.get('a')).toBe('in the log');
    expect(fingerprintFolder(folder)).toBe(before);
    expect(existsSync(`${path}-shm`)).toBe(false);
  });

  it('beside a hot rollback journal, which it refuses to read past', async () => {
    const origin = join(folder, 'origin.db');
    const writer = new DatabaseSync(origin);
    writer.exec('create table t (id integer primary key, a text)');
    writer.exec(
      'insert into t select value, hex(randomblob(500)) from generate_series(1, 2000)'.replace(
        'generate_series(1, 2000)',
        '(with recursive n(value) as (select 1 union all select value + 1 from n where value < 2000) select value from n)',
      ),
    );
    writer.exec('pragma cache_size = 5; begin; update t set a = hex(randomblob(400))');
    copyFileSync(origin, path);
    copyFileSync(`${origin}-journal`, `${path}-journal`);
    writer.exec('rollback');
    writer.close();
    const before = fingerprintFolder(folder);

    await expect(readAll()).rejects.toMatchObject({ code: 'SYSTEM_BUSY', isRetryable: true, exit: 75 });

    expect(fingerprintFolder(folder)).toBe(before);
  });

  it('when the file itself may not be written', async () => {
    inDatabase(path, (database) =>
      database.exec("create table t (id text primary key, a text); insert into t values ('1', 'one')"),
    );
    chmodSync(path, 0o444);

    expect((await readAll()).records).toHaveLength(1);
  });
});

describe('a read of an SQLite file', () => {
  it('has no certificate when an immutable file moved meanwhile', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "pragma journal_mode = wal; create table t (id text primary key, a text); insert into t values ('1', 'a'), ('2', 'b'), ('3', 'c')",
      ),
    );
    const connector = await openSqlite(folder, path);

    const pages = connector.read({ ...scan, pageSize: 1 }, signal)[Symbol.asyncIterator]();
    await pages.next();
    inDatabase(path, (database) => database.exec("update t set a = 'moved'"));
    await pages.next();
    const last = await pages.next();

    expect(last.value.certificate).toMatchObject({ complete: false, reason: 'the database changed while it was read' });
  });

  it('is one snapshot when another program writes meanwhile', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "pragma journal_mode = wal; create table t (id text primary key, a text); insert into t values ('1', 'a'), ('2', 'a')",
      ),
    );
    const writer = new DatabaseSync(path);
    writer.exec("insert into t values ('3', 'a')");
    const connector = await openSqlite(folder, path);

    const pages = connector.read({ ...scan, pageSize: 1 }, signal)[Symbol.asyncIterator]();
    await pages.next();
    writer.exec("update t set a = 'b'");
    const second = await pages.next();
    const third = await pages.next();

    expect([second.value.decode(0).get('a'), third.value.decode(0).get('a')]).toEqual(['a', 'a']);
    expect(third.value.certificate?.complete).toBe(true);
    writer.close();
  });

  it('is refused retryably while another program holds the file exclusively', { timeout: 30_000 }, async () => {
    inDatabase(path, (database) => database.exec('create table t (id text primary key, a text)'));
    const { SourceFile } = await import('../../plugins/sqlite/source-file.ts');
    const { SqliteConnector } = await import('../../plugins/sqlite/connector.ts');
    const writer = new DatabaseSync(path);
    const connector = new SqliteConnector({
      system: 'erp',
      access: {},
      root: folder,
      file: SourceFile.open('erp', path),
      Database: DatabaseSync,
    });
    writer.exec('begin exclusive');

    await expect(collectRead(connector, scan)).rejects.toMatchObject({ code: 'SYSTEM_BUSY', exit: 75 });
    writer.exec('rollback');

    expect((await collectRead(connector, scan)).certificate?.complete).toBe(true);
    writer.close();
  });

  it('keeps its lock while other reads open and close the file', async () => {
    inDatabase(path, (database) =>
      database.exec(
        "create table t (id text primary key, a text); insert into t values ('1', 'a'), ('2', 'a'), ('3', 'a')",
      ),
    );
    const connector = await openSqlite(folder, path);
    const pages = connector.read({ ...scan, pageSize: 1 }, signal)[Symbol.asyncIterator]();
    await pages.next();
    await collectRead(connector, scan);
    await connector.describe(signal);

    const child = await import('node:child_process');
    const script =
      "const { DatabaseSync } = require('node:sqlite'); try { new DatabaseSync(process.argv[1], { timeout: 0 }).exec(\"update t set a = 'b'\"); console.log('written'); } catch { console.log('locked'); }";
    const { stdout } = child.spawnSync(process.execPath, ['-e', script, path], { encoding: 'utf8' });
    await pages.return?.();

    expect(stdout.trim()).toBe('locked');
  });

  it('leaves out records without an id, and says that it is not complete', async () => {
    inDatabase(path, (database) =>
      database.exec("create table t (id text, a text); insert into t values (null, 'nobody'), ('1', 'one')"),
    );

    const { records, certificate } = await readAll();

    expect(records.map(({ key }) => key)).toEqual([['1']]);
    expect(certificate).toMatchObject({ complete: false, reason: 'a record has no id' });
  });
});

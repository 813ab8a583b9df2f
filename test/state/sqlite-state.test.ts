import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import type { World } from '../../src/model/world.ts';
import { openStateReader, openStateStore } from '../../src/state/open-state.ts';
import { shownPlace } from '../../src/state/state-place.ts';
import { realWorld } from '../../src/world.ts';
import { APPLICATION_ID, SQLITE_SCHEMA } from '../../src/state/sqlite-schema.ts';
import { chainFaults, leafOf } from './audit-leaves.ts';
import { collect } from './collect.ts';
import { baseOf, describeStateContract, entryOf } from './state-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-state-'));
let projects = 0;

function freshProject(): ProjectConfig {
  projects += 1;
  const root = join(folder, `p${projects}`);
  mkdirSync(root);
  return { name: 'trading', root, manifests: 'sync.d', state: '.concordat/state.db' };
}

afterAll(() => rmSync(folder, { recursive: true }));

describeStateContract('SQLite', { start: () => Promise.resolve(), freshProject, stop: () => Promise.resolve() });

const world = realWorld();
/** The real world without waiting. */
const hurried: World = { ...world, sleep: () => Promise.resolve() };
const pathOf = (config: ProjectConfig): string => join(config.root, config.state);

async function filledProject(): Promise<ProjectConfig> {
  const config = freshProject();
  const store = await openStateStore(config, world);
  const lease = await store.acquireLease('me', 60_000, world.now());
  await store.commit(lease, { base: [baseOf('a')], journal: [entryOf({})] });
  await store.close();
  return config;
}

const error = (code: string, exit: number) => expect.objectContaining({ name: 'ConcordatError', code, exit }) as Error;

describe('a state file', () => {
  it('is byte-identical after reading, with no other file beside it', async () => {
    const config = await filledProject();
    const before = {
      bytes: readFileSync(pathOf(config)),
      files: readdirSync(join(config.root, '.concordat')),
      mtime: statSync(pathOf(config)).mtimeMs,
    };

    const reader = await openStateReader(config, world);
    await collect(reader.base('customer'));
    await collect(reader.journal({}));
    await reader.openIntents();

    expect(readdirSync(join(config.root, '.concordat'))).toEqual(before.files);
    await reader.close();
    expect({
      bytes: readFileSync(pathOf(config)),
      files: readdirSync(join(config.root, '.concordat')),
      mtime: statSync(pathOf(config)).mtimeMs,
    }).toEqual(before);
  });

  it('is not made by a reader, nor its folder', async () => {
    const config = freshProject();

    await (await openStateReader(config, world)).close();

    expect(existsSync(join(config.root, '.concordat'))).toBe(false);
  });

  it('belongs to its owner alone, carries its mark and version, and never uses WAL', async () => {
    const config = await filledProject();
    const header = readFileSync(pathOf(config));

    expect(statSync(pathOf(config)).mode & 0o777).toBe(0o600);
    expect(header.toString('latin1', 68, 72)).toBe('CNCD');
    expect(header.readUInt32BE(60)).toBe(2);
    expect(header[18]).toBe(1);
  });

  it('that is no database is refused with advice, exit 1', async () => {
    const config = freshProject();
    mkdirSync(join(config.root, '.concordat'));
    writeFileSync(
      pathOf(config),
      'not a database, but long enough to hold a header of one hundred bytes, which is where its mark would stand.',
    );

    await expect(openStateReader(config, world)).rejects.toEqual(error('STATE_CORRUPT', 1));
    await expect(openStateStore(config, world)).rejects.toEqual(error('STATE_CORRUPT', 1));
  });

  it('that is damaged behind its header is refused, exit 1', async () => {
    const config = await filledProject();
    const bytes = readFileSync(pathOf(config));
    writeFileSync(pathOf(config), Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 7)]));
    const reader = await openStateReader(config, world).catch((caught: unknown) => caught);

    const failure =
      reader instanceof Error
        ? reader
        : await (reader as Awaited<ReturnType<typeof openStateReader>>).lineage().catch((caught: unknown) => caught);

    expect(failure).toEqual(error('STATE_CORRUPT', 1));
  });

  it('of another program is refused and left alone', async () => {
    const config = freshProject();
    mkdirSync(join(config.root, '.concordat'));
    const other = new DatabaseSync(pathOf(config));
    other.exec('create table t (v)');
    other.close();
    const before = readFileSync(pathOf(config));

    await expect(openStateReader(config, world)).rejects.toEqual(error('STATE_FOREIGN', 1));
    await expect(openStateStore(config, world)).rejects.toEqual(error('STATE_FOREIGN', 1));
    expect(readFileSync(pathOf(config))).toEqual(before);
  });

  it('of a newer concordat is refused, exit 1', async () => {
    const config = await filledProject();
    const database = new DatabaseSync(pathOf(config));
    database.exec('pragma user_version = 99');
    database.close();

    await expect(openStateReader(config, world)).rejects.toEqual(error('STATE_VERSION', 1));
    await expect(openStateStore(config, world)).rejects.toEqual(error('STATE_VERSION', 1));
  });

  it('that somebody holds for writing is busy: exit 75, to be tried again', async () => {
    const config = await filledProject();
    const reader = await openStateReader(config, hurried);
    const writer = new DatabaseSync(pathOf(config));
    writer.exec('begin exclusive');

    await expect(reader.lineage()).rejects.toEqual(error('STATE_BUSY', 75));

    writer.exec('rollback');
    expect(await reader.lineage()).toMatchObject({ serial: 1 });
    await reader.close();
    writer.close();
  });

  it('with a commit that a crash left half done is exit 75 for readers, and whole again after the next writer', async () => {
    const config = await filledProject();
    const crashed = crashInCommit(config);
    const before = readdirSync(join(crashed.root, '.concordat'));

    const reader = await openStateReader(crashed, hurried).catch((caught: unknown) => caught);
    const failure =
      reader instanceof Error
        ? reader
        : await (reader as Awaited<ReturnType<typeof openStateReader>>).lineage().catch((caught: unknown) => caught);

    expect(failure).toEqual(error('STATE_INTERRUPTED', 75));
    expect(readdirSync(join(crashed.root, '.concordat'))).toEqual(before);
    const store = await openStateStore(crashed, world);
    expect(await store.lineage()).toMatchObject({ serial: 1 });
    await store.close();
  });

  it('refuses to change the journal, even by hand', async () => {
    const config = await filledProject();
    const database = new DatabaseSync(pathOf(config));

    expect(() => database.exec("update journal set run = 'x'")).toThrow(/append-only/);
    expect(() => database.exec('delete from journal')).toThrow(/append-only/);
    expect(() => database.exec('insert or replace into journal (seq) values (1)')).toThrow(/append-only/);
    database.close();
  });

  it('refuses to change the audit chain, even by hand', async () => {
    const config = await filledProject();
    const store = await openStateStore(config, world);
    await store.decide({ audit: [leafOf({}), leafOf({})] });
    await store.close();
    const database = new DatabaseSync(pathOf(config));

    for (const sql of [
      "update audit set leaf = 'x'",
      'delete from audit',
      "insert or replace into audit values (1, 'x', 'x', 'x')",
      "insert into audit values (4, 'x', 'x', 'x')",
    ])
      expect(() => database.exec(sql), sql).toThrow(/append-only/);
    database.close();
  });

  it('of layout 1 reads as without documents and audit, stays as it is for readers, and is migrated by the next writer', async () => {
    const config = freshProject();
    mkdirSync(join(config.root, '.concordat'));
    const old = new DatabaseSync(pathOf(config));
    old.exec(`${SQLITE_SCHEMA}; pragma application_id = ${APPLICATION_ID}; pragma user_version = 1;
      insert into meta values (1, 'old-lineage', 7); insert into lease values (1, null, 3, null);
      insert into link values ('customer', 'erp', '1', 'r', 'k')`);
    old.close();
    const before = readFileSync(pathOf(config));

    const reader = await openStateReader(config, world);
    expect(await collect(reader.documents('hold'))).toEqual([]);
    expect(await collect(reader.documents('hold', ['a']))).toEqual([]);
    expect(await collect(reader.audit())).toEqual([]);
    expect(await collect(reader.links('customer'))).toHaveLength(1);
    expect(readFileSync(pathOf(config))).toEqual(before);
    const store = await openStateStore(config, world);
    await store.decide({ audit: [leafOf({})] });

    expect(await store.lineage()).toEqual({ id: 'old-lineage', serial: 8 });
    expect(chainFaults('old-lineage', await collect(reader.audit()))).toEqual([]);
    expect(await collect(store.links('customer'))).toHaveLength(1);
    expect((await store.acquireLease('me', 60_000, world.now())).fence).toBe(4);
    await Promise.all([reader.close(), store.close()]);
  });

  it.each(['mysql://u:canary@db/x', 'https://db/x', 'sqlite:///x.db', 'MONGODB+SRV://db/x'])(
    'is not made of the address %s, which is refused without being shown',
    async (state) => {
      const config = { ...freshProject(), state };
      for (const open of [openStateReader, openStateStore]) {
        const failure = await open(config, world).catch((caught: unknown) => caught);

        expect(failure).toEqual(error('STATE_MISCONFIGURED', 1));
        expect(String(failure) + JSON.stringify(failure)).not.toContain('canary');
      }
      expect(readdirSync(config.root)).toEqual([]);
    },
  );

  it.skipIf(process.getuid?.() === 0)('that may not be read says so, exit 1', async () => {
    const config = await filledProject();
    chmodSync(pathOf(config), 0o000);

    await expect(openStateReader(config, world)).rejects.toEqual(error('STATE_UNREADABLE', 1));
  });

  it('that is a folder says so, exit 1', async () => {
    const config = freshProject();
    mkdirSync(pathOf(config), { recursive: true });

    await expect(openStateReader(config, world)).rejects.toEqual(error('STATE_UNREADABLE', 1));
    await expect(openStateStore(config, world)).rejects.toEqual(error('STATE_UNREADABLE', 1));
  });

  it('takes 50,000 base entries in one commit, at about 60 bytes a field-poor record', async () => {
    const config = freshProject();
    const store = await openStateStore(config, world);
    const lease = await store.acquireLease('me', 60_000, world.now());

    await store.commit(lease, { base: Array.from({ length: 50_000 }, (_, i) => baseOf(String(i).padStart(12, '0'))) });
    await store.close();

    expect(statSync(pathOf(config)).size / 50_000).toBeLessThan(100);
  });
});

/** A copy of the state as a power cut in the middle of a commit leaves it: changed pages in the file, and their journal. */
function crashInCommit(config: ProjectConfig): ProjectConfig {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    database.exec('pragma journal_mode = delete; pragma cache_size = 1; begin immediate; update meta set serial = 99');
    for (let i = 0; i < 2000; i += 1) database.exec("insert into shape (content) values ('x" + 'y'.repeat(500) + i + "')");
    process.kill(process.pid, 'SIGKILL');`;
  spawnSync(process.execPath, ['-e', script, pathOf(config)]);
  const crashed = freshProject();
  cpSync(join(config.root, '.concordat'), join(crashed.root, '.concordat'), { recursive: true });
  if (!existsSync(`${pathOf(crashed)}-journal`)) throw new Error('The test left no journal behind.');
  return crashed;
}

describe('the place of a state as it is shown', () => {
  it.each([
    ['.concordat/state.db', '.concordat/state.db'],
    ['postgres://ann:canary@db.example.com:5433/team?sslrootcert=ca.pem', 'postgres://db.example.com:5433/team'],
    ['postgres://db/team?password=canary&user=ann', 'postgres://db/team'],
    ['postgres://[canary', 'postgres://…'],
  ])('of %s is %s', (state, shown) => {
    expect(shownPlace({ ...freshProject(), state })).toBe(shown);
  });
});

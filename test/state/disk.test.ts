import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import type { StateCommit } from '../../src/model/state.ts';
import { openStateReader, openStateStore } from '../../src/state/open-state.ts';
import { openForWriting } from '../../src/state/sqlite-open.ts';
import { sqliteStore } from '../../src/state/sqlite-state.ts';
import { realWorld } from '../../src/world.ts';
import { chainFaults, leafOf } from './audit-leaves.ts';
import { collect } from './collect.ts';
import { baseOf, entryOf } from './state-contract.ts';

const world = realWorld();
const folder = mkdtempSync(join(tmpdir(), 'concordat-disk-'));
const mounts: string[] = [];

afterEach(() => {
  for (const path of mounts.splice(0)) spawnSync('umount', [path]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with 256 KB of space, or null where this user may mount none. */
function smallDisk(name: string): string | null {
  const path = join(folder, name);
  mkdirSync(path);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', path]).status !== 0) return null;
  mounts.push(path);
  return path;
}

const configIn = (root: string): ProjectConfig => ({ name: 'trading', root, manifests: 'sync.d', state: 'state.db' });

const step = (change: string): StateCommit => ({ journal: [entryOf({ change })], audit: [leafOf({ change })] });
const large: StateCommit = {
  ...step('large'),
  base: Array.from({ length: 20_000 }, (_, i) => baseOf(`r${i}`)),
};

async function contents(config: ProjectConfig): Promise<unknown> {
  const reader = await openStateReader(config, world);
  const lineage = await reader.lineage();
  const all = {
    changes: (await collect(reader.journal({}))).map(({ change }) => change),
    base: (await collect(reader.base('customer'))).length,
    faults: chainFaults(lineage?.id ?? '', await collect(reader.audit())),
    serial: lineage?.serial,
  };
  await reader.close();
  return all;
}

const FULL = { code: 'STATE_FULL', exit: 1, advice: expect.stringContaining('Free some space') as unknown };

describe('a disk without space', () => {
  it('for one commit refuses it, leaves the state as it was, and takes smaller ones', async () => {
    const config = configIn(mkdtempSync(join(folder, 'limited-')));
    const path = join(config.root, config.state);
    const database = openForWriting(path, world);
    const store = sqliteStore({ path, database, world });
    const lease = await store.acquireLease('me', 60_000, world.now());
    await store.commit(lease, step('a'));
    database.exec('pragma max_page_count = 60');

    await expect(store.commit(lease, large)).rejects.toMatchObject(FULL);
    expect(await contents(config)).toEqual({ changes: ['a'], base: 0, faults: [], serial: 1 });

    await store.commit(lease, step('b'));
    await store.close();
    expect(await contents(config)).toEqual({ changes: ['a', 'b'], base: 0, faults: [], serial: 2 });
  });

  it('is told with advice, whatever writes; nothing is lost, and it goes on when there is space again', async (context) => {
    const disk = smallDisk('full');
    if (disk === null) return context.skip('this user may mount no small disk');
    const config = configIn(disk);
    const store = await openStateStore(config, world);
    const lease = await store.acquireLease('me', 60_000, world.now());
    await store.commit(lease, step('a'));

    await expect(store.commit(lease, large)).rejects.toMatchObject(FULL);
    writeFileSync(join(disk, 'filler'), '');
    const filler = spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4096'], { encoding: 'utf8' });
    expect(filler.status).toBe(1);
    await expect(store.commit(lease, step('b'))).rejects.toMatchObject(FULL);
    await expect(store.decide(step('c'))).rejects.toMatchObject(FULL);
    await expect(store.renewLease(lease, 60_000, world.now())).rejects.toMatchObject(FULL);
    expect(await contents(config)).toEqual({ changes: ['a'], base: 0, faults: [], serial: 1 });

    rmSync(join(disk, 'filler'));
    await store.commit(lease, step('d'));
    await store.close();
    expect(await contents(config)).toEqual({ changes: ['a', 'd'], base: 0, faults: [], serial: 2 });
  });

  it('makes no state that is half there', async (context) => {
    const disk = smallDisk('tiny');
    if (disk === null) return context.skip('this user may mount no small disk');
    const config = configIn(disk);
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4096']);

    await expect(openStateStore(config, world)).rejects.toMatchObject(FULL);
    await (await openStateReader(config, world)).close();

    rmSync(join(disk, 'filler'));
    const store = await openStateStore(config, world);
    await store.decide(step('a'));
    await store.close();
    expect(await contents(config)).toMatchObject({ faults: [], serial: 1 });
  });
});

describe('a disk that takes no writes', () => {
  it('gives a state for reading, and says that it cannot be written, exit 1', async (context) => {
    const disk = smallDisk('read-only');
    if (disk === null) return context.skip('this user may mount no small disk');
    const config = configIn(disk);
    const store = await openStateStore(config, world);
    const lease = await store.acquireLease('me', 60_000, world.now());
    await store.commit(lease, step('a'));
    await store.close();
    const before = readFileSync(join(disk, 'state.db'));
    spawnSync('mount', ['-o', 'remount,ro', disk]);

    expect(await contents(config)).toEqual({ changes: ['a'], base: 0, faults: [], serial: 1 });
    const failure = await openStateStore(config, world).catch((caught: unknown) => caught);

    expect(failure).toMatchObject({ exit: 1 });
    expect(['STATE_READ_ONLY', 'STATE_UNREADABLE']).toContain((failure as { code: string }).code);
    expect(readFileSync(join(disk, 'state.db'))).toEqual(before);
    expect(readdirSync(disk)).toEqual(['state.db']);
  });

  it.skipIf(process.getuid?.() === 0)('because of its rights says so, exit 1', async () => {
    const config = configIn(mkdtempSync(join(folder, 'rights-')));
    await (await openStateStore(config, world)).close();
    chmodSync(join(config.root, config.state), 0o400);
    chmodSync(config.root, 0o500);

    await expect(openStateStore(config, world)).rejects.toMatchObject({ exit: 1 });
    chmodSync(config.root, 0o700);
    expect(statSync(join(config.root, config.state)).size).toBeGreaterThan(0);
  });
});

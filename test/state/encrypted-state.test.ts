import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import type { StateCommit } from '../../src/model/state.ts';
import type { World } from '../../src/model/world.ts';
import { openStateReader, openStateStore } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { chainFaults, leafOf } from './audit-leaves.ts';
import { collect } from './collect.ts';
import { describeStateContract, entryOf } from './state-contract.ts';

const KEY = 'the key of the state, long enough';
const folder = mkdtempSync(join(tmpdir(), 'concordat-sealed-'));
afterAll(() => rmSync(folder, { recursive: true }));

let projects = 0;
let template: Promise<ProjectConfig> | undefined;

function plainProject(): ProjectConfig {
  projects += 1;
  const root = join(folder, `p${projects}`);
  mkdirSync(root);
  writeFileSync(join(root, 'key'), `${KEY}\n`);
  return { name: 'trading', root, manifests: 'sync.d', state: 'state.db' };
}

const sealed = (config: ProjectConfig): ProjectConfig => ({ ...config, stateKey: { kind: 'file', path: 'key' } });
const byEnv = (config: ProjectConfig): ProjectConfig => ({ ...config, stateKey: { kind: 'env', name: 'STATE_KEY' } });
const worldWith = (key: string | undefined): World => ({
  ...world,
  env: (name) => (name === 'STATE_KEY' ? key : world.env(name)),
});

describeStateContract('SQLite, encrypted', {
  start: () => Promise.resolve(),
  freshProject: () => sealed(plainProject()),
  stop: () => Promise.resolve(),
});

const world = realWorld();
const pathOf = (config: ProjectConfig): string => join(config.root, config.state);

/** Words that must not be found in the file. */
const SECRETS = ['canary-native', 'canary-key', 'canary-detail', 'canary-body', 'canary-stone'];
const COMMIT: StateCommit = {
  links: [
    { entity: 'customer', system: 'erp', nativeId: 'canary-native-1', record: 'r1', key: 'canary-key-1' },
    { entity: 'customer', system: 'erp', nativeId: 'canary-native-2', record: 'r2', key: 'canary-key-2' },
  ],
  tombstones: [{ entity: 'customer', system: 'erp', nativeId: 'canary-stone', key: 'canary-key-3', at: 'x' }],
  journal: [
    entryOf({ nativeId: 'canary-native-1', key: 'canary-key-1', detail: { text: 'canary-detail' } }),
    entryOf({ nativeId: null, key: null, change: 'c2', detail: null }),
  ],
  documents: [
    { kind: 'hold', id: 'h', body: { text: 'canary-body' } },
    { kind: 'freeze', id: 'all', body: { reason: 'fire' } },
  ],
  audit: [leafOf({ change: 'c1' })],
};

/** A sealed state with COMMIT in it: a copy of one that is made once. */
async function sealedCopy(): Promise<ProjectConfig> {
  template ??= filled(sealed(plainProject()));
  const config = sealed(plainProject());
  copyFileSync(pathOf(await template), pathOf(config));
  return config;
}

async function filled(config: ProjectConfig): Promise<ProjectConfig> {
  const store = await openStateStore(config, world);
  const lease = await store.acquireLease('me', 60_000, world.now());
  await store.commit(lease, COMMIT);
  await store.releaseLease(lease);
  await store.close();
  return config;
}

/** Everything that a reader gets. */
async function contents(config: ProjectConfig, using: World = world): Promise<unknown> {
  const reader = await openStateReader(config, using);
  try {
    return {
      links: await collect(reader.links('customer')),
      tombstones: await collect(reader.tombstones('customer')),
      journal: (await collect(reader.journal({}))).map(({ nativeId, key, detail }) => ({ nativeId, key, detail })),
      byKey: (await collect(reader.journal({ key: 'canary-key-1' }))).map(({ change }) => change),
      open: (await reader.openIntents()).map(({ key }) => key),
      holds: await collect(reader.documents('hold')),
      freezes: await collect(reader.documents('freeze')),
      faults: chainFaults((await reader.lineage())?.id ?? '', await collect(reader.audit())),
    };
  } finally {
    await reader.close();
  }
}

const WHOLE = {
  links: expect.arrayContaining([...(COMMIT.links ?? [])]) as unknown,
  tombstones: COMMIT.tombstones,
  journal: [
    { nativeId: 'canary-native-1', key: 'canary-key-1', detail: { text: 'canary-detail' } },
    { nativeId: null, key: null, detail: null },
  ],
  byKey: ['c1'],
  open: ['canary-key-1', null],
  holds: [COMMIT.documents?.[0]],
  freezes: [COMMIT.documents?.[1]],
  faults: [],
};

function found(config: ProjectConfig): readonly string[] {
  const bytes = readFileSync(pathOf(config)).toString('latin1');
  return [...SECRETS, KEY].filter((secret) => bytes.includes(secret));
}

/** Runs SQL on the state as somebody would who may write the file. */
function tamper(config: ProjectConfig, sql: string): void {
  const database = new DatabaseSync(pathOf(config));
  database.exec(sql);
  database.close();
}

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

describe('an encrypted state', () => {
  it('holds nothing of records in clear, and gives all of it back', async () => {
    const config = await sealedCopy();

    expect(found(config)).toEqual([]);
    expect(await contents(config)).toEqual(WHOLE);
  });

  it('stores the same text alike in the same place, and otherwise in another place', async () => {
    const config = await sealedCopy();
    const store = await openStateStore(config, world);
    const lease = await store.acquireLease('me', 60_000, world.now());
    await store.commit(lease, { journal: [entryOf({ key: 'canary-key-1' }), entryOf({ key: 'canary-key-2' })] });
    await store.close();
    const database = new DatabaseSync(pathOf(config), { readOnly: true });
    const keys = database
      .prepare('select key from journal order by seq')
      .all()
      .map(({ key }) => key);
    const link = database
      .prepare('select key from link')
      .all()
      .map(({ key }) => key);
    database.close();

    expect(keys[2]).toBe(keys[0]);
    expect(keys[3]).not.toBe(keys[0]);
    expect(link).not.toContain(keys[0]);
  });

  it('that was open is sealed by the next writer, whole, and leaves nothing on the disk but the past of the journal', async () => {
    const config = await filled(plainProject());
    expect(await contents(sealed(config))).toEqual(WHOLE);
    expect(found(config)).toHaveLength(5);

    const store = await openStateStore(sealed(config), world);
    await store.releaseLease(await store.acquireLease('me', 60_000, world.now()));
    await store.close();

    expect(found(config)).toEqual(['canary-native', 'canary-key', 'canary-detail']);
    expect(await contents(sealed(config))).toEqual(WHOLE);
  });

  it('is sealed by a decision too; a freeze does not wait for that', async () => {
    const config = await filled(plainProject());
    const running = await openStateStore(config, world);
    const lease = await running.acquireLease('other', 60_000, world.now());
    const store = await openStateStore(sealed(config), { ...world, sleep: () => Promise.resolve() });

    await store.decide({ documents: [{ kind: 'freeze', id: 'system:erp', body: {} }], audit: [leafOf({})] });
    expect(await codeOf(store.decide({ documents: [{ kind: 'hold', id: 'x', body: 1 }] }))).toBe('STATE_LOCKED');
    await running.releaseLease(lease);
    await store.decide({ documents: [{ kind: 'hold', id: 'x', body: 1 }] });

    expect(found(config)).not.toContain('canary-body');
    expect(await collect(store.documents('hold', ['x']))).toEqual([{ kind: 'hold', id: 'x', body: 1 }]);
    expect(await codeOf(running.acquireLease('other', 60_000, world.now()))).toBe('STATE_ENCRYPTED');
    expect(await codeOf(running.decide({ documents: [{ kind: 'hold', id: 'y', body: 'open' }] }))).toBe(
      'STATE_KEY_CHANGED',
    );
    await Promise.all([store.close(), running.close()]);
  });

  it.each([
    [
      'no key in the configuration',
      ({ name, root, manifests, state }: ProjectConfig) => ({ name, root, manifests, state }),
      undefined,
      'STATE_ENCRYPTED',
    ],
    ['a key that is not there', byEnv, undefined, 'STATE_KEY_MISSING'],
    ['an empty key', byEnv, '', 'STATE_KEY_MISSING'],
    ['a short key', byEnv, 'canary', 'STATE_KEY_SHORT'],
    ['another key', byEnv, 'canary, another long key', 'STATE_KEY_WRONG'],
  ])('with %s is an error, exit 1, and stays as it was', async (_, change, key, code) => {
    const config = await sealedCopy();
    const before = readFileSync(pathOf(config));

    for (const open of [openStateReader, openStateStore]) {
      const failure: unknown = await open(change(config), worldWith(key)).catch((caught: unknown) => caught);

      expect(failure).toMatchObject({ code, exit: 1 });
      expect(String(failure) + JSON.stringify(failure)).not.toContain('canary');
    }
    expect(readFileSync(pathOf(config))).toEqual(before);
  });

  it('is made and sealed once by several that decide at once', async () => {
    const config = sealed(plainProject());
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStateStore(config, world)));

    await Promise.all(
      stores.map((store, i) =>
        store.decide({ documents: [{ kind: 'hold', id: `h${i}`, body: i }], audit: [leafOf({})] }),
      ),
    );

    const reader = await openStateReader(config, world);
    expect((await collect(reader.documents('hold'))).map(({ body }) => body)).toEqual([0, 1, 2, 3]);
    const leaves = await collect(reader.audit());
    expect(leaves.filter(({ leaf }) => leaf.includes('"rotate"'))).toHaveLength(1);
    expect(chainFaults((await reader.lineage())?.id ?? '', leaves)).toEqual([]);
    await Promise.all([reader, ...stores].map((one) => one.close()));
  });

  it('is not made without its key', async () => {
    const config = byEnv(plainProject());

    expect(await codeOf(openStateStore(config, worldWith(undefined)))).toBe('STATE_KEY_MISSING');
    expect(() => readFileSync(pathOf(config))).toThrow('ENOENT');
  });

  it.each([
    "update link set key = replace(key, substr(key, -6, 3), 'AAA')",
    "update link set record = 'r9' where record = 'r1'",
    "update link set key = (select key from link where record = 'r2')",
    "update link set key = 'open'",
    "update link set entity = 'order'; update link set entity = 'customer', system = 'crm'",
    'update document set body = \'{"text":"mine"}\' where kind = \'hold\'',
    "update document set id = 'other' where kind = 'hold'",
    "update document set body = '\"c1.0123456789abcdef.AAAA\"' where kind = 'hold'",
  ])('tells of rows that were altered: %s', async (sql) => {
    const config = await sealedCopy();
    tamper(config, sql);

    expect(['STATE_SEAL_BROKEN', 'STATE_KEY_CHANGED']).toContain(await codeOf(contents(config)));
  });

  it.each([
    ["update document set body = 'null' where kind = 'key'", 'STATE_KEY_BROKEN'],
    ["update document set body = '{\"format\":1}' where kind = 'key'", 'STATE_KEY_BROKEN'],
    ["update document set body = json_set(body, '$.kdf.n', 1073741824) where kind = 'key'", 'STATE_KEY_BROKEN'],
    ["update document set body = json_set(body, '$.kdf.n', 3) where kind = 'key'", 'STATE_KEY_BROKEN'],
    ["update document set body = json_set(body, '$.wrapped', 'AAAA') where kind = 'key'", 'STATE_KEY_BROKEN'],
    ["update document set body = json_set(body, '$.active', '0') where kind = 'key'", 'STATE_KEY_WRONG'],
    ["update meta set lineage = 'another'", 'STATE_KEY_WRONG'],
  ])('refuses an altered record of its key: %s', async (sql, code) => {
    const config = await sealedCopy();
    tamper(config, sql);

    expect(await codeOf(openStateReader(config, world))).toBe(code);
  });

  it('takes its key from a command, and tells how that failed without what it said', async () => {
    const config = plainProject();
    const by = (...command: string[]): ProjectConfig => ({ ...config, stateKey: { kind: 'command', command } });
    await filled(by('printf', '%s\n', KEY));

    expect(await contents(sealed(config))).toEqual(WHOLE);
    const failures = await Promise.all(
      [by('sh', '-c', 'echo canary >&2; exit 3'), by('no-such-program'), by('true')].map((one) =>
        openStateReader(one, world).catch((caught: unknown) => caught),
      ),
    );
    expect(failures.map((failure) => (failure instanceof Error ? failure.message : failure))).toEqual([
      'The key of the state cannot be had: the command sh ended with code 3.',
      'The key of the state cannot be had: the command no-such-program was not found.',
      'The key of the state cannot be had: it is empty.',
    ]);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/manifest/load-config.ts';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import type { World } from '../../src/model/world.ts';
import { stateInfo } from '../../src/pipeline/state-info.ts';
import { decryptState, rotateStateKey } from '../../src/pipeline/state-key.ts';
import { openStateReader, openStateStore } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { chainFaults } from './audit-leaves.ts';
import { collect } from './collect.ts';
import { entryOf } from './state-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-rotate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const world = realWorld();
const KEYS: Readonly<Record<string, string>> = {
  STATE_KEY: 'the first key of the state',
  NEW_KEY: 'the second key of the state',
  OTHER_KEY: 'nobody has ever used this one',
};
const using: World = { ...world, env: (name) => KEYS[name] };
const OLD = { kind: 'env', name: 'STATE_KEY' } as const;

let projects = 0;

/** A project folder whose concordat.yaml names `key`. */
function project(key: string | null): string {
  projects += 1;
  const dir = join(folder, `p${projects}`);
  mkdirSync(dir);
  configure(dir, key);
  return dir;
}

function configure(dir: string, key: string | null): void {
  const encryption = key === null ? '' : `, encryption: "\${env:${key}}"`;
  writeFileSync(join(dir, 'concordat.yaml'), `version: 1\nname: trading\nstate: { at: state.db${encryption} }\n`);
}

function configOf(dir: string): ProjectConfig {
  const { config } = parseConfig(
    { path: 'concordat.yaml', content: readFileSync(join(dir, 'concordat.yaml')) },
    dir,
    using,
  );
  if (config === null) throw new Error('The test wrote a project file that is not right.');
  return config;
}

async function write(dir: string, word: string): Promise<void> {
  const store = await openStateStore(configOf(dir), using);
  const lease = await store.acquireLease(word, 60_000, world.now());
  await store.commit(lease, {
    links: [{ entity: 'customer', system: 'erp', nativeId: 'one', record: 'r', key: 'canary-link' }],
    tombstones: [{ entity: 'customer', system: 'erp', nativeId: 'gone', key: 'canary-stone', at: 'x' }],
    documents: [{ kind: 'hold', id: word, body: { text: 'canary-body' } }],
    journal: [entryOf({ key: 'canary-key', nativeId: 'canary-id', detail: { word } })],
  });
  await store.releaseLease(lease);
  await store.close();
}

async function contents(dir: string): Promise<unknown> {
  const reader = await openStateReader(configOf(dir), using);
  try {
    return {
      links: (await collect(reader.links('customer'))).map(({ nativeId, key }) => [nativeId, key]),
      stones: (await collect(reader.tombstones('customer'))).map(({ nativeId, key }) => [nativeId, key]),
      holds: (await collect(reader.documents('hold'))).map(({ id, body }) => [id, body]),
      journal: (await collect(reader.journal({ key: 'canary-key' }))).map(({ nativeId, detail }) => [nativeId, detail]),
      last: (await collect(reader.journal({ key: 'canary-key', last: 1 }))).map(({ detail }) => detail),
      faults: chainFaults((await reader.lineage())?.id ?? '', await collect(reader.audit())),
    };
  } finally {
    await reader.close();
  }
}

const wholeAfter = (...words: readonly string[]): unknown => ({
  links: [['one', 'canary-link']],
  stones: [['gone', 'canary-stone']],
  holds: words.toSorted().map((word) => [word, { text: 'canary-body' }]),
  journal: words.map((word) => ['canary-id', { word }]),
  last: [{ word: words.at(-1) }],
  faults: [],
});

const bytesOf = (dir: string): string => readFileSync(join(dir, 'state.db')).toString('latin1');

async function decisions(dir: string): Promise<readonly unknown[]> {
  const reader = await openStateReader(configOf(dir), using);
  const leaves = await collect(reader.audit());
  await reader.close();
  return leaves
    .map(({ leaf }) => JSON.parse(leaf) as { action: string; detail: { encryption: string } })
    .map(({ action, detail }) => `${action}: ${detail.encryption}`);
}

const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

describe('another key of the project', () => {
  it('wraps the same data key: rows stay, the old key opens nothing any more, and one decision is audited', async () => {
    const dir = project('STATE_KEY');
    await write(dir, 'a');
    configure(dir, 'NEW_KEY');
    expect(await refusal(contents(dir))).toBe('STATE_KEY_WRONG');
    const before = await stateInfo(dir, using);

    const info = await rotateStateKey(dir, using, { from: OLD, isNewDataKey: false });

    expect(info.encryption).toEqual({
      on: true,
      key: before.encryption.key,
      keys: 'wrapped',
      source: '${env:NEW_KEY}',
    });
    expect(await contents(dir)).toEqual(wholeAfter('a'));
    expect(await decisions(dir)).toEqual(['rotate: encrypted', 'rotate: wrapped with another key']);
    configure(dir, 'STATE_KEY');
    expect(await refusal(contents(dir))).toBe('STATE_KEY_WRONG');
  });

  it('is given once: a second rotation changes nothing', async () => {
    const dir = project('STATE_KEY');
    await write(dir, 'a');
    configure(dir, 'NEW_KEY');
    await rotateStateKey(dir, using, { from: OLD, isNewDataKey: false });
    const before = bytesOf(dir);

    await rotateStateKey(dir, using, { from: OLD, isNewDataKey: false });

    expect(bytesOf(dir)).toBe(before);
  });

  it('can be given while a run holds the lease, which goes on with the data key it has', async () => {
    const dir = project('STATE_KEY');
    await write(dir, 'a');
    const running = await openStateStore(configOf(dir), using);
    const lease = await running.acquireLease('run', 60_000, world.now());
    configure(dir, 'NEW_KEY');

    await rotateStateKey(dir, using, { from: OLD, isNewDataKey: false });
    await running.commit(lease, {
      journal: [entryOf({ key: 'canary-key', nativeId: 'canary-id', detail: { word: 'b' } })],
    });
    await running.close();

    expect(await contents(dir)).toMatchObject({ journal: [expect.anything(), ['canary-id', { word: 'b' }]] });
  });

  it('is refused when the old key is not the one, and when there is nothing to rotate; nothing changes', async () => {
    const dir = project('STATE_KEY');
    await write(dir, 'a');
    configure(dir, 'NEW_KEY');
    const before = bytesOf(dir);
    const from = { kind: 'env', name: 'OTHER_KEY' } as const;

    expect(await refusal(rotateStateKey(dir, using, { from, isNewDataKey: true }))).toBe('STATE_KEY_WRONG');
    expect(await refusal(rotateStateKey(dir, using, { from: null, isNewDataKey: true }))).toBe('STATE_KEY_WRONG');
    expect(bytesOf(dir)).toBe(before);
    expect(await refusal(rotateStateKey(project('NEW_KEY'), using, { from: OLD, isNewDataKey: false }))).toBe(
      'STATE_NOT_ENCRYPTED',
    );
    const open = project(null);
    await write(open, 'a');
    expect(await refusal(rotateStateKey(open, using, { from: OLD, isNewDataKey: false }))).toBe('STATE_NOT_ENCRYPTED');
    configure(open, 'NEW_KEY');
    expect(await refusal(rotateStateKey(open, using, { from: OLD, isNewDataKey: false }))).toBe('STATE_NOT_ENCRYPTED');
  });
});

describe('a new data key', () => {
  it("seals everything anew but the journal's past, which stays readable and found by its key", async () => {
    const dir = project('STATE_KEY');
    await write(dir, 'a');
    const before = await stateInfo(dir, using);
    configure(dir, 'NEW_KEY');

    const info = await rotateStateKey(dir, using, { from: OLD, isNewDataKey: true });
    await write(dir, 'b');

    expect(info.encryption.key).not.toBe(before.encryption.key);
    expect(await contents(dir)).toEqual(wholeAfter('a', 'b'));
    // Native id, key and detail of one journal entry, and the key again in its index.
    expect(bytesOf(dir).split(`c1.${before.encryption.key}`)).toHaveLength(4 + 1);
    expect(await decisions(dir)).toEqual(['rotate: encrypted', 'rotate: new data key']);
  });

  it('is not made while a run holds the lease, and whoever takes the lease after it takes the new one', async () => {
    const dir = project('STATE_KEY');
    await write(dir, 'a');
    const running = await openStateStore(configOf(dir), using);
    const lease = await running.acquireLease('run', 60_000, world.now());
    expect(await refusal(rotateStateKey(dir, using, { from: null, isNewDataKey: true }))).toBe('STATE_LOCKED');
    await running.releaseLease(lease);
    const reader = await openStateReader(configOf(dir), using);

    await rotateStateKey(dir, using, { from: null, isNewDataKey: true });

    expect(await refusal(collect(reader.links('customer')))).toBe('STATE_KEY_CHANGED');
    await reader.close();
    const next = await running.acquireLease('run', 60_000, world.now());
    await running.commit(next, { unlinks: [{ entity: 'customer', system: 'erp', nativeId: 'one' }] });
    expect(await collect(running.links('customer'))).toEqual([]);
    await running.close();
  });
});

describe('encryption turned off', () => {
  it('writes everything in clear, keeps the sealed past readable, and can be turned on again', async () => {
    const dir = project('STATE_KEY');
    await write(dir, 'a');
    configure(dir, null);
    expect(await refusal(contents(dir))).toBe('STATE_ENCRYPTED');
    expect(await refusal(decryptState(dir, using))).toBe('STATE_ENCRYPTED');
    configure(dir, 'STATE_KEY');

    expect((await decryptState(dir, using)).encryption).toMatchObject({ on: false, keys: 'clear', key: null });
    configure(dir, null);
    await write(dir, 'b');
    expect(bytesOf(dir)).toContain('canary-link');
    expect(await contents(dir)).toEqual(wholeAfter('a', 'b'));

    configure(dir, 'NEW_KEY');
    await write(dir, 'c');
    expect(await contents(dir)).toEqual(wholeAfter('a', 'b', 'c'));
    expect(bytesOf(dir)).not.toContain('canary-link');
    expect(await decisions(dir)).toEqual(['rotate: encrypted', 'rotate: decrypted', 'rotate: encrypted']);
  });

  it('twice is no harm, and without a state there is nothing to do', async () => {
    const dir = project('STATE_KEY');
    expect(await refusal(decryptState(dir, using))).toBe('STATE_NOT_ENCRYPTED');
    await write(dir, 'a');
    await decryptState(dir, using);
    const before = bytesOf(dir);

    await decryptState(dir, using);

    expect(bytesOf(dir)).toBe(before);
  });
});

describe('what a state is', () => {
  it('can be told before it is made, and without its key', async () => {
    const dir = project('STATE_KEY');
    expect(await stateInfo(dir, using)).toMatchObject({ lineage: null, layout: 0, encryption: { on: false } });
    await write(dir, 'a');
    const store = await openStateStore(configOf(dir), using);
    await store.acquireLease('run-7', 60_000, world.now());
    await store.decide({ documents: [{ kind: 'freeze', id: 'all', body: {} }] });
    await store.close();

    const info = await stateInfo(dir, { ...world, env: () => undefined });

    expect(info).toMatchObject({
      project: 'trading',
      location: 'state.db',
      layout: 2,
      encryption: { on: true, keys: 'wrapped', source: '${env:STATE_KEY}' },
      lease: { holder: 'run-7' },
      frozen: ['all'],
      counts: { links: 1, base: 0, tombstones: 1, journal: 1, open_intents: 1, documents: 3, audit: 1 },
    });
    expect(JSON.stringify(info)).not.toContain('canary');
  });
});

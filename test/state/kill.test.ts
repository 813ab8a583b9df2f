import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import { openStateStore } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { chainFaults } from './audit-leaves.ts';
import { collect } from './collect.ts';

const WRITER = fileURLToPath(new URL('writer-process.ts', import.meta.url));
const LANES = 4;
const KILLS = 25;

const folder = mkdtempSync(join(tmpdir(), 'concordat-kill-'));
afterAll(() => rmSync(folder, { recursive: true }));

const world = realWorld();
/** Numbers as random as a test needs, the same every time. */
const delaysMs = (lane: number): readonly number[] =>
  Array.from({ length: KILLS }, (_, i) => ((i * 7919 + lane * 104_729) % 997) / 16);

/** Starts a writer, kills it some time after its first commit, and gives the number of the last commit that it was told of. */
async function killedWriter(
  config: ProjectConfig,
  delayMs: number,
  mode: 'alone' | 'decide' = 'alone',
): Promise<number> {
  const writer = spawn(process.execPath, ['--no-warnings', WRITER, config.root, config.state, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  let told = '';
  writer.stdout.setEncoding('utf8').on('data', (text: string) => (told += text));
  const isOver = once(writer, 'close');
  await Promise.race([once(writer.stdout, 'data'), isOver]);
  await wait(delayMs);
  writer.kill('SIGKILL');
  await isOver;
  return Number(told.trim().split('\n').at(-1));
}

/** What is wrong with a state whose commits up to `last` returned. */
async function faultsOf(config: ProjectConfig, last: number): Promise<readonly string[]> {
  const store = await openStateStore(config, world);
  const lineage = await store.lineage();
  const serial = lineage?.serial ?? 0;
  const records = await collect(store.audit());
  const changes = records.map(({ leaf }) => (JSON.parse(leaf) as { change: string }).change);
  const [run] = await collect(store.documents('run'));
  const journal = await collect(store.journal({}));
  await store.close();
  const database = new DatabaseSync(join(config.root, config.state), { readOnly: true });
  const integrity = database.prepare('pragma integrity_check').all();
  database.close();
  return [
    ...(integrity.length === 1 && integrity[0]?.['integrity_check'] === 'ok' ? [] : ['the file is damaged']),
    ...(serial === last || serial === last + 1 ? [] : [`${last} were told, ${serial} are there`]),
    ...(changes.every((change, i) => change === `c${i + 1}`) && changes.length === serial ? [] : ['gaps in the audit']),
    ...chainFaults(lineage?.id ?? '', records),
    ...(JSON.stringify(run?.body).includes(`"number":${serial},`)
      ? []
      : ['the last document is not of the last commit']),
    ...(journal.length === changes.filter((_, i) => i % 2 === 0).length ? [] : ['gaps in the journal']),
  ];
}

describe('a writer that is killed at any time', () => {
  it(`leaves a whole state with every commit that returned, ${LANES * KILLS} times`, { timeout: 120_000 }, async () => {
    const lane = async (number: number): Promise<readonly string[]> => {
      const config = { name: 'trading', root: folder, manifests: 'sync.d', state: `lane-${number}.db` };
      const faults: string[] = [];
      for (const delayMs of delaysMs(number)) {
        const last = await killedWriter(config, delayMs);
        faults.push(...(await faultsOf(config, last)));
      }
      return faults;
    };

    await killedWriter({ name: 'trading', root: folder, manifests: 'sync.d', state: 'first.db' }, 0);
    const faults = await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));

    expect(faults.flat()).toEqual([]);
  });

  it('and others that write at the same time: one chain, nothing lost', { timeout: 60_000 }, async () => {
    const config = { name: 'trading', root: folder, manifests: 'sync.d', state: 'together.db' };
    const told = await Promise.all([200, 300, 400].map((delayMs) => killedWriter(config, delayMs, 'decide')));

    const store = await openStateStore(config, world);
    const records = await collect(store.audit());
    const lineage = await store.lineage();
    await store.close();

    expect(chainFaults(lineage?.id ?? '', records)).toEqual([]);
    expect(records.length).toBeGreaterThanOrEqual(told.reduce((sum, count) => sum + count, 0));
    expect(told.every((count) => count > 0)).toBe(true);
  });
});

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ALL_PLANTS, PLANTS } from './plants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Seeds that one hunt may try: its hint first, then from the beginning. */
const MOST_SEEDS = 400;

interface Find {
  readonly violation: string | null;
  readonly tried: number;
}

/** The simulator in a process of its own, with one bug planted while it loads. */
async function hunt(name: string): Promise<Find> {
  const args = ['--conditions=source', '--import', './scripts/simulate/plant.ts', 'scripts/simulate/hunt.ts'];
  const env = { ...process.env, PLANT: name, HUNT_SEEDS: String(MOST_SEEDS) };
  const { stdout } = await run(process.execPath, args, { cwd: root, env });
  return JSON.parse(stdout) as Find;
}

describe('planted bugs', () => {
  it('are at least 25, each with a name of its own', () => {
    expect(PLANTS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(PLANTS.map(({ name }) => name)).size).toBe(PLANTS.length);
  });

  it('stand in the source as it is: one place each', () => {
    const lost = ALL_PLANTS.flatMap(({ name, edits }) =>
      edits
        .filter(({ file, find }) => readFileSync(`${root}${file}`, 'utf8').split(find).length !== 2)
        .map(({ file }) => `${name}: ${file}`),
    );

    expect(lost).toEqual([]);
  });

  // Two at a time: as many as there are cores.
  const [even, odd] = [0, 1].map((rest) => PLANTS.filter((_, i) => i % 2 === rest));
  it('are all caught', { timeout: 600_000 }, async () => {
    const missed: string[] = [];
    const huntAll = async (plants: typeof PLANTS): Promise<void> => {
      for (const { name } of plants) if ((await hunt(name)).violation === null) missed.push(name);
    };

    await Promise.all([huntAll(even ?? []), huntAll(odd ?? [])]);

    expect(missed).toEqual([]);
  });
});

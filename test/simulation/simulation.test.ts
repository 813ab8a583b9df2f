import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/transform/check.ts';
import { createEvaluator } from '../../src/transform/evaluator.ts';
import { crashEverywhere } from './crash-points.ts';
import { manifestOf, scenarioOf, type Size } from './scenario.ts';
import { simulate } from './simulate.ts';
import { KINDS } from './systems-by-kind.ts';

describe('the deterministic simulation', () => {
  it('keeps every promise over the first bad days', { timeout: 120_000 }, async () => {
    const broken: string[] = [];
    let writes = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const result = await simulate({ seed });
      writes += result.writes;
      broken.push(...result.violations.map((violation) => `seed ${seed}: ${violation}`));
    }

    expect(broken).toEqual([]);
    expect(writes).toBeGreaterThan(150);
  });

  it('gives the same trace for the same seed, byte for byte', async () => {
    for (const seed of [7, 18, 42]) {
      const [first, second] = [await simulate({ seed }), await simulate({ seed })];

      expect(second.trace).toEqual(first.trace);
      expect(second.digest).toBe(first.digest);
    }
  });

  it('gives the same trace when exactly its own decisions may be taken, and a calmer one without them', async () => {
    const seed = 42;
    const whole = await simulate({ seed });

    expect((await simulate({ seed, only: whole.decisions })).digest).toBe(whole.digest);
    const calm = await simulate({ seed, only: [] });
    expect([calm.violations, calm.decisions]).toEqual([[], []]);
    expect(calm.trace.length).toBeLessThan(whole.trace.length);
  });

  it(
    'keeps every promise when the engine dies at any of its effects, and again while it recovers',
    { timeout: 120_000 },
    async () => {
      const { points, doubles, failures } = await crashEverywhere([4, 5], 6);

      expect(failures.map(({ place, result }) => `${JSON.stringify(place)} ${result.violations.join('; ')}`)).toEqual(
        [],
      );
      expect(points).toBeGreaterThan(40);
      expect(doubles).toBeGreaterThan(4);
    },
  );

  it('has manifests that pass every check', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const evaluator = createEvaluator();
      const problems = await check(manifestOf(scenarioOf(seed, KINDS), new Set()), evaluator).finally(() =>
        evaluator.close(),
      );

      expect(problems).toEqual([]);
    }
  });
});

describe('what the simulation once found stays mended', () => {
  const folder = fileURLToPath(new URL('regressions/', import.meta.url));
  const kept = globSync('*.json', { cwd: folder }).sort();

  it.each(kept)('%s', async (name) => {
    const { seed, decisions, kinds, size } = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as {
      readonly seed: number;
      readonly decisions: readonly string[] | null;
      readonly kinds?: readonly string[];
      readonly size: Size;
    };

    const { violations } = await simulate({ seed, only: decisions, size, ...(kinds === undefined ? {} : { kinds }) });

    expect(violations).toEqual([]);
  });
});

import type { CrashPoint } from './process.ts';
import { simulate, type SimulationResult } from './simulate.ts';

/** Processes that are killed: the one that works, and the one that recovers after it. */
const WORK = 'work';
const RECOVERY = 'again';

/** One crash, or one during the work and one during the recovery from it. */
export interface CrashPlace {
  readonly seed: number;
  readonly work: CrashPoint;
  readonly recovery: CrashPoint | null;
}

/** A result that broke a promise, with the place of its crashes. */
export interface CrashFailure {
  readonly place: CrashPlace;
  readonly result: SimulationResult;
}

/** What a pass over all crash points of some worlds came to. */
export interface CrashReport {
  readonly worlds: number;
  readonly points: number;
  readonly doubles: number;
  readonly failures: readonly CrashFailure[];
}

/**
 * Kills the engine before and after every effect that it has in a world in which nothing else breaks, one after the other; and, for every
 * `doubleEvery`th of these places, kills the run that recovers from it as well, at each of its effects in turn over the worlds.
 */
export async function crashEverywhere(
  seeds: readonly number[],
  doubleEvery: number,
  enough = Number.POSITIVE_INFINITY,
): Promise<CrashReport> {
  const failures: CrashFailure[] = [];
  let points = 0;
  let doubles = 0;
  const run = async (place: CrashPlace): Promise<SimulationResult> => {
    const result = await crashAt(place);
    if (result.violations.length > 0) failures.push({ place, result });
    return result;
  };
  for (const seed of seeds) {
    const clean = await simulate({ seed, isCalm: true });
    if (clean.violations.length > 0)
      failures.push({ place: { seed, work: { effect: -1, when: 'before' }, recovery: null }, result: clean });
    for (const work of placesOf(clean.effects.get(WORK) ?? [])) {
      if (failures.length >= enough) break;
      const recovered = await run({ seed, work, recovery: null });
      points += 1;
      if (points % doubleEvery !== 0) continue;
      const places = placesOf(recovered.effects.get(RECOVERY) ?? []);
      const recovery = places[(points / doubleEvery) % Math.max(1, places.length)];
      if (recovery === undefined) continue;
      doubles += 1;
      await run({ seed, work, recovery });
    }
  }
  return { worlds: seeds.length, points, doubles, failures };
}

/** One world with one crash place. */
export function crashAt({ seed, work, recovery }: CrashPlace): Promise<SimulationResult> {
  const crashes = new Map([[WORK, work] as const, ...(recovery === null ? [] : [[RECOVERY, recovery] as const])]);
  return simulate({ seed, isCalm: true, crashes });
}

/** Before every effect, and after every one that changes something. */
function placesOf(effects: readonly string[]): readonly CrashPoint[] {
  return effects.flatMap((name, effect) =>
    isReadOnly(name)
      ? [{ effect, when: 'before' as const }]
      : [
          { effect, when: 'before' as const },
          { effect, when: 'after' as const },
        ],
  );
}

function isReadOnly(name: string): boolean {
  return /[.](page|lookup|scan|search|list|count|get)/.test(name);
}

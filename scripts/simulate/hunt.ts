// Looks for a broken promise until it finds one: HUNT_SEEDS seeds from the plant's hint on, or the crash points of a few worlds.
// Prints one line of JSON. Run with `--import ./scripts/simulate/plant.ts` and PLANT.
import { crashEverywhere } from '../../test/simulation/crash-points.ts';
import { ALL_PLANTS } from '../../test/simulation/plants.ts';
import { simulate } from '../../test/simulation/simulate.ts';

const plant = ALL_PLANTS.find(({ name }) => name === process.env['PLANT']);
const most = Number(process.env['HUNT_SEEDS'] ?? 400);
const started = performance.now();

const found = plant?.hunt === 'crashes' ? await huntCrashes() : await huntDays();
const seconds = Number(((performance.now() - started) / 1_000).toFixed(1));
process.stdout.write(`${JSON.stringify({ ...found, seconds })}\n`);

interface Find {
  readonly violation: string | null;
  readonly seed: number;
  readonly tried: number;
}

async function huntDays(): Promise<Find> {
  const worlds = {
    ...(plant?.kinds === undefined ? {} : { kinds: plant.kinds }),
    ...(plant?.size === undefined ? {} : { size: plant.size }),
  };
  const hint = plant?.hint ?? 1;
  for (let tried = 0; tried < most; tried += 1) {
    // The hint first, then from the beginning: seeds mean other worlds when the simulation changes.
    const seed = tried === 0 ? hint : tried;
    const { violations } = await simulate({ seed, ...worlds });
    if (violations[0] !== undefined) return { violation: violations[0], seed, tried: tried + 1 };
  }
  return { violation: null, seed: 0, tried: most };
}

async function huntCrashes(): Promise<Find> {
  const worlds = 6;
  for (let seed = plant?.hint ?? 1; seed < (plant?.hint ?? 1) + worlds; seed += 1) {
    const { failures, points } = await crashEverywhere([seed], 1_000, 1);
    const violation = failures[0]?.result.violations[0];
    if (violation !== undefined) return { violation, seed, tried: points };
  }
  return { violation: null, seed: 0, tried: worlds };
}

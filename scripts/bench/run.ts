// npm run bench -- --records N [--records M …]: a plan over two systems beside the floor of reading the same rows, as a ratio in one run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../test/servers/postgres.ts';
import type { Truth } from './customers.ts';
import { measureFloor } from './floor.ts';
import { loadSystems } from './systems.ts';

const ROUNDS = 3;

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
  readonly peakMb: number;
  readonly summary: { readonly create: number; readonly update: number; readonly fields: number };
  readonly orphans: number;
}

const { values } = parseArgs({ options: { records: { type: 'string', multiple: true } } });
const sizes = (values.records ?? ['10000', '100000']).map(Number);
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
  console.error('--records takes a whole number of records per system, such as 10000.');
  process.exit(64);
}

const server = await startPostgres();
try {
  console.log('records × 2   floor s   plan s   ratio   rows/s   cpu s   peak MB   found');
  for (const size of sizes) console.log(await bench(size, server.url));
} finally {
  await server.stop();
}

async function bench(records: number, url: string): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-bench-'));
  try {
    const truth = await loadSystems(dir, url, records);
    const floors: number[] = [];
    const costs: Cost[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      floors.push(await measureFloor(dir, url));
      costs.push(planOnce(dir, url));
    }
    const floor = median(floors);
    const seconds = median(costs.map((cost) => cost.seconds));
    const cells = [
      String(records).padStart(11),
      floor.toFixed(2).padStart(9),
      seconds.toFixed(2).padStart(8),
      (seconds / floor).toFixed(1).padStart(7),
      String(Math.round((records * 2) / seconds)).padStart(8),
      median(costs.map((cost) => cost.cpu))
        .toFixed(2)
        .padStart(7),
      Math.round(Math.max(...costs.map((cost) => cost.peakMb)))
        .toString()
        .padStart(9),
      verify(truth, costs[0]).padStart(7),
    ];
    return cells.join(' ');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function planOnce(dir: string, url: string): Cost {
  const script = fileURLToPath(new URL('plan-child.ts', import.meta.url));
  const env = { ...process.env, BENCH_CRM_URL: url };
  return JSON.parse(
    execFileSync(process.execPath, [script, dir], { env, encoding: 'utf8', maxBuffer: 1 << 28 }),
  ) as Cost;
}

/** A plan that does not find exactly the planted drift fails the bench. */
function verify(truth: Truth, cost: Cost | undefined): string {
  const found = [cost?.summary.create, cost?.summary.update, cost?.summary.fields, cost?.orphans];
  const planted = [truth.onlyCrm, truth.driftedRecords, truth.driftedFields, truth.onlyErp];
  if (JSON.stringify(found) === JSON.stringify(planted)) return 'exactly';
  throw new Error(`The plan found ${JSON.stringify(found)}, planted were ${JSON.stringify(planted)}.`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { scenarioOf } from '../../test/simulation/scenario.ts';
import { shrink } from '../../test/simulation/shrink.ts';
import { simulate } from '../../test/simulation/simulate.ts';
import { KINDS } from '../../test/simulation/systems-by-kind.ts';
import { readArguments, type SimulateArguments } from './arguments.ts';
import type { WorkerMessage, WorkerTask } from './worker.ts';

/** Room for young objects: a world is short-lived as a whole, and small rooms would move it about. */
const YOUNG_MB = 128;

/** Most failures that are shrunk; the rest is only counted. */
const SHRUNK = 3;

const given = readArguments(process.argv.slice(2));
process.exitCode = given.replay === null ? await runAll(given) : await replay(given.replay);

async function runAll(args: SimulateArguments): Promise<number> {
  const started = performance.now();
  const failures = await runSeeds(args);
  const seconds = (performance.now() - started) / 1_000;
  for (const failure of failures.slice(0, SHRUNK)) await tell(failure, args.keep);
  const rate = (args.seeds / seconds).toFixed(0);
  console.log(
    `${args.seeds} seeds from ${args.start} in ${seconds.toFixed(1)} s (${rate} seeds/s), ${failures.length} failed`,
  );
  const broken = args.crashWorlds === 0 ? 0 : await runCrashes(args);
  return failures.length + broken === 0 ? 0 : 1;
}

type Failure = Extract<WorkerMessage, { kind: 'failure' }>;

async function runSeeds(args: SimulateArguments): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  let done = 0;
  const tell = setInterval(() => console.error(`${done} of ${args.seeds}`), 10_000);
  await inWorkers(
    args,
    'seeds',
    Array.from({ length: args.seeds }, (_, i) => args.start + i),
    (message) => {
      if (message.kind === 'done') done += message.seeds;
      if (message.kind !== 'failure') return;
      failures.push(message);
      console.log(`seed ${message.seed}: ${message.violations[0] ?? ''}`);
    },
  );
  clearInterval(tell);
  return failures.sort((a, b) => a.seed - b.seed);
}

async function runCrashes(args: SimulateArguments): Promise<number> {
  const started = performance.now();
  let points = 0;
  let doubles = 0;
  const failures: string[] = [];
  await inWorkers(
    args,
    'crashes',
    Array.from({ length: args.crashWorlds }, (_, i) => args.start + i),
    (message) => {
      if (message.kind !== 'crashed') return;
      points += message.points;
      doubles += message.doubles;
      failures.push(...message.failures);
    },
  );
  for (const failure of failures.slice(0, 10)) console.log(`crash point ${failure}`);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(
    `${points} crash points and ${doubles} double crashes over ${args.crashWorlds} worlds in ${seconds} s, ${failures.length} failed`,
  );
  return failures.length;
}

/** Deals the seeds out in turn; every worker is a thread with a heap of its own. */
async function inWorkers(
  { jobs }: SimulateArguments,
  kind: WorkerTask['kind'],
  seeds: readonly number[],
  take: (message: WorkerMessage) => void,
): Promise<void> {
  await Promise.all(
    Array.from({ length: jobs }, (_, job) => {
      const task: WorkerTask = { kind, seeds: seeds.filter((_, i) => i % jobs === job) };
      return new Promise<void>((resolve, reject) => {
        const worker = new Worker(new URL('worker.ts', import.meta.url), {
          workerData: task,
          execArgv: ['--conditions=source'],
          resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
        });
        worker.on('message', take);
        worker.on('error', reject);
        worker.on('exit', () => resolve());
      });
    }),
  );
}

/** Shrinks a failure and says how to see it again. */
async function tell({ seed, violations, decisions }: Failure, keep: string | null): Promise<void> {
  const kind = kindOf(violations);
  const small = await shrink(decisions, async (only) => kindOf((await simulate({ seed, only })).violations) === kind);
  console.log(`\nseed ${seed} breaks a promise: ${violations[0] ?? ''}`);
  console.log(`  npm run simulate -- --replay '${seed}:${small.join(',')}'`);
  for (const decision of small) console.log(`    ${decision}`);
  if (keep === null) return;
  mkdirSync(keep, { recursive: true });
  const body = { seed, size: scenarioOf(seed, KINDS).size, decisions: small, violation: violations[0] ?? '' };
  writeFileSync(join(keep, `seed-${seed}.json`), `${JSON.stringify(body, null, 2)}\n`);
}

/** What kind of promise was broken: the word before the colon. */
function kindOf(violations: readonly string[]): string {
  return violations[0]?.split(':')[0] ?? '';
}

async function replay(text: string): Promise<number> {
  const [seed = '', ...rest] = text.split(':');
  const only =
    rest.length === 0
      ? null
      : rest
          .join(':')
          .split(',')
          .filter((decision) => decision !== '');
  const { trace, violations, digest, decisions } = await simulate({ seed: Number(seed), only });
  console.log(trace.join('\n'));
  console.log(`\n${decisions.length} decisions, trace ${digest}`);
  for (const violation of violations) console.log(`broken: ${violation}`);
  return violations.length === 0 ? 0 : 1;
}

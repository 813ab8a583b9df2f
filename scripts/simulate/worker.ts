import { parentPort, workerData } from 'node:worker_threads';
import { crashEverywhere } from '../../test/simulation/crash-points.ts';
import { simulate } from '../../test/simulation/simulate.ts';

/** What a worker is given. */
export interface WorkerTask {
  readonly kind: 'seeds' | 'crashes';
  readonly seeds: readonly number[];
}

/** What a worker says. */
export type WorkerMessage =
  | { readonly kind: 'done'; readonly seeds: number; readonly events: number; readonly writes: number }
  | {
      readonly kind: 'failure';
      readonly seed: number;
      readonly violations: readonly string[];
      readonly decisions: readonly string[];
    }
  | {
      readonly kind: 'crashed';
      readonly points: number;
      readonly doubles: number;
      readonly failures: readonly string[];
    };

const task = workerData as WorkerTask;
const say = (message: WorkerMessage): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
};

if (task.kind === 'seeds') {
  for (const seed of task.seeds) {
    const { violations, decisions, events, writes } = await simulate({ seed });
    if (violations.length > 0) say({ kind: 'failure', seed, violations, decisions });
    say({ kind: 'done', seeds: 1, events, writes });
  }
} else {
  for (const seed of task.seeds) {
    const { points, doubles, failures } = await crashEverywhere([seed], 7);
    const told = failures.map(({ place, result }) => `${JSON.stringify(place)} ${result.violations.join('; ')}`);
    say({ kind: 'crashed', points, doubles, failures: told });
  }
}

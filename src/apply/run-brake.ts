import type { Change } from '../model/generated/plan.ts';
import type { World } from '../model/world.ts';
import type { ChangeOutcome } from './apply-context.ts';

/** The first changes go one at a time, each verified. */
export const CANARIES = 10;

/** Stale changes that stop a run: at least so many, and more than this share of what was reviewed. */
const STALE_COUNT = 20;
const STALE_RATIO = 0.05;

/** A batch should not take longer than this: a freeze is obeyed within 5 s. */
const BATCH_MS = 1_500;

/** Decides how many changes go together, and when a run must not go on. */
export class RunBrake {
  readonly #most: number;
  readonly #reviewed: number;
  #size = 1;
  #sent = 0;
  #stale = 0;
  #failedCanaries = 0;

  constructor(_world: World, most: number, reviewed: readonly Change[]) {
    this.#most = most;
    this.#reviewed = reviewed.filter(({ holds, blocked }) => holds.length === 0 && blocked === null).length;
  }

  /** How many changes the next batch may hold. */
  batchSize(): number {
    return this.#sent < CANARIES ? 1 : this.#size;
  }

  /** Takes outcomes that stand. */
  take(outcomes: readonly ChangeOutcome[]): void {
    for (const { outcome, attempts, code } of outcomes) {
      if (outcome === 'stale') this.#stale += 1;
      if (attempts === 0) continue;
      this.#sent += 1;
      if (this.#sent <= CANARIES && BAD.has(outcome) && !isDown(code)) this.#failedCanaries += 1;
    }
  }

  /** Widens by doubling, as far as a batch stays short. */
  tookMs(count: number, ms: number): void {
    const perChange = ms / Math.max(1, count);
    const fitting = perChange <= 0 ? this.#most : Math.max(1, Math.floor(BATCH_MS / perChange));
    this.#size = Math.max(1, Math.min(this.#most, fitting, Math.max(CANARIES, count * 2)));
  }

  /** Why the run must not go on, or null. */
  stop(): { readonly code: string; readonly reason: string } | null {
    if (this.#stale >= STALE_COUNT && this.#stale > this.#reviewed * STALE_RATIO)
      return {
        code: 'TOO_STALE',
        reason: `${this.#stale} of ${this.#reviewed} changes are stale: the systems moved on since the review; plan again.`,
      };
    if (this.#failedCanaries >= CANARIES / 2)
      return {
        code: 'CANARY_FAILED',
        reason: `${this.#failedCanaries} of the first ${CANARIES} changes did not come out as planned; look at them first.`,
      };
    return null;
  }
}

const BAD: ReadonlySet<string> = new Set(['applied_differently', 'rejected', 'failed', 'unknown']);

const DOWN: ReadonlySet<string> = new Set([
  'SYSTEM_LOGIN',
  'SYSTEM_DENIED',
  'SYSTEM_BREAKER_OPEN',
  'SYSTEM_UNREACHABLE',
  'BUDGET_SPENT',
]);

/** True for a failure of the system as a whole: nothing else is sent there in this run. */
export function isDown(code: string | null): boolean {
  return code !== null && DOWN.has(code);
}

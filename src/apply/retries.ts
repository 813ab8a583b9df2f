import type { Change } from '../model/generated/plan.ts';
import type { PlannedChange } from '../model/record.ts';
import type { ApplyContext, ChangeOutcome } from './apply-context.ts';

/** Most sendings of one change in one run. */
const ATTEMPTS = 5;

/** Counts how often each change was sent, and says how long to wait before the next time: full jitter, never sooner than the system asks. */
export class Retries {
  readonly #context: Pick<ApplyContext, 'world' | 'signal' | 'retryBudgetOf' | 'backoffMs'>;
  readonly #attempts = new Map<string, number>();
  /** When each change was first sent, by the monotonic clock. */
  readonly #firstMs = new Map<string, number>();
  /** What came of the last sending of changes that were to be sent again. */
  readonly #last = new Map<string, ChangeOutcome>();
  /** Whether the batch in flight may be sent again: asked of the system's budget once a batch. */
  #isGranted: boolean | null = null;

  constructor(context: Pick<ApplyContext, 'world' | 'signal' | 'retryBudgetOf' | 'backoffMs'>) {
    this.#context = context;
  }

  /** Counts one sending of each change. */
  count(batch: readonly PlannedChange[]): void {
    this.#isGranted = null;
    for (const { change } of batch) {
      this.#attempts.set(change.id, this.attemptsOf(change) + 1);
      if (!this.#firstMs.has(change.id)) this.#firstMs.set(change.id, this.#context.world.monotonicMs());
    }
  }

  attemptsOf({ id }: Change): number {
    return this.#attempts.get(id) ?? 0;
  }

  /** How long ago the first sending of a change will be when the next one may leave, at the latest. */
  ageAtNextMs(change: Change, retryAfterMs: number | null): number {
    const attempt = this.attemptsOf(change);
    const pauseMs = this.#context.backoffMs({ attempt, retryAfterMs, random: 1 });
    return this.#context.world.monotonicMs() - (this.#firstMs.get(change.id) ?? 0) + pauseMs;
  }

  /** Keeps outcomes that are to be followed by another sending. */
  keep(outcomes: readonly ChangeOutcome[]): void {
    for (const { again, ...outcome } of outcomes) if (again !== undefined) this.#last.set(outcome.change.id, outcome);
  }

  /** What came of the last sending of a change that is not sent again after all; null when it was never sent. */
  lastOf({ id }: Change): ChangeOutcome | null {
    return this.#last.get(id) ?? null;
  }

  /** True when a change may be sent once more: it has attempts left, and so has its system's budget of retries. */
  mayRepeat(change: Change): boolean {
    if (this.attemptsOf(change) >= ATTEMPTS) return false;
    this.#isGranted ??= this.#context.retryBudgetOf(change.system).take();
    return this.#isGranted;
  }

  /** Waits before the changes that are to be sent again. Ends early, without an error, when the run is told to stop. */
  async wait(outcomes: readonly ChangeOutcome[]): Promise<void> {
    let ms = 0;
    for (const { again, change } of outcomes) {
      if (again === undefined) continue;
      const random = this.#context.world.random();
      ms = Math.max(ms, this.#context.backoffMs({ attempt: this.attemptsOf(change), ...again, random }));
    }
    try {
      await this.#context.world.sleep(ms, this.#context.signal);
    } catch (error) {
      if (!this.#context.signal.aborted) throw error;
    }
  }
}

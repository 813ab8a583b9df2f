import { ConcordatError } from '../model/error.ts';
import type { SystemLimits } from '../model/manifest.ts';
import type { World } from '../model/world.ts';

/** Counts one run's requests against `limits.budget`; a new span begins with the first request after the last one's end. */
export class RequestBudget {
  readonly #world: Pick<World, 'monotonicMs'>;
  readonly #limit: SystemLimits['budget'];
  readonly #at: string | undefined;
  #spent = 0;
  #endMs = -Infinity;

  constructor(limit: SystemLimits['budget'], world: Pick<World, 'monotonicMs'>, at: string | undefined) {
    this.#limit = limit;
    this.#world = world;
    this.#at = at;
  }

  /** Counts one request. Throws BUDGET_SPENT, retryable, when there is none left. */
  spend(): void {
    if (this.#limit === null) return;
    const now = this.#world.monotonicMs();
    if (now >= this.#endMs) {
      this.#spent = 0;
      this.#endMs = now + this.#limit.perMs;
    }
    if (this.#spent >= this.#limit.count) throw this.#error(this.#limit.count, this.#endMs - now);
    this.#spent += 1;
  }

  #error(count: number, retryAfterMs: number): ConcordatError {
    return new ConcordatError('BUDGET_SPENT', `The budget of ${count} requests to this system is spent.`, {
      isRetryable: true,
      retryAfterMs,
      advice: 'Run again when the span of the budget is over, or raise `limits.budget` of the system.',
      ...(this.#at === undefined ? {} : { at: this.#at }),
    });
  }
}

/** Most sendings of one request. */
export const ATTEMPTS = 5;

const BASE_MS = 250;
const CAP_MS = 30_000;

/** What the pause before the next sending depends on. */
export interface Backoff {
  /** How often it was sent, from 1. */
  readonly attempt: number;
  /** What the system asked for, or null. */
  readonly retryAfterMs: number | null | undefined;
  /** 0 ≤ x < 1, of World.random(). */
  readonly random: number;
}

/** Pause before the next sending: full jitter below a ceiling that doubles from 250 ms to 30 s; never sooner than the system asked for. */
export function backoffMs({ attempt, retryAfterMs, random }: Backoff): number {
  const ceilingMs = Math.min(CAP_MS, BASE_MS * 2 ** Math.max(0, attempt - 1));
  return Math.max(retryAfterMs ?? 0, Math.floor(random * ceilingMs));
}

const COST = 10;
const LARGEST = 100;

/**
 * One system's right to repeat itself. Every request that is sent for the first time earns a tenth of a repetition, and ten are there
 * from the start, which is also the most that can be saved: over any outage at most 1.1 requests are sent per first one, plus ten.
 * The unit is a request: a batch of changes is one, a page of a read is one.
 */
export class RetryBudget {
  #tokens = LARGEST;

  /** Tells of one request that is no repetition. */
  earn(): void {
    this.#tokens = Math.min(LARGEST, this.#tokens + 1);
  }

  /** Takes the right to repeat one request. False: it may not be repeated now. */
  take(): boolean {
    if (this.#tokens < COST) return false;
    this.#tokens -= COST;
    return true;
  }
}

import type { SystemLimits } from '../model/manifest.ts';
import type { World } from '../model/world.ts';

/**
 * Lets requests through one by one: at most `concurrency` at a time, evenly spaced at the declared rate, and none before the instant
 * until which the system asked to be left alone.
 */
export class Pace {
  readonly #world: World;
  readonly #concurrency: number;
  readonly #intervalMs: number;
  readonly #waiting: (() => void)[] = [];
  #active = 0;
  #nextMs = 0;
  #notBeforeMs = 0;

  constructor(limits: Pick<SystemLimits, 'requests' | 'concurrency'>, world: World) {
    this.#world = world;
    this.#concurrency = limits.concurrency ?? Infinity;
    this.#intervalMs = limits.requests === null ? 0 : limits.requests.perMs / limits.requests.count;
  }

  /** Instant of World.monotonicMs() before which nothing is sent; 0 from the start. */
  get notBeforeMs(): number {
    return this.#notBeforeMs;
  }

  /** How long the next request would wait for its turn; 0 when it may go now. */
  get waitMs(): number {
    return Math.max(
      0,
      Math.max(this.#notBeforeMs, this.#intervalMs === 0 ? 0 : this.#nextMs) - this.#world.monotonicMs(),
    );
  }

  /** Sends nothing for the next `ms`. A shorter wait never ends a longer one. */
  holdFor(ms: number): void {
    this.#notBeforeMs = Math.max(this.#notBeforeMs, this.#world.monotonicMs() + ms);
  }

  /** Runs one request when its turn comes. Rejects with the signal's reason when it aborts while waiting. */
  async run<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    await this.#enter(signal);
    try {
      await this.#space(signal);
      return await request();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    if (this.#active < this.#concurrency) {
      this.#active += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const admit = (): void => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
      const stop = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1);
        reject(signal.reason as Error);
      };
      this.#waiting.push(admit);
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  /** A place that becomes free goes to the one who waits longest. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#active -= 1;
    else next();
  }

  /** While one waits, the system may ask for longer. */
  async #space(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = this.#world.monotonicMs();
      const start = Math.max(now, this.#notBeforeMs, this.#intervalMs === 0 ? 0 : this.#nextMs);
      this.#nextMs = start + this.#intervalMs;
      if (start > now) await this.#world.sleep(start - now, signal);
      if (this.#world.monotonicMs() >= this.#notBeforeMs) return;
    }
  }
}

import type { SystemLimits } from '../model/manifest.ts';
import type { World } from '../model/world.ts';

/** Lets requests through one by one: at most `concurrency` at a time, and evenly spaced at the declared rate. */
export class Pace {
  readonly #world: World;
  readonly #concurrency: number;
  readonly #intervalMs: number;
  readonly #waiting: (() => void)[] = [];
  #active = 0;
  #nextMs = 0;

  constructor(limits: Pick<SystemLimits, 'requests' | 'concurrency'>, world: World) {
    this.#world = world;
    this.#concurrency = limits.concurrency ?? Infinity;
    this.#intervalMs = limits.requests === null ? 0 : limits.requests.perMs / limits.requests.count;
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

  async #space(signal: AbortSignal): Promise<void> {
    if (this.#intervalMs === 0) return;
    const now = this.#world.monotonicMs();
    const start = Math.max(now, this.#nextMs);
    this.#nextMs = start + this.#intervalMs;
    if (start > now) await this.#world.sleep(start - now, signal);
  }
}

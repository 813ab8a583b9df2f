import type { World } from '../../src/model/world.ts';
import type { Scheduler } from './scheduler.ts';

/** The instant at which every simulation begins. */
export const EPOCH_MS = Date.parse('2026-11-22T08:00:00.000Z');

/** Where a process is killed: before its effect number `effect` happens, or after, before it hears of it. */
export interface CrashPoint {
  readonly effect: number;
  readonly when: 'before' | 'after';
}

/** How an effect comes back. */
export interface EffectOptions {
  /** How long it takes, virtual milliseconds. Default 0. */
  readonly latencyMs?: number;
}

/**
 * One engine process. All that it does to the world goes through `effect`; once it is dead nothing that it started ever comes back,
 * and nothing that it still would do happens.
 */
export class Process {
  readonly name: string;
  /** What the people who started it are called. */
  readonly actor: string;
  /** How far its clock is off the true one. */
  clockOffsetMs = 0;
  isDead = false;
  /** Effects so far. */
  effects = 0;
  /** Names of the effects, for choosing crash points. */
  readonly effectNames: string[] = [];
  readonly #scheduler: Scheduler;
  readonly #random: () => number;
  readonly #onCrash: (process: Process, at: string) => void;
  #ids = 0;
  #stoppedUntilMs = 0;
  readonly #isCrashing: (effect: number, name: string) => CrashPoint['when'] | null;

  constructor(options: {
    readonly name: string;
    readonly actor: string;
    readonly scheduler: Scheduler;
    readonly random: () => number;
    readonly isCrashing: (effect: number, name: string) => CrashPoint['when'] | null;
    readonly onCrash: (process: Process, at: string) => void;
  }) {
    this.name = options.name;
    this.actor = options.actor;
    this.#scheduler = options.scheduler;
    this.#random = options.random;
    this.#isCrashing = options.isCrashing;
    this.#onCrash = options.onCrash;
  }

  /** This process's clock, UTC ISO. */
  now(): string {
    return new Date(EPOCH_MS + this.#scheduler.nowMs + this.clockOffsetMs).toISOString();
  }

  /** Does something that others can see. It happens after the latency, and comes back at once then. */
  effect<T>(name: string, perform: () => T, { latencyMs = 0 }: EffectOptions = {}): Promise<T> {
    if (this.isDead) return never();
    const crash = this.enter(name);
    if (crash === 'before') return never();
    return new Promise<T>((resolve, reject) => {
      this.#scheduler.after(latencyMs, () => {
        if (this.isDead) return;
        let settle: () => void;
        try {
          const result = perform();
          settle = () => resolve(result);
        } catch (error) {
          settle = () => reject(error as Error);
        }
        if (crash === 'after') this.kill(`after ${name}`);
        else this.wake(settle);
      });
    });
  }

  /** Lets the process go on, now or when it is no longer stopped; never when it is dead. */
  wake(go: () => void): void {
    if (this.isDead) return;
    const waitMs = this.#stoppedUntilMs - this.#scheduler.nowMs;
    if (waitMs <= 0) go();
    else this.#scheduler.after(waitMs, () => this.wake(go));
  }

  /** Stops the process for so long (SIGSTOP): what others do for it meanwhile, it sees later. */
  stop(ms: number): void {
    this.#stoppedUntilMs = Math.max(this.#stoppedUntilMs, this.#scheduler.nowMs + ms);
  }

  /** Looks at something at once: nobody can see that, so it is no place to crash. */
  async read<T>(perform: () => T): Promise<T> {
    if (this.isDead) return never();
    return perform();
  }

  /** Counts an effect, and kills the process when it is to die before it. The caller kills it after, when told so. */
  enter(name: string): CrashPoint['when'] | null {
    const crash = this.#isCrashing(this.effects, name);
    this.effectNames.push(name);
    this.effects += 1;
    if (crash === 'before') this.kill(`before ${name}`);
    return crash;
  }

  kill(at: string): void {
    if (this.isDead) return;
    this.isDead = true;
    this.#onCrash(this, at);
  }

  /** Resolves after `ms` of virtual time, unless the process is dead by then. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.isDead) return never();
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        timer.cancel();
        reject(signal?.reason as Error);
      };
      const timer = this.#scheduler.after(ms, () => {
        signal?.removeEventListener('abort', stop);
        this.wake(resolve);
      });
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  /** The world as this process sees it. */
  world(env: Readonly<Record<string, string>>): World {
    return {
      now: () => this.now(),
      monotonicMs: () => this.#scheduler.nowMs,
      sleep: (ms, signal) => this.sleep(ms, signal),
      random: this.#random,
      newId: () => {
        this.#ids += 1;
        return `${this.name}-${this.#ids}`;
      },
      env: (name) => (name === 'CONCORDAT_ACTOR' ? this.actor : env[name]),
      appendFile: () => Promise.reject(new Error('The simulation has no files.')),
    };
  }
}

/** A promise of a dead process. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}

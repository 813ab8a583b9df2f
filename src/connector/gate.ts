import type { WriteOutcome } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';
import type { SystemLimits } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { Breaker } from './breaker.ts';
import { Pace } from './pace.ts';
import { classOfError, classOfOutcomes, longestWaitMs } from './refusal.ts';
import { RequestBudget } from './request-budget.ts';
import { ATTEMPTS, backoffMs, RetryBudget } from './retry.ts';

/** A longer wait than this is no wait within a run: the system counts as closed until then. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** Limits of a system, and its name for messages. */
export type GateLimits = SystemLimits & { readonly system?: string };

/** A request to a system. */
export interface Ask {
  /** The resource that it is about; WHOLE_SYSTEM for none. */
  readonly scope: string;
  readonly signal: AbortSignal;
}

/** The one door of a connection: pace, budget, breaker, and what the system asked for. */
export class Gate {
  readonly retryBudget = new RetryBudget();
  readonly #world: World;
  readonly #pace: Pace;
  readonly #breaker: Breaker;
  readonly #budget: RequestBudget;
  readonly #told = new WeakSet<WriteOutcome>();

  constructor(limits: GateLimits, world: World) {
    this.#world = world;
    this.#pace = new Pace(limits, world);
    this.#breaker = new Breaker(world, limits.system);
    this.#budget = new RequestBudget(limits.budget, world, limits.system);
  }

  /** Instant of World.monotonicMs() before which nothing is sent. */
  get notBeforeMs(): number {
    return this.#pace.notBeforeMs;
  }

  /** How long the next request would wait for its turn. */
  get waitMs(): number {
    return this.#pace.waitMs;
  }

  /** Sends one request once, when its turn comes. Throws SYSTEM_BREAKER_OPEN or BUDGET_SPENT without sending it. */
  async send<T>(ask: Ask, request: () => Promise<T>): Promise<T> {
    return this.#enter(ask, async () => {
      const result = await this.#watch(ask, request);
      this.#breaker.succeed(ask.scope);
      return result;
    });
  }

  /** Sends a batch once; its outcomes are told. */
  async sendWrite(ask: Ask, request: () => Promise<readonly WriteOutcome[]>): Promise<readonly WriteOutcome[]> {
    return this.#enter(ask, async () => {
      const outcomes = await this.#watch(ask, request);
      this.tell(outcomes, ask.scope);
      return outcomes;
    });
  }

  /** Sends what only reads, up to five times while it fails retryably, the system may be asked, and repetitions are left. */
  async sendAgain<T>(ask: Ask, request: () => Promise<T>): Promise<T> {
    this.retryBudget.earn();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.send(ask, request);
      } catch (error) {
        ask.signal.throwIfAborted();
        if (attempt >= ATTEMPTS || !this.#mayRepeat(ask, error)) throw error;
        const { retryAfterMs } = error as ConcordatError;
        await this.#world.sleep(backoffMs({ attempt, retryAfterMs, random: this.#world.random() }), ask.signal);
      }
    }
  }

  /** What outcomes of writes say about the system: waits, refused logins, silence. Each outcome counts once. */
  tell(outcomes: readonly WriteOutcome[], scope: string): void {
    const fresh = outcomes.filter((outcome) => !this.#told.has(outcome));
    if (fresh.length === 0) return;
    for (const outcome of fresh) this.#told.add(outcome);
    const failure = classOfOutcomes(fresh);
    if (failure === 'answered' && fresh.some(({ status }) => status === 'applied')) this.#breaker.succeed(scope);
    else this.#breaker.fail(scope, failure);
    this.#hold(longestWaitMs(fresh));
  }

  async #enter<T>({ scope, signal }: Ask, request: () => Promise<T>): Promise<T> {
    this.#breaker.refuse(scope);
    return this.#pace.run(signal, async () => {
      this.#breaker.refuse(scope);
      this.#budget.spend();
      this.#breaker.admit(scope);
      return request();
    });
  }

  async #watch<T>({ scope, signal }: Ask, request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (signal.aborted || !(error instanceof ConcordatError)) this.#breaker.giveUp(scope);
      else this.#breaker.fail(scope, classOfError(error));
      if (error instanceof ConcordatError) this.#hold(error.retryAfterMs ?? 0);
      throw error;
    }
  }

  #hold(ms: number): void {
    if (ms <= 0) return;
    this.#pace.holdFor(ms);
    if (ms > LONGEST_WAIT_MS) this.#breaker.pause(ms);
  }

  #mayRepeat({ scope }: Ask, error: unknown): boolean {
    if (!(error instanceof ConcordatError) || !error.isRetryable || error.code === 'BUDGET_SPENT') return false;
    return !this.#breaker.isOpen(scope) && this.retryBudget.take();
  }
}

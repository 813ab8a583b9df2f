import { ConcordatError } from '../model/error.ts';
import type { World } from '../model/world.ts';
import type { FailureClass } from './refusal.ts';

/** So many requests in a row without an answer open the circuit. */
const FAILURES = 5;
const UNREACHABLE_MS = 30_000;
const LONGEST_MS = 300_000;
/** Logins that are tried again soon lock accounts. */
const LOGIN_MS = 300_000;

/** The scope of the whole system; others are names of resources. */
export const WHOLE_SYSTEM = '';

interface Circuit {
  readonly untilMs: number;
  readonly why: Why;
  /** How often in a row it was opened. */
  readonly openings: number;
  /** True while one request tries whether the system is back. */
  readonly isProbed: boolean;
}

type Why = Exclude<FailureClass, 'answered'> | 'asked';

const TEXTS: Readonly<Record<Why, string>> = {
  login: 'The system refused the login, and is not asked again with the same one.',
  denied: 'The system denied access, and is not asked for the same again.',
  unreachable: 'The system did not answer several times in a row, and is left alone for a while.',
  asked: 'The system asked to be left alone for longer than a run waits.',
};

const ADVICE: Readonly<Record<Why, string>> = {
  login: 'Check the login of its connection with `concordat system check`, then run again.',
  denied: 'Run `concordat system check`: it names the missing right. Then run again.',
  unreachable: 'Check that the system runs and can be reached, then run again.',
  asked: 'Run again later, or lower its `limits`.',
};

/**
 * Stops sending where it is of no use: at once when the login is refused (the whole system) or access is denied (that resource), and
 * after five requests in a row without an answer. After a while one request probes; its success closes the circuit.
 */
export class Breaker {
  readonly #world: Pick<World, 'monotonicMs'>;
  readonly #at: string | undefined;
  readonly #open = new Map<string, Circuit>();
  #failures = 0;

  constructor(world: Pick<World, 'monotonicMs'>, at: string | undefined) {
    this.#world = world;
    this.#at = at;
  }

  /** Throws SYSTEM_BREAKER_OPEN when nothing may be sent now; else notes, where the circuit is open, that this request probes. */
  admit(scope: string): void {
    this.refuse(scope);
    for (const [name, circuit] of this.#circuitsOf(scope)) this.#open.set(name, { ...circuit, isProbed: true });
  }

  /** Throws SYSTEM_BREAKER_OPEN when nothing may be sent now. */
  refuse(scope: string): void {
    const now = this.#world.monotonicMs();
    for (const [, circuit] of this.#circuitsOf(scope))
      if (circuit.isProbed || now < circuit.untilMs) throw this.#error(scope, circuit, now);
  }

  /** True when `refuse` throws. */
  isOpen(scope: string): boolean {
    const now = this.#world.monotonicMs();
    return this.#circuitsOf(scope).some(([, { isProbed, untilMs }]) => isProbed || now < untilMs);
  }

  /** The system did what was asked. */
  succeed(scope: string): void {
    this.#failures = 0;
    for (const [name] of this.#circuitsOf(scope)) this.#open.delete(name);
  }

  /** The request failed. A system that answers is reachable, whatever it says. */
  fail(scope: string, failure: FailureClass): void {
    if (failure === 'login') this.#trip(WHOLE_SYSTEM, 'login', LOGIN_MS);
    else if (failure === 'denied') this.#trip(scope, 'denied', LOGIN_MS);
    else if (failure === 'answered') this.#answered(scope);
    else {
      this.#failures += 1;
      const circuit = this.#open.get(WHOLE_SYSTEM);
      if (this.#failures < FAILURES && circuit === undefined) return this.giveUp(scope);
      this.#trip(WHOLE_SYSTEM, 'unreachable', Math.min(LONGEST_MS, UNREACHABLE_MS * 2 ** (circuit?.openings ?? 0)));
    }
  }

  /** The request came to nothing, for reasons of ours: the next one may probe. */
  giveUp(scope: string): void {
    for (const [name, circuit] of this.#circuitsOf(scope)) this.#open.set(name, { ...circuit, isProbed: false });
  }

  /** The system asked for a pause that no run waits for. */
  pause(ms: number): void {
    this.#trip(WHOLE_SYSTEM, 'asked', ms);
  }

  #answered(scope: string): void {
    this.#failures = 0;
    for (const [name, circuit] of this.#circuitsOf(scope)) {
      if (circuit.why === 'unreachable' || circuit.why === 'asked') this.#open.delete(name);
      else this.#open.set(name, { ...circuit, isProbed: false });
    }
  }

  #trip(scope: string, why: Why, forMs: number): void {
    const openings = (this.#open.get(scope)?.openings ?? 0) + 1;
    const untilMs = Math.max(this.#open.get(scope)?.untilMs ?? 0, this.#world.monotonicMs() + forMs);
    this.#open.set(scope, { untilMs, why, openings, isProbed: false });
  }

  #circuitsOf(scope: string): readonly (readonly [string, Circuit])[] {
    const names = scope === WHOLE_SYSTEM ? [WHOLE_SYSTEM] : [WHOLE_SYSTEM, scope];
    return names.flatMap((name) => {
      const circuit = this.#open.get(name);
      return circuit === undefined ? [] : [[name, circuit] as const];
    });
  }

  #error(scope: string, { why, untilMs }: Circuit, now: number): ConcordatError {
    const isRetryable = why === 'unreachable' || why === 'asked';
    const at = [this.#at, scope].filter((part) => part !== undefined && part !== '').join(':');
    return new ConcordatError('SYSTEM_BREAKER_OPEN', TEXTS[why], {
      isRetryable,
      advice: ADVICE[why],
      ...(at === '' ? {} : { at }),
      ...(isRetryable ? { retryAfterMs: Math.max(0, untilMs - now) } : {}),
    });
  }
}

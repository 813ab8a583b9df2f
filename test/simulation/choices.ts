import { draw, oneOf } from './random.ts';

/** One thing that chance decided to do, by the name of the occasion. Its value follows from seed and name. */
export type Decision = string;

/**
 * What chance does in one run. Each occasion has a name, and what happens there depends on seed and name alone; so a decision can be left
 * out and every other one stays as it is. By default nothing happens: only what does happen is a decision.
 */
export class Choices {
  readonly seed: number;
  /** Decisions that were taken, in order. */
  readonly taken: Decision[] = [];
  readonly #only: ReadonlySet<Decision> | null;
  #isQuiet = false;

  /** @param only the decisions that may be taken; null for all */
  constructor(seed: number, only: readonly Decision[] | null = null) {
    this.seed = seed;
    this.#only = only === null ? null : new Set(only);
  }

  /** From now on nothing happens by chance: the faults have stopped. */
  set isQuiet(isQuiet: boolean) {
    this.#isQuiet = isQuiet;
  }

  /** True with the given probability, and then it is a decision. */
  happens(name: string, probability: number): boolean {
    if (this.#isQuiet || probability === 0 || draw(this.seed, name) >= probability) return false;
    if (this.#only !== null && !this.#only.has(name)) return false;
    this.taken.push(name);
    return true;
  }

  /** 0 ≤ x < 1 for a detail of something that happens; no decision. */
  number(name: string): number {
    return draw(this.seed, `${name}#`);
  }

  /** A whole number from `low` to `high`, both included. */
  integer(name: string, low: number, high: number): number {
    return low + Math.floor(this.number(name) * (high - low + 1));
  }

  /** One of the items. */
  of<T>(name: string, items: readonly T[]): T {
    return oneOf(items, this.number(name));
  }
}

import type { SimSystem, SimSystemOptions } from './contract.ts';
import { plainSystem } from './plain-system.ts';

/** Kinds of systems that there are. */
export const KINDS: readonly string[] = ['plain'];

/** A simulated system of a kind. */
export function makeSystem(_kind: string, options: SimSystemOptions): SimSystem {
  return plainSystem(options);
}

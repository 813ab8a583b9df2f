import type { SimSystem } from './contract.ts';
import { plainSystem } from './plain-system.ts';
import { createSystem, SYSTEM_KINDS } from './systems/create-system.ts';
import type { SystemSpec } from './systems/switches.ts';

/** Kinds of systems that there are. */
export const KINDS: readonly string[] = ['plain', ...SYSTEM_KINDS];

/** A simulated system of a kind. */
export function makeSystem(kind: string, options: SystemSpec): SimSystem {
  const known = SYSTEM_KINDS.find((name) => name === kind);
  return known === undefined ? plainSystem(options) : createSystem(known, options);
}

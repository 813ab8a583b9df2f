import type { Evaluator } from '../../src/transform/contract.ts';

/** The manifests of the simulation have no expression: an evaluator would be another process. */
export const EMPTY_EVALUATOR: Evaluator = {
  evaluate: () => Promise.reject(new Error('The simulation has no expressions.')),
  close: async () => {},
};

import type { StateReader } from '../model/state.ts';

/** The reader of a state that does not exist yet: nothing is linked, nothing was ever proven. */
export const EMPTY_STATE: StateReader = {
  lineage: () => Promise.resolve(null),
  links: nothing,
  base: nothing,
  reads: () => Promise.resolve([]),
  tombstones: nothing,
  journal: nothing,
  openIntents: () => Promise.resolve([]),
  documents: nothing,
  audit: nothing,
  close: () => Promise.resolve(),
};

async function* nothing(): AsyncGenerator<never> {}

import { randomUUID } from 'node:crypto';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import { describeStateContract } from '../state/state-contract.ts';
import { MemoryState } from './memory-state.ts';
import { directly, memoryReader, memoryStore, type StatePlace } from './memory-store.ts';
import { CONFIG } from './scenario.ts';

const places = new Map<string, StatePlace>();
const placeOf = ({ state }: ProjectConfig): StatePlace => {
  const place = places.get(state) ?? { state: null };
  places.set(state, place);
  return place;
};

describeStateContract('the memory of the simulation', {
  start: async () => {},
  freshProject: () => ({ ...CONFIG, state: randomUUID() }),
  stop: async () => places.clear(),
  open: {
    openStateReader: async (config) => memoryReader(placeOf(config), directly),
    openStateStore: async (config) => {
      const place = placeOf(config);
      place.state ??= new MemoryState(randomUUID());
      return memoryStore(place.state, directly);
    },
  },
});

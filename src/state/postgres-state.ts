import { ConcordatError } from '../model/error.ts';
import type { StateReader, StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** Opens a state in PostgreSQL for reading. */
export function openPostgresReader(
  _place: { readonly url: string; readonly project: string },
  _world: World,
): Promise<StateReader> {
  throw new ConcordatError('STATE_UNSUPPORTED', 'States in PostgreSQL are not built yet.');
}

/** Opens a state in PostgreSQL for writing. */
export function openPostgresStore(
  _place: { readonly url: string; readonly project: string },
  _world: World,
): Promise<StateStore> {
  throw new ConcordatError('STATE_UNSUPPORTED', 'States in PostgreSQL are not built yet.');
}

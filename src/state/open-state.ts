import type { ProjectConfig } from '../model/manifest.ts';
import type { StateReader, StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { EMPTY_STATE } from './empty-state.ts';
import { openForWriting, openReadOnly, whileBusy } from './sqlite-open.ts';
import { sqliteReader } from './sqlite-reader.ts';
import { sqliteStore } from './sqlite-state.ts';
import { statePlace } from './state-place.ts';

/**
 * The project's state for reading. Creates and changes nothing; a state that does not exist reads as empty.
 * Throws STATE_BUSY or STATE_INTERRUPTED (exit 75), STATE_CORRUPT, STATE_FOREIGN or STATE_VERSION (exit 1).
 */
export async function openStateReader(config: ProjectConfig, world: World): Promise<StateReader> {
  const place = statePlace(config);
  if (place.kind === 'postgres')
    return (await postgresState()).openPostgresReader({ url: place.url, project: config.name, root: config.root });
  const database = await whileBusy(place.path, world, () => openReadOnly(place.path));
  return database === null ? EMPTY_STATE : sqliteReader({ path: place.path, database, world });
}

/** The project's state for writing; folder, file and tables are made on first use. Throws as openStateReader does. */
export async function openStateStore(config: ProjectConfig, world: World): Promise<StateStore> {
  const place = statePlace(config);
  if (place.kind === 'postgres')
    return (await postgresState()).openPostgresStore(
      { url: place.url, project: config.name, root: config.root },
      world,
    );
  const database = await whileBusy(place.path, world, () => openForWriting(place.path, world));
  return sqliteStore({ path: place.path, database, world });
}

/** Loaded only when used: the driver costs start-up time. */
const postgresState = () => import('./postgres-state.ts');

import type { ProjectConfig } from '../model/manifest.ts';
import type { StateReader, StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { EMPTY_STATE } from './empty-state.ts';
import { encryptedReader } from './encrypted-state.ts';
import { openKeyedStore } from './keyed-store.ts';
import type { RawReader, RawStore } from './raw-store.ts';
import { openForWriting, openReadOnly, whileBusy } from './sqlite-open.ts';
import { sqliteReader } from './sqlite-reader.ts';
import { sqliteStore } from './sqlite-state.ts';
import { keyTextOf, openStateKeys } from './state-keys.ts';
import { statePlace } from './state-place.ts';

/**
 * The project's state for reading. Creates and changes nothing; a state that does not exist reads as empty.
 * Throws STATE_BUSY or STATE_INTERRUPTED (exit 75), STATE_CORRUPT, STATE_FOREIGN or STATE_VERSION (exit 1), and for an encrypted state
 * STATE_ENCRYPTED, STATE_KEY_MISSING, STATE_KEY_SHORT, STATE_KEY_WRONG or STATE_KEY_BROKEN (exit 1).
 */
export async function openStateReader(config: ProjectConfig, world: World): Promise<StateReader> {
  const raw = await openRawReader(config, world);
  if (raw === null) return EMPTY_STATE;
  return closingOnFailure(raw, async () => {
    const { ring } = await openStateKeys(raw, keyTextOf(config, world));
    return encryptedReader(raw, ring);
  });
}

/** The project's state for writing; folder, file and tables are made on first use. Throws as openStateReader does. */
export async function openStateStore(config: ProjectConfig, world: World): Promise<StateStore> {
  const text = keyTextOf(config, world);
  await text?.();
  const raw = await openRawStore(config, world);
  return closingOnFailure(raw, () => openKeyedStore({ raw, text, world }));
}

/** The state as it is stored, for reading; null when there is none. */
export async function openRawReader(config: ProjectConfig, world: World): Promise<RawReader | null> {
  const place = statePlace(config);
  if (place.kind === 'postgres')
    return (await postgresState()).openPostgresReader({ url: place.url, project: config.name, root: config.root });
  const database = await whileBusy(place.path, world, () => openReadOnly(place.path));
  return database === null ? null : sqliteReader({ path: place.path, database, world });
}

/** The state as it is stored, for writing. */
export async function openRawStore(config: ProjectConfig, world: World): Promise<RawStore> {
  const place = statePlace(config);
  if (place.kind === 'postgres')
    return (await postgresState()).openPostgresStore(
      { url: place.url, project: config.name, root: config.root },
      world,
    );
  const database = await whileBusy(place.path, world, () => openForWriting(place.path, world));
  return sqliteStore({ path: place.path, database, world });
}

/** What `work` gives; when it fails, the state is closed first. */
export async function closingOnFailure<T>(state: StateReader, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await state.close();
    throw error;
  }
}

/** Loaded only when used: the driver costs start-up time. */
const postgresState = () => import('./postgres-state.ts');

import { loadConfig } from '../manifest/load-config.ts';
import { ConcordatError } from '../model/error.ts';
import type { StateInfo } from '../model/generated/state-info.ts';
import type { ProjectConfig, StateKeySource } from '../model/manifest.ts';
import type { Lease } from '../model/state.ts';
import { actorOf, type World } from '../model/world.ts';
import { clearState, type KeyActor, rewrapState, sealState } from '../state/change-keys.ts';
import { openRawReader, openRawStore } from '../state/open-state.ts';
import type { RawStore } from '../state/raw-store.ts';
import { keyTextFrom, keyTextOf, openStateKeys, type StateKeys } from '../state/state-keys.ts';
import { infoOf } from './state-info.ts';

/** Long enough for one transaction, which holds the lease anyway once it has begun. */
const LEASE_MS = 60_000;

/** What a rotation changes. */
export interface RotateOptions {
  /** Where the key is that the state was encrypted with; null when concordat.yaml still names it. */
  readonly from: StateKeySource | null;
  /** Also makes a new data key, and seals everything anew but the journal's past. */
  readonly isNewDataKey: boolean;
}

/**
 * The state goes from an old key to the one that concordat.yaml names, and on wish to a new data key. Doing it twice is no harm.
 * Throws STATE_KEY_WRONG when neither key opens it, STATE_NOT_ENCRYPTED when there is nothing to rotate.
 */
export async function rotateStateKey(
  dir: string,
  world: World,
  { from, isNewDataKey }: RotateOptions,
): Promise<StateInfo> {
  return withRawStore(dir, world, async (config, raw) => {
    const current = keyTextOf(config, world);
    if (current === null) throw notEncrypted('concordat.yaml names no key');
    const [text, who] = [await current(), whoNow(world)];
    const old = from === null ? current : keyTextFrom(from, config.root, world);
    const keys = await openStateKeys(raw, old).catch((error: unknown) => {
      if (from === null || !isWrong(error)) throw error;
      return openStateKeys(raw, current);
    });
    if (keys.ring.active === null) throw notEncrypted('it is not sealed yet; the next apply does that');
    if (isNewDataKey) await underLease(raw, world, (lease) => sealState(raw, { lease, keys, text, who }));
    else if (!(await opensWith(raw, keys, current))) await rewrapState(raw, { keys, text, who });
  });
}

/** Turns the encryption of the state off. */
export async function decryptState(dir: string, world: World): Promise<StateInfo> {
  return withRawStore(dir, world, async (config, raw) => {
    const keys = await openStateKeys(raw, keyTextOf(config, world));
    if (keys.ring.active === null) return;
    await underLease(raw, world, (lease) => clearState(raw, { lease, keys, who: whoNow(world) }));
  });
}

async function opensWith(raw: RawStore, { document }: StateKeys, text: () => Promise<string>): Promise<boolean> {
  if (document === null) return false;
  return openStateKeys(raw, text).then(
    () => true,
    (error: unknown) => {
      if (isWrong(error)) return false;
      throw error;
    },
  );
}

function isWrong(error: unknown): boolean {
  return error instanceof ConcordatError && error.code === 'STATE_KEY_WRONG';
}

/** Opens a state that exists, works on it, and says what it is then. */
async function withRawStore(
  dir: string,
  world: World,
  work: (config: ProjectConfig, raw: RawStore) => Promise<void>,
): Promise<StateInfo> {
  const config = await loadConfig(dir, world);
  const reader = await openRawReader(config, world);
  if (reader === null) throw notEncrypted('there is none yet; the first apply makes it');
  await reader.close();
  const raw = await openRawStore(config, world);
  try {
    await work(config, raw);
    return await infoOf(config, raw);
  } finally {
    await raw.close();
  }
}

async function underLease(raw: RawStore, world: World, work: (lease: Lease) => Promise<unknown>): Promise<void> {
  const lease = await raw.acquireLease(world.newId(), LEASE_MS, world.now());
  try {
    await work(lease);
  } finally {
    await raw.releaseLease(lease);
  }
}

function whoNow(world: World): KeyActor {
  return { actor: actorOf(world), at: world.now() };
}

function notEncrypted(why: string): ConcordatError {
  return new ConcordatError('STATE_NOT_ENCRYPTED', `The state has no key to change: ${why}.`, {
    at: 'concordat.yaml: state.encryption',
    advice: 'Name a key with state.encryption, then apply: the state is encrypted by that.',
  });
}

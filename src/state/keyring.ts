import { stateKeyChanged, stateSealBroken } from './state-errors.ts';
import { type DataKey, openText, sealKeyId, sealText } from './seal.ts';

/** The data keys of a state. Without an active one, rows are written as they are; what was sealed before can still be read. */
export interface Keyring {
  readonly active: DataKey | null;
  /** All keys by id, the active one too: the journal's past stays sealed with the key of its time. */
  readonly keys: ReadonlyMap<string, DataKey>;
}

/** The keys of a state that was never encrypted. */
export const NO_KEYS: Keyring = { active: null, keys: new Map<string, DataKey>() };

/** A keyring that seals with `key`. */
export function keyringOf(key: DataKey, older: Iterable<DataKey> = []): Keyring {
  return { active: key, keys: new Map([...older, key].map((one) => [one.id, one])) };
}

/** The text as it is stored at its place: sealed, where there is an active key. */
export function closeValue(ring: Keyring, place: readonly string[], text: string): string {
  return ring.active === null ? text : sealText(ring.active, place, text);
}

/**
 * Undoes closeValue. Throws STATE_SEAL_BROKEN when it was altered or moved, or stands open in a sealed state; STATE_KEY_CHANGED when it was
 * sealed with a key that came after this keyring was read.
 */
export function openValue(ring: Keyring, place: readonly string[], text: string): string {
  return ring.active === null ? text : openSealed(ring, place, text);
}

/** Opens what is known to be sealed. Throws as openValue does. */
export function openSealed(ring: Keyring, place: readonly string[], sealed: string): string {
  const id = sealKeyId(sealed);
  if (id === null) throw stateSealBroken(place);
  const key = ring.keys.get(id);
  if (key === undefined) throw stateKeyChanged();
  const text = openText(key, place, sealed);
  if (text === null) throw stateSealBroken(place);
  return text;
}

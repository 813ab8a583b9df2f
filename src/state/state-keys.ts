import { ConcordatError } from '../model/error.ts';
import type { ProjectConfig, StateKeySource } from '../model/manifest.ts';
import type { StateReader } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { World } from '../model/world.ts';
import {
  type KeyDocument,
  keyringOfSecrets,
  type KeySecrets,
  openKeys,
  parseKeyDocument,
  unwrapKeys,
} from './key-document.ts';
import { type Keyring, NO_KEYS } from './keyring.ts';
import { readStateKey } from './key-source.ts';
import { KEY_DOCUMENT } from './raw-store.ts';
import { dataKeyOf, newSecret } from './seal.ts';
import { stateEncrypted } from './state-errors.ts';

/** The keys of a state as they are now. */
export interface StateKeys {
  /** Stored body of the key's document; null when there never was one. */
  readonly body: Json | null;
  readonly document: KeyDocument | null;
  readonly secrets: KeySecrets;
  readonly ring: Keyring;
}

/** Where the project's text for the key comes from; asked at most once, and only when it is needed. */
export type KeyText = (() => Promise<string>) | null;

/** The project's text, from where concordat.yaml says; null when the project does not encrypt. */
export function keyTextOf(config: ProjectConfig, world: World): KeyText {
  return config.stateKey === undefined ? null : keyTextFrom(config.stateKey, config.root, world);
}

/** A key's text from any place. */
export function keyTextFrom(source: StateKeySource, root: string, world: World): () => Promise<string> {
  let text: Promise<string> | null = null;
  return () => (text ??= readStateKey(source, root, world));
}

/** The stored body of the key's document, or null without one; a body that is null itself comes as false, which is no key either. */
export async function readKeyBody(state: StateReader): Promise<Json | null> {
  for await (const { body } of state.documents('key', [KEY_DOCUMENT])) return body ?? false;
  return null;
}

/** Opens the keys of a state. Throws STATE_ENCRYPTED without a text, STATE_KEY_WRONG with another, STATE_KEY_BROKEN, STATE_KEY_MISSING. */
export async function openStateKeys(state: StateReader, text: KeyText): Promise<StateKeys> {
  const body = await readKeyBody(state);
  if (body === null) return { body, document: null, secrets: { active: null, secrets: new Map() }, ring: NO_KEYS };
  const document = parseKeyDocument(body);
  const secrets = await secretsOf(state, document, text);
  return { body, document, secrets, ring: keyringOfSecrets(secrets) };
}

async function secretsOf(state: StateReader, document: KeyDocument, text: KeyText): Promise<KeySecrets> {
  if ('open' in document) return openKeys(document);
  if (text === null) throw stateEncrypted();
  return unwrapKeys(await text(), await lineageOf(state), document);
}

/** Identity of a state that exists. */
export async function lineageOf(state: StateReader): Promise<string> {
  const lineage = await state.lineage();
  if (lineage === null) throw new ConcordatError('BUG', 'Bug in concordat: a state without a lineage.');
  return lineage.id;
}

/** The secrets with a new one, which seals from now on; the older ones stay for the journal's past. */
export function withNewKey({ secrets }: KeySecrets): KeySecrets {
  const secret = newSecret();
  const { id } = dataKeyOf(secret);
  return { active: id, secrets: new Map([...secrets, [id, secret]]) };
}

import { type AuditLeaf, auditLeaf } from '../model/audit.ts';
import type { Lease, StateDocument } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { clearKeys, type KeyDocument, keyringOfSecrets, type KeySecrets, wrapKeys } from './key-document.ts';
import type { Keyring } from './keyring.ts';
import { KEY_DOCUMENT, type RawStore, type Rewrite } from './raw-store.ts';
import { openDocument, openLink, openTombstone, sealDocument, sealLink, sealTombstone } from './sealed-rows.ts';
import { lineageOf, type StateKeys, withNewKey } from './state-keys.ts';

/** Who changes the keys, and when. */
export interface KeyActor {
  readonly actor: string;
  /** UTC ISO instant. */
  readonly at: string;
}

/** Encrypts an open state, or gives an encrypted one a new data key: every link, tombstone and document is written anew, in one transaction. Gives the keys as they are then. */
export async function sealState(
  store: RawStore,
  { lease, keys, text, who }: { lease: Lease; keys: StateKeys; text: string; who: KeyActor },
): Promise<StateKeys> {
  const next = withNewKey(keys.secrets);
  const document = await wrapKeys(text, await lineageOf(store), next);
  const action = keys.secrets.active === null ? 'encrypted' : 'new data key';
  await rewriteUnder(store, { lease, keys, next, document, leaf: keyLeaf(who, action, next) });
  return { body: document as unknown as Json, document, secrets: next, ring: keyringOfSecrets(next) };
}

/** Turns encryption off: everything but the journal's past is written in clear, and the keys of that past too. */
export async function clearState(
  store: RawStore,
  { lease, keys, who }: { lease: Lease; keys: StateKeys; who: KeyActor },
): Promise<void> {
  const next = { ...keys.secrets, active: null };
  await rewriteUnder(store, {
    lease,
    keys,
    next,
    document: clearKeys(next),
    leaf: keyLeaf(who, 'decrypted', keys.secrets),
  });
}

/** Wraps the same data keys under another text. Needs no lease: nothing that is sealed changes. */
export async function rewrapState(
  store: RawStore,
  { keys, text, who }: { keys: StateKeys; text: string; who: KeyActor },
): Promise<void> {
  const document = await wrapKeys(text, await lineageOf(store), keys.secrets);
  const audit = [keyLeaf(who, 'wrapped with another key', keys.secrets)];
  await store.decideUnder(keys.body, { documents: [keyDocument(document)], audit });
}

interface KeyChange {
  readonly lease: Lease;
  readonly keys: StateKeys;
  readonly next: KeySecrets;
  readonly document: KeyDocument;
  readonly leaf: AuditLeaf;
}

function rewriteUnder(store: RawStore, { lease, keys, next, document, leaf }: KeyChange): Promise<void> {
  const rows = rewriteRows(keys.ring, keyringOfSecrets(next));
  return store.rewrite(lease, keys.body, { ...rows, commit: { documents: [keyDocument(document)], audit: [leaf] } });
}

function rewriteRows(from: Keyring, to: Keyring): Omit<Rewrite, 'commit'> {
  return {
    link: (stored) => sealLink(to, openLink(from, stored)),
    tombstone: (stored) => sealTombstone(to, openTombstone(from, stored)),
    document: (stored) => sealDocument(to, openDocument(from, stored)),
  };
}

function keyDocument(document: KeyDocument): StateDocument {
  return { kind: 'key', id: KEY_DOCUMENT, body: document as unknown as Json };
}

/** The audited fact: which data key, and what was done with it. */
function keyLeaf({ actor, at }: KeyActor, change: string, { active }: KeySecrets): AuditLeaf {
  return auditLeaf({ kind: 'decision', at, actor, action: 'rotate', detail: { encryption: change, key: active } });
}

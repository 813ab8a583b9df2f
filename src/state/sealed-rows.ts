import type { JournalEntry } from '../model/journal.ts';
import type { CrosswalkLink, DocumentKind, StateDocument, Tombstone } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { closeValue, type Keyring, openSealed, openValue } from './keyring.ts';
import { sealKeyId } from './seal.ts';
import { stateSealBroken } from './state-errors.ts';

/** Kinds of documents that stay readable: the wrapped key itself, and freezes, which must be obeyed even without a key. */
const OPEN_KINDS: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['key', 'freeze']);

/** Where a native id stands. The same for links and tombstones, which are looked up by it. */
function idPlace(table: string, { entity, system }: { readonly entity: string; readonly system: string }): string[] {
  return [table, 'native_id', entity, system];
}

/** A native id as its row is stored under. */
export function sealLinkId(
  ring: Keyring,
  row: { readonly entity: string; readonly system: string; readonly nativeId: string },
): string {
  return closeValue(ring, idPlace('link', row), row.nativeId);
}

/** A link as it is stored. The key is bound to its record: it does not open in another row. */
export function sealLink(ring: Keyring, link: CrosswalkLink): CrosswalkLink {
  return { ...link, nativeId: sealLinkId(ring, link), key: closeValue(ring, linkKeyPlace(link), link.key) };
}

/** Undoes sealLink. */
export function openLink(ring: Keyring, stored: CrosswalkLink): CrosswalkLink {
  const nativeId = openValue(ring, idPlace('link', stored), stored.nativeId);
  return { ...stored, nativeId, key: openValue(ring, linkKeyPlace({ ...stored, nativeId }), stored.key) };
}

function linkKeyPlace({ entity, system, nativeId, record }: CrosswalkLink): string[] {
  return ['link', 'key', entity, system, nativeId, record];
}

/** A tombstone as it is stored. */
export function sealTombstone(ring: Keyring, stone: Tombstone): Tombstone {
  const nativeId = closeValue(ring, idPlace('tombstone', stone), stone.nativeId);
  return { ...stone, nativeId, key: closeValue(ring, stoneKeyPlace(stone), stone.key) };
}

/** Undoes sealTombstone. */
export function openTombstone(ring: Keyring, stored: Tombstone): Tombstone {
  const nativeId = openValue(ring, idPlace('tombstone', stored), stored.nativeId);
  return { ...stored, nativeId, key: openValue(ring, stoneKeyPlace({ ...stored, nativeId }), stored.key) };
}

function stoneKeyPlace({ entity, system, nativeId, at }: Tombstone): string[] {
  return ['tombstone', 'key', entity, system, nativeId, at];
}

/** A document as it is stored: its body is one sealed text, unless its kind stays readable. */
export function sealDocument(ring: Keyring, { kind, id, body }: StateDocument): StateDocument {
  if (ring.active === null || OPEN_KINDS.has(kind)) return { kind, id, body };
  return { kind, id, body: closeValue(ring, ['document', kind, id], JSON.stringify(body)) };
}

/** Undoes sealDocument. An open body in a sealed state did not come from concordat: STATE_SEAL_BROKEN. */
export function openDocument(ring: Keyring, { kind, id, body }: StateDocument): StateDocument {
  if (OPEN_KINDS.has(kind)) return { kind, id, body };
  const place = ['document', kind, id];
  if (isSealed(body)) return { kind, id, body: JSON.parse(openSealed(ring, place, body)) as Json };
  if (ring.active !== null) throw stateSealBroken(place);
  return { kind, id, body };
}

/** True for documents that are sealed in an encrypted state. */
export function isSealedKind(kind: DocumentKind): boolean {
  return !OPEN_KINDS.has(kind);
}

/** A journal entry as it is appended. A sealed one always has a sealed text as its detail: that is what tells it from an open one. */
export function sealEntry(ring: Keyring, entry: JournalEntry): JournalEntry {
  if (ring.active === null) return entry;
  const { nativeId, key } = entry;
  return {
    ...entry,
    nativeId: nativeId === null ? null : closeValue(ring, entryIdPlace(entry), nativeId),
    key: key === null ? null : closeValue(ring, KEY_PLACE, key),
    detail: closeValue(ring, detailPlace(entry), JSON.stringify(entry.detail)),
  };
}

/** Undoes sealEntry; entries from before the encryption, or after it, pass. */
export function openEntry(ring: Keyring, stored: JournalEntry): JournalEntry {
  const { nativeId, key, detail } = stored;
  if (!isSealed(detail)) return stored;
  return {
    ...stored,
    nativeId: nativeId === null ? null : openSealed(ring, entryIdPlace(stored), nativeId),
    key: key === null ? null : openSealed(ring, KEY_PLACE, key),
    detail: JSON.parse(openSealed(ring, detailPlace(stored), detail)) as Json,
  };
}

/** Every text that a key of the journal may be stored as: open, and sealed with each key of the ring. */
export function journalKeys(ring: Keyring, key: string): readonly string[] {
  return [key, ...[...ring.keys.values()].map((active) => closeValue({ ...ring, active }, KEY_PLACE, key))];
}

/** A key is looked up without its entity, too. */
const KEY_PLACE = ['journal', 'key'];

function entryIdPlace({ entity, system }: JournalEntry): string[] {
  return ['journal', 'native_id', entity ?? '', system ?? ''];
}

function detailPlace({ run, kind, change }: JournalEntry): string[] {
  return ['journal', 'detail', run, kind, change ?? ''];
}

function isSealed(value: Json): value is string {
  return typeof value === 'string' && sealKeyId(value) !== null;
}

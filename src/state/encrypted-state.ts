import type { JournalEntry } from '../model/journal.ts';
import type { JournalQuery, StateCommit, StateReader, StateStore } from '../model/state.ts';
import type { Keyring } from './keyring.ts';
import {
  journalKeys,
  openDocument,
  openEntry,
  openLink,
  openTombstone,
  sealDocument,
  sealEntry,
  sealLink,
  sealLinkId,
  sealTombstone,
} from './sealed-rows.ts';

/** The reading half of a store whose rows are sealed. Rows of an entity come in the order of their sealed ids. */
export function encryptedReader(reader: StateReader, ring: Keyring): StateReader {
  return {
    lineage: () => reader.lineage(),
    links: (entity) => mapped(reader.links(entity), (link) => openLink(ring, link)),
    base: (entity) => reader.base(entity),
    reads: () => reader.reads(),
    tombstones: (entity) => mapped(reader.tombstones(entity), (stone) => openTombstone(ring, stone)),
    journal: (query) => mapped(readJournal(reader, ring, query), (entry) => openEntry(ring, entry)),
    openIntents: async () => (await reader.openIntents()).map((entry) => openEntry(ring, entry)),
    documents: (kind, ids) => mapped(reader.documents(kind, ids), (document) => openDocument(ring, document)),
    audit: (from) => reader.audit(from),
    close: () => reader.close(),
  };
}

/**
 * A store that seals what tells something of records: native ids and keys of links and tombstones, native id, key and detail of the journal,
 * and the bodies of documents. Audit leaves stay readable: they hold no classified values.
 */
export function encryptedState(store: StateStore, ring: Keyring): StateStore {
  return {
    ...encryptedReader(store, ring),
    acquireLease: (holder, ttlMs, now) => store.acquireLease(holder, ttlMs, now),
    renewLease: (lease, ttlMs, now) => store.renewLease(lease, ttlMs, now),
    releaseLease: (lease) => store.releaseLease(lease),
    commit: (lease, commit) => store.commit(lease, sealCommit(ring, commit)),
    decide: (commit) => store.decide(sealCommit(ring, commit)),
  };
}

/** A commit as it is stored. */
export function sealCommit(ring: Keyring, commit: StateCommit): StateCommit {
  if (ring.active === null) return commit;
  const { links, unlinks, tombstones, journal, documents, ...rest } = commit;
  return {
    ...rest,
    ...(links === undefined ? {} : { links: links.map((link) => sealLink(ring, link)) }),
    ...(unlinks === undefined
      ? {}
      : { unlinks: unlinks.map((unlink) => ({ ...unlink, nativeId: sealLinkId(ring, unlink) })) }),
    ...(tombstones === undefined ? {} : { tombstones: tombstones.map((stone) => sealTombstone(ring, stone)) }),
    ...(journal === undefined ? {} : { journal: journal.map((entry) => sealEntry(ring, entry)) }),
    ...(documents === undefined ? {} : { documents: documents.map((document) => sealDocument(ring, document)) }),
  };
}

async function* mapped<T>(items: AsyncIterable<T>, change: (item: T) => T): AsyncGenerator<T> {
  for await (const item of items) yield change(item);
}

/** Entries of a query. Those of a key are looked for in every form that the key may have, and put in order. */
async function* readJournal(reader: StateReader, ring: Keyring, query: JournalQuery): AsyncGenerator<JournalEntry> {
  if (query.key === undefined || ring.keys.size === 0) {
    yield* reader.journal(query);
    return;
  }
  const found: JournalEntry[] = [];
  for (const key of journalKeys(ring, query.key))
    for await (const entry of reader.journal({ ...query, key })) found.push(entry);
  found.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  yield* query.last === undefined ? found : found.slice(-query.last);
}

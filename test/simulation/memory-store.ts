import type { JournalEntry } from '../../src/model/journal.ts';
import type { DocumentKind, JournalQuery, StateReader, StateStore } from '../../src/model/state.ts';
import type { Json } from '../../src/model/value.ts';
import { EMPTY_STATE } from '../../src/state/empty-state.ts';
import type { MemoryState } from './memory-state.ts';

/** The place of a state: empty until somebody writes. */
export interface StatePlace {
  state: MemoryState | null;
}

/** How a call of a store comes back: at once, later, with an error, or never. */
export type Call = <T>(name: string, isWrite: boolean, perform: () => T) => Promise<T>;

/** Calls that come back at once. */
export const directly: Call = async (_name, _isWrite, perform) => perform();

/** A reader of what is durable at each call. */
export function memoryReader(place: StatePlace, call: Call): StateReader {
  if (place.state === null) return EMPTY_STATE;
  return readerOf(place.state, call);
}

/** A store over the state. */
export function memoryStore(state: MemoryState, call: Call): StateStore {
  return {
    ...readerOf(state, call),
    acquireLease: (holder, ttlMs, now) => call('acquire', true, () => state.acquire(holder, ttlMs, now)),
    renewLease: (lease, ttlMs, now) => call('renew', true, () => state.renew(lease, ttlMs, now)),
    releaseLease: (lease) => call('release', true, () => state.release(lease)),
    commit: (lease, commit) => call('commit', true, () => state.commit(lease, commit)),
    decide: (commit) => call('decide', true, () => state.decide(commit)),
  };
}

function readerOf(state: MemoryState, call: Call): StateReader {
  const listed = <T>(name: string, rows: () => readonly T[]): AsyncIterable<T> => ({
    async *[Symbol.asyncIterator]() {
      yield* await call(name, false, rows);
    },
  });
  return {
    lineage: () => call('lineage', false, () => ({ id: state.lineage, serial: state.serial })),
    links: (entity) => listed('links', () => sorted([...state.links].filter(([, link]) => link.entity === entity))),
    base: (entity) => listed('base', () => sorted([...state.base].filter(([, entry]) => entry.entity === entity))),
    reads: () => call('reads', false, () => sorted([...state.marks])),
    tombstones: (entity) =>
      listed('tombstones', () => sorted([...state.tombstones].filter(([, stone]) => stone.entity === entity))),
    journal: (query) => listed('journal', () => journalOf(state, query)),
    openIntents: () => call('openIntents', false, () => [...state.open.values()].flat().sort(bySeq)),
    documents: (kind, ids) => listed('documents', () => documentsOf(state, kind, ids)),
    audit: (from = 1) => listed('audit', () => state.audit.slice(from - 1)),
    close: async () => {},
  };
}

function sorted<T>(rows: readonly (readonly [string, T])[]): T[] {
  return rows.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function journalOf(state: MemoryState, query: JournalQuery): JournalEntry[] {
  const found = state.journal.filter(
    (entry) =>
      (query.run === undefined || entry.run === query.run) &&
      (query.entity === undefined || entry.entity === query.entity) &&
      (query.key === undefined || entry.key === query.key),
  );
  return query.last === undefined ? found : found.slice(Math.max(0, found.length - query.last));
}

function documentsOf(state: MemoryState, kind: DocumentKind, ids: readonly string[] | undefined) {
  if (ids?.length === 0) return [];
  const prefix = `${kind}\u0000`;
  const wanted = ids === undefined ? null : new Set(ids);
  const found: (readonly [string, { kind: DocumentKind; id: string; body: Json }])[] = [];
  for (const [address, text] of state.documents) {
    if (!address.startsWith(prefix)) continue;
    const id = address.slice(prefix.length);
    if (wanted === null || wanted.has(id)) found.push([id, { kind, id, body: JSON.parse(text) as Json }]);
  }
  return sorted(found);
}

function bySeq(a: JournalEntry, b: JournalEntry): number {
  return Number(a.seq) - Number(b.seq);
}

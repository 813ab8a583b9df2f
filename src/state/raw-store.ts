import type {
  CrosswalkLink,
  DecisionCommit,
  Lease,
  StateDocument,
  StateReader,
  StateStore,
  Tombstone,
} from '../model/state.ts';
import type { Json } from '../model/value.ts';

/** What a state is, apart from what it knows. */
export interface StateFacts {
  /** Layout of the tables. */
  readonly layout: number;
  readonly lease: { readonly holder: string; readonly fence: number; readonly expiresAt: string } | null;
  /** Rows by table: link, base, tombstone, journal, open_intent, document, audit. */
  readonly counts: Readonly<Record<CountedTable, number>>;
}

/** Tables whose rows are counted. */
export type CountedTable = (typeof COUNTED_TABLES)[number];

/** In the order in which they are shown; the last two came with layout 2. */
export const COUNTED_TABLES = ['link', 'base', 'tombstone', 'journal', 'open_intent', 'document', 'audit'] as const;

/** The reading half as it is stored. */
export interface RawReader extends StateReader {
  facts(): Promise<StateFacts>;
}

/** The store as it is stored, with what only the change of keys needs. */
export interface RawStore extends RawReader, StateStore {
  /** decide, if the key's document is still the one given (null: none). Throws STATE_KEY_CHANGED, writing nothing. */
  decideUnder(key: Json | null, commit: DecisionCommit): Promise<void>;
  /** Passes every link, tombstone and document through `rewrite` and commits, all or nothing, under the lease and the key's document given. */
  rewrite(lease: Lease, key: Json | null, rewrite: Rewrite): Promise<void>;
}

/** How rows are stored anew. Called once or more per row. */
export interface Rewrite {
  link(stored: CrosswalkLink): CrosswalkLink;
  tombstone(stored: Tombstone): Tombstone;
  document(stored: StateDocument): StateDocument;
  /** What is committed with them; its documents are stored as they are given. */
  readonly commit: DecisionCommit;
}

/** Id of the one document of kind `key`. */
export const KEY_DOCUMENT = 'data';

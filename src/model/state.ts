import type { AuditLeaf, AuditRecord } from './audit.ts';
import type { JournalEntry } from './journal.ts';
import type { Json } from './value.ts';

/** Which native record of a system is which record of an entity. */
export interface CrosswalkLink {
  readonly entity: string;
  readonly system: string;
  /** Text form of the native id, see nativeIdText. */
  readonly nativeId: string;
  /** Stable id of the record, the same in every system; made when it was first linked. */
  readonly record: string;
  /** Key text (normal form) when last proven. */
  readonly key: string;
}

/** What was last proven equal for one record in one replica. Digests are hex; 16 characters a row, 8 a field. */
export interface BaseEntry {
  readonly entity: string;
  readonly system: string;
  readonly record: string;
  /** Digest of the raw owner-side inputs of all fields here, or null when not all were proven at once. */
  readonly ownerDigest: string | null;
  /** Digest of this system's raw record over its read columns, or null when not all were proven at once. */
  readonly replicaDigest: string | null;
  /** Field (canonical name, or native one of a `write` expression) → what was agreed. */
  readonly fields: ReadonlyMap<string, BaseField>;
}

/** One field of a base entry. */
export interface BaseField {
  /** Digest of the canonical value's normal form, 8 hex characters. */
  readonly value: string;
  /** Digest of the replica side's rule, 8 hex characters. */
  readonly rule: string;
}

/** The last complete read of one binding. */
export interface ReadMark {
  readonly entity: string;
  readonly system: string;
  readonly count: number;
  /** Digest of the binding's filter; a changed filter proves no absence. */
  readonly filter: string;
  readonly at: string;
}

/** A record that was deleted; blocks revival by a late read. */
export interface Tombstone {
  readonly entity: string;
  readonly system: string;
  readonly nativeId: string;
  readonly key: string;
  readonly at: string;
}

/** A hold on the right to apply. `fence` grows with every holder; a write under an old fence is refused with STATE_FENCED. */
export interface Lease {
  readonly holder: string;
  readonly fence: number;
  readonly expiresAt: string;
}

/**
 * What kind of document: `decision` (Decision), `hold` (HeldChange), `freeze` (Freeze), `discrepancy` (Discrepancy), `acknowledgement`,
 * `alert` (Alert: the outbox), `envelope` (encrypted values of one write, for undo and audit), `contest` (fields that flip or come back
 * different), `head` (signed heads of the audit chain), `run` (last runs, for the heartbeat), `key` (the wrapped data key).
 */
export type DocumentKind =
  | 'decision'
  | 'hold'
  | 'freeze'
  | 'discrepancy'
  | 'acknowledgement'
  | 'alert'
  | 'envelope'
  | 'contest'
  | 'head'
  | 'run'
  | 'key';

/** Anything small that is kept by kind and id; the newest body stands. */
export interface StateDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly body: Json;
}

/** What one step of apply makes durable, all or nothing. */
export interface StateCommit {
  readonly links?: readonly CrosswalkLink[];
  readonly unlinks?: readonly { readonly entity: string; readonly system: string; readonly nativeId: string }[];
  readonly base?: readonly BaseEntry[];
  readonly unbase?: readonly { readonly entity: string; readonly system: string; readonly record: string }[];
  readonly reads?: readonly ReadMark[];
  readonly tombstones?: readonly Tombstone[];
  readonly journal?: readonly JournalEntry[];
  /** Documents to set. */
  readonly documents?: readonly StateDocument[];
  readonly undocuments?: readonly { readonly kind: DocumentKind; readonly id: string }[];
  /** Facts to append to the audit chain, in order; the store gives number and hash. */
  readonly audit?: readonly AuditLeaf[];
}

/** What people decide, also while a run holds the lease. */
export type DecisionCommit = Pick<StateCommit, 'documents' | 'undocuments' | 'audit'>;

/** Filter of journal entries; all given parts must hold. */
export interface JournalQuery {
  readonly run?: string;
  readonly entity?: string;
  /** Key text or fingerprint. */
  readonly key?: string;
  /** Newest entries only. */
  readonly last?: number;
}

/** Reading half of a state store; what planning and all reading commands get. Opening it never creates or changes anything. */
export interface StateReader {
  /** Identity of this state and how often it was committed to; null for a state that does not exist yet. */
  lineage(): Promise<{ readonly id: string; readonly serial: number } | null>;
  links(entity: string): AsyncIterable<CrosswalkLink>;
  base(entity: string): AsyncIterable<BaseEntry>;
  reads(): Promise<readonly ReadMark[]>;
  tombstones(entity: string): AsyncIterable<Tombstone>;
  /** In the order of appending. */
  journal(query: JournalQuery): AsyncIterable<JournalEntry>;
  /** Intents that have no outcome: a run that stopped in the middle. */
  openIntents(): Promise<readonly JournalEntry[]>;
  /** Documents of a kind, by id; only those of `ids` when given. */
  documents(kind: DocumentKind, ids?: readonly string[]): AsyncIterable<StateDocument>;
  /** The audit chain in order, from record number `from` (default 1). */
  audit(from?: number): AsyncIterable<AuditRecord>;
  close(): Promise<void>;
}

/** The whole store; apply and decision commands only. */
export interface StateStore extends StateReader {
  /**
   * Takes the lease, creating the state on first use. Throws STATE_LOCKED (retryable, exit 75) while another holder's lease lives.
   * @param now UTC ISO instant
   */
  acquireLease(holder: string, ttlMs: number, now: string): Promise<Lease>;
  /** Prolongs it; throws STATE_FENCED when it was lost. */
  renewLease(lease: Lease, ttlMs: number, now: string): Promise<Lease>;
  releaseLease(lease: Lease): Promise<void>;
  /** Durable when it resolves. Throws STATE_FENCED, writing nothing, when the lease is no longer the newest. */
  commit(lease: Lease, commit: StateCommit): Promise<void>;
  /** Commits a person's decision without a lease, in turn with every other commit. Creates the state on first use. Durable when it resolves. */
  decide(commit: DecisionCommit): Promise<void>;
}

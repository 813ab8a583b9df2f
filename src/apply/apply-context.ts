import type { Digests } from '../model/digest.ts';
import type { Change, Hold } from '../model/generated/plan.ts';
import type { Decision } from '../model/decision.ts';
import type { Contest } from '../model/discrepancy.ts';
import type { ResourceCapabilities } from '../model/connector.ts';
import type { Outcome } from '../model/journal.ts';
import type { Agreement, LiveRecord, PlannedChange } from '../model/record.ts';
import type { BaseEntry, CrosswalkLink, StateStore } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { World } from '../model/world.ts';
import type { HeldLease } from './lease.ts';
import type { RecordIds } from './record-ids.ts';
import type { Troubles } from './troubles.ts';
import type { BatchTarget } from './write-batch.ts';

/** A change computed again from a fresh read of its records. */
export interface Recomputed {
  readonly planned: PlannedChange;
  readonly agreement: Agreement | null;
}

/** Who applies what: the same for every entry of one run. */
export interface RunIdentity {
  readonly runId: string;
  /** Digest of the reviewed plan. */
  readonly planDigest: string;
  readonly actor: string;
  /** Commit of the manifests, or null. */
  readonly commit: string | null;
  /** Digest of the manifests. */
  readonly manifests: string;
}

/** What apply gets from the pipeline: it decides nothing about values itself. */
export interface ApplyContext extends RunIdentity {
  readonly world: World;
  readonly digests: Digests;
  readonly store: StateStore;
  /** The current lease, kept alive by its heartbeat. */
  readonly lease: HeldLease;
  readonly ids: RecordIds;
  /** Most changes sent at once. */
  readonly batchSize: number;
  /** Aborts between batches, never inside one. */
  readonly signal: AbortSignal;
  readonly targetOf: (change: Change) => BatchTarget;
  readonly capabilitiesOf: (change: Change) => ResourceCapabilities | undefined;
  /** Re-reads the records of these changes on both sides and computes them again; a change that is no longer due is not in the answer. */
  readonly recompute: (changes: readonly PlannedChange[]) => Promise<ReadonlyMap<string, Recomputed>>;
  /** Reads records of a system by native id, as part of proving a write. */
  readonly readBack: (change: Change, nativeIds: readonly (readonly string[])[]) => Promise<readonly LiveRecord[]>;
  /** Records that hold the key of what a create sent; null where the system cannot be searched by it. */
  readonly findCreated: (planned: PlannedChange) => Promise<readonly LiveRecord[] | null>;
  /** True when a record outside the binding's filter has the key of a create. */
  readonly isKeyTaken: (planned: PlannedChange) => Promise<boolean>;
  /** Names of the written fields that the live record does not hold, under the fields' equality; empty when it holds all. */
  readonly differingFields: (planned: PlannedChange, live: LiveRecord) => Promise<readonly string[]>;
  /** Told about each created record, so that references can point at it. */
  readonly onCreated: (planned: PlannedChange, live: LiveRecord) => void;
  /** Bases that the birth of a record proves, `own` (its own system's) included. */
  readonly birthBases: (planned: PlannedChange, live: LiveRecord, own: BaseEntry | null) => readonly BaseEntry[];
  /** A native id as the journal and the report may show it. */
  readonly shownId: (change: Change, nativeId: string) => string;
  /** A version as the audit may show it. */
  readonly shownVersion: (change: Change, version: string) => string;
  readonly knownLink: (entity: string, system: string, nativeId: string) => CrosswalkLink | undefined;
  /** True when a system that the change depends on was not read in full. */
  readonly isUnread: (change: Change) => boolean;
  /** Addresses (`entity NUL system NUL key`) where an intent of a stopped run could not be settled: nothing else is sent there. */
  readonly unsettled: ReadonlySet<string>;
  /** What people said about a held digest, judged now over `decisions`; null when it still waits. */
  readonly approvalOf: (digest: string, holds: readonly Hold[], decisions: readonly Decision[]) => string | null;
  /** The system's budget of retries, shared with its reads. */
  readonly retryBudgetOf: (system: string) => { take(): boolean };
  /** How long the next request to a system would wait for its turn, milliseconds. */
  readonly turnOf: (system: string) => number;
  /** Pause before the next sending. */
  readonly backoffMs: (sending: {
    readonly attempt: number;
    readonly retryAfterMs: number | null;
    readonly random: number;
  }) => number;
  /** Encrypts what undo and audit need of one write. */
  readonly seal: (id: string, content: Json) => Json;
  /** How many records of an entity the limits let one run touch in one system. */
  readonly allowanceOf: (entity: string, system: string, action: 'create' | 'update' | 'delete') => number;
  /** True when the system may be written at this instant. */
  readonly isWindowOpen: (system: string) => boolean;
  /** True when the plan holds a selection of what is due. */
  readonly isSelective: boolean;
  /** True when people raised the limits for this very plan. */
  readonly isUnlimited: boolean;
  /** What earlier runs met, and what this one meets. */
  readonly troubles: Troubles;
  readonly contests: ReadonlyMap<string, Contest>;
  /** Owner of the entity's life cycle: who has to look at trouble with a whole record. */
  readonly lifecycleOwner: (entity: string) => string | null;
  readonly progress: (done: number, total: number, system: string) => void;
}

/** What became of one reviewed change. */
export interface ChangeOutcome {
  readonly change: Change;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly detail: string | null;
  readonly nativeId: string | null;
  /** How often it was sent. */
  readonly attempts: number;
  /** Set when it may be sent again in this run: nothing landed, and the guard makes a second sending safe. */
  readonly again?: { readonly retryAfterMs: number | null };
  /** Fields that the system holds in another way than they were sent, each with what would make both equal. */
  readonly differing?: readonly { readonly name: string; readonly proposal: string | null }[];
  /** The record's version after the write, as the audit may show it. */
  readonly versionAfter?: string;
}

/** An outcome of something that was not sent. */
export function outcomeOf(
  change: Change,
  outcome: Outcome,
  code: string | null = null,
  detail: string | null = null,
): ChangeOutcome {
  return { change, outcome, code, detail, nativeId: change.native_id, attempts: 0 };
}

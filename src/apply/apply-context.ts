import type { Change } from '../model/generated/plan.ts';
import type { Outcome } from '../model/journal.ts';
import type { Agreement, LiveRecord, PlannedChange } from '../model/record.ts';
import type { BaseEntry, CrosswalkLink, Lease, StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { RecordIds } from './record-ids.ts';
import type { BatchTarget } from './write-batch.ts';

/** A change computed again from a fresh read of its records. */
export interface Recomputed {
  readonly planned: PlannedChange;
  readonly agreement: Agreement | null;
}

/** What apply gets from the pipeline: it decides nothing about values itself. */
export interface ApplyContext {
  readonly runId: string;
  /** Digest of the reviewed plan. */
  readonly planDigest: string;
  readonly world: World;
  readonly store: StateStore;
  /** The current lease, kept alive by its heartbeat. */
  readonly lease: { current: Lease };
  readonly ids: RecordIds;
  /** Most changes sent at once. */
  readonly batchSize: number;
  /** Aborts between batches, never inside one. */
  readonly signal: AbortSignal;
  readonly targetOf: (change: Change) => BatchTarget;
  /** Re-reads the records of these changes on both sides and computes them again; a change that is no longer due is not in the answer. */
  readonly recompute: (changes: readonly PlannedChange[]) => Promise<ReadonlyMap<string, Recomputed>>;
  /** Reads records of a system by native id, as part of proving a write. */
  readonly readBack: (change: Change, nativeIds: readonly (readonly string[])[]) => Promise<readonly LiveRecord[]>;
  /** True when the live record holds what the change wrote, under the fields' equality. */
  readonly holdsWritten: (planned: PlannedChange, live: LiveRecord) => Promise<boolean>;
  /** Told about each created record, so that references can point at it. */
  readonly onCreated: (planned: PlannedChange, live: LiveRecord) => void;
  /** Bases that the birth of a record proves, `own` (its own system's) included. */
  readonly birthBases: (planned: PlannedChange, live: LiveRecord, own: BaseEntry | null) => readonly BaseEntry[];
  /** A native id as the journal and the report may show it. */
  readonly shownId: (change: Change, nativeId: string) => string;
  readonly knownLink: (entity: string, system: string, nativeId: string) => CrosswalkLink | undefined;
  /** True when a system that the change depends on was not read in full. */
  readonly isUnread: (change: Change) => boolean;
  readonly progress: (done: number, total: number, system: string) => void;
}

/** What became of one reviewed change. */
export interface ChangeOutcome {
  readonly change: Change;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly detail: string | null;
  readonly nativeId: string | null;
}

/** An outcome without a native id. */
export function outcomeOf(
  change: Change,
  outcome: Outcome,
  code: string | null = null,
  detail: string | null = null,
): ChangeOutcome {
  return { change, outcome, code, detail, nativeId: change.native_id };
}

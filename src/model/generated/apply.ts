// Generated from schemas/apply.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What one apply did, as `apply --json` prints it. The counters balance: `of` is the sum of a system's outcomes.
 */
export interface ApplyReport {
  /**
   * Id of this run, as the journal has it.
   */
  run: string;
  /**
   * The plan that was applied.
   */
  plan: {
    /**
     * The plan digest, SHA-256 in hex.
     */
    digest: string;
    /**
     * When the plan was made, UTC.
     */
    created: string;
    /**
     * Commit of the manifests that the plan was made with; null outside git.
     */
    git: string | null;
  };
  /**
   * When the run began, UTC.
   */
  started: string;
  /**
   * When the run ended, UTC.
   */
  finished: string;
  /**
   * Counts of outcomes by system, in the order of the plan.
   */
  systems: SystemOutcome[];
  /**
   * One outcome for each reviewed change, in the order of the plan.
   */
  outcomes: ChangeOutcome[];
  /**
   * Record pairs of which something was newly found equal and recorded in the state (adoptions and convergences); other fields of them may differ.
   */
  agreed: number;
  /**
   * Changes that appeared since the review: listed, not written.
   */
  appeared: number;
  /**
   * The changes that appeared since the review; may be cut, `appeared` is the full count.
   */
  appeared_changes: AppearedChange[];
  /**
   * Why the run ended before its last change, in a sentence without data; null when it did not.
   */
  stopped: string | null;
  /**
   * Writes that a stopped run left without an outcome, settled by reading before this run wrote anything.
   */
  settled: {
    /**
     * They had landed.
     */
    applied: number;
    /**
     * They had not landed.
     */
    failed: number;
    /**
     * Reading could not tell; they are parked.
     */
    unknown: number;
    /**
     * Their system could not be read; nothing else is sent there.
     */
    open: number;
  };
  /**
   * The exit code of the command.
   */
  exit: number;
}
/**
 * Counts of outcomes in one system.
 *
 * This interface was referenced by `ApplyReport`'s JSON-Schema
 * via the `definition` "SystemOutcome".
 */
export interface SystemOutcome {
  /**
   * Name of the system.
   */
  system: string;
  /**
   * Written and read back as planned.
   */
  applied: number;
  /**
   * Reviewed changes for this system: the sum of all other counts.
   */
  of: number;
  /**
   * Not written: the change is no longer the reviewed one.
   */
  stale: number;
  /**
   * Not written: the guard refused, since the record moved at the last moment.
   */
  conflict: number;
  /**
   * Not written: the system refused the data.
   */
  rejected: number;
  /**
   * Not written: it may work later.
   */
  failed: number;
  /**
   * It may or may not have landed; the next run settles it by reading.
   */
  unknown: number;
  /**
   * Not tried: waits for a person, or is blocked.
   */
  held: number;
  /**
   * Not tried: the run stopped before, or a change that it needs was not applied.
   */
  not_tried: number;
  /**
   * Written, but the system holds something else than was sent.
   */
  applied_differently: number;
}
/**
 * What became of one reviewed change.
 *
 * This interface was referenced by `ApplyReport`'s JSON-Schema
 * via the `definition` "ChangeOutcome".
 */
export interface ChangeOutcome {
  /**
   * Id of the change in the plan.
   */
  change: string;
  /**
   * Name of the entity.
   */
  entity: string;
  key: ReportKey;
  /**
   * Name of the system.
   */
  system: string;
  /**
   * The system's own id of the record; null while it has none.
   */
  native_id: string | null;
  /**
   * What was to be done.
   */
  action: 'create' | 'update' | 'delete' | 'link';
  /**
   * What became of it.
   */
  outcome:
    'applied' | 'applied_differently' | 'stale' | 'conflict' | 'rejected' | 'failed' | 'unknown' | 'held' | 'not_tried';
  /**
   * Stable code of the cause; null when applied.
   */
  code: string | null;
  /**
   * A sentence without data, or the name of a constraint.
   */
  detail: string | null;
  /**
   * How often it was sent.
   */
  attempts: number;
}
/**
 * Canonical key, field to value, in the form of plans: classified values as `{ masked, fp }`.
 *
 * This interface was referenced by `ApplyReport`'s JSON-Schema
 * via the `definition` "ReportKey".
 */
export interface ReportKey {
  [k: string]: null | boolean | number | string | readonly unknown[] | {readonly [k: string]: unknown};
}
/**
 * A change that is due now and was not reviewed.
 *
 * This interface was referenced by `ApplyReport`'s JSON-Schema
 * via the `definition` "AppearedChange".
 */
export interface AppearedChange {
  /**
   * Name of the entity.
   */
  entity: string;
  key: ReportKey;
  /**
   * Name of the system.
   */
  system: string;
  /**
   * What would be done.
   */
  action: 'create' | 'update' | 'delete' | 'link';
}

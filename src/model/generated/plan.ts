// Generated from schemas/plan.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * JSON; an absent key is absent; `{nothing}` for empty and unreadable; `{masked, fp}` for classified values.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "PlanValue".
 */
export type PlanValue = null | boolean | number | string | readonly unknown[] | {readonly [k: string]: unknown};

/**
 * A plan as one JSON document, as `plan --json` and `show PLAN --json` print it. The plan file holds the same parts as NDJSON lines: header, changes, findings, footer.
 */
export interface PlanDocument {
  header: PlanHeader;
  /**
   * Every change, in the order in which apply makes them.
   */
  changes: Change[];
  /**
   * Everything a person should know that is not a change.
   */
  findings: Finding[];
  summary: Summary;
}
/**
 * What was planned, from what, and until when it holds.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "PlanHeader".
 */
export interface PlanHeader {
  /**
   * Name and version of this format.
   */
  format: 'concordat-plan/1';
  /**
   * Version of concordat that made the plan.
   */
  engine: string;
  /**
   * Name of the project.
   */
  project: string;
  /**
   * When the plan was made, UTC.
   */
  created: string;
  /**
   * Who made the plan: CONCORDAT_ACTOR, the CI's actor or the user.
   */
  by?: string;
  /**
   * The run that this plan takes back; absent for every other plan.
   */
  undo?: string;
  /**
   * After this instant apply refuses it, UTC.
   */
  expires: string;
  /**
   * The evaluation instant, UTC.
   */
  instant: string;
  /**
   * True when first contacts are released.
   */
  bootstrap: boolean;
  /**
   * Commit of the manifests and whether they have uncommitted edits; null outside git.
   */
  git: null | {
    commit: string;
    dirty: boolean;
  };
  /**
   * SHA-256 of the manifests' content; comments do not count.
   */
  manifests: string;
  /**
   * Identity of the state; null before the first apply.
   */
  lineage: string | null;
  /**
   * How often the state had been committed to.
   */
  serial: number;
  /**
   * Which key made the fingerprints.
   */
  key_id: string;
  /**
   * Identity of each system read, by name.
   */
  systems: {
    [k: string]: {
      connector: string;
      identity: string;
    };
  };
  /**
   * The read certificates.
   */
  reads: ReadSummary[];
  /**
   * Selectors of the plan.
   */
  select: string[];
  /**
   * Exclusions of the plan.
   */
  exclude: string[];
  /**
   * The plan digest, SHA-256: equal for equal manifests, data and state.
   */
  digest: string;
}
/**
 * What one read saw.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "ReadSummary".
 */
export interface ReadSummary {
  entity: string;
  system: string;
  resource: string;
  /**
   * True when the end was seen and the counts agree.
   */
  complete: boolean;
  /**
   * Records read.
   */
  count: number;
  /**
   * The system's own count, if it tells.
   */
  total: number | null;
  /**
   * Why the read is not complete.
   */
  reason: string | null;
}
/**
 * One record's edit in one system.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "Change".
 */
export interface Change {
  /**
   * Stable id of this edit within plans.
   */
  id: string;
  entity: string;
  /**
   * Canonical key, field to value.
   */
  key: {
    [k: string]: PlanValue;
  };
  system: string;
  resource: string;
  /**
   * The system's own id; null until the record exists.
   */
  native_id: string | null;
  /**
   * link records a pair and writes to no system.
   */
  action: 'create' | 'update' | 'delete' | 'link';
  /**
   * The record's situation, e.g. `linked`, `missing`, `deleted at source`.
   */
  situation: string;
  fields: FieldChange[];
  guard: Guard;
  /**
   * Reasons why the whole change waits for a person.
   */
  holds: Hold[];
  /**
   * Why this cannot be written at all, or null.
   */
  blocked: Hold | null;
  /**
   * Who released what would be held otherwise, and until when; absent where nothing was held or it still is.
   */
  approved?: {
    by: string[];
    /**
     * UTC instant.
     */
    expires: string;
    /**
     * What was released.
     */
    holds: Hold[];
  };
  /**
   * Ids of changes that must be applied first.
   */
  after: string[];
  /**
   * SHA-256 of what would be written, and by which rule.
   */
  digest: string;
}
/**
 * One field of a change, in the form that the system holds it.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "FieldChange".
 */
export interface FieldChange {
  /**
   * Canonical field, or the native one of a `write` expression.
   */
  name: string;
  /**
   * Native field.
   */
  at: string;
  before: PlanValue;
  after: PlanValue;
  /**
   * System of record; null for a derived field.
   */
  owner: string | null;
  /**
   * Why the field differs.
   */
  verdict:
    | 'stale replica'
    | 'foreign edit'
    | 'both moved'
    | 'first contact'
    | 'rule changed'
    | 'missing'
    | 'deactivated'
    | 'undone';
  /**
   * file:line of the rule; for display only.
   */
  rule: string;
  hold?: Hold;
  /**
   * Id of the change that makes the referenced record; the native value is known after it.
   */
  known_after?: string;
}
/**
 * Why something waits.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "Hold".
 */
export interface Hold {
  code: string;
  reason: string;
  /**
   * The group that may approve.
   */
  from?: string;
  /**
   * file:line of the policy.
   */
  at?: string;
  /**
   * How many different people of the group must approve. Default 1.
   */
  count?: number;
  /**
   * True when whoever asked for the change may not approve it.
   */
  four_eyes?: boolean;
  /**
   * How long an approval stands, milliseconds. Default: as long as a plan.
   */
  valid_ms?: number;
  /**
   * What else must approve, when more than one rule asks.
   */
  and?: HoldAsk[];
}
/**
 * A further group that must approve, and on which terms.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "HoldAsk".
 */
export interface HoldAsk {
  /**
   * The group.
   */
  from: string;
  /**
   * How many different people of it. Default 1.
   */
  count?: number;
  /**
   * True when whoever asked for the change may not approve it.
   */
  four_eyes?: boolean;
  /**
   * How long an approval stands, milliseconds.
   */
  valid_ms?: number;
}
/**
 * What protects the write.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "Guard".
 */
export interface Guard {
  kind: string;
  strength: 'strong' | 'weak' | 'none';
  /**
   * Version seen while planning; null for a create.
   */
  version: string | null;
}
/**
 * Something a person should know.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "Finding".
 */
export interface Finding {
  code: string;
  severity: 'error' | 'warning' | 'info';
  summary: string;
  detail: string;
  /**
   * file:line:column or a field address.
   */
  at: string;
  entity: string | null;
  key?: {
    [k: string]: PlanValue;
  };
  system?: string;
  field?: string;
}
/**
 * Counts. Changes are records × systems; held ones are counted apart.
 *
 * This interface was referenced by `PlanDocument`'s JSON-Schema
 * via the `definition` "Summary".
 */
export interface Summary {
  create: number;
  update: number;
  delete: number;
  link: number;
  /**
   * Held changes, held fields' changes and invalid values.
   */
  held: number;
  blocked: number;
  /**
   * Fields of the updates.
   */
  fields: number;
  /**
   * Record pairs compared.
   */
  compared: number;
  /**
   * Record pairs without a difference.
   */
  in_agreement: number;
  /**
   * Fields by verdict.
   */
  by_verdict: {
    [k: string]: number;
  };
}

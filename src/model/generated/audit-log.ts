// Generated from schemas/audit-log.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * A text; null where there is none.
 *
 * This interface was referenced by `AuditLog`'s JSON-Schema
 * via the `definition` "AuditText".
 */
export type AuditText = string | null;
/**
 * JSON; `{nothing}` for empty and unreadable; `{fp}`, a keyed fingerprint, for classified values.
 *
 * This interface was referenced by `AuditLog`'s JSON-Schema
 * via the `definition` "AuditValue".
 */
export type AuditValue = null | boolean | number | string | readonly unknown[] | {readonly [k: string]: unknown};

/**
 * Records of the audit chain, as `audit log --json` prints them.
 */
export interface AuditLog {
  /**
   * Name of the project.
   */
  project: string;
  /**
   * Identity of the state; null before the first apply.
   */
  lineage: string | null;
  /**
   * When it was read, UTC.
   */
  instant: string;
  /**
   * Records of the whole chain.
   */
  records: number;
  /**
   * Records that the filters let through.
   */
  matched: number;
  /**
   * The last of those, oldest first.
   */
  entries: AuditEntry[];
}
/**
 * One audited fact.
 *
 * This interface was referenced by `AuditLog`'s JSON-Schema
 * via the `definition` "AuditEntry".
 */
export interface AuditEntry {
  /**
   * Number in the chain.
   */
  seq: number;
  /**
   * Its hash, 64 hex characters.
   */
  hash: string;
  /**
   * When, UTC.
   */
  at: string;
  /**
   * A write to a system, a person's decision, or the start or end of a run.
   */
  kind: 'write' | 'decision' | 'run';
  /**
   * What was done.
   */
  action: string;
  /**
   * Who. Not authenticated.
   */
  actor: string;
  run: AuditText;
  plan: AuditText;
  change: AuditText;
  digest: AuditText;
  entity: AuditText;
  system: AuditText;
  resource: AuditText;
  key: AuditText;
  native_id: AuditText;
  commit: AuditText;
  /**
   * What was written; empty where it was no write.
   */
  fields: AuditField[];
  guard: null | AuditGuard;
  outcome: AuditText;
  code: AuditText;
  /**
   * How often it was sent.
   */
  attempts: number | null;
  /**
   * The encrypted values of the write, which undo needs; null where there never were any.
   */
  envelope: null | {
    /**
     * Its id.
     */
    id: string;
    /**
     * False once it was erased.
     */
    kept: boolean;
  };
  detail: AuditValue;
}
/**
 * One field of a write.
 *
 * This interface was referenced by `AuditLog`'s JSON-Schema
 * via the `definition` "AuditField".
 */
export interface AuditField {
  /**
   * Canonical field, or the native one of a write expression.
   */
  name: string;
  at: AuditText;
  before: AuditValue;
  after: AuditValue;
  verdict: AuditText;
  rule: AuditText;
}
/**
 * What guarded the write.
 *
 * This interface was referenced by `AuditLog`'s JSON-Schema
 * via the `definition` "AuditGuard".
 */
export interface AuditGuard {
  kind: AuditText;
  strength: AuditText;
  version: AuditText;
  after: AuditText;
}

// Generated from schemas/audit-verify.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * Whether an audit chain is sound, as `audit verify --json` and `concordat-audit-verify --json` print it.
 */
export interface AuditVerdict {
  /**
   * True when nothing is wrong. What it covers is told by `coverage`.
   */
  sound: boolean;
  /**
   * Identity of the state that the chain belongs to; empty when there is no state yet.
   */
  lineage: string;
  /**
   * Records that were checked.
   */
  records: number;
  /**
   * Hash of the last record; null of an empty chain.
   */
  hash: string | null;
  heads: AuditCover;
  anchors: AuditCover;
  /**
   * Under which keys signatures were checked.
   */
  key: {
    /**
     * True when the keys that may sign were known beforehand.
     */
    trusted: boolean;
    /**
     * Public keys that signed: base64 of SubjectPublicKeyInfo in DER.
     */
    seen: string[];
  };
  /**
   * How many problems were found.
   */
  problem_count: number;
  /**
   * The first 200 of them, in the order found.
   */
  problems: AuditProblem[];
  /**
   * What this verdict does not cover, in sentences; empty when it covers all.
   */
  coverage: string[];
}
/**
 * How far signed heads of one kind hold.
 *
 * This interface was referenced by `AuditVerdict`'s JSON-Schema
 * via the `definition` "AuditCover".
 */
export interface AuditCover {
  /**
   * How many there are.
   */
  count: number;
  /**
   * Highest record that one of them proves; null when none does.
   */
  last: number | null;
  /**
   * When that one was signed, UTC.
   */
  at: string | null;
  /**
   * Records behind it.
   */
  after: number;
}
/**
 * One thing that is wrong.
 *
 * This interface was referenced by `AuditVerdict`'s JSON-Schema
 * via the `definition` "AuditProblem".
 */
export interface AuditProblem {
  /**
   * Stable code.
   */
  code: string;
  /**
   * Where it was seen.
   */
  source: 'record' | 'head' | 'anchor' | 'export';
  /**
   * Number of the record; of a head or anchor: which one, from 1 on; of an export: the line.
   */
  number: number | null;
  /**
   * A full sentence.
   */
  detail: string;
}

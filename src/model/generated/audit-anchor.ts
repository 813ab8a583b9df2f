// Generated from schemas/audit-anchor.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * A signed head of the audit chain and where it was put, as `audit anchor --json` prints it.
 */
export interface AuditAnchor {
  head: AuditHead;
  /**
   * The file it stands in; null without --file.
   */
  file: string | null;
  /**
   * The git ref it stands in; null without --ref.
   */
  ref: string | null;
  /**
   * The commit that the ref points at now.
   */
  commit: string | null;
  /**
   * The remote it was pushed to; null when it was not.
   */
  pushed: string | null;
  /**
   * False when this head stood there already and nothing was written.
   */
  is_new: boolean;
}
/**
 * A signed statement: the chain of this state has this hash at this record. A line of an anchor file.
 *
 * This interface was referenced by `AuditAnchor`'s JSON-Schema
 * via the `definition` "AuditHead".
 */
export interface AuditHead {
  /**
   * Identity of the state.
   */
  lineage: string;
  /**
   * Number of the record.
   */
  seq: number;
  /**
   * Hash of that record, 64 hex characters.
   */
  hash: string;
  /**
   * When it was signed, UTC.
   */
  at: string;
  /**
   * Base64 of the signer's SubjectPublicKeyInfo in DER.
   */
  public_key: string;
  /**
   * Base64 of the Ed25519 signature.
   */
  signature: string;
}

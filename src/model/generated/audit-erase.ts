// Generated from schemas/audit-erase.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What was erased of one record, as `audit erase --json` prints it.
 */
export interface AuditErasure {
  /**
   * Name of the entity.
   */
  entity: string;
  /**
   * The record's key as the chain has it: classified parts as fingerprints.
   */
  key: string;
  /**
   * When, UTC.
   */
  at: string;
  /**
   * Who. Not authenticated.
   */
  actor: string;
  /**
   * Writes of this record in the chain.
   */
  writes: number;
  /**
   * Envelopes that were erased now; these writes can no longer be undone.
   */
  erased: number;
  /**
   * Envelopes that were gone already.
   */
  gone: number;
}

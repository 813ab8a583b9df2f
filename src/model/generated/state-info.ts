// Generated from schemas/state-info.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What a project's state is, as `state info --json`, `state rotate --json` and `state decrypt --json` print it.
 */
export interface StateInfo {
  /**
   * Name of the project.
   */
  project: string;
  /**
   * Where it is, without credentials.
   */
  location: string;
  /**
   * Its identity; null before the first apply.
   */
  lineage: string | null;
  /**
   * How often it was committed to.
   */
  serial: number;
  /**
   * Layout of its tables; 0 before the first apply.
   */
  layout: number;
  /**
   * How it is encrypted.
   */
  encryption: {
    /**
     * True when what it knows of records is sealed.
     */
    on: boolean;
    /**
     * Id of the data key in use, which tells nothing of the key; null when it is off.
     */
    key: string | null;
    /**
     * Where concordat.yaml says that the key is; null when it names none.
     */
    source: string | null;
    /**
     * How the data keys are kept: none were made, wrapped under the project's key, or clear after state decrypt.
     */
    keys: 'none' | 'wrapped' | 'clear';
  };
  /**
   * Who has the right to apply; null when nobody has.
   */
  lease: null | {
    /**
     * The run that holds it.
     */
    holder: string;
    /**
     * Its number; older ones are refused.
     */
    fence: number;
    /**
     * When it ends unless it is renewed, UTC.
     */
    expires_at: string;
  };
  /**
   * What may not be written: all, system:NAME or entity:NAME.
   */
  frozen: string[];
  /**
   * Rows by kind.
   */
  counts: {
    /**
     * Native records that are linked.
     */
    links: number;
    /**
     * Records with values last proven equal.
     */
    base: number;
    /**
     * Deleted records that may not come back.
     */
    tombstones: number;
    /**
     * Entries of the journal.
     */
    journal: number;
    /**
     * Intents without an outcome.
     */
    open_intents: number;
    /**
     * Holds, decisions, discrepancies, alerts and the like.
     */
    documents: number;
    /**
     * Records of the audit chain.
     */
    audit: number;
  };
}

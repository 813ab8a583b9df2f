// Generated from schemas/status.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * How a project stands, as `status --json` prints it.
 */
export interface StatusReport {
  /**
   * Name of the project.
   */
  project: string;
  /**
   * The evaluation instant, UTC.
   */
  instant: string;
  /**
   * The state store.
   */
  state: {
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
  };
  /**
   * The newest run that ended; null before the first.
   */
  last_run: null | {
    /**
     * Id of the run.
     */
    run: string;
    /**
     * When it ended, UTC.
     */
    at: string;
    /**
     * How many changes ended in each outcome.
     */
    outcomes: {
      [k: string]: number;
    };
  };
  /**
   * The systems of the project.
   */
  systems: StatusSystem[];
  /**
   * Differences now, by entity, system and verdict; empty when everything agrees.
   */
  drift: StatusDrift[];
  /**
   * Writes of which the outcome is not known yet; the next apply settles them by reading.
   */
  open_intents: number;
  /**
   * The exit code of the command.
   */
  exit: number;
}
/**
 * One system.
 *
 * This interface was referenced by `StatusReport`'s JSON-Schema
 * via the `definition` "StatusSystem".
 */
export interface StatusSystem {
  /**
   * Name of the system.
   */
  system: string;
  /**
   * Name of its connector.
   */
  connector: string;
  /**
   * Entities that it holds.
   */
  entities: string[];
  /**
   * When it was last read in full, UTC; null when never.
   */
  last_complete_read: string | null;
  /**
   * Records that this read saw over all entities; null when never.
   */
  count: number | null;
}
/**
 * Differences of one entity in one system with one verdict.
 *
 * This interface was referenced by `StatusReport`'s JSON-Schema
 * via the `definition` "StatusDrift".
 */
export interface StatusDrift {
  /**
   * Name of the entity.
   */
  entity: string;
  /**
   * Name of the system.
   */
  system: string;
  /**
   * Why they differ.
   */
  verdict: string;
  /**
   * How many fields.
   */
  fields: number;
  /**
   * How many records.
   */
  records: number;
}

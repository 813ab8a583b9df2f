// Generated from schemas/trace.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * JSON; an absent key is absent; `{nothing}` for empty and unreadable; `{masked, fp}` for classified values.
 *
 * This interface was referenced by `TraceReport`'s JSON-Schema
 * via the `definition` "TraceValue".
 */
export type TraceValue = null | boolean | number | string | readonly unknown[] | {readonly [k: string]: unknown};

/**
 * One record side by side over all systems, as `trace --json` prints it.
 */
export interface TraceReport {
  /**
   * Name of the entity.
   */
  entity: string;
  /**
   * Canonical key, field to value, in the form of plans.
   */
  key: {
    [k: string]: TraceValue;
  };
  /**
   * Stable id of the record in the crosswalk; null while it is not linked.
   */
  record: string | null;
  /**
   * The evaluation instant, UTC.
   */
  instant: string;
  /**
   * The systems that can hold the record; the columns.
   */
  systems: TraceSystem[];
  /**
   * The entity's fields; the rows.
   */
  fields: TraceField[];
  /**
   * What the journal and the systems tell of the record, oldest first.
   */
  timeline: TraceEvent[];
}
/**
 * The record in one system.
 *
 * This interface was referenced by `TraceReport`'s JSON-Schema
 * via the `definition` "TraceSystem".
 */
export interface TraceSystem {
  /**
   * Name of the system.
   */
  system: string;
  /**
   * Where the system keeps it.
   */
  resource: string;
  /**
   * The system's own id; null when it has no such record.
   */
  native_id: string | null;
  /**
   * The system's concurrency token; null when it has no such record.
   */
  version: string | null;
  /**
   * When it was read, UTC.
   */
  read_at: string;
  /**
   * How many of the entity's fields this system owns.
   */
  owner_of: number;
  /**
   * The record's situation here, e.g. `linked`, `missing`.
   */
  situation: string;
}
/**
 * One field over all systems.
 *
 * This interface was referenced by `TraceReport`'s JSON-Schema
 * via the `definition` "TraceField".
 */
export interface TraceField {
  /**
   * Canonical name.
   */
  name: string;
  /**
   * System of record; null for a derived field.
   */
  owner: string | null;
  /**
   * The field where a system holds it; a system that does not map it has no cell.
   */
  cells: TraceCell[];
}
/**
 * One field in one system.
 *
 * This interface was referenced by `TraceReport`'s JSON-Schema
 * via the `definition` "TraceCell".
 */
export interface TraceCell {
  /**
   * Name of the system.
   */
  system: string;
  value?: TraceValue;
  /**
   * True where the system owns the field.
   */
  is_owner: boolean;
  /**
   * Why it differs; null when it does not or cannot be told.
   */
  verdict: string | null;
}
/**
 * Something that happened to the record.
 *
 * This interface was referenced by `TraceReport`'s JSON-Schema
 * via the `definition` "TraceEvent".
 */
export interface TraceEvent {
  /**
   * When, UTC.
   */
  at: string;
  /**
   * Where; null for the record as a whole.
   */
  system: string | null;
  /**
   * What, without classified values.
   */
  text: string;
}

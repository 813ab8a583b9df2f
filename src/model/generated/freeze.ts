// Generated from schemas/freeze.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What may not be written, as `freeze --json` and `thaw --json` print it.
 */
export interface FreezeReport {
  /**
   * The evaluation instant, UTC.
   */
  instant: string;
  /**
   * What the command was asked to do.
   */
  action: 'freeze' | 'thaw' | 'list';
  /**
   * What was frozen or thawed: `all`, `system:NAME` or `entity:NAME`; null for a list.
   */
  id: string | null;
  /**
   * True when the command changed something.
   */
  is_new: boolean;
  /**
   * Everything that is frozen now.
   */
  frozen: FrozenReport[];
}
/**
 * A stop that forbids every write it covers.
 *
 * This interface was referenced by `FreezeReport`'s JSON-Schema
 * via the `definition` "FrozenReport".
 */
export interface FrozenReport {
  /**
   * `all`, `system:NAME` or `entity:NAME`.
   */
  id: string;
  /**
   * Who froze it.
   */
  actor: string;
  /**
   * Since when, UTC.
   */
  at: string;
  /**
   * Why.
   */
  reason: string | null;
}

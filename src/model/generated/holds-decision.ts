// Generated from schemas/holds-decision.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What was decided, as `holds approve --json` and `holds reject --json` print it.
 */
export interface HoldsDecisionReport {
  /**
   * When, UTC.
   */
  instant: string;
  /**
   * Who decided.
   */
  actor: string;
  /**
   * What was said.
   */
  verdict: 'approved' | 'rejected';
  /**
   * One for each change and group.
   */
  decisions: DecisionReport[];
}
/**
 * One decision, and how the change stands with it.
 *
 * This interface was referenced by `HoldsDecisionReport`'s JSON-Schema
 * via the `definition` "DecisionReport".
 */
export interface DecisionReport {
  /**
   * First 12 characters of the digest.
   */
  id: string;
  /**
   * Digest of the change, or of the plan that crosses a limit; what a decision binds to.
   */
  digest: string;
  /**
   * What waits: one change, or a whole plan over a limit.
   */
  subject: 'change' | 'plan';
  /**
   * Entity; null for a plan.
   */
  entity: string | null;
  /**
   * System that would be written; null for a plan.
   */
  system: string | null;
  /**
   * Key of the record, or its fingerprint where it is classified; null for a plan.
   */
  key: string | null;
  /**
   * What would be done; null for a plan.
   */
  action: string | null;
  /**
   * Group that the person spoke for; null: none in particular.
   */
  group: string | null;
  /**
   * False when the same was said before and still stands.
   */
  is_new: boolean;
  /**
   * Until when it stands, UTC.
   */
  expires: string;
  /**
   * How the change stands now.
   */
  status: 'waiting' | 'approved' | 'rejected';
  /**
   * Whose yes counts, or who rejected it.
   */
  by: string[];
  /**
   * What is still to be said, by group; empty unless it waits.
   *
   * Items: People of one group who have not said yes yet.
   */
  missing: {
    /**
     * Name of the group; empty: anybody.
     */
    group: string;
    /**
     * How many people.
     */
    count: number;
  }[];
}

// Generated from schemas/holds-list.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What waits for a person, as `holds list --json` prints it.
 */
export interface HoldsListReport {
  /**
   * The evaluation instant, UTC.
   */
  instant: string;
  /**
   * Digest of the plan file that was looked at; null: what the last apply saw.
   */
  plan: string | null;
  /**
   * What waits, oldest first.
   */
  holds: HeldReport[];
}
/**
 * One change, or one plan, that waits.
 *
 * This interface was referenced by `HoldsListReport`'s JSON-Schema
 * via the `definition` "HeldReport".
 */
export interface HeldReport {
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
   * Fields that wait; empty when the whole change does.
   */
  fields: string[];
  /**
   * Why, as codes.
   */
  codes: string[];
  /**
   * Why, in sentences.
   */
  reasons: string[];
  /**
   * Who must say yes; empty: one yes of anybody.
   */
  from: HeldGroup[];
  /**
   * Who made the plan in which it was first seen.
   */
  requester: string;
  /**
   * Since when it is known, UTC; null when neither an apply nor a decision has met it.
   */
  since: string | null;
  /**
   * Run that first saw it; null when none has.
   */
  run: string | null;
  /**
   * Digest of the plan in which it was first seen.
   */
  plan: string;
  /**
   * How it stands. `settled elsewhere`: only data or manifests can settle it, no person's yes.
   */
  status: 'waiting' | 'approved' | 'rejected' | 'settled elsewhere';
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
  /**
   * Until when it is approved, UTC; null unless approved.
   */
  expires: string | null;
}
/**
 * A group that must say yes.
 *
 * This interface was referenced by `HoldsListReport`'s JSON-Schema
 * via the `definition` "HeldGroup".
 */
export interface HeldGroup {
  /**
   * Name of the group; empty: anybody.
   */
  group: string;
  /**
   * How many different people of it.
   */
  count: number;
  /**
   * True when who asked for the change may not approve it.
   */
  four_eyes: boolean;
  /**
   * How long a yes stands at most, in milliseconds; null: as long as a plan.
   */
  valid_ms: number | null;
  /**
   * Who belongs to it; null when no policy says so, and then anybody may claim it.
   */
  members: string[] | null;
}

// Generated from schemas/holds-show.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * JSON; an absent key is absent; `{nothing}` for empty and unreadable; `{masked, fp}` for classified values.
 *
 * This interface was referenced by `HoldsShowReport`'s JSON-Schema
 * via the `definition` "HoldValue".
 */
export type HoldValue = null | boolean | number | string | readonly unknown[] | {readonly [k: string]: unknown};

/**
 * One held change with everything that was said about it, as `holds show --json` prints it.
 */
export interface HoldsShowReport {
  /**
   * The evaluation instant, UTC.
   */
  instant: string;
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
  /**
   * What the fields would become; null without a plan file, since the state keeps no values.
   */
  values: HeldValue[] | null;
  /**
   * Every yes and no about it, oldest first.
   */
  decisions: HeldDecision[];
}
/**
 * A group that must say yes.
 *
 * This interface was referenced by `HoldsShowReport`'s JSON-Schema
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
/**
 * One field of the change.
 *
 * This interface was referenced by `HoldsShowReport`'s JSON-Schema
 * via the `definition` "HeldValue".
 */
export interface HeldValue {
  /**
   * Canonical field, or the native one of a `write` expression.
   */
  name: string;
  /**
   * Native field.
   */
  at: string;
  before: HoldValue;
  after: HoldValue;
  /**
   * Why it differs.
   */
  verdict: string;
  /**
   * True when this field waits; false when it goes without the others.
   */
  is_held: boolean;
}
/**
 * A person's yes or no.
 *
 * This interface was referenced by `HoldsShowReport`'s JSON-Schema
 * via the `definition` "HeldDecision".
 */
export interface HeldDecision {
  /**
   * What was said.
   */
  verdict: 'approved' | 'rejected';
  /**
   * Who said it.
   */
  actor: string;
  /**
   * Group that the person spoke for.
   */
  group: string | null;
  /**
   * When, UTC.
   */
  at: string;
  /**
   * Until when it stands, UTC.
   */
  expires: string;
  /**
   * Why.
   */
  reason: string | null;
  /**
   * Run that used it up; null while it stands.
   */
  consumed: string | null;
}

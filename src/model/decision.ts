/** A change (or a whole plan) that waits for a person, as the last apply or watch saw it. */
export interface HeldChange {
  /** First 12 characters of the digest. */
  readonly id: string;
  /** Digest of the change, or of the plan when a limit refuses it. */
  readonly digest: string;
  readonly subject: 'change' | 'plan';
  readonly entity: string | null;
  readonly system: string | null;
  readonly key: string | null;
  readonly action: string | null;
  /** Field names that wait; empty for the whole change. */
  readonly fields: readonly string[];
  readonly codes: readonly string[];
  readonly reasons: readonly string[];
  /** Groups that must approve. Empty: anybody. */
  readonly from: readonly HoldGroup[];
  /** Who made the plan in which it was first seen. */
  readonly requester: string;
  readonly since: string;
  readonly run: string | null;
  readonly plan: string;
  /** True when a person's yes releases it; false for what only data or manifests can settle. */
  readonly isApprovable: boolean;
}

/** What one group must say. */
export interface HoldGroup {
  readonly group: string;
  readonly count: number;
  readonly isFourEyes: boolean;
  readonly expiresMs: number | null;
}

/** A person's yes or no to one digest. Consumed once. */
export interface Decision {
  /** `digest:actor:group`. */
  readonly id: string;
  readonly digest: string;
  readonly verdict: 'approved' | 'rejected';
  readonly actor: string;
  /** Group that the person speaks for; null where no group was named. */
  readonly group: string | null;
  readonly at: string;
  readonly expires: string;
  readonly reason: string | null;
  /** Run that used it up, or null. */
  readonly consumed: string | null;
}

/** A stop that forbids every write it covers. */
export interface Freeze {
  /** `all`, `system:NAME` or `entity:NAME`. */
  readonly id: string;
  readonly actor: string;
  readonly at: string;
  readonly reason: string | null;
}

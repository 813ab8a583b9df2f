/** What follows a failure until it is gone: one object per entity, record, system, field and kind of trouble. */
export interface Discrepancy {
  /** Digest of what it is about: the same trouble has the same id in every run. */
  readonly id: string;
  readonly entity: string;
  readonly system: string;
  /** Key text, or its fingerprint where the key is classified; null when it is about a whole resource, system or run. */
  readonly key: string | null;
  readonly nativeId: string | null;
  /** Canonical field, or null when it is about the record. */
  readonly field: string | null;
  /** What routes select by. */
  readonly kind: 'failure' | 'hold' | 'fight' | 'incomplete-read' | 'stopped' | 'not-run';
  /** What exactly happened; see the page of codes. */
  readonly code: string;
  /**
   * `open`; `parked`: an unknown outcome that reading could not settle; `quarantined`: refused for good, not tried again until its input or
   * the manifests change; `held`: waits for a person; `resolved`.
   */
  readonly state: 'open' | 'parked' | 'quarantined' | 'held' | 'resolved';
  readonly severity: 'error' | 'warning';
  /** A full sentence without any value. */
  readonly detail: string;
  /** Owner of the field or of the life cycle: who has to look. */
  readonly owner: string | null;
  /** UTC ISO instants: first seen, last seen. */
  readonly since: string;
  readonly last: string;
  /** How often it was seen. */
  readonly count: number;
  readonly run: string | null;
  /** Id and digest of the change that met it. */
  readonly change: string | null;
  readonly digest: string | null;
  /** Digest of the manifests then: a quarantine ends when they change. */
  readonly manifests: string | null;
  /** The command that shows or fixes it. */
  readonly command: string;
  /** Who may decide, for holds. */
  readonly from: string | null;
}

/** One state change of a discrepancy that somebody must hear of. Rows of the outbox, delivered at least once. */
export interface Alert {
  /** `discrepancy:state:count`; channels use it to drop doubles. */
  readonly id: string;
  readonly discrepancy: string;
  readonly state: 'open' | 'acknowledged' | 'resolved';
  readonly kind: Discrepancy['kind'];
  readonly at: string;
  readonly about: Discrepancy;
  /** Who acknowledged it, and what they said; absent in other states. */
  readonly by?: { readonly actor: string; readonly reason: string | null };
  /** Routes that took it, with the instant. */
  readonly delivered: Readonly<Record<string, string>>;
  /** Failed deliveries by route: how often, when next. */
  readonly retries: Readonly<Record<string, { readonly count: number; readonly next: string; readonly code: string }>>;
}

/** A field that flips between two writers, or comes back different from what was sent. Forgotten when the owner moves it or the manifests change. */
export interface Contest {
  readonly id: string;
  readonly entity: string;
  readonly system: string;
  /** Stable id of the record in the crosswalk. */
  readonly record: string;
  readonly field: string;
  /** How often somebody else's value was overwritten by the owner's. */
  readonly reverts: number;
  /** How often the system held something else after it had accepted the write. */
  readonly differs: number;
  /** What would make the two equal, e.g. `equality: trimmed`; null when nothing known does. */
  readonly proposal: string | null;
  /** Digest of the manifests then. */
  readonly manifests: string;
  /** UTC ISO instant of the last time. */
  readonly last: string;
}

/** Reverts after which a field is a fight, and differing answers after which it is stopped. */
export const FIGHT_AFTER = 3;
export const DIFFERS_AFTER = 2;

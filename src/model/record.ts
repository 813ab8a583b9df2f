import type { Column, GuardInfo } from './connector.ts';
import type { Change, HoldAsk } from './generated/plan.ts';
import type { BaseEntry } from './state.ts';
import type { NativeRecord, NativeValue, Value } from './value.ts';

/** One record as read from one system, before decoding. */
export interface LiveRecord {
  readonly entity: string;
  readonly system: string;
  /** Text form of the id, see nativeIdText; `idParts` are its columns. */
  readonly nativeId: string;
  readonly idParts: readonly string[];
  readonly version: string;
  readonly guard: GuardInfo;
  readonly native: NativeRecord;
  readonly columns: ReadonlyMap<string, Column>;
  /** Digest of the record's raw bytes, 16 hex characters. */
  readonly rawDigest: string;
}

/** One field of a live record in canonical form. A field that was not returned has no entry at all. */
export type DecodedField =
  | { readonly state: 'value'; readonly value: Value; readonly normal: string }
  /** The native value has no canonical form; `normal` still tells two of them apart. */
  | { readonly state: 'invalid'; readonly code: string; readonly detail: string; readonly normal: string }
  | { readonly state: 'unreadable' };

/** A live record with its canonical fields: one side of a match. */
export interface RecordSide {
  readonly live: LiveRecord;
  readonly fields: ReadonlyMap<string, DecodedField>;
  /** Text of the entity's key in normal form, or null when a part of it is missing or invalid. */
  readonly key: string | null;
}

/** How a side came to its record. */
export type MatchedBy = 'owner' | 'key' | 'crosswalk' | 'rule';

/** The same thing in all systems, as far as they hold it. */
export interface MatchedRecord {
  readonly entity: string;
  /** Key text: the life-cycle owner's where it has one, else the replica's. */
  readonly key: string;
  /** Stable id from the crosswalk, or null when no side is linked yet. */
  readonly record: string | null;
  readonly sides: ReadonlyMap<string, RecordSide>;
  readonly matchedBy: ReadonlyMap<string, MatchedBy>;
  /** Systems whose side is in the crosswalk already. */
  readonly linked: ReadonlySet<string>;
  /** Linked native ids that this run's read did not return, by system. */
  readonly gone: ReadonlyMap<string, string>;
}

/** A record that nothing may touch until a person has looked. */
export interface MatchCase {
  readonly kind: 'disputed' | 'collision';
  readonly code: 'MATCH_DISPUTED' | 'MATCH_DUPLICATE_KEY' | 'MATCH_KEY_AGAINST_CROSSWALK' | 'MATCH_LINKED_TWICE';
  readonly entity: string;
  readonly system: string;
  /** Sides concerned; the first gives key and id for the finding. */
  readonly sides: readonly RecordSide[];
}

/** The outcome of matching one entity. */
export interface MatchResult {
  readonly records: readonly MatchedRecord[];
  readonly cases: readonly MatchCase[];
}

/** The owner's value of one field, or why there is none. */
export type OwnedField =
  | { readonly state: 'value'; readonly value: Value; readonly normal: string }
  | { readonly state: 'invalid'; readonly code: string; readonly detail: string }
  /** Absent, unreadable, or no record in the owner. */
  | { readonly state: 'unknown' };

/** What a record should be: each canonical field's value by its owner, derived fields included. */
export interface ResolvedRecord {
  readonly matched: MatchedRecord;
  readonly fields: ReadonlyMap<string, OwnedField>;
}

/** What one field of one replica should hold. */
export type DesiredField =
  | { readonly state: 'value'; readonly native: NativeValue; readonly value: Value | null; readonly normal: string }
  | { readonly state: 'invalid'; readonly code: string; readonly detail: string }
  | { readonly state: 'unknown' };

/** The verdicts of design §3.1 and §10.9. */
export type Verdict =
  | 'in agreement'
  | 'stale replica'
  | 'converged'
  | 'foreign edit'
  | 'both moved'
  | 'adopt'
  | 'first contact'
  | 'rule changed'
  | 'unknown'
  | 'invalid'
  | 'missing'
  | 'unmanaged'
  | 'deactivated'
  | 'undone';

/** The record situations of design §3.3. */
export type Situation =
  | 'linked'
  | 'unlinked'
  | 're-keyed'
  | 'missing'
  | 'vanished'
  | 'deleted at source'
  | 'orphan'
  | 'unknown'
  | 'out of scope';

/** A reason to wait. */
export interface HoldReason {
  readonly code: string;
  readonly reason: string;
  readonly from?: string;
  readonly at?: string;
  /** How many people of the group must say yes; default 1. */
  readonly count?: number;
  readonly four_eyes?: boolean;
  /** How long an approval stands; default: as long as a plan. */
  readonly valid_ms?: number;
  /** What else must approve, when more than one rule asks. */
  readonly and?: HoldAsk[];
}

/** One compared field of one replica, before it becomes part of a plan. */
export interface FieldDiff {
  /** Canonical name, or the native one of a `write` expression. */
  readonly name: string;
  readonly at: string;
  readonly owner: string | null;
  readonly verdict: Verdict;
  /** Native values; undefined when absent. */
  readonly before: NativeValue | undefined;
  readonly after: NativeValue | undefined;
  /** Canonical normal forms, for fingerprints. */
  readonly beforeNormal: string | null;
  readonly afterNormal: string | null;
  /** What to do about it. */
  readonly decision: 'write' | 'hold' | 'report' | 'nothing';
  readonly hold: HoldReason | null;
  /** Why it is invalid, else null. */
  readonly problem: { readonly code: string; readonly detail: string } | null;
  /** For references by id: the canonical keys to show instead of native ids; else null. */
  readonly shown: { readonly before: Value | undefined; readonly after: Value | undefined } | null;
  /** Entity and key of a referenced record that has no id in this system yet, else null. */
  readonly awaits: { readonly entity: string; readonly key: string } | null;
}

/** Looks references up over all systems: native id ↔ canonical key of the entity pointed at. */
export interface RefIndex {
  /** True when the entity's records are known already. */
  has(entity: string): boolean;
  /** The key behind a native id in one system, or undefined for a dangling id. */
  keyOf(entity: string, system: string, nativeId: string): RefKey | undefined;
  /** The native id of a key in one system, or undefined when it has no record there yet. */
  idOf(entity: string, system: string, keyNormal: string): string | undefined;
}

/** A canonical key as a field value: the key field's value, or a list of them for a composite key. */
export interface RefKey {
  readonly value: Value;
  readonly normal: string;
}

/** A desired field, and the referenced record it waits for when that has no id in this system yet. */
export interface EncodedField {
  readonly desired: DesiredField;
  readonly awaits: { readonly entity: string; readonly key: string } | null;
}

/** What a change sends. */
export interface ChangeWrites {
  /** Native field → value to write. */
  readonly values: NativeRecord;
  /** Written fields by name: where they stand and their canonical normal form, to recognise them when read back. */
  readonly written: ReadonlyMap<string, { readonly at: string; readonly normal: string }>;
  /** Native fields whose value is the id of a record that may not exist yet. */
  readonly awaits: readonly {
    readonly at: string;
    readonly name: string;
    readonly entity: string;
    readonly key: string;
  }[];
}

/** A change of a plan together with what apply needs and no plan file holds: what it sends without its held fields. */
export interface PlannedChange extends ChangeWrites {
  readonly change: Change;
  readonly matched: MatchedRecord;
  /** The live record as read, or null on create. */
  readonly live: LiveRecord | null;
  /** What it would send if a person released every held field. */
  readonly whole: ChangeWrites;
  /** The only fields that it may hold, where a selection left others out. */
  readonly kept?: ReadonlySet<string>;
}

/** Digests of the rows behind one pair as they are now; see BaseEntry for what they cover. */
export interface RowDigests {
  readonly owner: string;
  readonly replica: string;
}

/** What one pair of a record and a replica proves about agreement: the material of its next base entry. */
export interface Agreement {
  readonly entity: string;
  readonly system: string;
  readonly matched: MatchedRecord;
  readonly rows: RowDigests;
  readonly previous: BaseEntry | undefined;
  /** Every field compared, by name: the owner's normal form, the digest of this side's rule, and whether the pair is equal. */
  readonly fields: ReadonlyMap<string, { readonly normal: string; readonly rule: string; readonly isEqual: boolean }>;
}

import type { Change, FieldChange, Hold } from '../model/generated/plan.ts';

/** How many alike make a group. */
const FEWEST = 4;
/** Creates in one system are listed by name up to here. */
const FEWEST_CREATES = 10;

/** A change and the fields of it that no group shows. */
export interface SingleChange {
  readonly change: Change;
  readonly fields: readonly FieldChange[];
  /** Names of its fields that groups show. */
  readonly grouped: readonly string[];
}

/** The same step of the same field, in many records of one system. */
export interface LikeFields {
  readonly field: FieldChange;
  readonly hold: Hold | null;
  readonly changes: readonly Change[];
}

/** Creates or links of one entity in one system that differ only in the record. */
export interface LikeRecords {
  readonly changes: readonly Change[];
}

/** A plan's changes, told with as few lines as they need. Every field is in exactly one place. */
export interface Grouping {
  readonly singles: readonly SingleChange[];
  /** Largest first. */
  readonly likeFields: readonly LikeFields[];
  readonly likeRecords: readonly LikeRecords[];
}

/** Puts like changes together: 4 or more updates with the same step of the same field, 4 or more links, 10 or more creates. */
export function groupChanges(changes: readonly Change[]): Grouping {
  const { fieldGroups, recordGroups, groupOf } = collect(changes);
  const isGrouped = (field: FieldChange) => (groupOf.get(field)?.changes.length ?? 0) >= FEWEST;
  const groupedRecords = new Set([...recordGroups.values()].filter(isGroup).flat());
  const singles: SingleChange[] = [];
  for (const change of changes) {
    if (groupedRecords.has(change)) continue;
    const fields = change.fields.filter((field) => !isGrouped(field));
    if (fields.length === 0 && change.fields.length > 0 && change.action === 'update') continue;
    singles.push({ change, fields, grouped: change.fields.filter(isGrouped).map((field) => field.name) });
  }
  return {
    singles,
    likeFields: [...fieldGroups.values()].filter((group) => group.changes.length >= FEWEST).sort(byCount),
    likeRecords: [...recordGroups.values()].filter(isGroup).map((group) => ({ changes: group })),
  };
}

interface FieldGroup {
  readonly field: FieldChange;
  readonly hold: Hold | null;
  readonly changes: Change[];
}

interface Collected {
  readonly fieldGroups: ReadonlyMap<string, FieldGroup>;
  readonly recordGroups: ReadonlyMap<string, readonly Change[]>;
  readonly groupOf: ReadonlyMap<FieldChange, FieldGroup>;
}

function collect(changes: readonly Change[]): Collected {
  const fieldGroups = new Map<string, FieldGroup>();
  const recordGroups = new Map<string, Change[]>();
  const groupOf = new Map<FieldChange, FieldGroup>();
  for (const change of changes) {
    const place = [
      change.entity,
      change.system,
      change.action,
      change.situation,
      change.holds,
      change.blocked,
      change.approved,
    ];
    if (change.action === 'create' || change.action === 'link') {
      append(recordGroups, JSON.stringify([...place, change.fields.map((field) => [field.name, field.hold])]), change);
    }
    if (change.action !== 'update') continue;
    const prefix = JSON.stringify(place);
    for (const field of change.fields) {
      const key = `${prefix}${field.hold === undefined ? '' : JSON.stringify(field.hold)}${stepKey(field)}`;
      const group = fieldGroups.get(key) ?? { field, hold: change.holds[0] ?? field.hold ?? null, changes: [] };
      fieldGroups.set(key, group);
      group.changes.push(change);
      groupOf.set(field, group);
    }
  }
  return { fieldGroups, recordGroups, groupOf };
}

/** A text that two fields share exactly when they are the same step of the same field; cheap for long values. */
export function stepKey({ name, verdict, owner, before, after }: FieldChange): string {
  const from = valueKey(before);
  return `${name.length} ${name}${verdict}${owner === null ? '' : ` ${owner.length} ${owner}`}\u0000${from.length} ${from}${valueKey(after)}`;
}

function valueKey(value: FieldChange['before']): string {
  return typeof value === 'string' ? `s${value}` : `j${JSON.stringify(value)}`;
}

function append(groups: Map<string, Change[]>, key: string, change: Change): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [change]);
  else group.push(change);
}

function isGroup(changes: readonly Change[]): boolean {
  return changes.length >= (changes[0]?.action === 'create' ? FEWEST_CREATES : FEWEST);
}

function byCount(a: LikeFields, b: LikeFields): number {
  return b.changes.length - a.changes.length;
}

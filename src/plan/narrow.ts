import type { Change, FieldChange, PlanDocument } from '../model/generated/plan.ts';
import { planKeyText } from '../model/plan-key.ts';
import type { PlannedChange } from '../model/record.ts';
import { buildDraft } from './build-draft.ts';
import type { PlanContext, ReplicaDiff } from './draft.ts';
import { holdWhole } from './holds.ts';
import { keptFields, selects, type Selection } from './select.ts';
import { withStanding } from './standing.ts';

/** Gives an update with some of its fields alone, or null for a change that cannot be taken apart. */
export type Narrow = (planned: PlannedChange, names: ReadonlySet<string>) => PlannedChange | null;

/** Changes with what narrows them. */
export interface Narrowable {
  readonly changes: readonly PlannedChange[];
  /** Absent where no change can be taken apart. */
  readonly narrow?: Narrow;
}

/**
 * The update with the fields in `names` alone: what is left out is no part of it, not a hold. Its holds are those of its own fields, its
 * digest is its own, and so are the approvals it needs. Null where none of the fields would change, and where a group would be torn.
 */
export function narrowed(
  context: PlanContext,
  replica: ReplicaDiff,
  settled: PlannedChange,
  names: ReadonlySet<string>,
): PlannedChange | null {
  if (isSplit(replica, settled.change, names)) return null;
  const diffs = replica.diffs.filter((diff) => names.has(diff.name));
  const draft = buildDraft(context, { ...replica, diffs }).changes.find(({ change }) => change.action === 'update');
  if (draft === undefined) return null;
  const fields = draft.change.fields.map((field) => withSettled(field, settled.change));
  const after = [...new Set(fields.flatMap((field) => field.known_after ?? []))].sort();
  const isBlocked = draft.change.blocked === null && after.length > 0;
  const change = { ...draft.change, fields, after, blocked: isBlocked ? settled.change.blocked : draft.change.blocked };
  const held = change.holds.length > 0 ? change : holdWhole(change);
  return { ...withStanding({ ...draft, change: held }, context.standing), kept: names };
}

function isSplit({ runtime }: ReplicaDiff, { fields }: Change, names: ReadonlySet<string>): boolean {
  return [...runtime.entity.groups.values()].some((group) => {
    const members = fields.filter(({ name }) => group.includes(name));
    return members.some(({ name }) => names.has(name)) && !members.every(({ name }) => names.has(name));
  });
}

/** What was settled about the reference of a field while all changes were at hand. */
function withSettled(field: FieldChange, settled: Change): FieldChange {
  const known = settled.fields.find(({ name }) => name === field.name);
  const { known_after: after, hold } = known ?? {};
  return {
    ...field,
    ...(after === undefined ? {} : { known_after: after }),
    ...(hold === undefined || field.hold !== undefined ? {} : { hold }),
  };
}

/**
 * What is selected and not excluded. Updates lose the fields that are not selected; creates stay whole, their second steps go with them.
 * What needs a change that was left out is blocked, and says so.
 */
export function selectChanges({ changes, narrow }: Narrowable, selection: Selection): PlannedChange[] {
  if (selection.select.length === 0 && selection.exclude.length === 0) return [...changes];
  const whole = wholeChanges(changes);
  const kept = changes.flatMap((planned) => {
    if (!selects(whole(planned), selection.select, selection.exclude)) return [];
    const names = keptFields(planned.change, selection);
    if (names === null || names.size === planned.change.fields.length) return [planned];
    return names.size === 0 ? [] : (narrow?.(planned, names) ?? []);
  });
  return blockOrphans(kept, changes);
}

/** A create and its second step are selected as one. */
function wholeChanges(changes: readonly PlannedChange[]): (planned: PlannedChange) => Change {
  const address = ({ change }: PlannedChange) => [change.entity, change.system, planKeyText(change.key)].join('\u0000');
  const steps = new Map(
    changes
      .filter(({ change }) => change.situation === 'second step')
      .map((planned) => [address(planned), planned.change] as const),
  );
  const creates = new Map(
    changes.filter(({ change }) => change.action === 'create').map((planned) => [address(planned), planned.change]),
  );
  return (planned) => {
    const { change } = planned;
    if (change.action !== 'create' && change.situation !== 'second step') return change;
    const create = creates.get(address(planned)) ?? change;
    const step = steps.get(address(planned));
    return step === undefined ? create : { ...create, fields: [...create.fields, ...step.fields] };
  };
}

/** Each change is looked at after those that it needs. */
function blockOrphans(kept: readonly PlannedChange[], all: readonly PlannedChange[]): PlannedChange[] {
  const known = new Map(all.map(({ change }) => [change.id, change] as const));
  const left = new Map(kept.map(({ change }) => [change.id, change] as const));
  return kept.map((planned) => {
    const need = planned.change.after.find((id) => left.get(id)?.blocked !== null);
    if (need === undefined || planned.change.blocked !== null) return planned;
    const lost = known.get(need);
    const name = lost === undefined ? 'another record' : `${lost.entity} ${planKeyText(lost.key)}`;
    const why = left.has(need) ? 'which cannot be written yet' : 'which the selection leaves out';
    const change = { ...planned.change, blocked: { code: 'parent', reason: `It waits for ${name}, ${why}.` } };
    left.set(change.id, change);
    return { ...planned, change };
  });
}

/**
 * The changes of live data by digest, those among them that a selection narrowed when they were reviewed. Narrowed anew, a change whose
 * selected fields are as they were has the reviewed digest, whatever became of its other fields.
 */
export function changesByDigest(
  { changes, narrow }: Narrowable,
  { header, changes: reviewed }: Pick<PlanDocument, 'header' | 'changes'>,
): ReadonlyMap<string, PlannedChange> {
  const byDigest = new Map(changes.map((planned) => [planned.change.digest, planned] as const));
  if (header.select.length === 0 && header.exclude.length === 0) return byDigest;
  const byId = new Map(changes.map((planned) => [planned.change.id, planned] as const));
  for (const change of reviewed) {
    const planned = byId.get(change.id);
    if (planned === undefined || byDigest.has(change.digest) || change.action !== 'update') continue;
    const again = narrow?.(planned, new Set(change.fields.map(({ name }) => name)));
    if (again?.change.digest === change.digest) byDigest.set(change.digest, again);
  }
  return byDigest;
}

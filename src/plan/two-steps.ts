import type { Change } from '../model/generated/plan.ts';
import type { ChangeWrites, FieldDiff, PlannedChange } from '../model/record.ts';
import { withDigest } from './build-draft.ts';
import type { PlanContext, ReplicaDiff } from './draft.ts';
import type { ReferenceOptions } from './references.ts';
import { withStanding } from './standing.ts';

/** Splits a create that closes a circle of references: the record first without the edge, then the edge (design §3.4). */
export function twoSteps(
  context: PlanContext,
  replicaOf: (planned: PlannedChange) => ReplicaDiff | undefined,
): ReferenceOptions {
  return {
    withoutFields: (planned, names) => {
      const replica = replicaOf(planned);
      return replica === undefined ? planned : withoutFields(context, replica, planned, names);
    },
    secondStep: (planned, names) => {
      const replica = replicaOf(planned);
      return replica === undefined ? planned : secondStepOf(context, replica, planned, names);
    },
    standing: (planned) => withStanding(planned, context.standing),
  };
}

/** The change without some fields. */
export function withoutFields(
  context: PlanContext,
  replica: ReplicaDiff,
  planned: PlannedChange,
  names: ReadonlySet<string>,
): PlannedChange {
  return rebuilt(context, replica, planned, (name) => !names.has(name), planned.change);
}

/** The second change, which sets `names` alone. Its record is new: it is reviewed without native id and without earlier values. */
export function secondStepOf(
  context: PlanContext,
  replica: ReplicaDiff,
  planned: PlannedChange,
  names: ReadonlySet<string>,
): PlannedChange {
  const fields = planned.change.fields.map((field) => ({ ...field, before: null, verdict: 'missing' as const }));
  const after = planned.change.action === 'create' ? [planned.change.id] : [];
  const guard = { ...planned.change.guard, version: null };
  const change: Change = {
    ...planned.change,
    action: 'update',
    situation: 'second step',
    native_id: null,
    guard,
    fields,
    after,
  };
  return rebuilt(context, replica, planned, (name) => names.has(name), change);
}

function rebuilt(
  context: PlanContext,
  replica: ReplicaDiff,
  planned: PlannedChange,
  keeps: (name: string) => boolean,
  base: Change,
): PlannedChange {
  const { id: _id, digest: _digest, ...rest } = base;
  const fields = rest.fields.filter((field) => keeps(field.name));
  const diffs: FieldDiff[] = replica.diffs.filter((diff) => fields.some((field) => field.name === diff.name));
  const change = withDigest(context, replica, diffs, { ...rest, fields });
  const natives = new Set(fields.map((field) => field.at));
  const kept = (writes: ChangeWrites): ChangeWrites => ({
    written: new Map([...writes.written].filter(([name]) => keeps(name))),
    values: new Map([...writes.values].filter(([at]) => natives.has(at))),
    awaits: writes.awaits.filter((need) => keeps(need.name)),
  });
  return { ...planned, change, ...kept(planned), whole: kept(planned.whole) };
}

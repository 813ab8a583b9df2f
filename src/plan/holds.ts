import type { Change, FieldChange, Hold } from '../model/generated/plan.ts';
import type { HoldReason } from '../model/record.ts';

/** The holds of a change together with those of its fields, each reason once. */
export function mergeHolds(holds: readonly HoldReason[], fields: readonly FieldChange[]): Hold[] {
  const seen = new Map<string, Hold>();
  for (const hold of [...holds, ...fields.flatMap((field) => field.hold ?? [])]) {
    seen.set(JSON.stringify(hold), hold);
  }
  return [...seen.values()];
}

/** A field of a change that waits as a whole: the change says why. */
export function withoutHold(field: FieldChange): FieldChange {
  const { hold: _hold, ...rest } = field;
  return rest;
}

/** A change of which every field waits, waits as a whole (design §10.12); others stay as they are. */
export function holdWhole(change: Change): Change {
  if (change.fields.length === 0 || !change.fields.every((field) => field.hold !== undefined)) return change;
  return { ...change, fields: change.fields.map(withoutHold), holds: mergeHolds(change.holds, change.fields) };
}

/** A group moves whole: where a reference of it leads nowhere, the group's other fields wait too. */
export function holdTornGroups(change: Change, groups: Iterable<readonly string[]>): Change {
  let { fields } = change;
  for (const group of groups) {
    const own = fields.filter(({ name }) => group.includes(name));
    if (!own.some(({ hold }) => hold?.code === 'ref_missing')) continue;
    const hold = { code: 'group_invalid', reason: 'It moves with a group of which a reference leads nowhere.' };
    fields = fields.map((field) =>
      group.includes(field.name) && field.hold === undefined ? { ...field, hold } : field,
    );
  }
  return fields === change.fields ? change : holdWhole({ ...change, fields });
}

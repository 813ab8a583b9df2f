import type { Change } from '../model/generated/plan.ts';
import type { PlannedChange } from '../model/record.ts';

/**
 * A change computed from live data in the form in which it was reviewed: a field that was held then is not written, whatever holds now, and
 * an approval that came after the review is not used. What is sent, journalled and audited is what somebody has seen.
 */
export function asReviewed(planned: PlannedChange, reviewed: Change): PlannedChange {
  const holds = new Map(reviewed.fields.map(({ name, hold }) => [name, hold] as const));
  const { approved: _approved, ...rest } = planned.change;
  const fields = planned.change.fields.map(({ hold: _hold, ...field }) => {
    const hold = holds.get(field.name);
    return hold === undefined ? field : { ...field, hold };
  });
  const change: Change = {
    ...rest,
    fields,
    ...(reviewed.approved === undefined ? {} : { approved: reviewed.approved }),
  };
  const isReleased = (name: string) => holds.get(name) === undefined;
  const written = new Map([...planned.written].filter(([name]) => isReleased(name)));
  const natives = new Set([...written.values()].map(({ at }) => at));
  return {
    ...planned,
    change,
    written,
    values: new Map([...planned.values].filter(([at]) => natives.has(at))),
    awaits: planned.awaits.filter(({ name }) => isReleased(name)),
  };
}

import type { Change, FieldChange, Hold } from '../model/generated/plan.ts';
import type { PlannedChange } from '../model/record.ts';
import { planKeyText } from '../model/plan-key.ts';
import { holdWhole } from './holds.ts';
import { orderByNeeds, recordAddress } from './order.ts';

/** Gives a second change for the fields of `planned` that cannot be set while it is created. */
export type SecondStep = (planned: PlannedChange, names: ReadonlySet<string>) => PlannedChange;

/** Removes fields from a change and gives it a fitting digest. */
export type WithoutFields = (planned: PlannedChange, names: ReadonlySet<string>) => PlannedChange;

/** How references are settled; the two functions keep digests right. */
export interface ReferenceOptions {
  readonly secondStep: SecondStep;
  readonly withoutFields: WithoutFields;
  /** The change as people and earlier runs left it. */
  readonly standing: (planned: PlannedChange) => PlannedChange;
}

/**
 * Settles references to records that do not exist yet: known after the change that creates them; in two steps where they form a circle;
 * blocked where their creation waits itself. Where nothing creates them, an update holds the field and a create waits as a whole: no
 * record is born with an empty reference that its owner has filled.
 */
export function settleReferences(changes: readonly PlannedChange[], options: ReferenceOptions): PlannedChange[] {
  const creates = new Map<string, PlannedChange>();
  for (const planned of changes) {
    if (planned.change.action === 'create') creates.set(addressOf(planned), planned);
  }
  const cut = cutCircles(creates);
  const settled: PlannedChange[] = [];
  for (const planned of changes) {
    const names = cut.get(planned);
    if (names === undefined) {
      settled.push(withNeeds(planned, creates));
      continue;
    }
    settled.push(withNeeds(options.withoutFields(planned, names), creates));
    settled.push(withNeeds(options.secondStep(planned, names), creates));
  }
  return blockChildren(settled.map(options.standing));
}

function addressOf(planned: PlannedChange): string {
  return recordAddress(planned.change.entity, planned.change.system, planned.matched.key);
}

/** Which fields of which creates close a circle; depth first in the given order, so the cut is the same every time. */
function cutCircles(creates: ReadonlyMap<string, PlannedChange>): ReadonlyMap<PlannedChange, ReadonlySet<string>> {
  const cut = new Map<PlannedChange, Set<string>>();
  const state = new Map<PlannedChange, 'open' | 'done'>();
  for (const root of creates.values()) {
    if (state.has(root)) continue;
    const stack: { planned: PlannedChange; next: number }[] = [{ planned: root, next: 0 }];
    state.set(root, 'open');
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top === undefined) break;
      // Held or not: what a person looks at is what is written after a yes.
      const need = top.planned.whole.awaits[top.next];
      top.next += 1;
      if (need === undefined) {
        state.set(top.planned, 'done');
        stack.pop();
        continue;
      }
      const target = creates.get(recordAddress(need.entity, top.planned.change.system, need.key));
      if (target === undefined) continue;
      if (state.get(target) === 'open') cut.set(top.planned, (cut.get(top.planned) ?? new Set()).add(need.name));
      if (!state.has(target)) {
        state.set(target, 'open');
        stack.push({ planned: target, next: 0 });
      }
    }
  }
  return cut;
}

function withNeeds(planned: PlannedChange, creates: ReadonlyMap<string, PlannedChange>): PlannedChange {
  if (planned.whole.awaits.length === 0) return planned;
  const after = new Set(planned.change.after);
  const known = new Map<string, string>();
  const lost = new Set<string>();
  for (const need of planned.whole.awaits) {
    const target = creates.get(recordAddress(need.entity, planned.change.system, need.key));
    if (target === undefined) {
      lost.add(need.name);
      continue;
    }
    known.set(need.name, target.change.id);
    after.add(target.change.id);
  }
  const isCreate = planned.change.action === 'create';
  const fields = planned.change.fields.map((field) => withReference(field, known, isCreate ? new Set() : lost));
  const blocked = planned.change.blocked ?? (isCreate ? lostParent(lost) : null);
  const change: Change = { ...planned.change, fields, after: [...after].sort(), blocked };
  return holdIfAllHeld({ ...planned, change });
}

/** The record pointed at is not named: its key may be classified. */
function lostParent(lost: ReadonlySet<string>): Hold | null {
  if (lost.size === 0) return null;
  const names = [...lost].sort().join(', ');
  return {
    code: 'parent',
    reason: `It waits for what ${names} points at: that does not exist in this system, and nothing creates it.`,
  };
}

function withReference(field: FieldChange, known: ReadonlyMap<string, string>, lost: ReadonlySet<string>): FieldChange {
  const id = known.get(field.name);
  if (id !== undefined) return { ...field, known_after: id };
  if (!lost.has(field.name)) return field;
  return {
    ...field,
    hold: {
      code: 'ref_missing',
      reason: 'The record that it points at does not exist in this system, and nothing creates it.',
    },
  };
}

function holdIfAllHeld(planned: PlannedChange): PlannedChange {
  return planned.change.holds.length > 0 ? planned : { ...planned, change: holdWhole(planned.change) };
}

/** A change whose need is held or blocked is blocked, and names it. Each change is looked at after those that it needs. */
function blockChildren(changes: readonly PlannedChange[]): PlannedChange[] {
  const stopped = new Map<string, Change>();
  const reasons = new Map<string, Hold>();
  for (const { change } of orderByNeeds(changes)) {
    const need = change.after.map((id) => stopped.get(id)).find((found) => found !== undefined);
    if (need !== undefined) reasons.set(change.id, parentHold(need));
    if (change.holds.length > 0 || change.blocked !== null || need !== undefined) stopped.set(change.id, change);
  }
  return changes.map((planned) => {
    const reason = planned.change.blocked ?? reasons.get(planned.change.id) ?? null;
    return reason === planned.change.blocked ? planned : { ...planned, change: { ...planned.change, blocked: reason } };
  });
}

function parentHold({ entity, key }: Change): Hold {
  return { code: 'parent', reason: `It waits for ${entity} ${planKeyText(key)}, which cannot be written yet.` };
}

import type { PlannedChange } from '../model/record.ts';
import type { ChangeOutcome } from './apply-context.ts';

/** The next changes to send together. */
export interface NextBatch {
  readonly batch: readonly PlannedChange[];
  /** Changes whose need was not applied: they cannot go at all. */
  readonly unready: readonly PlannedChange[];
  readonly remaining: readonly PlannedChange[];
}

/** Takes changes of one kind, entity and system from the front, up to `size`; a change never shares a batch with one that it needs, or that has its record. */
export function nextBatch(
  rest: readonly PlannedChange[],
  outcomes: ReadonlyMap<string, ChangeOutcome>,
  size: number,
): NextBatch {
  const batch: PlannedChange[] = [];
  const unready: PlannedChange[] = [];
  const pending = new Set(rest.map(({ change }) => change.id));
  let taken = 0;
  for (const planned of rest) {
    if (planned.change.after.some((id) => isLost(id, outcomes, pending, unready))) {
      unready.push(planned);
      pending.delete(planned.change.id);
    } else {
      const isWaiting = planned.change.after.some((id) => pending.has(id));
      const [first] = batch;
      if (batch.length >= size || isWaiting || (first !== undefined && !isAlike(first, planned))) break;
      batch.push(planned);
    }
    taken += 1;
  }
  return { batch, unready, remaining: rest.slice(taken) };
}

function isLost(
  id: string,
  outcomes: ReadonlyMap<string, ChangeOutcome>,
  pending: ReadonlySet<string>,
  unready: readonly PlannedChange[],
): boolean {
  if (unready.some(({ change }) => change.id === id)) return true;
  const outcome = outcomes.get(id)?.outcome;
  if (outcome === undefined) return !pending.has(id);
  return outcome !== 'applied' && outcome !== 'applied_differently';
}

function isAlike(a: PlannedChange, b: PlannedChange): boolean {
  return (
    a.change.action === b.change.action &&
    a.change.entity === b.change.entity &&
    a.change.system === b.change.system &&
    (a.change.situation === 'second step') === (b.change.situation === 'second step')
  );
}

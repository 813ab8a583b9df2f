import type { Outcome } from '../model/journal.ts';
import type { PlannedChange } from '../model/record.ts';
import type { ChangeOutcome } from './apply-context.ts';

/** The next changes to send together. */
export interface NextBatch {
  readonly batch: readonly PlannedChange[];
  /** Changes whose need was not applied: they cannot go at all. */
  readonly unready: readonly PlannedChange[];
  readonly remaining: readonly PlannedChange[];
}

/** Takes changes of one kind, entity and system from the front, up to `size`; a change never shares a batch with one that it needs. */
export function nextBatch(
  rest: readonly PlannedChange[],
  outcomes: ReadonlyMap<string, ChangeOutcome>,
  size: number,
): NextBatch {
  const batch: PlannedChange[] = [];
  const unready = new Map<string, PlannedChange>();
  let all: ReadonlySet<string> | null = null;
  const isPending = (id: string): boolean => {
    all ??= new Set(rest.map(({ change }) => change.id));
    return all.has(id) && !unready.has(id);
  };
  let taken = 0;
  for (const planned of rest) {
    const { after, id } = planned.change;
    if (after.some((need) => unready.has(need) || isLost(outcomes.get(need)?.outcome, () => isPending(need)))) {
      unready.set(id, planned);
    } else {
      const [first] = batch;
      if (batch.length >= size || after.some(isPending) || (first !== undefined && !isAlike(first, planned))) break;
      batch.push(planned);
    }
    taken += 1;
  }
  return { batch, unready: [...unready.values()], remaining: rest.slice(taken) };
}

/** A need is lost when it was not applied, or is not part of this run at all. */
function isLost(outcome: Outcome | undefined, isPending: () => boolean): boolean {
  if (outcome === undefined) return !isPending();
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

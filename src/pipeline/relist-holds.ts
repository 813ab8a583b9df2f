import type { ChangeOutcome } from '../apply/apply-context.ts';
import type { PlannedChange } from '../model/record.ts';
import { ConcordatError } from '../model/error.ts';
import { loadMemory } from './open-run.ts';
import { recompute, type RecomputeContext } from './recompute.ts';
import type { StateReader } from '../model/state.ts';

/**
 * What still waits of changes that were written in part: their other fields are another change now, with a digest of its own, and that
 * is what a person can approve. Read again record by record; nothing of it is written in this run.
 */
export async function remainingHolds(
  context: RecomputeContext,
  state: StateReader,
  fresh: readonly PlannedChange[],
  outcomes: readonly ChangeOutcome[],
): Promise<readonly PlannedChange[]> {
  const written = new Set(outcomes.filter(({ outcome }) => outcome === 'applied').map(({ change }) => change.id));
  const partly = fresh.filter((planned) => isPartlyHeld(planned) && written.has(planned.change.id));
  if (partly.length === 0) return [];
  // The run is over: neither Ctrl-C nor a system that is gone by now takes its report away.
  const signal = new AbortController().signal;
  const run = { ...context.run, signal, memory: await loadMemory(context.run.manifest, state) };
  const remaining: PlannedChange[] = [];
  for (const group of groupsOf(partly)) {
    const asUpdates = group.map((planned) => ({
      ...planned,
      change: { ...planned.change, action: 'update' as const },
    }));
    const found = await attempt({ ...context, run, cutFields: new Map() }, asUpdates);
    remaining.push(...[...found.values()].map(({ planned }) => planned));
  }
  return remaining;
}

/** What cannot be read now is listed by the next run. */
async function attempt(context: RecomputeContext, changes: readonly PlannedChange[]): ReturnType<typeof recompute> {
  try {
    return await recompute(context, changes);
  } catch (error) {
    if (error instanceof ConcordatError) return new Map();
    throw error;
  }
}

/** True for a change that goes without some of its fields. */
export function isPartlyHeld({ change }: PlannedChange): boolean {
  return change.holds.length === 0 && change.blocked === null && change.fields.some(({ hold }) => hold !== undefined);
}

/** Recomputing takes changes of one entity and one system at a time. */
function groupsOf(changes: readonly PlannedChange[]): readonly (readonly PlannedChange[])[] {
  const groups = new Map<string, PlannedChange[]>();
  for (const planned of changes) {
    const address = `${planned.change.entity}\u0000${planned.change.system}`;
    groups.set(address, [...(groups.get(address) ?? []), planned]);
  }
  return [...groups.values()];
}

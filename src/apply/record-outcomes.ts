import type { ApplyContext, ChangeOutcome } from './apply-context.ts';
import { followUp } from './follow-up.ts';
import { journalOf } from './journal-entries.ts';

/** Makes outcomes of changes that were not sent durable, together with what follows from them. */
export async function recordOutcomes(context: ApplyContext, outcomes: readonly ChangeOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await context.store.commit(context.lease.current, {
    journal: outcomes.map((outcome) => journalOf(context, outcome)),
    ...followUp(context, outcomes),
  });
}

import type { JournalEntry } from '../model/journal.ts';
import type { Lease, StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';

/**
 * Closes the intents that a stopped run left without an outcome. Nothing is sent again: whether such a write landed shows in the reads of
 * this run, which compare every record anew; the journal says `unknown`, settled by reading.
 */
export async function settleIntents(store: StateStore, lease: Lease, runId: string, world: World): Promise<number> {
  const open = await store.openIntents();
  if (open.length === 0) return 0;
  const journal = open.map((intent): JournalEntry => {
    const { seq: _seq, ...entry } = intent;
    return {
      ...entry,
      at: world.now(),
      kind: 'outcome',
      outcome: 'unknown',
      code: 'RUN_STOPPED',
      detail: { settled_by: runId },
    };
  });
  await store.commit(lease, { journal });
  return open.length;
}

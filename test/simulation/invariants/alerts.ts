import type { Alert, Discrepancy } from '../../../src/model/discrepancy.ts';
import type { JournalEntry } from '../../../src/model/journal.ts';
import type { Invariant, Watch } from '../watch.ts';

const FAILED: ReadonlySet<string | null> = new Set([
  'rejected',
  'failed',
  'unknown',
  'conflict',
  'applied_differently',
]);

/** What the read or the open intent tells of already. */
const TOLD_ELSEWHERE: ReadonlySet<string | null> = new Set(['READ_INCOMPLETE', 'INTENT_OPEN']);

/** Every failure has exactly one open alert, from the end of the run that met it until it is over. */
export function alerted(watch: Watch): Invariant {
  const balance = new Map<string, number>();
  const outcomes = new Map<string, JournalEntry>();
  return {
    onCommit({ commit }) {
      for (const { kind, body } of commit.documents ?? []) {
        if (kind !== 'alert') continue;
        const { discrepancy, state } = body as unknown as Alert;
        const step = state === 'open' ? 1 : state === 'resolved' ? -1 : 0;
        balance.set(discrepancy, (balance.get(discrepancy) ?? 0) + step);
      }
      for (const { kind, body } of commit.documents ?? []) {
        if (kind !== 'discrepancy') continue;
        const { id, state, code } = body as unknown as Discrepancy;
        const open = balance.get(id) ?? 0;
        const wanted = state === 'resolved' ? 0 : 1;
        if (open !== wanted)
          watch.violate('alert', `discrepancy ${id} (${code}) is ${state} and has ${open} open alerts`);
      }
      for (const entry of commit.journal ?? []) {
        if (entry.kind === 'outcome') outcomes.set(`${entry.run} ${entry.change ?? ''}`, entry);
        if (entry.kind === 'run-end') checkRun(watch, entry.run, [...outcomes.values()]);
      }
    },
  };
}

function checkRun(watch: Watch, run: string, outcomes: readonly JournalEntry[]): void {
  const open = new Set(
    [...watch.state.documents]
      .filter(([address]) => address.startsWith('discrepancy\u0000'))
      .map(([, text]) => JSON.parse(text) as Discrepancy)
      .filter(({ state }) => state !== 'resolved')
      .map(({ entity, system, key }) => `${entity} ${system} ${key ?? ''}`),
  );
  for (const entry of outcomes) {
    if (entry.run !== run || !FAILED.has(entry.outcome) || TOLD_ELSEWHERE.has(entry.code)) continue;
    const address = `${entry.entity ?? ''} ${entry.system ?? ''} ${entry.key ?? ''}`;
    if (!open.has(address))
      watch.violate(
        'alert',
        `${run} ${entry.change ?? ''} is ${entry.outcome ?? ''} (${entry.code ?? ''}), and no discrepancy is open`,
      );
  }
}

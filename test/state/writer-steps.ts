import type { JournalEntry } from '../../src/model/journal.ts';
import type { StateCommit } from '../../src/model/state.ts';
import { leafOf } from './audit-leaves.ts';

/** The commit with this number: it touches every kind of row, some of them again and again. */
export function stepOf(number: number): StateCommit {
  const change = `c${number}`;
  const link = { entity: 'customer', system: 'erp', record: `r${number}`, key: `C-${number}` };
  return {
    links: Array.from({ length: 20 }, (_, i) => ({ ...link, nativeId: `${(number * 7 + i) % 500}` })),
    unlinks: [{ ...link, nativeId: `${(number * 11) % 500}` }],
    journal: [entryOf(change)],
    documents: [{ kind: 'run', id: 'last', body: { number, filler: 'x'.repeat((number * 37) % 3_000) } }],
    audit: [leafOf({ change })],
  };
}

function entryOf(change: string): JournalEntry {
  return {
    run: 'run',
    at: '2026-11-22T12:00:00.000Z',
    kind: 'intent',
    plan: null,
    change,
    digest: null,
    entity: 'customer',
    system: 'erp',
    resource: 'customers',
    nativeId: '7',
    key: 'C-1',
    action: 'update',
    outcome: null,
    code: null,
    detail: { filler: 'y'.repeat(500) },
  };
}

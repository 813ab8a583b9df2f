import type { JournalEntry } from '../model/journal.ts';
import type { JournalQuery } from '../model/state.ts';
import type { Json } from '../model/value.ts';

/** Columns of the journal after `seq`, in the order of journalRow. The same in both databases. */
export const JOURNAL_COLUMNS = [
  'run',
  'at',
  'kind',
  'plan',
  'change',
  'digest',
  'entity',
  'system',
  'resource',
  'native_id',
  'key',
  'action',
  'outcome',
  'code',
  'detail',
] as const;

/** A stored journal row: every column is text or null; `seq` is the store's number. */
export type JournalRow = { readonly seq: number } & Readonly<Record<(typeof JOURNAL_COLUMNS)[number], string | null>>;

/** One journal entry as column values. */
export function journalRow(entry: JournalEntry): readonly (string | null)[] {
  return [
    entry.run,
    entry.at,
    entry.kind,
    entry.plan,
    entry.change,
    entry.digest,
    entry.entity,
    entry.system,
    entry.resource,
    entry.nativeId,
    entry.key,
    entry.action,
    entry.outcome,
    entry.code,
    JSON.stringify(entry.detail),
  ];
}

/** Columns that a query asks for, with the value of each. */
export function wantedColumns(query: JournalQuery) {
  return (['run', 'entity', 'key'] as const).flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [{ name, value }];
  });
}

/** A stored row as an entry. */
export function journalEntry(row: JournalRow): JournalEntry {
  return {
    seq: row.seq,
    run: row.run ?? '',
    at: row.at ?? '',
    kind: row.kind as JournalEntry['kind'],
    plan: row.plan,
    change: row.change,
    digest: row.digest,
    entity: row.entity,
    system: row.system,
    resource: row.resource,
    nativeId: row.native_id,
    key: row.key,
    action: row.action,
    outcome: row.outcome as JournalEntry['outcome'],
    code: row.code,
    detail: JSON.parse(row.detail ?? 'null') as Json,
  };
}

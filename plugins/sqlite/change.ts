import type { DatabaseSync } from 'node:sqlite';
import {
  applied,
  conflict,
  isNothing,
  rejected,
  type NativeRecord,
  type NativeValue,
  type OutcomeCode,
  type WriteChange,
  type WriteOutcome,
} from 'concordat/connector';
import type { Filter } from './filter.ts';
import { rejection } from './outcome.ts';
import { quoted, type Table } from './schema.ts';
import { recordBytes, toKeyText, toNative, toSql, versionOf, type SqlValue } from './value.ts';
import { seenVersion, tokenOf, type SeenVersion } from './version.ts';

type Row = readonly SqlValue[];

/** Writes one guarded change inside the open transaction, in a savepoint of its own. */
export function applyChange(
  database: DatabaseSync,
  table: Table,
  id: readonly string[],
  change: WriteChange,
): WriteOutcome {
  const problem = problemOf(table, change);
  if (problem !== null) return rejected(change.id, problem.code, problem.detail);
  database.exec('savepoint change');
  try {
    const outcome =
      change.action === 'create' ? create(database, table, id, change) : edit(database, table, id, change);
    database.exec(outcome.status === 'applied' ? 'release change' : 'rollback to change; release change');
    return outcome;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback to change; release change');
    return rejection(change.id, error);
  }
}

function problemOf(
  table: Table,
  { values, action }: WriteChange,
): { readonly code: OutcomeCode<'rejected'>; readonly detail: string } | null {
  if (!table.isTable) return { code: 'NOT_WRITABLE', detail: table.name };
  for (const [name, value] of values) {
    const column = table.columns.get(name);
    if (column === undefined) return { code: 'CONNECTOR_UNKNOWN_FIELD', detail: name };
    if (column.isGenerated) return { code: 'READ_ONLY_FIELD', detail: name };
    const bound = toSql(value, column.kind);
    if (!bound.ok) return { code: bound.code, detail: name };
  }
  return action === 'update' && values.size === 0 ? { code: 'NOTHING_TO_WRITE', detail: table.name } : null;
}

function create(database: DatabaseSync, table: Table, id: readonly string[], change: WriteChange): WriteOutcome {
  const names = [...change.values.keys()];
  const places = names.map(() => '?').join(', ');
  const what = names.length === 0 ? 'default values' : `(${names.map(quoted).join(', ')}) values (${places})`;
  const [row] = run(
    database,
    `insert into ${quoted(table.name)} ${what} returning ${id.map(quoted).join(', ')}`,
    bind(table, change.values),
  );
  if (row === undefined || row.includes(null)) return rejected(change.id, 'NO_ID');
  return applied(change.id, row.map(toKeyText));
}

/** Update or delete: one statement that compares the stored value and type of every column that was read. */
function edit(database: DatabaseSync, table: Table, id: readonly string[], change: WriteChange): WriteOutcome {
  const { before, nativeId } = change;
  if (before === null || nativeId === null || change.version === null) return rejected(change.id, 'NO_GUARD');
  const seen = seenVersion(change.version);
  const fields = [...before.keys()];
  const columns = [...id, ...fields, ...(seen.column === null ? [] : [seen.column.at])];
  if (columns.some((name) => !table.columns.has(name))) return rejected(change.id, 'CONNECTOR_UNKNOWN_FIELD');
  const stored = readStored(database, table, columns, idFilter(table, id, nativeId));
  if (stored.length > 1) return rejected(change.id, 'AMBIGUOUS_ID');
  const [row] = stored;
  if (row === undefined || !isAsRead(table, row.slice(id.length), before, seen)) return conflict(change.id);
  const guard = columns
    .map((name) => `${quoted(name)} collate binary is ? and typeof(${quoted(name)}) = ?`)
    .join(' and ');
  const guardValues = row.flatMap((value) => [value, storageClass(value)]);
  const from = quoted(table.name);
  const returned = id.map(quoted).join(', ');
  if (change.action === 'delete') {
    const gone = run(database, `delete from ${from} where ${guard} returning ${returned}`, guardValues);
    return gone.length === 1 ? applied(change.id, nativeId) : conflict(change.id);
  }
  const sets = [...[...change.values.keys()].map((name) => `${quoted(name)} = ?`), ...countUp(change, seen)].join(', ');
  const values = [...bind(table, change.values), ...guardValues];
  const [written] = run(database, `update ${from} set ${sets} where ${guard} returning ${returned}`, values);
  return written === undefined ? conflict(change.id) : applied(change.id, written.map(toKeyText));
}

/** The version column moves with the change where the manifest says that its writers count it up. */
function countUp({ values }: WriteChange, { column }: SeenVersion): readonly string[] {
  if (column?.increment !== true || values.has(column.at)) return [];
  return [`${quoted(column.at)} = coalesce(${quoted(column.at)}, 0) + 1`];
}

function readStored(database: DatabaseSync, table: Table, names: readonly string[], filter: Filter): readonly Row[] {
  return run(
    database,
    `select ${names.map(quoted).join(', ')} from ${quoted(table.name)}${filter.sql} limit 2`,
    filter.values,
  );
}

function idFilter(table: Table, id: readonly string[], nativeId: readonly string[]): Filter {
  return { sql: ` where ${id.map((name) => `${idText(table, name)} = ?`).join(' and ')}`, values: nativeId };
}

/** Id columns are compared by their text form; a column with a declared type converts the text itself, which keeps its index. */
function idText(table: Table, name: string): string {
  const affinity = table.columns.get(name)?.affinity;
  return affinity === 'blob' ? `cast(${quoted(name)} as text)` : `${quoted(name)} collate binary`;
}

function isAsRead(table: Table, stored: Row, before: NativeRecord, seen: SeenVersion): boolean {
  if (versionOf(recordBytes(stored.slice(0, before.size))) !== seen.digest) return false;
  if (seen.column !== null && tokenOf(stored.at(-1) ?? null) !== seen.token) return false;
  return [...before].every(([name, value], index) => {
    const kind = table.columns.get(name)?.kind ?? 'text';
    return textOf(toNative(stored[index] ?? null, kind)) === textOf(value);
  });
}

function textOf(value: NativeValue): string {
  return isNothing(value) && value.nothing === 'empty' ? '""' : JSON.stringify(value);
}

function storageClass(value: SqlValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'bigint') return 'integer';
  return typeof value === 'number' ? 'real' : 'blob';
}

function bind(table: Table, values: NativeRecord): readonly SqlValue[] {
  return [...values].map(([name, value]) => {
    const bound = toSql(value, table.columns.get(name)?.kind ?? 'text');
    if (!bound.ok) throw new TypeError('Bug in concordat: a refused value reached the statement.');
    return bound.value;
  });
}

function run(database: DatabaseSync, sql: string, values: readonly SqlValue[]): readonly Row[] {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  return statement.all(...values) as unknown as readonly Row[];
}

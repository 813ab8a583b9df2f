import { parseVersion, type RecordVersion, type WriteChange } from 'concordat/connector';
import { type Place, type Table, type TableColumn, columnOf } from './catalog.ts';
import { quoteName } from './identifiers.ts';
import { encodeValue } from './kinds.ts';
import { columnText, digestSql, tokenSql } from './page.ts';
import { type Verdict, verdict } from './write-errors.ts';

/** One guarded statement; values are bound as text and cast by the server. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | null)[];
}

/** Where a batch goes. */
export interface Target {
  readonly table: Table;
  readonly place: Place;
  readonly id: readonly TableColumn[];
}

/** The statement of one change, or why there can be none. */
export function statementOf(change: WriteChange, target: Target): Statement | Verdict {
  const bound = new Binder();
  const set = encodeChange(change, target, bound);
  if (!Array.isArray(set)) return set;
  const returning = `returning ${target.id.map(columnText).join(', ')}`;
  if (change.action === 'create') return { sql: `${insertSql(target, set)} ${returning}`, values: bound.values };
  const guard = guardSql(change, target, bound);
  if (guard === null) return verdict('rejected', 'NO_GUARD', 'The change names no record, or no version of it.');
  if (change.action === 'delete')
    return { sql: `delete from ${target.table.sql} where ${guard} ${returning}`, values: bound.values };
  if (set.length === 0) return verdict('rejected', 'NOTHING_TO_WRITE', 'The change sets no field.');
  const assignments = [...set, ...countUp(change, target)].map(({ name, value }) => `${name} = ${value}`).join(', ');
  return { sql: `update ${target.table.sql} set ${assignments} where ${guard} ${returning}`, values: bound.values };
}

/** A column to set, quoted, and the SQL of its value. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
}

function encodeChange(change: WriteChange, { table, place }: Target, bound: Binder): Assignment[] | Verdict {
  const set: Assignment[] = [];
  for (const [name, value] of change.values) {
    const column = columnOf(table, name, place);
    const text = encodeValue(value, column.kind, column.item);
    if (text === undefined) return verdict('rejected', 'BAD_VALUE', 'A value has no form in this column.');
    set.push({ name: quoteName(name), value: bound.bind(text, column) });
  }
  return set;
}

function insertSql({ table }: Target, set: readonly Assignment[]): string {
  if (set.length === 0) return `insert into ${table.sql} default values`;
  return `insert into ${table.sql} (${set.map(({ name }) => name).join(', ')}) values (${set.map(({ value }) => value).join(', ')})`;
}

/** Id, version and the digest of everything that was read, compared in the statement that writes; null when something is missing. */
function guardSql(change: WriteChange, { table, place, id }: Target, bound: Binder): string | null {
  const version = parseVersion(change.version);
  const { nativeId, before } = change;
  if (nativeId === null || nativeId.length !== id.length || before === null || version === null) return null;
  const conditions = id.map(
    (column, index) => `${quoteName(column.name)} = ${bound.bind(nativeId[index] ?? null, column)}`,
  );
  const token = tokenOf(version, { table, place });
  if (token !== null) conditions.push(`${token} = ${bound.bindText(version.token)}`);
  const columns = [...before.keys()].map((name) => columnOf(table, name, place));
  conditions.push(`${digestSql(columns)} = ${bound.bindText(version.digest)}`);
  return conditions.join(' and ');
}

/** SQL of what a version's token is compared with: the column that the manifest names, else xmin; null for none of them. */
export function tokenOf({ column }: RecordVersion, { table, place }: Pick<Target, 'table' | 'place'>): string | null {
  if (column !== null) return tokenSql(columnOf(table, column.at, place));
  return table.hasXmin ? 'xmin::text' : null;
}

/** What an update sets besides its values: the version column, where the manifest says that its writers count it up. */
export function countUp(change: WriteChange, { table }: Target): readonly Assignment[] {
  const column = parseVersion(change.version)?.column;
  if (change.action !== 'update' || column?.increment !== true || change.values.has(column.at)) return [];
  const name = quoteName(column.at);
  return [{ name, value: `coalesce(${table.sql}.${name}, 0) + 1` }];
}

/** Collects values in the order of their places. */
class Binder {
  readonly values: (string | null)[] = [];

  bind(text: string | null, column: TableColumn): string {
    return `${this.bindText(text)}::${column.cast}`;
  }

  bindText(text: string | null): string {
    this.values.push(text);
    return `$${this.values.length}::text`;
  }
}

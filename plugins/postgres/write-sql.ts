import type { WriteChange } from 'concordat/connector';
import { type Place, type Table, type TableColumn, columnOf } from './catalog.ts';
import { quoteName } from './identifiers.ts';
import { encodeValue } from './kinds.ts';
import { columnText, digestSql } from './page.ts';
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
  const assignments = set.map(({ name, value }) => `${name} = ${value}`).join(', ');
  return { sql: `update ${target.table.sql} set ${assignments} where ${guard} ${returning}`, values: bound.values };
}

interface Assignment {
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
  const [token, digest] = change.version?.split(':') ?? [];
  const { nativeId, before } = change;
  if (
    nativeId === null ||
    nativeId.length !== id.length ||
    before === null ||
    token === undefined ||
    digest === undefined
  )
    return null;
  const conditions = id.map(
    (column, index) => `${quoteName(column.name)} = ${bound.bind(nativeId[index] ?? null, column)}`,
  );
  if (table.hasXmin) conditions.push(`xmin::text = ${bound.bindText(token)}`);
  const columns = [...before.keys()].map((name) => columnOf(table, name, place));
  conditions.push(`${digestSql(columns)} = ${bound.bindText(digest)}`);
  return conditions.join(' and ');
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

import type { DatabaseSync } from 'node:sqlite';
import type { NativeKind } from 'concordat/connector';
import { affinityOf, kindOf, scaleOf, type Affinity } from './column-kind.ts';

/** A table or view. */
export interface Table {
  readonly name: string;
  /** Only plain tables are written. */
  readonly isTable: boolean;
  readonly columns: ReadonlyMap<string, TableColumn>;
  /** Columns of the primary key in order. */
  readonly primaryKey: readonly string[];
  /** Columns of each key that holds for every record: no partial or computed ones, and none whose table replaces or ignores doubles. */
  readonly uniqueKeys: readonly (readonly string[])[];
}

/** One column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly declared: string;
  readonly affinity: Affinity;
  readonly kind: NativeKind;
  readonly scale: number | null;
  readonly isNullable: boolean;
  /** True for generated columns. */
  readonly isGenerated: boolean;
}

const ROWID: TableColumn = {
  name: 'rowid',
  declared: 'INTEGER',
  affinity: 'integer',
  kind: 'integer',
  scale: null,
  isNullable: false,
  isGenerated: false,
};

/** Names of the tables and views, sorted. */
export function listTables(database: DatabaseSync): readonly string[] {
  return tableList(database).map(({ name }) => name);
}

/** A table by its exact name, or null. A table with a rowid and no column of that name shows it as the column `rowid`. */
export function findTable(database: DatabaseSync, name: string): Table | null {
  const entry = tableList(database).find((candidate) => candidate.name === name);
  if (entry === undefined) return null;
  const rows = database.prepare('select * from pragma_table_xinfo(?)').all(name) as unknown as readonly XinfoRow[];
  const shown = rows.filter(({ hidden }) => hidden !== 1);
  const columns = new Map(shown.map((row) => [row.name, columnOf(row)] as const));
  const hasRowid = entry.type === 'table' && entry.wr === 0 && !shown.some((row) => row.name.toLowerCase() === 'rowid');
  const keyed = shown.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  return {
    name,
    isTable: entry.type === 'table',
    columns: hasRowid ? new Map([...columns, ['rowid', ROWID]]) : columns,
    primaryKey: keyed.length === 0 && hasRowid ? ['rowid'] : keyed.map((row) => row.name),
    uniqueKeys: uniqueKeysOf(
      database,
      name,
      keyed.map((row) => row.name),
    ),
  };
}

/** `on conflict replace` and `ignore` make a unique key that refuses nothing; the catalog keeps them in the table's text alone. */
function uniqueKeysOf(
  database: DatabaseSync,
  table: string,
  primaryKey: readonly string[],
): readonly (readonly string[])[] {
  const { sql } = (database.prepare("select sql from sqlite_schema where type = 'table' and name = ?").get(table) ?? {
    sql: null,
  }) as { readonly sql: string | null };
  if (sql === null || /\bon\s+conflict\s+(replace|ignore)\b/i.test(sql)) return [];
  const indexes = database
    .prepare('select name, origin from pragma_index_list(?) where "unique" = 1 and partial = 0 order by seq desc')
    .all(table) as unknown as readonly { readonly name: string; readonly origin: string }[];
  const keys = indexes
    .filter(({ origin }) => origin !== 'pk')
    .map(({ name }) => database.prepare('select name from pragma_index_info(?) order by seqno').all(name))
    .map((rows) => rows.map((row) => row['name']))
    .filter((names) => names.every((name) => typeof name === 'string'));
  return primaryKey.length === 0 ? keys : [primaryKey, ...keys];
}

/** An identifier in double quotes. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

interface ListRow {
  readonly name: string;
  readonly type: string;
  /** 1 for WITHOUT ROWID. */
  readonly wr: number;
}

interface XinfoRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
  /** 1 hidden, 2 generated virtual, 3 generated stored. */
  readonly hidden: number;
}

function tableList(database: DatabaseSync): readonly ListRow[] {
  const rows = database
    .prepare(
      "select name, type, wr from pragma_table_list where schema = 'main' and type in ('table', 'view', 'virtual') order by name",
    )
    .all() as unknown as readonly ListRow[];
  return rows.filter(({ name }) => !name.startsWith('sqlite_'));
}

function columnOf({ name, type, notnull, pk, hidden }: XinfoRow): TableColumn {
  return {
    name,
    declared: type,
    affinity: affinityOf(type),
    kind: kindOf(type),
    scale: scaleOf(type),
    isNullable: notnull === 0 && pk === 0,
    isGenerated: hidden === 2 || hidden === 3,
  };
}

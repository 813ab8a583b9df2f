import { parseVersion, type WriteChange } from 'concordat/connector';
import { columnOf, type TableColumn } from './catalog.ts';
import { quoteName } from './identifiers.ts';
import { encodeValue } from './kinds.ts';
import { columnText, digestSql } from './page.ts';
import { type Assignment, countUp, type Target, tokenOf } from './write-sql.ts';

/** Changes of one form, that one statement can write: the same action, fields to set and fields to compare. */
export interface Group {
  readonly changes: readonly WriteChange[];
  /** Takes lists of texts, a list a place; returns each written change's number, from 1, and its id. */
  readonly sql: string;
  readonly values: readonly (readonly (string | null)[])[];
}

/**
 * One statement for changes of one form, each compared with its own version and digest in it; null when there can be none: something is
 * missing or has no form, the same record occurs twice, or a created record's id is the database's to make.
 */
export function groupOf(changes: readonly WriteChange[], target: Target): Group | null {
  const [first] = changes;
  if (first === undefined || changes.length === 1) return null;
  const sheet = new Sheet(changes);
  const set = [...first.values.keys()].map((name) => sheet.column(columnOf(target.table, name, target.place), name));
  const key = first.action === 'create' ? createdKey(sheet, target, first) : guard(sheet, target, first);
  if (key === null || !sheet.isComplete || !areDistinct(changes, target)) return null;
  const sql =
    first.action === 'create' ? insertSql(sheet, target, set) : editSql(first, { sheet, target, set, where: key });
  return sql === null ? null : { changes, sql, values: sheet.lists };
}

/** Changes by form, in their order. Updates that follow each other may change places; creates and deletes never do. */
export function byForm(changes: readonly WriteChange[]): readonly (readonly WriteChange[])[] {
  const groups: WriteChange[][] = [];
  let run = new Map<string, WriteChange[]>();
  let last = '';
  for (const change of changes) {
    const form = formOf(change);
    const isNewRun = change.action === 'update' ? !last.startsWith('["update"') : form !== last;
    if (isNewRun) run = new Map();
    const known = run.get(form);
    if (known === undefined) {
      const group = [change];
      run.set(form, group);
      groups.push(group);
    } else known.push(change);
    last = form;
  }
  return groups;
}

function formOf({ action, values, before, version }: WriteChange): string {
  const guard = parseVersion(version)?.column ?? null;
  return JSON.stringify([action, ...values.keys(), guard, ...(before?.keys() ?? [])]);
}

/** Names that no table of anybody's has. */
const SHEET = '"concordat sheet"';
const NUMBER = '"concordat number"';

function nameOf(place: number): string {
  return `"concordat ${place}"`;
}

/** Lists of texts, one a place of the statement, one text a change. */
class Sheet {
  readonly lists: (readonly (string | null)[])[] = [];
  isComplete = true;
  readonly #changes: readonly WriteChange[];

  constructor(changes: readonly WriteChange[]) {
    this.#changes = changes;
  }

  /** A field to set: its name, and where its value stands. */
  column(column: TableColumn, name: string): Assignment {
    const place = this.list((change) => encodeValue(change.values.get(name) ?? null, column.kind, column.item));
    return { name: quoteName(name), value: `${place}::${column.cast}` };
  }

  /** A list of texts; undefined ones make the sheet incomplete. */
  list(textOf: (change: WriteChange) => string | null | undefined): string {
    const texts = this.#changes.map(textOf);
    if (texts.includes(undefined)) this.isComplete = false;
    this.lists.push(texts.map((text) => text ?? null));
    return `${SHEET}.${nameOf(this.lists.length)}`;
  }

  get source(): string {
    const lists = this.lists.map((_, index) => `$${index + 1}::text[]`).join(', ');
    const names = this.lists.map((_, index) => nameOf(index + 1)).join(', ');
    return `unnest(${lists}) with ordinality ${SHEET} (${names}, ${NUMBER})`;
  }
}

/** Id, version and digest of each, compared in the statement that writes. */
function guard(sheet: Sheet, { table, place, id }: Target, { before, version }: WriteChange): string | null {
  if (before === null) return null;
  const conditions = id.map((column, index) => {
    const key = sheet.list(({ nativeId }) => (nativeId?.length === id.length ? nativeId[index] : undefined));
    return `${table.sql}.${quoteName(column.name)} = ${key}::${column.cast}`;
  });
  const parsed = parseVersion(version);
  const token = parsed === null ? null : tokenOf(parsed, { table, place });
  const [given, digest] = (['token', 'digest'] as const).map((part) =>
    sheet.list((change) => parseVersion(change.version)?.[part]),
  );
  if (token !== null) conditions.push(`${token} = ${given}`);
  conditions.push(`${digestSql([...before.keys()].map((name) => columnOf(table, name, place)))} = ${digest}`);
  return conditions.join(' and ');
}

/** The ids of created records are how their rows are known again: they have to be given, and texts as the database writes them. */
function createdKey(sheet: Sheet, { id }: Target, { values }: WriteChange): string | null {
  return id.length > 0 && id.every(({ name }) => values.has(name)) && sheet.isComplete ? '' : null;
}

function insertSql(sheet: Sheet, { table, id }: Target, set: readonly Assignment[]): string | null {
  if (set.length === 0) return null;
  const names = set.map(({ name }) => name).join(', ');
  const values = set.map(({ value }) => value).join(', ');
  const returning = ['0', ...id.map(columnText)].join(', ');
  return `insert into ${table.sql} (${names}) select ${values} from ${sheet.source} order by ${NUMBER} returning ${returning}`;
}

interface Edit {
  readonly sheet: Sheet;
  readonly target: Target;
  readonly set: readonly Assignment[];
  readonly where: string;
}

function editSql(change: WriteChange, { sheet, target, set, where }: Edit): string | null {
  const { table, id } = target;
  const returning = [`${NUMBER}::text`, ...id.map(columnText)].join(', ');
  if (change.action === 'delete')
    return `delete from ${table.sql} using ${sheet.source} where ${where} returning ${returning}`;
  if (set.length === 0) return null;
  const assignments = [...set, ...countUp(change, target)].map(({ name, value }) => `${name} = ${value}`).join(', ');
  return `update ${table.sql} set ${assignments} from ${sheet.source} where ${where} returning ${returning}`;
}

/** Two changes of one record are no one statement: which of them came first could not be said. */
function areDistinct(changes: readonly WriteChange[], { id }: Target): boolean {
  const keys = changes.map(({ action, nativeId, values }) =>
    JSON.stringify(action === 'create' ? id.map(({ name }) => values.get(name) ?? null) : nativeId),
  );
  return new Set(keys).size === changes.length;
}

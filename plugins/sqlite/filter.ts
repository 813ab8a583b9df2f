import { ConcordatError, type NativeValue, type ReadRequest } from 'concordat/connector';
import { quoted, type Table, type TableColumn } from './schema.ts';
import { toSql, type SqlValue } from './value.ts';

/** A WHERE clause with its values. */
export interface Filter {
  /** Empty, or begins with ` where `. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** The filter of a read: the manifest's `where` in parentheses, and the looked-up values. */
export function filterOf(table: Table, request: ReadRequest, system: string): Filter {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  if (request.where !== null) {
    if (!isOneCondition(request.where)) throw badFilter(system, request.resource);
    conditions.push(`(${request.where}\n)`);
  }
  if (request.lookup !== null) {
    const lookup = lookupFilter(table, request.lookup.by, request.lookup.values);
    conditions.push(`(${lookup.sql})`);
    values.push(...lookup.values);
  }
  return { sql: conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`, values };
}

/** CONNECTOR_BAD_FILTER, exit 1. SQLite's own text is not shown: it quotes the filter. */
export function badFilter(system: string, resource: string): ConcordatError {
  return new ConcordatError('CONNECTOR_BAD_FILTER', 'The `where` of the binding is not one valid SQLite condition.', {
    at: `${system}:${resource}`,
    advice: 'Check its quotes, its parentheses and its column names; it takes no parameters and no second statement.',
  });
}

/** Parentheses balance and never close more than they open; no statement end, no parameter. Comments and quoted text do not count. */
function isOneCondition(where: string): boolean {
  const code = where.replaceAll(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//g,
    ' ',
  );
  let depth = 0;
  for (const character of code) {
    if (';?:@$\'"`'.includes(character)) return false;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 && code.trim() !== '' && !code.includes('/*');
}

/** Null matches null. One list per statement, because SQLite limits the depth of an expression to 1,000. */
function lookupFilter(table: Table, by: readonly string[], wanted: readonly (readonly NativeValue[])[]): Filter {
  const columns = by.map((name) => table.columns.get(name)).filter((column) => column !== undefined);
  const tuples = wanted.flatMap((parts) =>
    combine(columns.map((column, index) => candidates(column, parts[index] ?? null))),
  );
  const full = distinct(tuples.filter((tuple) => !tuple.includes(null)));
  const partial = distinct(tuples.filter((tuple) => tuple.includes(null)));
  const conditions = ['0'];
  const values: SqlValue[] = [];
  if (full.length > 0) {
    const names = columns.map(({ name }) => `${quoted(name)} collate binary`);
    const left = names.length === 1 ? names[0] : `(${names.join(', ')})`;
    const place = columns.length === 1 ? '?' : `(${columns.map(() => '?').join(', ')})`;
    const list = full.map(() => place).join(', ');
    conditions.push(`${left} in (${columns.length === 1 ? list : `values ${list}`})`);
    values.push(...full.flat());
  }
  for (const tuple of partial) {
    conditions.push(`(${columns.map(({ name }) => `${quoted(name)} collate binary is ?`).join(' and ')})`);
    values.push(...tuple);
  }
  return { sql: conditions.join(' or '), values };
}

/** Stored values whose border form may be this one. A column with a declared type converts a text itself when comparing. */
function candidates(column: TableColumn, value: NativeValue): readonly SqlValue[] {
  const bound = toSql(value, column.kind);
  const values: SqlValue[] = bound.ok ? [bound.value] : [];
  if (typeof value !== 'string' || column.affinity === 'text') return values;
  if (!values.includes(value)) values.push(value);
  if (column.affinity !== 'blob') return values;
  if (/^-?[1-9]\d{0,18}$|^0$/.test(value) && BigInt(value) === BigInt.asIntN(64, BigInt(value)))
    values.push(BigInt(value));
  if (value.trim() !== '' && String(Number(value)) === value && !Number.isInteger(Number(value)))
    values.push(Number(value));
  const bytes = Buffer.from(value, 'base64');
  if (column.kind !== 'bytes' && bytes.toString('base64') === value) values.push(new Uint8Array(bytes));
  return values;
}

function combine(lists: readonly (readonly SqlValue[])[]): readonly (readonly SqlValue[])[] {
  return lists.reduce<readonly (readonly SqlValue[])[]>(
    (tuples, list) => tuples.flatMap((tuple) => list.map((value) => [...tuple, value])),
    [[]],
  );
}

function distinct(tuples: readonly (readonly SqlValue[])[]): readonly (readonly SqlValue[])[] {
  return [
    ...new Map(
      tuples.map((tuple) => [tuple.map((value) => `${typeof value}:${String(value)}`).join('\u0000'), tuple]),
    ).values(),
  ];
}

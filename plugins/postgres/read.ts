import type { NativeValue, ReadCertificate, ReadPage, ReadRequest, VersionColumn } from 'concordat/connector';
import { ConcordatError } from 'concordat/connector';
import { type Place, type Table, type TableColumn, addressOfPlace, columnOf, findTable } from './catalog.ts';
import { codeOf, systemError } from './errors.ts';
import { quoteName } from './identifiers.ts';
import { encodeValue } from './kinds.ts';
import { type RowLayout, columnText, guardOf, pageOf, selectList } from './page.ts';
import type { Row, Session, Sessions } from './session.ts';

/** Reads one resource in one snapshot: a scan through a cursor, in the order of the id, or a lookup. */
export async function* readPages(
  sessions: Sessions,
  system: string,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  const place = { system, resource: request.resource };
  const at = addressOfPlace(place);
  const { session, giveBack } = await sessions.take(at, signal);
  let isSound = false;
  try {
    await session.query('begin isolation level repeatable read read only');
    const reading = readingOf(await findTable(session, place), request, place);
    for await (const page of request.lookup === null
      ? scan(session, reading)
      : lookUp(session, reading, request.lookup)) {
      isSound = page.certificate !== null;
      yield page;
    }
  } catch (error) {
    isSound = false;
    signal.throwIfAborted();
    throw systemError(error, at);
  } finally {
    giveBack(isSound);
  }
}

interface Reading {
  readonly table: Table;
  readonly place: Place;
  readonly layout: RowLayout;
  readonly pageSize: number;
  /** The manifest's filter, in parentheses; null for none. */
  readonly where: string | null;
}

function readingOf(table: Table, request: ReadRequest, place: Place): Reading {
  const id = request.id.map((name) => columnOf(table, name, place));
  for (const column of id) if (!column.isReadable) throw idUnreadable(place);
  const fields = request.fields.map((name) => columnOf(table, name, place));
  const version =
    request.version === undefined
      ? null
      : { column: columnOf(table, request.version.at, place), named: checkedVersion(table, place, request.version) };
  const layout: RowLayout = { fields, id, hasXmin: table.hasXmin, version, guard: guardOf(table, version) };
  const where = request.where === null ? null : `(${request.where}\n)`;
  return { table, place, layout, where, pageSize: Math.max(1, request.pageSize) };
}

/** Only a readable column guards, and only a whole number can be counted up. */
function checkedVersion(table: Table, place: Place, version: VersionColumn): VersionColumn {
  const column = columnOf(table, version.at, place);
  if (column.isReadable && (!version.increment || (column.kind === 'integer' && !column.isGenerated))) return version;
  const why = column.isReadable ? 'cannot be counted up: it is no whole number' : 'may not be read by this login';
  throw new ConcordatError('SYSTEM_MISCONFIGURED', `The version column ${why}.`, {
    at: `${addressOfPlace(place)}.${version.at}`,
    advice: 'Name another column under `version` of the binding, or remove it: PostgreSQL has its own versions.',
  });
}

function idUnreadable(place: Place): ConcordatError {
  const advice = 'Run `concordat system check`: it names the missing GRANT.';
  return new ConcordatError('SYSTEM_DENIED', 'The login may not read the id of this resource.', {
    at: addressOfPlace(place),
    advice,
  });
}

/** Qualified: a bare name would mean the text of the select list, and order 10 before 9. */
function orderOf(table: Table, { name, isText }: TableColumn): string {
  return `${table.sql}.${quoteName(name)}${isText ? ' collate "C"' : ''}`;
}

/** While a page is being worked on, the next one is on its way. The last page is the first short one, maybe empty. */
async function* scan(session: Session, reading: Reading): AsyncGenerator<ReadPage> {
  const { table, layout, where, pageSize } = reading;
  const order = layout.id.map((column) => orderOf(table, column)).join(', ');
  const filter = where === null ? '' : ` where ${where}`;
  const ordered = order === '' ? '' : ` order by ${order}`;
  await session.query(
    `declare page_cursor no scroll cursor for select ${selectList(layout)} from ${table.sql}${filter}${ordered}`,
  );
  const fetchNext = (): Promise<readonly Row[]> =>
    session.query(`fetch forward ${pageSize} from page_cursor`).then(({ rows }) => rows);
  let count = 0;
  for (let rows = await fetchNext(); ;) {
    count += rows.length;
    if (rows.length < pageSize) {
      await session.query('commit');
      yield pageOf(layout, rows, certificateOf(table, count));
      return;
    }
    const next = fetchNext();
    next.catch(() => undefined); // seen when it is awaited, or nobody reads on
    yield pageOf(layout, rows, null);
    rows = await next;
  }
}

/** The end of a cursor within one snapshot proves that all was seen, unless policies hide records. */
function certificateOf(table: Table, count: number): ReadCertificate {
  const reason = table.isFiltered ? 'Row-level security hides records from this login.' : null;
  return { complete: reason === null, count, total: null, reason };
}

type Lookup = NonNullable<ReadRequest['lookup']>;

async function* lookUp(session: Session, reading: Reading, lookup: Lookup): AsyncGenerator<ReadPage> {
  const { table, layout, place, pageSize } = reading;
  const by = lookup.by.map((name) => columnOf(table, name, place));
  const keys = lookup.values.flatMap((values) => encodeKey(values, by));
  const rows = keys.length === 0 ? [] : await findRows(session, reading, { by, keys });
  await session.query('commit');
  const certificate = certificateOf(table, rows.length);
  for (let start = 0; start + pageSize < rows.length; start += pageSize)
    yield pageOf(layout, rows.slice(start, start + pageSize), null);
  yield pageOf(layout, rows.slice(Math.max(0, Math.ceil(rows.length / pageSize) - 1) * pageSize), certificate);
}

/** A key as texts; none for a key that holds a nothing, which equals no record. */
function encodeKey(values: readonly NativeValue[], by: readonly TableColumn[]): readonly (readonly string[])[] {
  const texts = by.map((column, index) => encodeValue(values[index] ?? null, column.kind, column.item));
  return texts.every((text) => typeof text === 'string') ? [texts] : [];
}

interface Wanted {
  readonly by: readonly TableColumn[];
  readonly keys: readonly (readonly string[])[];
}

/** Compares by the columns' types, with their indexes. A key that is no value of its type is found by comparing texts instead. */
async function findRows(session: Session, reading: Reading, wanted: Wanted): Promise<readonly Row[]> {
  await session.query('savepoint typed');
  try {
    return await selectRows(session, reading, wanted, true);
  } catch (error) {
    if (codeOf(error)?.startsWith('22') !== true) throw error;
    await session.query('rollback to savepoint typed');
    return selectRows(session, reading, wanted, false);
  }
}

async function selectRows(
  session: Session,
  reading: Reading,
  { by, keys }: Wanted,
  isTyped: boolean,
): Promise<readonly Row[]> {
  const { table, layout, where } = reading;
  const columns = by.map((column) => (isTyped ? quoteName(column.name) : columnText(column))).join(', ');
  const values = by.map((column, index) => (isTyped ? `u.c${index}::${column.cast}` : `u.c${index}`)).join(', ');
  const names = by.map((_, index) => `c${index}`).join(', ');
  const lists = by.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const filter = where === null ? '' : ` and ${where}`;
  const sql = `select ${selectList(layout)} from ${table.sql} where (${columns}) in (select ${values} from unnest(${lists}) u (${names}))${filter}`;
  const texts = by.map((_, index) => keys.map((key) => key[index]));
  return (await session.query(sql, texts)).rows;
}

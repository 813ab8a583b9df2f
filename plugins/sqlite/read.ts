import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import {
  ConcordatError,
  unknownField,
  unknownResource,
  type Column,
  type GuardInfo,
  type ReadCertificate,
  type ReadPage,
  type ReadRequest,
} from 'concordat/connector';
import { readError } from './errors.ts';
import { badFilter, filterOf, type Filter } from './filter.ts';
import { findTable, listTables, quoted, type Table, type TableColumn } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { recordBytes, toKeyText, toNative, type SqlValue } from './value.ts';
import { recordVersion } from './version.ts';

/** The guard of every table: the stored values of all columns read, compared in the statement that writes. */
export const VALUES_GUARD: GuardInfo = { kind: 'values', strength: 'strong' };

/** The same, with the column that the manifest names among them. */
const VERSION_GUARD: GuardInfo = { kind: 'version', strength: 'strong' };

/** The table of a read, with the columns it asks for; throws CONNECTOR_UNKNOWN_RESOURCE or CONNECTOR_UNKNOWN_FIELD. */
export function tableOf(database: DatabaseSync, system: string, resource: string, names: readonly string[]): Table {
  const table = findTable(database, resource);
  if (table === null) throw unknownResource(system, resource, listTables(database));
  const missing = names.find((name) => !table.columns.has(name));
  if (missing !== undefined) throw unknownField({ system, resource }, missing, [...table.columns.keys()]);
  return table;
}

/** Reads one resource in one transaction, page by page, each record once. */
export async function* readPages(
  snapshot: Snapshot,
  request: ReadRequest,
  system: string,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  const { database } = snapshot;
  const shown = (error: unknown): unknown => readError(system, request.resource, error);
  try {
    database.exec('begin');
    const table = tableOf(database, system, request.resource, [
      ...request.id,
      ...request.fields,
      ...(request.lookup?.by ?? []),
      ...versionColumns(request),
    ]);
    checkVersion(table, request, system);
    const filter = filterOf(table, request, system);
    const query = prepareQuery(database, table, { request, filter, system });
    const total = Number(
      (
        database.prepare(`select count(*) as n from ${quoted(table.name)}${filter.sql}`).get(...filter.values) as {
          n: number;
        }
      ).n,
    );
    yield* pagesOf({ snapshot, request, columns: columnsOf(table, request.fields), total }, query, signal);
  } catch (error) {
    throw shown(error);
  }
}

function versionColumns({ version }: ReadRequest): readonly string[] {
  return version === undefined ? [] : [version.at];
}

/** Only a whole number can be counted up. Throws SYSTEM_MISCONFIGURED. */
function checkVersion({ columns }: Table, { resource, version }: ReadRequest, system: string): void {
  const column = columns.get(version?.at ?? '');
  if (version?.increment !== true || (column?.kind === 'integer' && !column.isGenerated)) return;
  throw new ConcordatError('SYSTEM_MISCONFIGURED', 'The version column cannot be counted up: it is no whole number.', {
    at: `${system}:${resource}.${version.at}`,
    advice: 'Declare the column INTEGER, or remove `increment` where a trigger keeps it.',
  });
}

interface Reading {
  readonly snapshot: Snapshot;
  readonly request: ReadRequest;
  readonly columns: readonly Column[];
  readonly total: number;
}

type Row = readonly SqlValue[];

async function* pagesOf(reading: Reading, query: Iterator<Row>, signal: AbortSignal): AsyncGenerator<ReadPage> {
  const { request } = reading;
  const width = request.id.length;
  let count = 0;
  let isEveryIdThere = true;
  for (let next = query.next(); ;) {
    signal.throwIfAborted();
    const rows: Row[] = [];
    for (; next.done !== true && rows.length < request.pageSize; next = query.next()) {
      if (next.value.slice(0, width).includes(null)) isEveryIdThere = false;
      else rows.push(next.value);
    }
    count += rows.length;
    const isLast = next.done === true;
    yield pageOf(reading, rows, isLast ? certify(reading, count, isEveryIdThere) : null);
    if (isLast) return;
    await turn();
  }
}

function certify({ snapshot, total }: Reading, count: number, isEveryIdThere: boolean): ReadCertificate {
  if (!snapshot.isUnmoved())
    return { complete: false, count, total: null, reason: 'the database changed while it was read' };
  if (!isEveryIdThere) return { complete: false, count, total, reason: 'a record has no id' };
  return { complete: true, count, total, reason: null };
}

function pageOf({ request, columns }: Reading, rows: readonly Row[], certificate: ReadCertificate | null): ReadPage {
  const width = request.id.length;
  const row = (i: number): Row => {
    const found = rows[i];
    if (found === undefined) throw new RangeError('Bug in concordat: a page has no such record.');
    return found;
  };
  const bytes = (i: number): Uint8Array => recordBytes(row(i).slice(width, width + columns.length));
  return {
    columns,
    guard: request.version === undefined ? VALUES_GUARD : VERSION_GUARD,
    count: rows.length,
    key: (i) => row(i).slice(0, width).map(toKeyText),
    version: (i) => recordVersion(request.version, row(i).at(-1) ?? null, bytes(i)),
    bytes,
    decode: (i) =>
      new Map(columns.map(({ name, kind }, index) => [name, toNative(row(i)[width + index] ?? null, kind)])),
    certificate,
  };
}

function columnsOf(table: Table, fields: readonly string[]): readonly Column[] {
  return fields.map((name) => ({ name, kind: table.columns.get(name)?.kind ?? 'text' }));
}

function prepareQuery(
  database: DatabaseSync,
  table: Table,
  { request, filter, system }: { readonly request: ReadRequest; readonly filter: Filter; readonly system: string },
): Iterator<Row> {
  const names = [...request.id, ...request.fields, ...versionColumns(request)].map(quoted).join(', ');
  const order = request.id.map((name) => orderOf(table.columns.get(name))).join(', ');
  const sql = `select ${names} from ${quoted(table.name)}${filter.sql} order by ${order}`;
  try {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    return statement.iterate(...filter.values) as unknown as Iterator<Row>;
  } catch (error) {
    if (request.where !== null && (error as { errcode?: number }).errcode === 1)
      throw badFilter(system, request.resource);
    throw error;
  }
}

function orderOf(column: TableColumn | undefined): string {
  const name = quoted(column?.name ?? 'rowid');
  return column?.affinity === 'integer' ? name : `${name} collate binary`;
}

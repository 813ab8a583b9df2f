import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { JournalEntry } from '../model/journal.ts';
import type { AuditRecord } from '../model/audit.ts';
import type { Json } from '../model/value.ts';
import type {
  BaseEntry,
  CrosswalkLink,
  DocumentKind,
  JournalQuery,
  ReadMark,
  StateDocument,
  Tombstone,
} from '../model/state.ts';
import type { World } from '../model/world.ts';
import { type BaseRow, type Shape, baseEntry, parseShape } from './base-blob.ts';
import { type JournalRow, journalEntry, wantedColumns } from './journal-row.ts';
import { pagesOf } from './pages.ts';
import { COUNTED_TABLES, type RawReader, type StateFacts } from './raw-store.ts';
import { whileBusy } from './sqlite-open.ts';

/** An open state file. */
export interface SqliteFile {
  readonly path: string;
  readonly database: DatabaseSync;
  readonly world: World;
}

/** Rows per page: reads hold the file's lock for one page only, so that a plan over millions does not stop an apply. */
const PAGE_SIZE = 2_000;

/** The reading half over an open file. What one page returns is consistent; pages may straddle a commit. */
export function sqliteReader(file: SqliteFile): RawReader {
  return {
    lineage: async () =>
      (await all<{ id: string; serial: number }>(file, 'select lineage as id, serial from meta'))[0] ?? null,
    links: (entity) => readLinks(file, entity),
    base: (entity) => readBase(file, entity),
    reads: () => all<ReadMark>(file, 'select entity, system, count, filter, at from read_mark order by entity, system'),
    tombstones: (entity) => readTombstones(file, entity),
    journal: (query) => readJournal(file, query),
    documents: (kind, ids) => readDocuments(file, kind, ids),
    audit: (from) => readAudit(file, from ?? 1),
    facts: () => readFacts(file),
    openIntents: async () => (await all<JournalRow>(file, OPEN_INTENTS)).map(journalEntry),
    close: async () => {
      if (file.database.isOpen) file.database.close();
    },
  };
}

const OPEN_INTENTS = 'select journal.* from open_intent join journal using (seq) order by seq';

/** All rows of a statement. */
async function all<Row>(file: SqliteFile, sql: string, ...values: readonly SQLInputValue[]): Promise<readonly Row[]> {
  return whileBusy(file.path, file.world, () =>
    file.database
      .prepare(sql)
      .all(...values)
      .map((row) => ({ ...row }) as Row),
  );
}

/** Pages through rows of an entity by (system, last column of the key). */
function pagesOfEntity<Row extends { readonly system: string }>(
  file: SqliteFile,
  sql: string,
  { entity, idOf }: { readonly entity: string; readonly idOf: (row: Row) => string },
): AsyncGenerator<readonly Row[]> {
  return pagesOf({
    size: PAGE_SIZE,
    start: ['', ''],
    read: (after) => all<Row>(file, `${sql} limit ${PAGE_SIZE}`, entity, ...after),
    placeOf: (row) => [row.system, idOf(row)],
  });
}

const LINKS = `select entity, system, native_id as nativeId, record, key from link
  where entity = ?1 and (system, native_id) > (?2, ?3) order by system, native_id`;

async function* readLinks(file: SqliteFile, entity: string): AsyncGenerator<CrosswalkLink> {
  for await (const page of pagesOfEntity<CrosswalkLink>(file, LINKS, { entity, idOf: ({ nativeId }) => nativeId }))
    yield* page;
}

const TOMBSTONES = `select entity, system, native_id as nativeId, key, at from tombstone
  where entity = ?1 and (system, native_id) > (?2, ?3) order by system, native_id`;

async function* readTombstones(file: SqliteFile, entity: string): AsyncGenerator<Tombstone> {
  for await (const page of pagesOfEntity<Tombstone>(file, TOMBSTONES, { entity, idOf: ({ nativeId }) => nativeId }))
    yield* page;
}

const BASE = `select system, record, owner, replica, shape, vals from base
  where entity = ?1 and (system, record) > (?2, ?3) order by system, record`;

async function* readBase(file: SqliteFile, entity: string): AsyncGenerator<BaseEntry> {
  const shapes = new Map<number, Shape>();
  for await (const page of pagesOfEntity<BaseRow<number>>(file, BASE, { entity, idOf: ({ record }) => record }))
    for (const row of page) yield baseEntry(entity, row, await shapeOf(file, shapes, row.shape));
}

async function shapeOf(file: SqliteFile, shapes: Map<number, Shape>, id: number): Promise<Shape> {
  const known = shapes.get(id);
  if (known !== undefined) return known;
  const [row] = await all<{ content: string }>(file, 'select content from shape where id = ?', id);
  const shape = parseShape(row?.content ?? '[]');
  shapes.set(id, shape);
  return shape;
}

async function* readJournal(file: SqliteFile, query: JournalQuery): AsyncGenerator<JournalEntry> {
  const filter = journalFilter(query);
  const sql = `select * from journal where seq > ? ${filter.sql} order by seq limit ${PAGE_SIZE}`;
  const pages = pagesOf({
    size: PAGE_SIZE,
    start: query.last === undefined ? 0 : await seqBefore(file, filter, query.last),
    read: (after) => all<JournalRow>(file, sql, after, ...filter.values),
    placeOf: ({ seq }) => seq,
  });
  for await (const page of pages) yield* page.map(journalEntry);
}

interface Filter {
  readonly sql: string;
  readonly values: readonly string[];
}

function journalFilter(query: JournalQuery): Filter {
  const wanted = wantedColumns(query);
  return { sql: wanted.map(({ name }) => `and ${name} = ?`).join(' '), values: wanted.map(({ value }) => value) };
}

/** The number after which the newest `count` entries begin. */
async function seqBefore(file: SqliteFile, filter: Filter, count: number): Promise<number> {
  const sql = `select min(seq) as first from
    (select seq from journal where true ${filter.sql} order by seq desc limit ?)`;
  const [row] = await all<{ first: number | null }>(file, sql, ...filter.values, count);
  return row?.first === null || row === undefined ? Number.MAX_SAFE_INTEGER : row.first - 1;
}

interface LeaseRow {
  readonly holder: string | null;
  readonly fence: number;
  readonly expiresAt: string;
}

async function readFacts(file: SqliteFile): Promise<StateFacts> {
  const [layout] = await all<{ user_version: number }>(file, 'pragma user_version');
  const [lease] = await all<LeaseRow>(file, 'select holder, fence, expires_at as expiresAt from lease');
  const counts: [string, number][] = [];
  for (const table of COUNTED_TABLES) {
    const isThere = await hasTable(file, table);
    const [row] = isThere ? await all<{ count: number }>(file, `select count(*) as count from ${table}`) : [];
    counts.push([table, row?.count ?? 0]);
  }
  return {
    layout: layout?.user_version ?? 0,
    lease: lease === undefined || lease.holder === null ? null : { ...lease, holder: lease.holder },
    counts: Object.fromEntries(counts) as StateFacts['counts'],
  };
}

interface DocumentRow {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly body: string;
}

/** A state of layout 1, which no writer has opened since, has no documents and no audit chain. */
async function hasTable(file: SqliteFile, name: string): Promise<boolean> {
  return (await all(file, "select 1 from sqlite_schema where type = 'table' and name = ?", name)).length > 0;
}

async function* readDocuments(
  file: SqliteFile,
  kind: DocumentKind,
  ids: readonly string[] | undefined,
): AsyncGenerator<StateDocument> {
  if (!(await hasTable(file, 'document'))) return;
  if (ids !== undefined) {
    const sql =
      'select kind, id, body from document where kind = ?1 and id in (select value from json_each(?2)) order by id';
    yield* (await all<DocumentRow>(file, sql, kind, JSON.stringify(ids))).map(documentOf);
    return;
  }
  const sql = `select kind, id, body from document where kind = ?1 and id > ?2 order by id limit ${PAGE_SIZE}`;
  const read = (after: string) => all<DocumentRow>(file, sql, kind, after);
  for await (const page of pagesOf({ size: PAGE_SIZE, start: '', read, placeOf: ({ id }) => id }))
    yield* page.map(documentOf);
}

function documentOf({ kind, id, body }: DocumentRow): StateDocument {
  return { kind, id, body: JSON.parse(body) as Json };
}

async function* readAudit(file: SqliteFile, from: number): AsyncGenerator<AuditRecord> {
  if (!(await hasTable(file, 'audit'))) return;
  const sql = `select seq, leaf, prev, hash from audit where seq >= ? order by seq limit ${PAGE_SIZE}`;
  const read = (next: number) => all<AuditRecord>(file, sql, next);
  for await (const page of pagesOf({ size: PAGE_SIZE, start: from, read, placeOf: ({ seq }) => seq + 1 })) yield* page;
}

import type { AuditRecord } from '../model/audit.ts';
import type { JournalEntry } from '../model/journal.ts';
import type {
  BaseEntry,
  CrosswalkLink,
  DocumentKind,
  JournalQuery,
  ReadMark,
  StateDocument,
  Tombstone,
} from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { type BaseRow, type Shape, baseEntry, parseShape } from './base-blob.ts';
import { type JournalRow, journalEntry, wantedColumns } from './journal-row.ts';
import { pagesOf } from './pages.ts';
import { readFacts } from './postgres-facts.ts';
import { type StateDatabase, rowsOf } from './postgres-open.ts';
import type { RawReader } from './raw-store.ts';
import { STATE_VERSION } from './state-errors.ts';

/** Rows per page; each page is consistent in itself. */
const PAGE_SIZE = 5_000;

/** The reading half over an open database. */
export function postgresReader(state: StateDatabase): RawReader {
  return {
    lineage: () => readLineage(state),
    links: (entity) => readLinks(state, entity),
    base: (entity) => readBase(state, entity),
    reads: () => readMarks(state),
    tombstones: (entity) => readTombstones(state, entity),
    journal: (query) => readJournal(state, query),
    documents: (kind, ids) => readDocuments(state, kind, ids),
    audit: (from) => readAudit(state, from ?? 1),
    facts: () => readFacts(state),
    openIntents: async () => (await rowsOf<StoredRow>(state.pool, OPEN_INTENTS, [state.project])).map(entryOf),
    close: async () => {
      if (!state.pool.ended) await state.pool.end();
    },
  };
}

/** Numbers of eight bytes come as text. */
type StoredRow = Omit<JournalRow, 'seq'> & { readonly seq: string };

function entryOf(row: StoredRow): JournalEntry {
  return journalEntry({ ...row, seq: Number(row.seq) } as JournalRow);
}

const OPEN_INTENTS = `select j.* from concordat.open_intent o join concordat.journal j using (seq) where o.project = $1 order by seq`;

async function readLineage({
  pool,
  project,
}: StateDatabase): Promise<{ readonly id: string; readonly serial: number } | null> {
  const [row] = await rowsOf<{ id: string; serial: string }>(
    pool,
    'select lineage as id, serial from concordat.meta where project = $1',
    [project],
  );
  return row === undefined ? null : { id: row.id, serial: Number(row.serial) };
}

async function readMarks({ pool, project }: StateDatabase): Promise<readonly ReadMark[]> {
  const sql =
    'select entity, system, count::float8 as count, filter, at from concordat.read_mark where project = $1 order by entity, system';
  return rowsOf<ReadMark>(pool, sql, [project]);
}

/** Pages through rows of an entity by (system, last column of the key). */
function pagesOfEntity<Row extends { readonly system: string }>(
  { pool, project }: StateDatabase,
  sql: string,
  { entity, idOf }: { readonly entity: string; readonly idOf: (row: Row) => string },
): AsyncGenerator<readonly Row[]> {
  return pagesOf({
    size: PAGE_SIZE,
    start: ['', ''],
    read: (after) => rowsOf<Row>(pool, `${sql} limit ${PAGE_SIZE}`, [project, entity, ...after]),
    placeOf: (row) => [row.system, idOf(row)],
  });
}

const LINKS = `select entity, system, native_id as "nativeId", record, key from concordat.link
  where project = $1 and entity = $2 and (system, native_id) > ($3, $4) order by system, native_id`;

async function* readLinks(state: StateDatabase, entity: string): AsyncGenerator<CrosswalkLink> {
  for await (const page of pagesOfEntity<CrosswalkLink>(state, LINKS, { entity, idOf: ({ nativeId }) => nativeId }))
    yield* page;
}

const TOMBSTONES = `select entity, system, native_id as "nativeId", key, at from concordat.tombstone
  where project = $1 and entity = $2 and (system, native_id) > ($3, $4) order by system, native_id`;

async function* readTombstones(state: StateDatabase, entity: string): AsyncGenerator<Tombstone> {
  for await (const page of pagesOfEntity<Tombstone>(state, TOMBSTONES, { entity, idOf: ({ nativeId }) => nativeId }))
    yield* page;
}

const BASE = `select system, record, owner, replica, shape, vals from concordat.base
  where project = $1 and entity = $2 and (system, record) > ($3, $4) order by system, record`;

async function* readBase(state: StateDatabase, entity: string): AsyncGenerator<BaseEntry> {
  const shapes = new Map<string, Shape>();
  for await (const page of pagesOfEntity<BaseRow<string>>(state, BASE, { entity, idOf: ({ record }) => record })) {
    await loadShapes(state, shapes, page);
    for (const row of page) yield baseEntry(entity, row, shapes.get(row.shape) ?? []);
  }
}

async function loadShapes(
  { pool }: StateDatabase,
  shapes: Map<string, Shape>,
  page: readonly BaseRow<string>[],
): Promise<void> {
  const missing = [...new Set(page.map(({ shape }) => shape))].filter((id) => !shapes.has(id));
  if (missing.length === 0) return;
  const sql = 'select id, content from concordat.shape where id = any($1::bigint[])';
  for (const { id, content } of await rowsOf<{ id: string; content: string }>(pool, sql, [missing]))
    shapes.set(id, parseShape(content));
}

async function* readJournal(state: StateDatabase, query: JournalQuery): AsyncGenerator<JournalEntry> {
  const filter = journalFilter(state.project, query);
  const start = query.last === undefined ? '0' : await seqBefore(state, filter, query.last);
  if (start === null) return;
  const place = filter.values.length + 1;
  const sql = `select * from concordat.journal where ${filter.sql} and seq > $${place}::bigint order by seq limit ${PAGE_SIZE}`;
  const read = (after: string) => rowsOf<StoredRow>(state.pool, sql, [...filter.values, after]);
  for await (const page of pagesOf({ size: PAGE_SIZE, start, read, placeOf: ({ seq }) => seq }))
    yield* page.map(entryOf);
}

interface Filter {
  readonly sql: string;
  readonly values: readonly string[];
}

function journalFilter(project: string, query: JournalQuery): Filter {
  const wanted = wantedColumns(query);
  const sql = ['project = $1', ...wanted.map(({ name }, index) => `${name} = $${index + 2}`)].join(' and ');
  return { sql, values: [project, ...wanted.map(({ value }) => value)] };
}

/** The number after which the newest `count` entries begin; null when there are none. */
async function seqBefore({ pool }: StateDatabase, filter: Filter, count: number): Promise<string | null> {
  const sql = `select (min(seq) - 1)::text as before from
    (select seq from concordat.journal where ${filter.sql} order by seq desc limit $${filter.values.length + 1}) newest`;
  const [row] = await rowsOf<{ before: string | null }>(pool, sql, [...filter.values, count]);
  return row?.before ?? null;
}

interface DocumentRow {
  readonly id: string;
  readonly body: string;
}

/** A state of layout 1, which no writer has opened since, has no documents and no audit chain. */
async function hasTable({ pool, layout }: StateDatabase, name: string): Promise<boolean> {
  if (layout >= STATE_VERSION) return true;
  const [row] = await rowsOf<{ found: string | null }>(pool, 'select to_regclass($1)::text as found', [
    `concordat.${name}`,
  ]);
  return row !== undefined && row.found !== null;
}

async function* readDocuments(
  state: StateDatabase,
  kind: DocumentKind,
  ids: readonly string[] | undefined,
): AsyncGenerator<StateDocument> {
  if (!(await hasTable(state, 'document'))) return;
  const filter = ids === undefined ? '' : 'and id = any($4::text[])';
  const sql = `select id, body from concordat.document where project = $1 and kind = $2 and id > $3 ${filter} order by id limit ${PAGE_SIZE}`;
  const wanted = ids === undefined ? [] : [[...ids]];
  const read = (after: string) => rowsOf<DocumentRow>(state.pool, sql, [state.project, kind, after, ...wanted]);
  for await (const page of pagesOf({ size: PAGE_SIZE, start: '', read, placeOf: ({ id }) => id }))
    yield* page.map(({ id, body }) => ({ kind, id, body: JSON.parse(body) as Json }));
}

async function* readAudit(state: StateDatabase, from: number): AsyncGenerator<AuditRecord> {
  if (!(await hasTable(state, 'audit'))) return;
  const sql = `select seq::float8 as seq, leaf, prev, hash from concordat.audit where project = $1 and seq >= $2 order by seq limit ${PAGE_SIZE}`;
  const read = (next: number) => rowsOf<AuditRecord>(state.pool, sql, [state.project, next]);
  for await (const page of pagesOf({ size: PAGE_SIZE, start: from, read, placeOf: ({ seq }) => seq + 1 })) yield* page;
}

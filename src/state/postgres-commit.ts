import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { JournalEntry } from '../model/journal.ts';
import type { BaseEntry, DecisionCommit, Lease, StateCommit } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { type ChainEnd, chainRecords, chainStart } from './audit-chain.ts';
import { packFields, packRowDigest } from './base-blob.ts';
import { JOURNAL_COLUMNS, journalRow } from './journal-row.ts';
import { checkFence } from './postgres-lease.ts';
import { rowsOf } from './postgres-open.ts';
import { KEY_DOCUMENT } from './raw-store.ts';
import { stateKeyChanged } from './state-errors.ts';

/** Rows per statement. */
const CHUNK = 5_000;

/** Where a commit goes. */
interface Target {
  readonly client: PoolClient;
  readonly project: string;
}

/** Writes one commit within the caller's transaction, if the lease is still the newest. */
export async function writeCommit(
  client: PoolClient,
  project: string,
  { lease, commit, token }: { lease: Lease; commit: StateCommit; token: string },
): Promise<void> {
  const target = { client, project };
  await checkFence(client, project, lease);
  await run(
    target,
    UNLINK,
    (commit.unlinks ?? []).map(({ entity, system, nativeId }) => [entity, system, nativeId]),
  );
  await run(
    target,
    LINK,
    newest((commit.links ?? []).map((link) => [link.entity, link.system, link.nativeId, link.record, link.key])),
  );
  await run(
    target,
    UNBASE,
    (commit.unbase ?? []).map(({ entity, system, record }) => [entity, system, record]),
  );
  await writeBase(target, commit.base ?? []);
  await run(
    target,
    READ_MARK,
    newest(
      (commit.reads ?? []).map((mark) => [mark.entity, mark.system, '', String(mark.count), mark.filter, mark.at]),
    ),
  );
  await run(
    target,
    TOMBSTONE,
    newest((commit.tombstones ?? []).map((stone) => [stone.entity, stone.system, stone.nativeId, stone.key, stone.at])),
  );
  await appendJournal(target, commit.journal ?? []);
  await writeDecision(client, project, { commit, token });
}

/** The part of a commit that needs no lease. The project's row is locked first: the chain grows in turn. */
export async function writeDecision(
  client: PoolClient,
  project: string,
  { commit, token }: { commit: DecisionCommit; token: string },
): Promise<void> {
  const target = { client, project };
  const [meta] = await rowsOf<{ lineage: string }>(client, RAISE, [project, token]);
  await run(
    target,
    DOCUMENT,
    newest((commit.documents ?? []).map(({ kind, id, body }) => [kind, id, '', JSON.stringify(body)])),
  );
  await run(
    target,
    UNDOCUMENT,
    (commit.undocuments ?? []).map(({ kind, id }) => [kind, id]),
  );
  if (commit.audit === undefined || commit.audit.length === 0) return;
  const last = 'select seq::float8 as seq, hash from concordat.audit where project = $1 order by seq desc limit 1';
  const [end] = await rowsOf<ChainEnd>(client, last, [project]);
  const records = chainRecords(end ?? chainStart(meta?.lineage ?? ''), commit.audit);
  await run(
    target,
    AUDIT,
    records.map(({ seq, leaf, prev, hash: own }) => [String(seq), leaf, prev, own]),
  );
}

/** The tokens of the last commits say whether one landed; see writeOnce. */
const RAISE = `update concordat.meta set serial = serial + 1, tokens = (array_prepend($2, tokens))[1:64]
  where project = $1 returning lineage`;

/** The key's document is still the one given, and stays so until the transaction ends. */
export async function checkKey(client: PoolClient, project: string, key: Json | null): Promise<void> {
  await rowsOf(client, 'select 1 from concordat.meta where project = $1 for update', [project]);
  const sql = "select body from concordat.document where project = $1 and kind = 'key' and id = $2";
  const [row] = await rowsOf<{ body: string }>(client, sql, [project, KEY_DOCUMENT]);
  if ((row?.body ?? null) !== (key === null ? null : JSON.stringify(key))) throw stateKeyChanged();
}

type TextRow = readonly (string | null)[];

/** A statement over the columns of many rows at once: `$1` is the project, `rows` stands for the rows as `u (c0, c1, …)`. */
async function run({ client, project }: Target, sql: string, rows: readonly TextRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    const columns = Array.from({ length: chunk[0]?.length ?? 0 }, (_, index) => index);
    const lists = columns.map((index) => `$${index + 2}::text[]`).join(', ');
    const source = `unnest(${lists}) with ordinality u (${columns.map((index) => `c${index}`).join(', ')}, place)`;
    await rowsOf(
      client,
      sql.replace('$rows', () => source),
      [project, ...columns.map((index) => chunk.map((row) => row[index] ?? null))],
    );
  }
}

/** The last row of each key (the first three columns): one statement may not touch a row twice. */
function newest(rows: readonly TextRow[]): readonly TextRow[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row.slice(0, 3)), row])).values()];
}

async function writeBase(target: Target, entries: readonly BaseEntry[]): Promise<void> {
  const packed = entries.map((entry) => ({ entry, ...packFields(entry.fields) }));
  const shapes = await shapeIds(target.client, [...new Set(packed.map(({ shape }) => shape))]);
  const rows = packed.map(({ entry, shape, values }) => [
    entry.entity,
    entry.system,
    entry.record,
    hexOf(packRowDigest(entry.ownerDigest)),
    hexOf(packRowDigest(entry.replicaDigest)),
    shapes.get(shape) ?? null,
    hexOf(values),
  ]);
  await run(target, BASE, newest(rows));
}

function hexOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('hex');
}

/** Ids of shapes by content. They are shared by all projects; two that add one at once wait for each other. */
async function shapeIds(client: PoolClient, contents: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (contents.length === 0) return new Map();
  const shapes = contents
    .map((content) => ({ content, digest: hash('sha256', content, 'hex') }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const digests = shapes.map(({ digest }) => digest);
  await rowsOf(client, ADD_SHAPES, [digests, shapes.map(({ content }) => content)]);
  const found = await rowsOf<{ id: string; digest: string }>(
    client,
    'select id, digest from concordat.shape where digest = any($1::text[])',
    [digests],
  );
  const ids = new Map(found.map(({ id, digest }) => [digest, id]));
  return new Map(shapes.map(({ content, digest }) => [content, ids.get(digest) ?? '']));
}

/** Looks before it inserts: `on conflict` alone would use up a number for every known shape. */
const ADD_SHAPES = `insert into concordat.shape (digest, content) select d, c from unnest($1::text[], $2::text[]) u (d, c)
  where not exists (select from concordat.shape s where s.digest = u.d) order by d on conflict do nothing`;

async function appendJournal(target: Target, entries: readonly JournalEntry[]): Promise<void> {
  await run(target, JOURNAL, entries.map(journalRow));
  const closed = entries.filter(({ kind }) => kind === 'outcome').map(({ run: id, change }) => [id, change]);
  await run(
    target,
    OPEN,
    entries.filter(({ kind }) => kind === 'intent').map(({ run: id, change }) => [id, change]),
  );
  await run(target, CLOSE, closed);
}

const MATCH = (table: string, id: string): string =>
  `delete from concordat.${table} t using $rows where t.project = $1 and t.entity = u.c0 and t.system = u.c1 and t.${id} = u.c2`;
const UNLINK = MATCH('link', 'native_id');
const UNBASE = MATCH('base', 'record');
const LINK = `insert into concordat.link select $1, c0, c1, c2, c3, c4 from $rows
  on conflict (project, entity, system, native_id) do update set record = excluded.record, key = excluded.key`;
const BASE = `insert into concordat.base select $1, c0, c1, c2, decode(c3, 'hex'), decode(c4, 'hex'), c5::bigint, decode(c6, 'hex') from $rows
  on conflict (project, entity, system, record)
  do update set owner = excluded.owner, replica = excluded.replica, shape = excluded.shape, vals = excluded.vals`;
const READ_MARK = `insert into concordat.read_mark select $1, c0, c1, c3::bigint, c4, c5 from $rows
  on conflict (project, entity, system) do update set count = excluded.count, filter = excluded.filter, at = excluded.at`;
const TOMBSTONE = `insert into concordat.tombstone select $1, c0, c1, c2, c3, c4 from $rows
  on conflict (project, entity, system, native_id) do update set key = excluded.key, at = excluded.at`;
const COLUMNS = JOURNAL_COLUMNS.map((name) => `"${name}"`).join(', ');
const JOURNAL = `insert into concordat.journal (project, ${COLUMNS}) select $1, ${JOURNAL_COLUMNS.map((_, index) => `c${index}`).join(', ')}
  from $rows order by place`;
/** The newest intent of each run and change of this commit. */
const OPEN = `insert into concordat.open_intent select max(j.seq), $1, j.run, j.change from $rows
  join concordat.journal j on j.project = $1 and j.run = u.c0 and j.change = u.c1 and j.kind = 'intent' group by j.run, j.change
  on conflict do nothing`;
const CLOSE = `delete from concordat.open_intent t using $rows where t.project = $1 and t.run = u.c0 and t.change is not distinct from u.c1`;
const DOCUMENT = `insert into concordat.document select $1, c0, c1, c3 from $rows
  on conflict (project, kind, id) do update set body = excluded.body`;
const UNDOCUMENT = `delete from concordat.document t using $rows where t.project = $1 and t.kind = u.c0 and t.id = u.c1`;
const AUDIT = 'insert into concordat.audit select $1, c0::bigint, c1, c2, c3 from $rows order by place';

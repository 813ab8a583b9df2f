import type { PoolClient } from 'pg';
import type { CrosswalkLink, StateDocument, Tombstone } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { rowsOf } from './postgres-open.ts';
import type { Rewrite } from './raw-store.ts';

/** Rows per step. */
const STEP = 2_000;

/** Stores every link, tombstone and document anew, within the caller's transaction. */
export async function rewriteRows(client: PoolClient, project: string, rewrite: Rewrite): Promise<void> {
  const target = { client, project };
  await rewriteTable<CrosswalkLink>(target, LINKS, (link) => {
    const { nativeId, key } = rewrite.link(link);
    return [link.entity, link.system, link.nativeId, nativeId, key];
  });
  await rewriteTable<Tombstone>(target, TOMBSTONES, (stone) => {
    const { nativeId, key } = rewrite.tombstone(stone);
    return [stone.entity, stone.system, stone.nativeId, nativeId, key];
  });
  await rewriteTable<Omit<StateDocument, 'body'> & { readonly body: string }>(target, DOCUMENTS, (row) => {
    const { body } = rewrite.document({ ...row, body: JSON.parse(row.body) as Json });
    return [row.kind, row.id, '', '', JSON.stringify(body)];
  });
}

interface TableRewrite {
  readonly select: string;
  /** Over the rows `u (c0 … c4)`. */
  readonly update: string;
}

const byNativeId = (table: string): string => `update concordat.${table} t set native_id = u.c3, key = u.c4
  from rows u where t.project = $1 and t.entity = u.c0 and t.system = u.c1 and t.native_id = u.c2`;
const LINKS: TableRewrite = {
  select: 'select entity, system, native_id as "nativeId", record, key from concordat.link where project = $1',
  update: byNativeId('link'),
};
const TOMBSTONES: TableRewrite = {
  select: 'select entity, system, native_id as "nativeId", key, at from concordat.tombstone where project = $1',
  update: byNativeId('tombstone'),
};
const DOCUMENTS: TableRewrite = {
  select: 'select kind, id, body from concordat.document where project = $1',
  update:
    'update concordat.document t set body = u.c4 from rows u where t.project = $1 and t.kind = u.c0 and t.id = u.c1',
};

/** A cursor sees the rows as they were when it was opened, whatever is updated meanwhile. */
async function rewriteTable<Row>(
  { client, project }: { readonly client: PoolClient; readonly project: string },
  { select, update }: TableRewrite,
  change: (row: Row) => readonly string[],
): Promise<void> {
  await rowsOf(client, `declare rewriting insensitive no scroll cursor for ${select}`, [project]);
  for (;;) {
    const rows = await rowsOf<Row>(client, `fetch ${STEP} from rewriting`);
    if (rows.length === 0) break;
    const changed = rows.map(change);
    const columns = [0, 1, 2, 3, 4].map((index) => changed.map((row) => row[index] ?? ''));
    const source = 'unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as r (c0, c1, c2, c3, c4)';
    await rowsOf(client, `with rows as (select * from ${source}) ${update}`, [project, ...columns]);
  }
  await rowsOf(client, 'close rewriting');
}

import { rowsOf, type StateDatabase } from './postgres-open.ts';
import { COUNTED_TABLES, type StateFacts } from './raw-store.ts';
import { STATE_VERSION } from './state-errors.ts';

interface LeaseRow {
  readonly holder: string;
  readonly fence: number;
  readonly expiresAt: string;
}

const LEASE = `select holder, fence::float8 as fence,
  to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "expiresAt"
  from concordat.lease where project = $1 and holder is not null`;

/** Tables of layout 2. */
const LATER: ReadonlySet<string> = new Set(['document', 'audit']);

/** Layout, lease and counts of one project's state. */
export async function readFacts({ pool, project, layout }: StateDatabase): Promise<StateFacts> {
  const [lease] = await rowsOf<LeaseRow>(pool, LEASE, [project]);
  const counts: [string, number][] = [];
  for (const table of COUNTED_TABLES) {
    const sql = `select count(*)::float8 as count from concordat.${table} where project = $1`;
    const isThere = layout >= STATE_VERSION || !LATER.has(table);
    const [row] = isThere ? await rowsOf<{ count: number }>(pool, sql, [project]) : [];
    counts.push([table, row?.count ?? 0]);
  }
  return { layout, lease: lease ?? null, counts: Object.fromEntries(counts) as StateFacts['counts'] };
}

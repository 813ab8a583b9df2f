import type { PoolClient } from 'pg';
import type { Lease } from '../model/state.ts';
import { STATE_AT } from './postgres-address.ts';
import { rowsOf } from './postgres-open.ts';
import { stateFenced, stateLocked } from './state-errors.ts';

/** Instants as the model spells them. */
const ISO = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Ends after this many milliseconds by the database's clock: those of the machines may differ. */
const ENDS = "clock_timestamp() + $2::float8 * interval '1 millisecond'";

interface LeaseRow {
  readonly holder: string | null;
  readonly expiresAt: string;
  readonly waitMs: number;
}

/** Takes the lease when it is free, expired, or the holder's own. */
export async function acquire(
  client: PoolClient,
  project: string,
  { holder, ttlMs }: { holder: string; ttlMs: number },
): Promise<Lease> {
  const sql = `select holder, ${ISO('expires_at')} as "expiresAt",
    (extract(epoch from expires_at - clock_timestamp()) * 1000)::float8 as "waitMs" from concordat.lease where project = $1 for update`;
  const [row] = await rowsOf<LeaseRow>(client, sql, [project]);
  if (row !== undefined && row.holder !== null && row.holder !== holder && row.waitMs > 0) {
    throw stateLocked(STATE_AT, { holder: row.holder, expiresAt: row.expiresAt, waitMs: row.waitMs });
  }
  const taken = `update concordat.lease set holder = $3, fence = fence + 1, expires_at = ${ENDS} where project = $1
    returning fence::float8 as fence, ${ISO('expires_at')} as "expiresAt"`;
  const [lease] = await rowsOf<{ fence: number; expiresAt: string }>(client, taken, [project, ttlMs, holder]);
  if (lease === undefined) throw stateFenced(STATE_AT);
  return { holder, ...lease };
}

/** Prolongs a lease that is still the newest. */
export async function renew(
  client: PoolClient,
  project: string,
  { lease, ttlMs }: { lease: Lease; ttlMs: number },
): Promise<Lease> {
  const sql = `update concordat.lease set expires_at = ${ENDS} where project = $1 and fence = $3 and holder = $4 returning ${ISO('expires_at')} as "expiresAt"`;
  const [row] = await rowsOf<{ expiresAt: string }>(client, sql, [project, ttlMs, lease.fence, lease.holder]);
  if (row === undefined) throw stateFenced(STATE_AT);
  return { ...lease, expiresAt: row.expiresAt };
}

/** Frees a lease; one that was lost already is left to its new holder. */
export async function release(client: PoolClient, project: string, lease: Lease): Promise<void> {
  const sql =
    'update concordat.lease set holder = null, expires_at = null where project = $1 and fence = $2 and holder = $3';
  await rowsOf(client, sql, [project, lease.fence, lease.holder]);
}

/** Holds the lease row until the transaction ends, so that nobody takes it in between. Throws STATE_FENCED. */
export async function checkFence(client: PoolClient, project: string, lease: Lease): Promise<void> {
  const sql = 'select 1 from concordat.lease where project = $1 and fence = $2 and holder = $3 for update';
  const [row] = await rowsOf(client, sql, [project, lease.fence, lease.holder]);
  if (row === undefined) throw stateFenced(STATE_AT);
}

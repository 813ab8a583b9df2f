import type { StateReader, StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';
import { EMPTY_STATE } from './empty-state.ts';
import { stateAddress } from './postgres-address.ts';
import { writeCommit, writeDecision } from './postgres-commit.ts';
import { acquire, release, renew } from './postgres-lease.ts';
import { checkLayout, createTables, inTransaction, openPool } from './postgres-open.ts';
import { postgresReader } from './postgres-reader.ts';

/** Where a project's state is, and which project of those in the database. */
export interface PostgresPlace {
  readonly url: string;
  readonly project: string;
  /** Absolute path of the project, where a certificate authority's file is looked for. */
  readonly root: string;
}

/** Opens a state in PostgreSQL for reading; its sessions cannot write. */
export async function openPostgresReader({ url, project, root }: PostgresPlace): Promise<StateReader> {
  const pool = await openPool(stateAddress(url, root), 'read');
  try {
    const reader = postgresReader({ pool, project });
    if ((await checkLayout(pool)) !== null && (await reader.lineage()) !== null) return reader;
  } catch (error) {
    await pool.end();
    throw error;
  }
  await pool.end();
  return EMPTY_STATE;
}

/** Opens a state in PostgreSQL for writing; tables are made on first use. */
export async function openPostgresStore({ url, project, root }: PostgresPlace, world: World): Promise<StateStore> {
  const pool = await openPool(stateAddress(url, root), 'write');
  try {
    await createTables(pool, project, () => world.newId());
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    ...postgresReader({ pool, project }),
    acquireLease: (holder, ttlMs) => inTransaction(pool, (client) => acquire(client, project, { holder, ttlMs })),
    renewLease: (lease, ttlMs) => inTransaction(pool, (client) => renew(client, project, { lease, ttlMs })),
    releaseLease: (lease) => inTransaction(pool, (client) => release(client, project, lease)),
    commit: (lease, commit) => inTransaction(pool, (client) => writeCommit(client, project, { lease, commit })),
    decide: (commit) => inTransaction(pool, (client) => writeDecision(client, project, commit)),
  };
}

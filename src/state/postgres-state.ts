import type { World } from '../model/world.ts';
import { stateAddress } from './postgres-address.ts';
import { checkKey, writeCommit, writeDecision } from './postgres-commit.ts';
import { acquire, checkFence, release, renew } from './postgres-lease.ts';
import { checkLayout, openPool, type StateDatabase } from './postgres-open.ts';
import { postgresReader } from './postgres-reader.ts';
import { rewriteRows } from './postgres-rewrite.ts';
import { createTables } from './postgres-tables.ts';
import { inRepeatable, writeOnce } from './postgres-transaction.ts';
import type { RawReader, RawStore } from './raw-store.ts';
import { STATE_VERSION } from './state-errors.ts';

/** Where a project's state is, and which project of those in the database. */
export interface PostgresPlace {
  readonly url: string;
  readonly project: string;
  /** Absolute path of the project, where a certificate authority's file is looked for. */
  readonly root: string;
}

/** Opens a state in PostgreSQL for reading; its sessions cannot write. Null when there is none. */
export async function openPostgresReader({ url, project, root }: PostgresPlace): Promise<RawReader | null> {
  const pool = await openPool(stateAddress(url, root), 'read');
  try {
    const layout = await checkLayout(pool);
    const reader = layout === null ? null : postgresReader({ pool, project, layout });
    if (reader !== null && (await reader.lineage()) !== null) return reader;
  } catch (error) {
    await pool.end();
    throw error;
  }
  await pool.end();
  return null;
}

/** Opens a state in PostgreSQL for writing; tables are made on first use. */
export async function openPostgresStore({ url, project, root }: PostgresPlace, world: World): Promise<RawStore> {
  const pool = await openPool(stateAddress(url, root), 'write');
  try {
    await createTables(pool, project, () => world.newId());
  } catch (error) {
    await pool.end();
    throw error;
  }
  return storeOver({ pool, project, layout: STATE_VERSION }, world);
}

function storeOver(state: StateDatabase, world: World): RawStore {
  const { project } = state;
  return {
    ...postgresReader(state),
    acquireLease: (holder, ttlMs) =>
      inRepeatable(state, world, (client) => acquire(client, project, { holder, ttlMs })),
    renewLease: (lease, ttlMs) => inRepeatable(state, world, (client) => renew(client, project, { lease, ttlMs })),
    releaseLease: (lease) => inRepeatable(state, world, (client) => release(client, project, lease)),
    commit: (lease, commit) =>
      writeOnce(state, world, (client, token) => writeCommit(client, project, { lease, commit, token })),
    decide: (commit) => writeOnce(state, world, (client, token) => writeDecision(client, project, { commit, token })),
    decideUnder: (key, commit) =>
      writeOnce(state, world, async (client, token) => {
        await checkKey(client, project, key);
        await writeDecision(client, project, { commit, token });
      }),
    rewrite: (lease, key, rewrite) =>
      writeOnce(state, world, async (client, token) => {
        await checkFence(client, project, lease);
        await checkKey(client, project, key);
        await rewriteRows(client, project, rewrite);
        await writeDecision(client, project, { commit: rewrite.commit, token });
      }),
  };
}

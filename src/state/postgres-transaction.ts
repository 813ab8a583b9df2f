import type { Pool, PoolClient } from 'pg';
import { ConcordatError } from '../model/error.ts';
import type { World } from '../model/world.ts';
import { STATE_AT } from './postgres-address.ts';
import { rowsOf, type StateDatabase, stateError } from './postgres-open.ts';
import { stateUnknownCommit } from './state-errors.ts';

/** Pauses before the server is tried again after a connection was lost: about 10 s together. */
const PAUSES_MS = [50, 250, 1_000, 3_000, 6_000];
/** Nothing is tried again after this time: a server that does not answer at all takes long to fail. */
const MOST_MS = 30_000;

/** Runs `work` in one transaction; durable when it resolves. Throws CommitLost when the connection ended in COMMIT. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw stateError(error);
  });
  let isSound = false;
  try {
    await client.query('begin isolation level read committed');
    const result = await work(client);
    await commit(client);
    isSound = true;
    return result;
  } catch (error) {
    throw stateError(error);
  } finally {
    client.release(!isSound);
  }
}

async function commit(client: PoolClient): Promise<void> {
  try {
    await client.query('commit');
  } catch (error) {
    const told = stateError(error);
    throw isLost(told) ? new CommitLost() : told;
  }
}

/** The connection ended while the server was to commit: it may have. */
class CommitLost extends ConcordatError {
  constructor() {
    const unknown = stateUnknownCommit(STATE_AT);
    super(unknown.code, unknown.message, { at: STATE_AT, isRetryable: true, advice: unknown.advice ?? '' });
  }
}

/** Runs what may be run twice, again after a lost connection. */
export async function inRepeatable<T>(
  { pool }: StateDatabase,
  world: World,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return retrying(world, () => inTransaction(pool, work));
}

/**
 * Writes once, also over lost connections: every commit leaves its token, and after a connection was lost in COMMIT the server is asked for it.
 * Landed: resolves. Not landed: writes again. Cannot be asked: throws STATE_UNKNOWN_COMMIT. Lost before COMMIT for good: STATE_UNREACHABLE.
 */
export async function writeOnce(
  state: StateDatabase,
  world: World,
  write: (client: PoolClient, token: string) => Promise<void>,
): Promise<void> {
  const token = world.newId();
  let isUncertain = false;
  try {
    await retrying(world, async () => {
      if (isUncertain && (await hasLanded(state, token))) return;
      isUncertain = false;
      try {
        await inTransaction(state.pool, (client) => write(client, token));
      } catch (error) {
        isUncertain = error instanceof CommitLost;
        throw error;
      }
    });
  } catch (error) {
    throw isUncertain ? stateUnknownCommit(STATE_AT) : error;
  }
}

/** Locks the project's row: a server that is still committing is waited for. */
function hasLanded({ pool, project }: StateDatabase, token: string): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const sql = 'select $2 = any(tokens) as landed from concordat.meta where project = $1 for update';
    const [row] = await rowsOf<{ landed: boolean }>(client, sql, [project, token]);
    return row?.landed ?? false;
  });
}

async function retrying<T>(world: World, work: () => Promise<T>): Promise<T> {
  const start = world.monotonicMs();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const pauseMs = PAUSES_MS[attempt];
      if (!isLost(error) || pauseMs === undefined || world.monotonicMs() - start > MOST_MS) throw error;
      await world.sleep(pauseMs);
    }
  }
}

function isLost(error: unknown): boolean {
  return error instanceof CommitLost || (error instanceof ConcordatError && error.code === 'STATE_UNREACHABLE');
}

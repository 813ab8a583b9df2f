import type { Client, ClientConfig, PoolClient } from 'pg';
import type { Address } from './address.ts';
import { systemError } from './errors.ts';

/** One row: column values as the server's own text. */
export type Row = readonly (string | null)[];

/** A connection in use. */
export interface Session {
  /**
   * Runs one statement (never several) and returns its rows and the number of records it touched. A server that does not answer within
   * `timeoutMs`, by default 11 minutes, counts as out of reach: its own timeouts speak before that.
   */
  query(
    sql: string,
    values?: readonly unknown[],
    timeoutMs?: number,
  ): Promise<{ readonly rows: readonly Row[]; readonly count: number; readonly command: string }>;
}

/** A small set of connections. */
export interface Sessions {
  /** Runs `work` on a connection. A connection whose work failed, or was aborted, is closed and not used again. */
  use<T>(at: string, signal: AbortSignal, work: (session: Session) => Promise<T>): Promise<T>;
  /** Takes a connection for longer; `giveBack(false)` closes it. */
  take(
    at: string,
    signal: AbortSignal,
  ): Promise<{ readonly session: Session; readonly giveBack: (isSound: boolean) => void }>;
  close(): Promise<void>;
}

/**
 * Nothing can be written by accident: a writer has to open its transaction READ WRITE. Texts of values do not depend on
 * the server's settings.
 */
const SETTINGS = [
  'default_transaction_read_only=on',
  "statement_timeout='10min'",
  "lock_timeout='10s'",
  "idle_in_transaction_session_timeout='15min'",
  "timezone='UTC'",
  "datestyle='ISO,YMD'",
  "intervalstyle='iso_8601'",
  'extra_float_digits=3',
  "bytea_output='hex'",
  'xmloption=content',
  'cursor_tuple_fraction=1',
  'standard_conforming_strings=on',
]
  .map((setting) => `set ${setting}`)
  .join('; ');

/** Longer than `statement_timeout`. */
const TIMEOUT_MS = 11 * 60_000;

const MAX_CONNECTIONS = 4;

/** Opens a pool; no connection is made yet. The driver is loaded here. */
export async function openSessions(address: Address): Promise<Sessions> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    ...configOf(address),
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined); // an idle connection was cut; the next use makes a new one
  const prepared = new WeakSet<object>();
  const take: Sessions['take'] = async (at, signal) => {
    signal.throwIfAborted();
    const client = await pool.connect().catch((error: unknown) => {
      throw systemError(error, at);
    });
    return lend(client, { at, signal, prepared });
  };
  let closing: Promise<void> | undefined;
  return { take, use: (at, signal, work) => useOne(take, { at, signal }, work), close: () => (closing ??= pool.end()) };
}

async function useOne<T>(
  take: Sessions['take'],
  { at, signal }: { at: string; signal: AbortSignal },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { session, giveBack } = await take(at, signal);
  try {
    const result = await work(session);
    giveBack(true);
    return result;
  } catch (error) {
    giveBack(false);
    signal.throwIfAborted();
    throw systemError(error, at);
  }
}

interface Loan {
  readonly at: string;
  readonly signal: AbortSignal;
  /** Connections that have their settings. */
  readonly prepared: WeakSet<object>;
}

async function lend(
  client: PoolClient,
  { at, signal, prepared }: Loan,
): Promise<Awaited<ReturnType<Sessions['take']>>> {
  let isGone = false;
  const giveBack = (isSound: boolean): void => {
    if (isGone) return;
    isGone = true;
    signal.removeEventListener('abort', cut);
    client.removeListener('error', ignore);
    client.release(!isSound);
  };
  const cut = (): void => giveBack(false);
  signal.addEventListener('abort', cut, { once: true });
  client.on('error', ignore); // the query under way rejects with it as well
  try {
    if (!prepared.has(client)) await client.query(SETTINGS);
    prepared.add(client);
  } catch (error) {
    giveBack(false);
    throw systemError(error, at);
  }
  return { session: sessionOf(client, signal), giveBack };
}

function ignore(): void {}

/** Values as the server's text: no driver may turn a bigint or an instant into something shorter. */
const RAW = { getTypeParser: () => (value: unknown) => value } as unknown as NonNullable<ClientConfig['types']>;

/** The extended protocol takes one statement at a time, so a `where` cannot smuggle a second one in. */
function sessionOf(client: Client | PoolClient, signal: AbortSignal): Session {
  return {
    async query(text, values = [], timeoutMs = TIMEOUT_MS) {
      signal.throwIfAborted();
      const query = {
        text,
        values: [...values],
        rowMode: 'array' as const,
        types: RAW,
        queryMode: 'extended',
        query_timeout: timeoutMs,
      };
      const result = await client.query<(string | null)[]>(query);
      return { rows: result.rows, count: result.rowCount ?? 0, command: result.command };
    },
  };
}

function configOf(address: Address): ClientConfig {
  const { host, port, user, password, database, options, ssl } = address;
  return {
    host,
    port,
    user,
    database,
    ssl,
    password: password ?? '',
    application_name: 'concordat',
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    ...(options === undefined ? {} : { options }),
  };
}

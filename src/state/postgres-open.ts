import type { Pool, PoolClient } from 'pg';
import { ConcordatError } from '../model/error.ts';
import { STATE_AT, type StateAddress } from './postgres-address.ts';
import { STATE_VERSION, stateBusy, stateForeign, stateFull, stateTooNew } from './state-errors.ts';

/** An open state of one project in a database. */
export interface StateDatabase {
  readonly project: string;
  readonly pool: Pool;
  /** Layout of the tables when they were opened. */
  readonly layout: number;
}

/** Opens a pool for readers (sessions that cannot write) or for writers. The driver is loaded here. */
export async function openPool(
  { host, port, user, password, database, ssl }: StateAddress,
  mode: 'read' | 'write',
): Promise<Pool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    host,
    port,
    user,
    password,
    database,
    ssl,
    application_name: 'concordat-state',
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    max: 2,
    allowExitOnIdle: true,
    onConnect: async (client) => {
      client.on('error', () => undefined); // cut while in use: the statement under way is refused, which is told
      await client.query(`set default_transaction_read_only = ${mode === 'read' ? 'on' : 'off'}; set synchronous_commit = on;
        set statement_timeout = '5min'; set lock_timeout = '10s'; set search_path = pg_catalog; set standard_conforming_strings = on`);
    },
  });
  pool.on('error', () => undefined); // an idle connection was cut; the next use makes a new one
  return pool;
}

/** Rows of one statement. */
export async function rowsOf<Row>(
  pool: Pool | PoolClient,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  try {
    return (await pool.query(sql, [...values])).rows as Row[];
  } catch (error) {
    throw stateError(error);
  }
}

/** Layout of the tables, or null when there are none. Throws STATE_VERSION when they are newer, STATE_FOREIGN when they are not ours. */
export async function checkLayout(pool: Pool | PoolClient): Promise<number | null> {
  const [found] = await rowsOf<{ layout: string | null; own: string | null }>(
    pool,
    "select to_regclass('concordat.layout')::text as layout, to_regnamespace('concordat')::text as own",
  );
  if (found?.layout === null || found === undefined) return null;
  const [row] = await rowsOf<{ version: number }>(pool, 'select version from concordat.layout');
  if (row === undefined) throw stateForeign(STATE_AT);
  if (row.version > STATE_VERSION) throw stateTooNew(STATE_AT);
  return row.version;
}

/** Any failure as a ConcordatError. The driver's text is dropped: it quotes logins and values. */
export function stateError(error: unknown): unknown {
  if (error instanceof ConcordatError || error instanceof RangeError || error instanceof TypeError) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^53100$/.test(code)) return stateFull(STATE_AT, undefined);
  if (/^(40|55P03|57014|53)/.test(code)) return stateBusy(STATE_AT, undefined);
  if (/^28|^3D000$/.test(code))
    return failure(
      'STATE_LOGIN',
      "The state's server refused the login.",
      'Check user, password and database of `state`.',
    );
  if (/^42501$|^25006$/.test(code)) {
    return failure(
      'STATE_DENIED',
      'The login may not use the state.',
      'Plans need SELECT on schema concordat; apply needs to own it.',
    );
  }
  if (/CERT|^ERR_(TLS|SSL)|UNABLE_TO_|^EPROTO$/.test(code) || isWithoutTls(error)) {
    return failure(
      'STATE_TLS',
      "No verified TLS connection to the state's server.",
      'Add ?sslrootcert=file to `state`, with the certificate authority.',
    );
  }
  if (/^[0-9A-Z]{5}$/.test(code) && !/^(08|57P)/.test(code) && !/^E[A-Z]{4}$/.test(code)) {
    return failure(
      'STATE_FAILED',
      `The state's server refused a statement (SQLSTATE ${code}).`,
      'This is a bug in concordat, unless somebody changed the tables.',
    );
  }
  const advice = 'Check host, port and network of `state`, and that the server runs.';
  return new ConcordatError('STATE_UNREACHABLE', 'The server of the state cannot be reached.', {
    at: STATE_AT,
    isRetryable: true,
    advice,
  });
}

function failure(code: string, message: string, advice: string): ConcordatError {
  return new ConcordatError(code, message, { at: STATE_AT, advice });
}

function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && error.message === 'The server does not support SSL connections';
}

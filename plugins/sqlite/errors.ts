import { ConcordatError } from 'concordat/connector';

/** What node:sqlite throws: `errcode` is SQLite's extended result code. */
interface SqliteError {
  readonly errcode: number;
  readonly message: string;
}

const BUSY = 5;
const LOCKED = 6;
const CORRUPT = 11;
/** Out of memory, a read-only file, an I/O error, a full disk. */
const STORAGE: ReadonlySet<number> = new Set([7, 8, 10, 13]);
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** A hot journal that a read-only connection may not roll back. */
const READONLY_ROLLBACK = 776;
/** Other read-only recoveries: a WAL that cannot be opened or recovered. */
const READONLY_RECOVERY: ReadonlySet<number> = new Set([264, 520, 1032]);

/** SQLite's extended result code of an error, or null when it is not SQLite's. */
export function sqliteCode(error: unknown): number | null {
  const code = (error as Partial<SqliteError> | null)?.errcode;
  return typeof code === 'number' ? code : null;
}

/** True when another process holds the database. */
export function isBusy(error: unknown): boolean {
  const primary = (sqliteCode(error) ?? 0) & 0xff;
  return primary === BUSY || primary === LOCKED;
}

/** True when the disk is full or fails: nothing wrong with the data. */
export function isStorage(error: unknown): boolean {
  return STORAGE.has((sqliteCode(error) ?? 0) & 0xff);
}

/** A ConcordatError for what SQLite threw while reading. SQLite's own text may hold data and is not shown. */
export function readError(system: string, resource: string | null, error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  const at = resource === null ? system : `${system}:${resource}`;
  if (code === READONLY_ROLLBACK || READONLY_RECOVERY.has(code)) return hotJournal(at);
  if (isBusy(error)) return busy(at);
  const primary = code & 0xff;
  if (primary === NOT_A_DATABASE) return notADatabase(system);
  if (primary === CANNOT_OPEN) return notFound(system);
  if (primary === CORRUPT) return moved(at);
  return new ConcordatError('CONNECTOR_READ_FAILED', `The read failed with SQLite result code ${code}.`, { at });
}

/** The file is not there: the system cannot be opened, exit 75. */
export function notFound(system: string): ConcordatError {
  return new ConcordatError('SYSTEM_NOT_FOUND', `The database file of ${system} is not there or cannot be opened.`, {
    at: system,
    isRetryable: true,
    advice: 'Check its path and rights; concordat never creates a database.',
  });
}

/** The file is something else: misconfigured, exit 1. */
export function notADatabase(system: string): ConcordatError {
  return new ConcordatError(
    'SYSTEM_NOT_A_DATABASE',
    `The file of ${system} is not an SQLite database, or it is encrypted.`,
    {
      at: system,
      advice: 'Check the path in its connection.',
    },
  );
}

/** A writer died or is at work: only a connection that may write can repair it. */
export function hotJournal(at: string): ConcordatError {
  return new ConcordatError(
    'SYSTEM_BUSY',
    'The database has a hot rollback journal: a writer is at work, or it crashed.',
    {
      at,
      isRetryable: true,
      advice: 'If no program is using it, open it once with its own program, which repairs it.',
    },
  );
}

/** Locked for longer than the busy timeout. */
export function busy(at: string): ConcordatError {
  return new ConcordatError('SYSTEM_BUSY', 'The database is locked by another program.', { at, isRetryable: true });
}

/** It changed faster than it could be read. */
export function moved(at: string): ConcordatError {
  return new ConcordatError('SYSTEM_BUSY', 'The database changed while it was read, or it is damaged.', {
    at,
    isRetryable: true,
  });
}

import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConcordatError } from '../model/error.ts';
import type { World } from '../model/world.ts';
import {
  STATE_VERSION,
  stateBusy,
  stateCorrupt,
  stateForeign,
  stateDisk,
  stateFull,
  stateInterrupted,
  stateReadOnly,
  stateTooNew,
  stateUnreadable,
} from './state-errors.ts';
import { APPLICATION_ID, SQLITE_SCHEMA, SQLITE_SCHEMA_2 } from './sqlite-schema.ts';

/** How often, and how long each time, a busy file is tried before STATE_BUSY. */
const BUSY_TRIES = 10;
const BUSY_SLICE_MS = 200;

/** Runs `work`, again while the file is busy. Errors of SQLite come out as ConcordatErrors at `path`. */
export async function whileBusy<T>(path: string, world: World, work: () => T): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return work();
    } catch (error) {
      if (sqliteCode(error) !== BUSY || isInterrupted(error) || attempt === BUSY_TRIES) throw stateError(path, error);
      await world.sleep(25);
    }
  }
}

/** Opens an existing state without ever writing; null when there is none. */
export function openReadOnly(path: string): DatabaseSync | null {
  if (!existsSync(path) || statSync(path).size === 0) return null;
  checkHeader(path);
  return new DatabaseSync(path, { readOnly: true, timeout: BUSY_SLICE_MS });
}

/** Opens the state for writing; makes folder, file (for its owner alone) and tables on first use. */
export function openForWriting(path: string, world: World): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
  if (statSync(path).size > 0) checkHeader(path);
  const database = new DatabaseSync(path, { timeout: BUSY_SLICE_MS });
  try {
    // EXTRA also syncs the folder after the journal is gone: a commit that returned survives a power cut.
    // What is deleted, such as the values of a subject that was erased, is overwritten.
    database.exec(
      'pragma secure_delete = on; pragma journal_mode = delete; pragma synchronous = extra; pragma fullfsync = on; pragma foreign_keys = off; pragma cache_size = -32000',
    );
    createTables(database, world);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function createTables(database: DatabaseSync, world: World): void {
  database.exec('begin immediate');
  try {
    const layout = pragma(database, 'user_version');
    if (layout === 0) {
      database.exec(SQLITE_SCHEMA);
      database.prepare('insert into meta values (1, ?, 0)').run(world.newId());
      database.exec(`insert into lease values (1, null, 0, null); pragma application_id = ${APPLICATION_ID}`);
    }
    if (layout !== STATE_VERSION) database.exec(`${SQLITE_SCHEMA_2} pragma user_version = ${STATE_VERSION}`);
    database.exec('commit');
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
}

function pragma(database: DatabaseSync, name: string): unknown {
  return database.prepare(`pragma ${name}`).get()?.[name];
}

/** Layout of the first 100 bytes: https://sqlite.org/fileformat2.html#the_database_header (byte 18: 2 means WAL). */
function checkHeader(path: string): void {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, 100, 0);
  } finally {
    closeSync(file);
  }
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw stateCorrupt(path);
  if (header.readUInt32BE(68) !== APPLICATION_ID || header[18] === 2) throw stateForeign(path);
  if (header.readUInt32BE(60) > STATE_VERSION) throw stateTooNew(path);
}

const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANT_OPEN = 14;
const NOT_A_DATABASE = 26;
const BUSY_RECOVERY = 261;
const READONLY_ROLLBACK = 776;

/** What an error of SQLite or of the disk means for a state file; other errors pass. */
function stateError(path: string, error: unknown): unknown {
  if (error instanceof ConcordatError) return error;
  if (isInterrupted(error)) return stateInterrupted(path, error);
  const code = sqliteCode(error);
  if (code === BUSY || code === LOCKED) return stateBusy(path, error);
  if (code === CORRUPT || code === NOT_A_DATABASE) return stateCorrupt(path, error);
  if (code === FULL || isNoSpace(error)) return stateFull(path, error);
  if (code === IO_ERROR) return stateDisk(path, error);
  if (code === READONLY) return stateReadOnly(path, error);
  if (code === CANT_OPEN || isDiskError(error)) return stateUnreadable(path, error);
  return error;
}

/** Somebody else holds the file. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === BUSY;
}

function isNoSpace(error: unknown): boolean {
  return isDiskError(error) && /^(?:ENOSPC|EDQUOT)$/.test((error as NodeJS.ErrnoException).code ?? '');
}

function isDiskError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

function isInterrupted(error: unknown): boolean {
  const code = extendedCode(error);
  return code === READONLY_ROLLBACK || code === BUSY_RECOVERY;
}

function sqliteCode(error: unknown): number | null {
  const code = extendedCode(error);
  return code === null ? null : code & 0xff;
}

function extendedCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}

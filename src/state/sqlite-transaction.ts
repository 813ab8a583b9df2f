import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-open.ts';
import type { SqliteFile } from './sqlite-reader.ts';
import { stateUnknownCommit } from './state-errors.ts';

/** Runs `work` in one transaction; durable when it returns, nothing of it there when it throws, but for STATE_UNKNOWN_COMMIT. */
export function transaction<T>(file: SqliteFile, work: () => T): T {
  const { database } = file;
  database.exec('begin immediate');
  try {
    const before = serialOf(database);
    const result = work();
    commit(file, before);
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

/**
 * SQLite also reports a failure when all is written, its journal is gone, and only the folder could not be synced: the step is there, but a
 * power cut may take it back. Syncing again would prove nothing: Linux reports an error once.
 */
function commit({ path, database }: SqliteFile, before: number): void {
  const raised = serialOf(database);
  try {
    database.exec('commit');
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    if (raised !== before && !isBusy(error) && mayHaveLanded(database, raised)) throw stateUnknownCommit(path);
    throw error;
  }
}

function mayHaveLanded(database: DatabaseSync, serial: number): boolean {
  try {
    return serialOf(database) === serial;
  } catch {
    return true;
  }
}

function serialOf(database: DatabaseSync): number {
  return Number(database.prepare('select serial from meta').get()?.['serial']);
}

import type { DatabaseSync } from 'node:sqlite';
import { ConcordatError, failed, rejected, type WriteBatch, type WriteOutcome } from 'concordat/connector';
import { applyChange } from './change.ts';
import { isBusy, readError, sqliteCode } from './errors.ts';
import { tableOf } from './read.ts';
import { uri } from './snapshot.ts';
import type { SourceFile } from './source-file.ts';
import { rejection } from './outcome.ts';

/** How long a writer waits for a lock; a batch that does not get it has failed, with nothing written. */
const WRITE_TIMEOUT_MS = 5000;

/** Where changes go. */
export interface WriteTarget {
  readonly system: string;
  readonly file: SourceFile;
  readonly Database: typeof DatabaseSync;
}

/** Writes a batch in one transaction; when only its end fails (deferred constraints), each change in one of its own. */
export function writeChanges(target: WriteTarget, batch: WriteBatch): readonly WriteOutcome[] {
  let database: DatabaseSync;
  try {
    target.file.header();
    database = new target.Database(uri(target.file.path, 'mode', 'rw'), { timeout: WRITE_TIMEOUT_MS });
  } catch (error) {
    return notOpened(target, batch, error);
  }
  try {
    return writeTransaction(target, database, batch);
  } finally {
    database.close();
  }
}

/** Without an open file nothing was written. What nobody can help by waiting is thrown. */
function notOpened(
  { system }: WriteTarget,
  { resource, changes }: WriteBatch,
  error: unknown,
): readonly WriteOutcome[] {
  const shown = readError(system, resource, error);
  if (!(shown instanceof ConcordatError) || !shown.isRetryable) throw shown;
  return changes.map(({ id }) => failed(id, 'SYSTEM_BUSY', shown.message));
}

function writeTransaction(target: WriteTarget, database: DatabaseSync, batch: WriteBatch): readonly WriteOutcome[] {
  try {
    database.exec('begin immediate');
  } catch (error) {
    return batch.changes.map(({ id }) => (isBusy(error) ? failed(id, 'SYSTEM_BUSY') : rejected(id, 'NOT_WRITABLE')));
  }
  const outcomes = writeEach(target, database, batch);
  try {
    if (database.isTransaction) database.exec('commit');
    return outcomes;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    return afterFailedCommit(target, database, batch, error);
  }
}

function writeEach({ system }: WriteTarget, database: DatabaseSync, batch: WriteBatch): readonly WriteOutcome[] {
  const outcomes: WriteOutcome[] = [];
  const table = tableOf(database, system, batch.resource, batch.id);
  for (const change of batch.changes) {
    outcomes.push(applyChange(database, table, batch.id, change));
    if (database.isTransaction) continue;
    // A trigger or a conflict clause ended the transaction: nothing before it stands.
    const lost = outcomes
      .slice(0, -1)
      .map((outcome) => (outcome.status === 'applied' ? failed(outcome.id, 'ROLLED_BACK') : outcome));
    const rest = batch.changes.slice(outcomes.length).map(({ id }) => failed(id, 'ROLLED_BACK'));
    return [...lost, ...outcomes.slice(-1), ...rest];
  }
  return outcomes;
}

function afterFailedCommit(
  target: WriteTarget,
  database: DatabaseSync,
  batch: WriteBatch,
  error: unknown,
): readonly WriteOutcome[] {
  if (isBusy(error)) return batch.changes.map(({ id }) => failed(id, 'SYSTEM_BUSY'));
  if (sqliteCode(error) === null) throw error;
  if (batch.changes.length === 1) return batch.changes.map(({ id }) => rejection(id, error));
  return batch.changes.flatMap((change) => writeTransaction(target, database, { ...batch, changes: [change] }));
}

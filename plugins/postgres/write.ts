import type { WriteBatch, WriteChange, WriteOutcome } from 'concordat/connector';
import { addressOfPlace, columnOf, findTable } from './catalog.ts';
import { isServerError, systemError } from './errors.ts';
import { idText } from './page.ts';
import type { Session, Sessions } from './session.ts';
import { CONFLICT, type Verdict, verdict, verdictOf } from './write-errors.ts';
import { type Statement, type Target, statementOf } from './write-sql.ts';

/** Writes a batch in one transaction; each change is applied, refused or failed by itself. */
export async function writeChanges(
  sessions: Sessions,
  system: string,
  batch: WriteBatch,
  signal: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const place = { system, resource: batch.resource };
  const at = addressOfPlace(place);
  const { session, giveBack } = await sessions.take(at, signal);
  let isSound = false;
  try {
    const table = await findTable(session, place);
    const target: Target = { table, place, id: batch.id.map((name) => columnOf(table, name, place)) };
    const verdicts = (await tryAll(session, batch.changes, target)) ?? (await tryEach(session, batch.changes, target));
    isSound = verdicts.every(({ code }) => code !== 'SYSTEM_UNREACHABLE');
    return batch.changes.map(({ id }, index) => ({ id, ...(verdicts[index] ?? NOT_TRIED) }));
  } catch (error) {
    throw systemError(error, at);
  } finally {
    giveBack(isSound);
  }
}

const NOT_TRIED = verdict('failed', 'NOT_TRIED');

const BEGIN = 'begin isolation level read committed read write';

/** The usual case, a round trip a change: no statement is refused. Null, with nothing written, when one was. */
async function tryAll(
  session: Session,
  changes: readonly WriteChange[],
  target: Target,
): Promise<readonly Verdict[] | null> {
  const verdicts: Verdict[] = [];
  try {
    await begin(session);
    for (const change of changes) verdicts.push(await writeOne(session, change, target));
  } catch (error) {
    if (!isServerError(error) && !(error instanceof ManyRecords)) return changes.map(() => verdictOf(error));
    await session.query('rollback');
    return null;
  }
  return commit(session, verdicts);
}

/** Each change under a savepoint, so that a refused one leaves the others alone. */
async function tryEach(session: Session, changes: readonly WriteChange[], target: Target): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  try {
    await begin(session);
    for (const change of changes) verdicts.push(await writeUnderSavepoint(session, change, target));
  } catch (error) {
    return changes.map(() => verdictOf(error));
  }
  return commit(session, verdicts);
}

/** Deferred constraints speak at their statement, not at the commit of everybody's changes. */
async function begin(session: Session): Promise<void> {
  await session.query(BEGIN);
  await session.query("set local statement_timeout = '60s'");
  await session.query("set local lock_timeout = '3s'");
  await session.query('set constraints all immediate');
}

async function writeUnderSavepoint(session: Session, change: WriteChange, target: Target): Promise<Verdict> {
  await session.query('savepoint one_change');
  try {
    const verdict = await writeOne(session, change, target);
    await session.query('release savepoint one_change');
    return verdict;
  } catch (error) {
    if (!isServerError(error) && !(error instanceof ManyRecords)) throw error;
    await session.query('rollback to savepoint one_change');
    return error instanceof ManyRecords ? MANY : verdictOf(error);
  }
}

/** The id is not unique: the statement touched several records, and has to be taken back. */
class ManyRecords extends Error {}

const MANY = verdict('rejected', 'AMBIGUOUS_ID');

async function writeOne(session: Session, change: WriteChange, target: Target): Promise<Verdict> {
  const statement = statementOf(change, target);
  if (!isStatement(statement)) return statement;
  const { rows } = await session.query(statement.sql, statement.values);
  if (rows.length > 1) throw new ManyRecords();
  const [row] = rows;
  if (row === undefined) return change.action === 'create' ? SUPPRESSED : CONFLICT;
  return {
    status: 'applied',
    nativeId: target.id.map((column, index) => idText(row[index] ?? null, column)),
    code: null,
    detail: null,
  };
}

const SUPPRESSED = verdict('rejected', 'TRIGGER', 'A trigger or rule swallowed the record.');

function isStatement(result: Statement | Verdict): result is Statement {
  return 'sql' in result;
}

/** A commit whose answer never came may have landed: its changes are `unknown`. A refused commit wrote nothing. */
async function commit(session: Session, verdicts: readonly Verdict[]): Promise<readonly Verdict[]> {
  const instead = (other: Verdict): readonly Verdict[] =>
    verdicts.map((one) => (one.status === 'applied' ? other : one));
  try {
    const { command } = await session.query('commit');
    return command === 'COMMIT'
      ? verdicts
      : instead(verdict('failed', 'ROLLED_BACK', 'The transaction was rolled back.'));
  } catch (error) {
    return instead(isServerError(error) ? verdictOf(error) : LOST);
  }
}

const LOST = verdict('unknown', 'SYSTEM_UNREACHABLE', 'The connection was lost while the changes were committed.');

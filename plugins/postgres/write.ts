import { ConcordatError, failed, type WriteBatch, type WriteChange, type WriteOutcome } from 'concordat/connector';
import { addressOfPlace, columnOf, findTable } from './catalog.ts';
import { isServerError, systemError } from './errors.ts';
import type { Session, Sessions } from './session.ts';
import { type Verdict, verdict, verdictOf } from './write-errors.ts';
import { writeForms } from './write-each.ts';
import type { Target } from './write-sql.ts';

/**
 * Writes a batch in one transaction: changes of one form in one statement, each with its own guard and outcome; what a statement is
 * refused for falls on the one change that is to blame.
 */
export async function writeChanges(
  sessions: Sessions,
  system: string,
  batch: WriteBatch,
  signal: AbortSignal,
): Promise<readonly WriteOutcome[]> {
  const place = { system, resource: batch.resource };
  const at = addressOfPlace(place);
  let taken: Awaited<ReturnType<Sessions['take']>>;
  try {
    taken = await sessions.take(at, signal);
  } catch (error) {
    return notStarted(batch, error);
  }
  const { giveBack } = taken;
  const session = impatient(taken.session);
  let isSound = false;
  try {
    const table = await findTable(session, place);
    const target: Target = { table, place, id: batch.id.map((name) => columnOf(table, name, place)) };
    const verdicts = await writeAll(session, batch.changes, target);
    isSound = verdicts.every(({ code }) => code !== 'SYSTEM_UNREACHABLE');
    return batch.changes.map(({ id }, index) => ({ id, ...(verdicts[index] ?? NOT_TRIED) }));
  } catch (error) {
    throw systemError(error, at);
  } finally {
    giveBack(isSound);
  }
}

/** Longer than a write's own `statement_timeout`. */
const TIMEOUT_MS = 75_000;

/** A connection that hangs while it writes is given up: what was not committed has failed, a commit without an answer is unknown. */
function impatient(session: Session): Session {
  return { query: (sql, values) => session.query(sql, values, TIMEOUT_MS) };
}

const NOT_TRIED = verdict('failed', 'NOT_TRIED');

/** Without a connection nothing was written. What nobody can help by waiting is thrown. */
function notStarted({ changes }: WriteBatch, error: unknown): readonly WriteOutcome[] {
  const code = error instanceof ConcordatError ? error.code : null;
  if (code === 'SYSTEM_UNREACHABLE' || code === 'SYSTEM_LOGIN' || code === 'SYSTEM_BUSY')
    return changes.map(({ id }) => failed(id, code));
  throw error;
}

const BEGIN = 'begin isolation level read committed read write';

async function writeAll(
  session: Session,
  changes: readonly WriteChange[],
  target: Target,
): Promise<readonly Verdict[]> {
  try {
    await begin(session);
    const verdicts = await writeForms(session, changes, target);
    return await commit(
      session,
      changes.map(({ id }) => verdicts.get(id) ?? NOT_TRIED),
    );
  } catch (error) {
    return changes.map(() => verdictOf(error));
  }
}

/** Deferred constraints speak at their statement, not at the commit of everybody's changes. */
async function begin(session: Session): Promise<void> {
  await session.query(BEGIN);
  await session.query("set local statement_timeout = '60s'");
  await session.query("set local lock_timeout = '3s'");
  await session.query('set constraints all immediate');
}

/** A commit whose answer never came may have landed: its changes are `unknown`. A refused commit wrote nothing. */
async function commit(session: Session, verdicts: readonly Verdict[]): Promise<readonly Verdict[]> {
  const instead = (other: Verdict): readonly Verdict[] =>
    verdicts.map((one) => (one.status === 'applied' ? other : one));
  try {
    const { command } = await session.query('commit');
    return command === 'COMMIT' ? verdicts : instead(verdict('failed', 'ROLLED_BACK'));
  } catch (error) {
    return instead(isServerError(error) ? verdictOf(error) : LOST);
  }
}

const LOST = verdict('unknown', 'SYSTEM_UNREACHABLE');

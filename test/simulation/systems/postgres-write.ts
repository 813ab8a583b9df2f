import type { WriteBatch, WriteChange, WriteOutcome } from '../../../src/model/connector.ts';
import { type Wire, WireFault } from '../contract.ts';
import type { PostgresServer } from './postgres-server.ts';
import type { PostgresTransaction } from './postgres-transaction.ts';
import { answerOf, once } from './refusal.ts';
import { statementOutcome, unwritable } from './statements.ts';
import { faultOutcome, outcome } from './wire-faults.ts';

/** Writes a batch in one transaction; each change is applied, refused or failed by itself, the commit decides over all. */
export async function writeTransaction(
  server: PostgresServer,
  wire: Wire,
  batch: WriteBatch,
): Promise<readonly WriteOutcome[]> {
  const transaction = server.begin();
  const outcomes: WriteOutcome[] = [];
  try {
    for (const change of batch.changes) outcomes.push(await writeOne(wire, transaction, batch.resource, change));
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    transaction.rollback();
    return batch.changes.map(({ id }) => ({ ...faultOutcome(id, error), status: 'failed' }));
  }
  if (!outcomes.some(({ status }) => status === 'applied')) {
    transaction.rollback();
    return outcomes;
  }
  return commit(wire, transaction, outcomes);
}

async function writeOne(
  wire: Wire,
  transaction: PostgresTransaction,
  resource: string,
  change: WriteChange,
): Promise<WriteOutcome> {
  const problem = unwritable(change);
  if (problem !== null) return problem;
  const perform = once(() => answerOf(() => transaction.write(resource, change)));
  const answer = await wire.request({ system: transaction.system, kind: 'write', name: change.action, perform });
  return statementOutcome(change.id, answer);
}

/** A commit whose answer never came may have landed: its changes are `unknown`. A refused commit wrote nothing. */
async function commit(
  wire: Wire,
  transaction: PostgresTransaction,
  outcomes: readonly WriteOutcome[],
): Promise<readonly WriteOutcome[]> {
  const instead = (other: (id: string) => WriteOutcome): readonly WriteOutcome[] =>
    outcomes.map((one) => (one.status === 'applied' ? other(one.id) : one));
  try {
    const perform = (): boolean => transaction.commit();
    const isDone = await wire.request({ system: transaction.system, kind: 'write', name: 'commit', perform });
    return isDone
      ? outcomes
      : instead((id) => outcome(id, 'failed', 'ROLLED_BACK', 'The transaction was rolled back.'));
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    if (error.kind === 'status') {
      transaction.rollback();
      return instead((id) => ({ ...faultOutcome(id, error), status: 'failed' }));
    }
    transaction.abandon();
    return instead((id) => outcome(id, 'unknown', 'SYSTEM_UNREACHABLE', 'The connection was lost in the commit.'));
  }
}

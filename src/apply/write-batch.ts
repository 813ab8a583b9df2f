import type { Connector, WriteBatch, WriteChange, WriteOutcome } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';
import type { PlannedChange } from '../model/record.ts';

/** Where a batch goes. */
export interface BatchTarget {
  readonly connector: Connector;
  readonly resource: string;
  readonly id: readonly string[];
}

/**
 * Sends guarded changes and returns one outcome each, in order. This is the only call of a connector's writer.
 * A connector that throws may or may not have written: every change of the batch is `unknown` until it is read.
 */
export async function sendBatch(
  target: BatchTarget,
  changes: readonly PlannedChange[],
  { signal, runId }: { readonly signal: AbortSignal; readonly runId: string },
): Promise<readonly WriteOutcome[]> {
  const { connector } = target;
  if (connector.writeBatch === undefined)
    return changes.map(({ change }) => outcome(change.id, 'rejected', 'NO_WRITER', 'The connector does not write.'));
  const batch: WriteBatch = {
    resource: target.resource,
    id: target.id,
    changes: changes.map((change) => toWriteChange(change, runId)),
  };
  try {
    const outcomes = await connector.writeBatch(batch, signal);
    return changes.map(
      ({ change }) =>
        outcomes.find(({ id }) => id === change.id) ??
        outcome(change.id, 'unknown', 'NO_OUTCOME', 'The connector gave no outcome.'),
    );
  } catch (error) {
    const code = error instanceof ConcordatError ? error.code : 'CONNECTOR_FAILED';
    return changes.map(({ change }) => outcome(change.id, 'unknown', code, 'The connector failed while it wrote.'));
  }
}

function toWriteChange({ change, live, values }: PlannedChange, runId: string): WriteChange {
  return {
    id: change.id,
    action: change.action === 'link' ? 'update' : change.action,
    nativeId: live?.idParts ?? null,
    version: live?.version ?? null,
    before: live?.native ?? null,
    values,
    idempotencyKey: `${runId}:${change.id}`,
  };
}

function outcome(id: string, status: WriteOutcome['status'], code: string, detail: string): WriteOutcome {
  return { id, status, nativeId: null, code, detail };
}

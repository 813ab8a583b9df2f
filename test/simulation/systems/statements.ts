import type { WriteBatch, WriteChange, WriteOutcome } from '../../../src/model/connector.ts';
import { type Wire, WireFault } from '../contract.ts';
import { answerOf, once } from './refusal.ts';
import { faultOutcome, notTried, outcome } from './wire-faults.ts';

/** Where statements go. */
export interface StatementTarget {
  readonly system: string;
  readonly wire: Wire;
  /** Throws Refusal; null when the guard let nothing through. */
  write(change: WriteChange): string | null;
}

/** Each change by itself, over one connection. When that breaks, the changes after it are not tried. */
export async function writeStatements(
  target: StatementTarget,
  { changes }: WriteBatch,
): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  let broken: WriteOutcome | null = null;
  for (const change of changes) {
    if (broken !== null) {
      outcomes.push(notTried(change.id, broken.retryAfterMs));
      continue;
    }
    try {
      outcomes.push(await writeOne(target, change));
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      broken = faultOutcome(change.id, error);
      outcomes.push(broken);
    }
  }
  return outcomes;
}

/** What cannot become a statement at all, or null. */
export function unwritable({ id, action, nativeId, version, before, values }: WriteChange): WriteOutcome | null {
  if (action === 'create') return null;
  if (nativeId?.length !== 1 || before === null || version === null)
    return outcome(id, 'rejected', 'NO_GUARD', 'The change names no record, or no version of it.');
  if (action === 'update' && values.size === 0)
    return outcome(id, 'rejected', 'NOTHING_TO_WRITE', 'The change sets no field.');
  return null;
}

/** What a statement's answer means for its change. */
export function statementOutcome(id: string, answer: ReturnType<typeof answerOf<string | null>>): WriteOutcome {
  if ('refusal' in answer) {
    const { code, detail } = answer.refusal;
    return outcome(id, code === 'SYSTEM_BUSY' ? 'failed' : 'rejected', code, detail);
  }
  if (answer.ok === null)
    return outcome(id, 'conflict', 'GUARD_REFUSED', 'The record moved, is gone, or is out of reach.');
  return { id, status: 'applied', nativeId: [answer.ok], code: null, detail: null };
}

async function writeOne({ system, wire, write }: StatementTarget, change: WriteChange): Promise<WriteOutcome> {
  const problem = unwritable(change);
  if (problem !== null) return problem;
  const perform = once(() => answerOf(() => write(change)));
  return statementOutcome(change.id, await wire.request({ system, kind: 'write', name: change.action, perform }));
}

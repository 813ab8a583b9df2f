import { OUTCOME_CODES, type OutcomeCode, type WriteOutcome } from 'concordat/connector';
import { codeOf, isServerError } from './errors.ts';

/** An outcome without the id of its change. */
export type Verdict = Omit<WriteOutcome, 'id'>;

/** The guard let nothing through: the record moved, is gone, or is hidden by a policy. */
export const CONFLICT: Verdict = verdict('conflict', 'GUARD_REFUSED');

/** A result that is not `applied`. */
export function verdict<Status extends Exclude<WriteOutcome['status'], 'applied'>>(
  status: Status,
  code: OutcomeCode<Status> & string,
  detail: string | null = null,
): Verdict {
  const texts: Readonly<Record<string, string>> = OUTCOME_CODES[status];
  return { status, nativeId: null, code, detail: detail ?? texts[code] ?? null };
}

const REJECTIONS: ReadonlyMap<string, OutcomeCode<'rejected'>> = new Map([
  ['23505', 'UNIQUE'],
  ['23502', 'NOT_NULL'],
  ['23503', 'FOREIGN_KEY'],
  ['23514', 'CHECK'],
  ['23P01', 'UNIQUE'],
  ['23001', 'FOREIGN_KEY'],
  ['44000', 'CHECK'],
  ['428C9', 'READ_ONLY_FIELD'],
  ['42501', 'DENIED'],
  ['25006', 'NOT_WRITABLE'],
]);

/**
 * What a refused statement means for its change. Only the name of a constraint or column is told: message and detail
 * of the server quote the data.
 */
export function verdictOf(error: unknown): Verdict {
  if (!isServerError(error))
    return verdict('failed', 'SYSTEM_UNREACHABLE', 'The connection was lost before anything was committed.');
  const code = codeOf(error) ?? '';
  const rejection = REJECTIONS.get(code);
  if (rejection !== undefined) return verdict('rejected', rejection, nameOf(error));
  if (code.startsWith('22'))
    return verdict('rejected', 'BAD_VALUE', `The database refused a value (SQLSTATE ${code}).`);
  if (code === 'P0001') return verdict('rejected', 'TRIGGER', 'A trigger refused it.');
  if (/^(40|53|55|57|58|XX)/.test(code))
    return verdict('failed', 'SYSTEM_BUSY', `The database could not do it now (SQLSTATE ${code}).`);
  return verdict('rejected', 'SYSTEM_REFUSED', `The database refused the statement (SQLSTATE ${code}).`);
}

function nameOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  for (const key of ['constraint', 'column'] as const) {
    const name = (error as Error & Partial<Record<typeof key, unknown>>)[key];
    if (typeof name === 'string') return name;
  }
  return null;
}

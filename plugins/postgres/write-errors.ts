import type { WriteOutcome } from 'concordat/connector';
import { codeOf, isServerError } from './errors.ts';

/** An outcome without the id of its change. */
export type Verdict = Omit<WriteOutcome, 'id'>;

/** The guard let nothing through: the record moved, is gone, or is hidden by a policy. */
export const CONFLICT: Verdict = verdict(
  'conflict',
  'GUARD_REFUSED',
  'The record moved, is gone, or is out of reach of this login.',
);

/** A result that is not `applied`. */
export function verdict(
  status: Exclude<WriteOutcome['status'], 'applied'>,
  code: string,
  detail: string | null,
): Verdict {
  return { status, nativeId: null, code, detail };
}

const REJECTIONS: ReadonlyMap<string, string> = new Map([
  ['23505', 'UNIQUE'],
  ['23502', 'NOT_NULL'],
  ['23503', 'FOREIGN_KEY'],
  ['23514', 'CHECK'],
  ['23P01', 'EXCLUSION'],
  ['23001', 'FOREIGN_KEY'],
  ['44000', 'CHECK_OPTION'],
  ['428C9', 'GENERATED'],
  ['42501', 'DENIED'],
  ['25006', 'READ_ONLY'],
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

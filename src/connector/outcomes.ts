import type { WriteOutcome } from '../model/connector.ts';

/**
 * Codes of outcomes, with what each says. Every connector uses these, so that the same trouble has the same name everywhere; an HTTP or
 * other connector that knows more may add its own, in the same style.
 */
export const OUTCOME_CODES = {
  conflict: {
    GUARD_REFUSED: 'The record is not as it was read: it moved, is gone, or is out of reach.',
  },
  rejected: {
    UNIQUE: 'Another record has this id or these unique values.',
    NOT_NULL: 'A required field has no value.',
    FOREIGN_KEY: 'It points to a record that is not there, or one that is there points to it.',
    CHECK: 'A check of the system refused it.',
    TRIGGER: 'A trigger or rule of the system refused it.',
    BAD_VALUE: 'A value has no form in its field: another type, too long, too large, or not exact.',
    VALUE_UNREADABLE: 'A value that could not be read cannot be written.',
    READ_ONLY_FIELD: 'The system computes this field itself.',
    CONNECTOR_UNKNOWN_FIELD: 'The resource has no such field.',
    NOTHING_TO_WRITE: 'The change sets no field.',
    NO_ID: 'The record would have no id.',
    NO_GUARD: 'The change names no record, or no version of it.',
    AMBIGUOUS_ID: 'Several records have this id.',
    NOT_WRITABLE: 'The resource cannot be written, or this record in it.',
    DENIED: 'The login may not write this.',
    SYSTEM_REFUSED: 'The system refused it for a reason without a name here.',
  },
  failed: {
    SYSTEM_BUSY: 'The system could not do it now: locked, overloaded, or written by somebody else.',
    CONNECTOR_RATE_LIMIT: 'The system asked to be asked less often; nothing was written.',
    SYSTEM_UNREACHABLE: 'The system could not be reached; nothing was written.',
    SYSTEM_LOGIN: 'The system refused the login; nothing was written.',
    SYSTEM_DENIED: 'The system denied access; nothing was written.',
    SYSTEM_BREAKER_OPEN: 'Nothing was sent: the system is left alone for now.',
    BUDGET_SPENT: 'Nothing was sent: the budget of requests is spent.',
    NOT_SENT: 'Nothing was sent: the run was stopped.',
    ROLLED_BACK: 'The change was taken back together with another one.',
    NOT_TRIED: 'The change was not tried, since an earlier one of the batch ended it.',
    STORAGE: 'The storage of the system failed: disk full, or its rights.',
  },
  unknown: {
    SYSTEM_UNREACHABLE: 'The connection was lost while the change was on its way.',
    SYSTEM_BUSY: 'The system failed while the change was on its way.',
    STORAGE: 'It was written, but the storage did not say that it will last.',
  },
} as const;

type Codes = typeof OUTCOME_CODES;

/** A code that an outcome of this status has. */
export type OutcomeCode<Status extends keyof Codes> = keyof Codes[Status];

/** The change stands; `nativeId` is the record's id now. */
export function applied(id: string, nativeId: readonly string[]): WriteOutcome {
  return { id, status: 'applied', nativeId, code: null, detail: null };
}

/** The guard refused: the record is not the one that was read. */
export function conflict(id: string): WriteOutcome {
  return notApplied(id, 'conflict', 'GUARD_REFUSED', OUTCOME_CODES.conflict.GUARD_REFUSED);
}

/** The system refused the data or the change; nothing is written. `detail` may name a field or constraint, never a value. */
export function rejected(id: string, code: keyof Codes['rejected'], detail?: string | null): WriteOutcome {
  return notApplied(id, 'rejected', code, detail ?? OUTCOME_CODES.rejected[code]);
}

/** Nothing is written; it may work later. */
export function failed(id: string, code: keyof Codes['failed'], detail?: string | null): WriteOutcome {
  return notApplied(id, 'failed', code, detail ?? OUTCOME_CODES.failed[code]);
}

/** It may or may not have landed. */
export function unknown(id: string, code: keyof Codes['unknown']): WriteOutcome {
  return notApplied(id, 'unknown', code, OUTCOME_CODES.unknown[code]);
}

function notApplied(
  id: string,
  status: Exclude<WriteOutcome['status'], 'applied'>,
  code: string,
  detail: string,
): WriteOutcome {
  return { id, status, nativeId: null, code, detail };
}

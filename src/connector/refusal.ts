import type { WriteOutcome } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';

/**
 * What a failure says about the system: `login`, it knows us not; `denied`, it keeps something from us; `unreachable`, it did not
 * answer; `answered`, it works and refused this one request.
 */
export type FailureClass = 'login' | 'denied' | 'unreachable' | 'answered';

const UNREACHABLE: ReadonlySet<string> = new Set([
  'SYSTEM_UNREACHABLE',
  'SYSTEM_NOT_OPEN',
  'SYSTEM_TIMEOUT',
  'CONNECTOR_BROKEN_OFF',
]);

/** Class of a failure by its code; codes that end in a status (`HTTP_401`) count as their status. */
export function classOfCode(code: string | null): FailureClass {
  if (code === null) return 'answered';
  if (code === 'SYSTEM_LOGIN' || code.endsWith('_401')) return 'login';
  if (code === 'SYSTEM_DENIED' || code.endsWith('_403')) return 'denied';
  return UNREACHABLE.has(code) || /_50[0234]$/.test(code) ? 'unreachable' : 'answered';
}

/** Class of what a request threw; an error that is not ours says nothing about the system. */
export function classOfError(error: unknown): FailureClass {
  return error instanceof ConcordatError ? classOfCode(error.code) : 'answered';
}

/** What a batch of outcomes says about the system: the gravest refusal; unreachable only when nothing of it was answered. */
export function classOfOutcomes(outcomes: readonly WriteOutcome[]): FailureClass {
  const classes = new Set(outcomes.map(classOfOutcome));
  for (const grave of ['login', 'denied', 'answered'] as const) if (classes.has(grave)) return grave;
  return classes.has('unreachable') ? 'unreachable' : 'answered';
}

function classOfOutcome({ status, code }: WriteOutcome): FailureClass {
  if (status === 'applied' || status === 'conflict') return 'answered';
  const found = classOfCode(code);
  return status === 'unknown' && found === 'answered' ? 'unreachable' : found;
}

/** The longest wait that any of the outcomes asks for; 0 for none. */
export function longestWaitMs(outcomes: readonly WriteOutcome[]): number {
  return outcomes.reduce((longest, { retryAfterMs }) => Math.max(longest, retryAfterMs ?? 0), 0);
}

import { ConcordatError } from '../../../src/model/error.ts';
import type { WriteOutcome } from '../../../src/model/connector.ts';
import { type Wire, WireFault } from '../contract.ts';

/** A request of a connector; see Wire. */
export interface Call<T> {
  readonly system: string;
  readonly kind: 'read' | 'write';
  readonly name: string;
  readonly perform: () => T;
}

/** Sends a reading request; faults come out as ConcordatErrors. */
export async function ask<T>(wire: Wire, at: string, call: Call<T>): Promise<T> {
  try {
    return await wire.request(call);
  } catch (error) {
    throw error instanceof WireFault ? readError(error, at) : error;
  }
}

/** What a fault means for a read. */
export function readError({ kind, status, retryAfterMs }: WireFault, at: string): ConcordatError {
  const wait = retryAfterMs === null ? {} : { retryAfterMs };
  if (kind === 'partial')
    return new ConcordatError('CONNECTOR_BROKEN_OFF', 'The answer broke off.', { at, isRetryable: true });
  if (kind !== 'status')
    return new ConcordatError('SYSTEM_UNREACHABLE', 'The system cannot be reached.', { at, isRetryable: true });
  if (status === 429)
    return new ConcordatError('CONNECTOR_RATE_LIMIT', 'The quota is spent.', { at, isRetryable: true, ...wait });
  if (status === 401) return new ConcordatError('SYSTEM_LOGIN', 'The system refused the login.', { at });
  if (status === 403) return new ConcordatError('SYSTEM_DENIED', 'The login may not read this.', { at });
  return new ConcordatError('SYSTEM_BUSY', 'The system could not do it now.', { at, isRetryable: true, ...wait });
}

/** An outcome that is not `applied`. */
export function outcome(
  id: string,
  status: Exclude<WriteOutcome['status'], 'applied'>,
  code: string,
  detail: string | null = null,
): WriteOutcome {
  return { id, status, nativeId: null, code, detail };
}

/** What a fault means for a change whose one request did all of it. */
export function faultOutcome(id: string, { kind, status, retryAfterMs }: WireFault): WriteOutcome {
  const wait = retryAfterMs === null ? {} : { retryAfterMs };
  if (kind === 'unsent') return outcome(id, 'failed', 'SYSTEM_UNREACHABLE', 'The request was not sent.');
  if (kind !== 'status') return outcome(id, 'unknown', 'SYSTEM_UNREACHABLE', 'The answer was lost.');
  if (status === 429) return { ...outcome(id, 'failed', 'CONNECTOR_RATE_LIMIT', 'The quota is spent.'), ...wait };
  if (status === 401 || status === 403) return outcome(id, 'failed', 'SYSTEM_LOGIN', 'The system refused the login.');
  return { ...outcome(id, 'unknown', 'SYSTEM_BUSY', 'The system could not say what it did.'), ...wait };
}

/** A change that was not sent because one before it broke: it may be tried again, after the same wait. */
export function notTried(id: string, retryAfterMs: number | undefined): WriteOutcome {
  const base = outcome(id, 'failed', 'NOT_TRIED', 'The change was not tried.');
  return retryAfterMs === undefined ? base : { ...base, retryAfterMs };
}

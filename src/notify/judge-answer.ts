import { ConcordatError } from '../model/error.ts';

/** What an answer says besides its body. Header names are in lower case. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Codes that are about one message; every other failure is about the channel, which is then left alone until its time has come. */
export const ABOUT_MESSAGE: ReadonlySet<string> = new Set(['NOTIFY_REFUSED', 'NOTIFY_TOO_LARGE']);

/** The error of an answer that is no 2xx, or null. Its text holds nothing of the answer. */
export function refusalOf(head: AnswerHead, at: string, now: string): ConcordatError | null {
  const { status } = head;
  if (status >= 200 && status < 300) return null;
  const retryAfterMs = waitOf(head, now);
  const wait = retryAfterMs === null ? {} : { retryAfterMs };
  if (status >= 300 && status < 400)
    return failure('NOTIFY_REDIRECT', status, at, {
      advice: 'Redirects are not followed. Write the address that it leads to.',
    });
  if (status === 429 || (status === 403 && retryAfterMs !== null))
    return failure('NOTIFY_LIMIT', status, at, { isRetryable: true, ...wait });
  if (status === 401 || status === 403)
    return failure('NOTIFY_LOGIN', status, at, { advice: 'Check the secret of the route and its rights.' });
  if (status >= 500 || status === 408 || status === 425)
    return failure('NOTIFY_UNREACHABLE', status, at, { isRetryable: true, ...wait });
  return failure('NOTIFY_REFUSED', status, at, { advice: 'Check the address and the settings of the route.' });
}

const SAYS: Readonly<Record<string, string>> = {
  NOTIFY_REDIRECT: 'The channel answered with a redirect',
  NOTIFY_LIMIT: 'The channel takes no more for now',
  NOTIFY_LOGIN: 'The channel does not let us in',
  NOTIFY_UNREACHABLE: 'The channel does not work at the moment',
  NOTIFY_REFUSED: 'The channel refused the message',
};

function failure(
  code: string,
  status: number,
  at: string,
  options: { readonly isRetryable?: boolean; readonly retryAfterMs?: number; readonly advice?: string },
): ConcordatError {
  return new ConcordatError(code, `${SAYS[code] ?? 'The channel failed'} (HTTP ${status}).`, { at, ...options });
}

/** Retry-After as seconds or as a date (RFC 9110 §10.2.3), else the end of a spent window as GitHub tells it; null for none. */
export function waitOf({ headers }: AnswerHead, now: string): number | null {
  const after = one(headers['retry-after']);
  if (after !== null && /^\d{1,9}$/.test(after)) return Number(after) * 1000;
  const date = after === null ? Number.NaN : Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, date - Date.parse(now));
  const reset = one(headers['x-ratelimit-reset']);
  if (one(headers['x-ratelimit-remaining']) !== '0' || reset === null || !/^\d{1,12}$/.test(reset)) return null;
  return Math.max(0, Number(reset) * 1000 - Date.parse(now));
}

function one(header: string | readonly string[] | undefined): string | null {
  const text = typeof header === 'string' ? header : header?.[0];
  return text === undefined ? null : text.trim();
}

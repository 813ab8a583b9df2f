import { ConcordatError } from 'concordat/connector';

/** What a client's errors are called, and what they mean here. */
const CODES: Readonly<Record<string, readonly [code: string, says: string, isRetryable: boolean]>> = {
  EAUTH: ['NOTIFY_LOGIN', 'The mail server does not let us in.', false],
  ENOAUTH: ['NOTIFY_LOGIN', 'The mail server wants a login, and the route has none.', false],
  ETLS: ['NOTIFY_INSECURE', 'The mail server offers no TLS that can be trusted.', false],
  EREQUIRETLS: ['NOTIFY_INSECURE', 'The mail server offers no TLS that can be trusted.', false],
};

/** An error of the mail client as ours; its text is left out, for it quotes what was sent. */
export function asMailFailure(error: unknown, route: string, signal: AbortSignal): ConcordatError {
  if (error instanceof ConcordatError) return error;
  const at = `route:${route}`;
  const { code, responseCode } = (error ?? {}) as { readonly code?: unknown; readonly responseCode?: unknown };
  if (signal.aborted || code === 'ETIMEDOUT')
    return new ConcordatError('NOTIFY_TIMEOUT', 'The mail server did not answer in time.', { at, isRetryable: true });
  const known = CODES[String(code)];
  if (known !== undefined) return new ConcordatError(known[0], known[1], { at, isRetryable: known[2] });
  // RFC 5321 §4.2.1: 4yz is for now, 5yz for good.
  if (typeof responseCode === 'number' && responseCode >= 500)
    return new ConcordatError('NOTIFY_REFUSED', `The mail server refused the message (SMTP ${responseCode}).`, {
      at,
      advice: 'Check sender and readers of the route.',
    });
  if (typeof responseCode === 'number')
    return new ConcordatError('NOTIFY_UNREACHABLE', `The mail server takes no mail now (SMTP ${responseCode}).`, {
      at,
      isRetryable: true,
    });
  return new ConcordatError('NOTIFY_UNREACHABLE', 'The mail server cannot be reached.', {
    at,
    isRetryable: true,
    advice: 'Check host and port of the route, and the network; the certificate of the server must be valid.',
  });
}

import { ConcordatError } from 'concordat/connector';

/** SQLSTATE of a server's error, or the system's code of a broken connection, or null. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** True when the server itself answered with an error: the connection still stands. */
export function isServerError(error: unknown): boolean {
  const code = codeOf(error);
  return (
    code !== null && /^[0-9A-Z]{5}$/.test(code) && error instanceof Error && 'severity' in error && !isShutdown(code)
  );
}

function isShutdown(code: string): boolean {
  return code.startsWith('57P') || code.startsWith('08');
}

/**
 * Any failure as a ConcordatError. The driver's text and details are dropped, not even kept as a cause: they quote
 * passwords' users, keys and values.
 */
export function systemError(error: unknown, at: string): ConcordatError {
  if (error instanceof ConcordatError) return error;
  const code = codeOf(error);
  if (isTlsFailure(error, code)) return tlsError(at, code);
  if (code === null || !isServerError(error)) return unreachable(at, code);
  if (code.startsWith('28') || code === '3D000') return loginError(at, code);
  if (code === '42501')
    return new ConcordatError('SYSTEM_DENIED', 'The login may not read this.', {
      at,
      advice: 'Run `concordat system check`: it names the missing GRANT.',
    });
  if (/^(53|40|55P03|57014)/.test(code)) return busy(at, code);
  return new ConcordatError('SYSTEM_QUERY', `The database refused the read (SQLSTATE ${code}).`, {
    at,
    advice: 'Check resource, id, fields and where of this binding against `concordat system describe`.',
  });
}

function unreachable(at: string, code: string | null): ConcordatError {
  return new ConcordatError(
    'SYSTEM_UNREACHABLE',
    `The database cannot be reached, or the connection was lost${code === null ? '' : ` (${code})`}.`,
    {
      at,
      isRetryable: true,
      advice: 'Check host, port and network of its url, and that the server runs.',
    },
  );
}

function loginError(at: string, code: string): ConcordatError {
  const message = code === '3D000' ? 'The database of this name does not exist.' : 'The server refused the login.';
  return new ConcordatError('SYSTEM_LOGIN', message, { at, advice: 'Check user, password and database of its url.' });
}

function busy(at: string, code: string): ConcordatError {
  return new ConcordatError('SYSTEM_BUSY', `The database could not do it now (SQLSTATE ${code}).`, {
    at,
    isRetryable: true,
  });
}

function tlsError(at: string, code: string | null): ConcordatError {
  return new ConcordatError(
    'SYSTEM_TLS',
    `No verified TLS connection to the server${code === null ? '' : ` (${code})`}.`,
    {
      at,
      advice:
        'Give the certificate authority as `ca: file`. To go without verification, add `insecure: "<reason>"` to the connection.',
    },
  );
}

/** Node's verification codes: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isTlsFailure(error: unknown, code: string | null): boolean {
  if (error instanceof Error && error.message === 'The server does not support SSL connections') return true;
  return code !== null && /CERT|^ERR_(TLS|SSL)|UNABLE_TO_|^EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|CRL_/.test(code);
}

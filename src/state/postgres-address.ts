import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { ConcordatError } from '../model/error.ts';

/** How to reach a state in PostgreSQL. Holds the password: never shown. */
export interface StateAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: ConnectionOptions | false;
}

const VERIFIED_MODES = new Set(['require', 'verify-ca', 'verify-full']);

/** Where to look for certificates, and the name of the place in messages: no host, no login. */
export const STATE_AT = 'concordat.yaml: state';

/**
 * Reads a `postgres://` state. TLS is verified unless the server is on loopback; nothing turns that off.
 * `sslrootcert` in the URL names the file of the certificate authority, relative to `root`.
 */
export function stateAddress(url: string, root: string): StateAddress {
  const parsed = URL.parse(url);
  if (parsed === null) throw misconfigured('The address of the state is no valid URL.');
  const query = parsed.searchParams;
  const host = query.get('host') ?? (decodeURIComponent(parsed.hostname).replace(/^\[|\]$/g, '') || 'localhost');
  const user = decodeURIComponent(parsed.username) || 'postgres';
  const ca = query.get('sslrootcert');
  return {
    host,
    port: Number(parsed.port || query.get('port') || 5432),
    user,
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)) || user,
    ssl: tlsOf(host, query.get('sslmode'), ca === null ? null : readCa(resolve(root, ca))),
  };
}

function tlsOf(host: string, mode: string | null, ca: string | null): ConnectionOptions | false {
  if (host.startsWith('/')) return false;
  const isWished = ca !== null || (mode !== null && VERIFIED_MODES.has(mode));
  if (isLoopback(host) && !isWished) return false;
  if (mode !== null && !VERIFIED_MODES.has(mode))
    throw misconfigured("The url's sslmode would turn the verification of the server off.");
  return { host, rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function readCa(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw misconfigured('The file of the certificate authority (sslrootcert) cannot be read.');
  }
}

function misconfigured(message: string): ConcordatError {
  const advice =
    'Write state: postgres://user:password@host:5432/database, with ?sslrootcert=file for an authority of your own.';
  return new ConcordatError('STATE_MISCONFIGURED', message, { at: STATE_AT, advice });
}

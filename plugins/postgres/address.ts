import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import type { ConnectorOptions } from 'concordat/connector';
import { ConcordatError } from 'concordat/connector';

/** Where a server is and how to log in. Holds the password: never shown. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  /** Start-up settings of the URL's `options`, e.g. `-c search_path=sales`. */
  readonly options: string | undefined;
  /** False: a plain connection, only on loopback or with a reason. */
  readonly ssl: ConnectionOptions | false;
  /** The reason why certificates are not verified, from the manifest; null when they are, or on loopback. */
  readonly insecure: string | null;
}

const PARAMETERS = new Set([
  'sslmode',
  'sslrootcert',
  'host',
  'port',
  'options',
  'application_name',
  'connect_timeout',
]);
const VERIFIED_MODES = new Set(['require', 'verify-ca', 'verify-full']);

/** Reads `connection`. TLS is verified unless the server is on loopback or `insecure` gives a reason, whatever `sslmode` says. */
export function addressOf({ connection, root, system }: ConnectorOptions): Address {
  const url = parseUrl(connection['url'], system);
  const query = url.searchParams;
  for (const name of query.keys())
    if (!PARAMETERS.has(name))
      throw badUrl(system, `The url has the parameter \`${name}\`, which concordat does not know.`);
  const host = query.get('host') ?? (decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '') || 'localhost');
  const insecure = textOf(connection['insecure']);
  const caFile = textOf(connection['ca']) ?? query.get('sslrootcert');
  const user = decodeURIComponent(url.username) || 'postgres';
  return {
    host,
    port: Number(url.port || query.get('port') || 5432),
    user,
    password: url.password === '' ? undefined : decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    options: query.get('options') ?? undefined,
    ssl: tlsOf({
      host,
      mode: query.get('sslmode'),
      insecure,
      ca: caFile === null ? null : readCa(resolve(root, caFile), system),
      system,
    }),
    insecure: isLoopback(host) ? null : insecure,
  };
}

/** True for this machine itself: loopback addresses and Unix sockets. */
export function isLoopback(host: string): boolean {
  if (host.startsWith('/') || host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

interface TlsWish {
  readonly host: string;
  readonly mode: string | null;
  readonly insecure: string | null;
  readonly ca: string | null;
  readonly system: string;
}

function tlsOf({ host, mode, insecure, ca, system }: TlsWish): ConnectionOptions | false {
  const isWished = mode !== null && VERIFIED_MODES.has(mode);
  if (host.startsWith('/')) return false;
  if (insecure !== null) return isWished ? { host, rejectUnauthorized: false } : false;
  if (isLoopback(host) && !isWished && ca === null) return false;
  if (mode !== null && !isWished && !isLoopback(host)) throw weakMode(system);
  return { host, rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) };
}

function weakMode(system: string): ConcordatError {
  return new ConcordatError('SYSTEM_TLS', "The url's sslmode would turn the verification of the server off.", {
    at: system,
    advice: 'Remove sslmode: TLS is verified by default. To go without, add `insecure: "<reason>"` to the connection.',
  });
}

function parseUrl(text: unknown, system: string): URL {
  const url = typeof text === 'string' && /^postgres(ql)?:\/\//i.test(text) ? URL.parse(text) : null;
  if (url === null)
    throw badUrl(system, 'The connection needs a url such as postgres://user:password@host:5432/database.');
  return url;
}

function badUrl(system: string, message: string): ConcordatError {
  return new ConcordatError('SYSTEM_MISCONFIGURED', message, {
    at: `${system}.connection.url`,
    advice: 'Special characters in a password are written %40, %3A, %2F.',
  });
}

function readCa(path: string, system: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConcordatError('SYSTEM_TLS', 'The file of the certificate authority cannot be read.', {
      at: `${system}.connection.ca`,
    });
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

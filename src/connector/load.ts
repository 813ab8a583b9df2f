import { formatPlace } from '../model/diagnostic.ts';
import { ConcordatError } from '../model/error.ts';
import type { SystemDef } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { resolveConnection } from './connection.ts';
import type { Gate } from './gate.ts';
import { paced, type PacedConnector } from './paced.ts';
import { resolvePlugin } from './resolve-plugin.ts';

/** Errors of a network that may be gone in a minute. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
]);

/**
 * Opens a system by its connector's name, within its declared limits. Exit 75 for a system that cannot be opened now, exit 1 for one
 * that is misconfigured (SYSTEM_UNKNOWN_CONNECTOR, SYSTEM_SECRET_MISSING, SYSTEM_MISCONFIGURED). No message shows a resolved secret.
 */
export async function openConnector(
  system: SystemDef,
  root: string,
  world: World,
  gate?: Gate,
): Promise<PacedConnector> {
  const plugin = await resolvePlugin(system, root);
  const { connection, secrets } = resolveConnection({ system, root, world }, plugin.connection);
  const access = Object.fromEntries(system.access);
  try {
    const connector = await plugin.open({ system: system.name, connection, access, root, world });
    return paced(connector, { ...system.limits, system: system.name }, world, gate);
  } catch (error) {
    throw withoutSecrets(asConcordatError(system, error), secrets);
  }
}

function asConcordatError(system: SystemDef, error: unknown): ConcordatError {
  if (error instanceof ConcordatError) return error;
  const code = (error as { readonly code?: unknown } | null)?.code;
  const isRetryable = typeof code === 'string' && UNREACHABLE.has(code);
  const why = isRetryable ? 'cannot be reached' : 'could not be opened';
  return new ConcordatError('SYSTEM_NOT_OPEN', `System ${system.name} ${why}.`, {
    at: formatPlace(system.at),
    isRetryable,
    cause: error,
  });
}

/** The same error without any resolved secret in its texts, its cause left out when that shows one. */
function withoutSecrets(error: ConcordatError, secrets: readonly string[]): ConcordatError {
  const shown = secrets.filter((secret) => secret.length > 2);
  const clean = (text: string): string => shown.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const isCauseClean = cause === undefined || clean(cause.stack ?? cause.message) === (cause.stack ?? cause.message);
  const isClean =
    clean(`${error.message}\n${error.advice ?? ''}\n${error.at ?? ''}`) ===
    `${error.message}\n${error.advice ?? ''}\n${error.at ?? ''}`;
  if (isClean && isCauseClean) return error;
  return new ConcordatError(error.code, clean(error.message), {
    isRetryable: error.isRetryable,
    exit: error.exit,
    diagnostics: error.diagnostics,
    ...(error.at === undefined ? {} : { at: clean(error.at) }),
    ...(error.advice === undefined ? {} : { advice: clean(error.advice) }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    ...(isCauseClean ? { cause } : {}),
  });
}

import { readFileSync } from 'node:fs';
import { createRequire, findPackageJSON, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConnectorPlugin } from '../model/connector.ts';
import { formatPlace } from '../model/diagnostic.ts';
import { ConcordatError } from '../model/error.ts';
import type { SystemDef } from '../model/manifest.ts';
import { didYouMean } from './closest-name.ts';

/** Connectors that ship with the product. */
export const BUILT_IN_CONNECTORS: readonly string[] = ['csv', 'memory', 'postgres', 'sqlite'];

/** npm's rule for names: no paths, no URLs, no version. */
const PACKAGE_NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/**
 * The plugin behind a system's `connector`: a built-in name, else a package installed in the project.
 * Throws SYSTEM_UNKNOWN_CONNECTOR or SYSTEM_BAD_CONNECTOR, exit 1.
 */
export async function resolvePlugin(system: SystemDef, root: string): Promise<ConnectorPlugin> {
  const { connector } = system;
  const specifier = BUILT_IN_CONNECTORS.includes(connector)
    ? `concordat/plugins/${connector}`
    : packageUrl(system, root);
  const module: unknown = await importPlugin(system, specifier);
  const plugin = (module as { readonly default?: unknown }).default;
  if (isPlugin(plugin)) return plugin;
  throw badConnector(system, 'Its default export is not a connector plugin with name, connection and open.');
}

async function importPlugin(system: SystemDef, specifier: string): Promise<unknown> {
  try {
    return await import(specifier);
  } catch (cause) {
    throw badConnector(system, 'It cannot be loaded.', cause);
  }
}

function packageUrl(system: SystemDef, root: string): string {
  const { connector } = system;
  if (!PACKAGE_NAME.test(connector) || isBuiltin(connector)) throw unknownConnector(system);
  const require = createRequire(join(root, 'package.json'));
  try {
    return pathToFileURL(require.resolve(connector)).href;
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
    const url = isThere ? importUrl(connector, root) : null;
    if (url !== null) return url;
    throw unknownConnector(system, error);
  }
}

/** `require.resolve` knows no packages whose exports have an `import` condition only. */
function importUrl(name: string, root: string): string | null {
  const manifest = findPackageJSON(name, pathToFileURL(join(root, 'package.json')));
  if (manifest === undefined) return null;
  const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly exports?: Record<string, unknown> };
  const main = (exports?.['.'] ?? exports) as { readonly import?: unknown } | undefined;
  const entry = main?.import;
  const path = typeof entry === 'string' ? entry : (entry as { readonly default?: unknown } | undefined)?.default;
  return typeof path === 'string' ? pathToFileURL(join(dirname(manifest), path)).href : null;
}

function isPlugin(value: unknown): value is ConnectorPlugin {
  if (typeof value !== 'object' || value === null) return false;
  const { name, connection, open } = value as Partial<Record<keyof ConnectorPlugin, unknown>>;
  return (
    typeof name === 'string' && typeof connection === 'object' && connection !== null && typeof open === 'function'
  );
}

function unknownConnector(system: SystemDef, cause?: unknown): ConcordatError {
  const { name, connector, at } = system;
  const close = didYouMean(connector, BUILT_IN_CONNECTORS);
  return new ConcordatError(
    'SYSTEM_UNKNOWN_CONNECTOR',
    `System ${name} names the connector "${connector}", which is neither built in nor a package of this project.${close}`,
    {
      at: formatPlace(at),
      advice: `Built in: ${BUILT_IN_CONNECTORS.join(', ')}. Others are npm packages, installed in the project.`,
      cause,
    },
  );
}

function badConnector(system: SystemDef, why: string, cause?: unknown): ConcordatError {
  return new ConcordatError(
    'SYSTEM_BAD_CONNECTOR',
    `The connector "${system.connector}" of ${system.name} is broken. ${why}`,
    {
      at: formatPlace(system.at),
      cause,
    },
  );
}

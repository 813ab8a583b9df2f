import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILT_IN_CONNECTORS } from '../../src/connector/resolve-plugin.ts';
import type { ConnectorPlugin } from '../../src/model/connector.ts';
import { code, table } from './markdown.ts';

/** The plugins that ship with the product, by name. */
export async function loadPlugins(root: string): Promise<ReadonlyMap<string, ConnectorPlugin>> {
  const plugins = new Map<string, ConnectorPlugin>();
  for (const name of BUILT_IN_CONNECTORS) {
    const path = join(root, 'plugins', name, 'index.ts');
    if (!existsSync(path)) continue;
    const module: { readonly default: ConnectorPlugin } = await import(pathToFileURL(path).href);
    plugins.set(name, module.default);
  }
  return plugins;
}

/** The table of a plugin's connection keys. */
export function connectionTable(plugin: ConnectorPlugin): string {
  const rows = Object.entries(plugin.connection).map(([name, key]) => [
    code(name),
    key.type,
    key.required === true ? 'yes' : '',
    key.description,
    key.example === undefined ? '' : code(key.example),
  ]);
  return rows.length === 0
    ? 'This connector has no connection keys.'
    : table(['key', 'type', 'required', 'meaning', 'example'], rows);
}

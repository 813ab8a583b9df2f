import { basename, extname, isAbsolute, relative, resolve } from 'node:path';
import type { ResourceSchema } from '../model/connector.ts';
import type { SystemDef } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import type { Progress } from '../pipeline/run.ts';
import { usageError } from './failure.ts';

/** A live system named by `init --from`. */
export interface LiveSource {
  /** Name of the system in the new project. */
  readonly name: string;
  readonly connector: string;
  /** As it is written into the manifest: never with a secret. */
  readonly connection: Readonly<Record<string, string>>;
  /** The variable that must hold the address, and the address; null for files. */
  readonly secret: { readonly variable: string; readonly value: string } | null;
}

const FORMS =
  'Write postgres://user@host/database, sqlite:FILE or csv:FOLDER, with NAME= before it to name the system.';

/**
 * Reads one `--from`. An address goes to an environment variable, a path is made relative to the new project.
 * Throws USAGE, exit 64.
 * @param from e.g. `crm=postgres://localhost/crm`, `sqlite:erp.db`, `csv:./exports`
 * @param folders absolute paths: the caller's, where paths of the command line start, and the project's
 */
export function readSource(from: string, folders: { readonly caller: string; readonly project: string }): LiveSource {
  const named = /^([A-Za-z_][\w-]*)=(.*)$/s.exec(from);
  const address = named?.[2] ?? from;
  if (/^postgres(?:ql)?:\/\//.test(address)) return databaseSource(address, named?.[1]);
  const file = /^(sqlite|csv):(?:\/\/)?(.+)$/s.exec(address);
  if (file === null) throw usageError('--from names no system that can be read.', FORMS);
  const [, connector = '', path = ''] = file;
  const absolute = isAbsolute(path) ? path : resolve(folders.caller, path);
  const written = relative(folders.project, absolute).replaceAll('\\', '/') || '.';
  const key = connector === 'csv' ? 'dir' : 'path';
  return {
    name: named?.[1] ?? toName(basename(absolute, extname(absolute))),
    connector,
    connection: { [key]: written },
    secret: null,
  };
}

/** A live system and what it holds. */
export interface DescribedSource {
  readonly source: LiveSource;
  readonly resources: readonly ResourceSchema[];
}

/** Where live schemas are read from, and for which project. */
export interface DescribeOptions {
  /** Absolute path of the new project, and of the caller's folder. */
  readonly root: string;
  readonly caller: string;
  /** Only resources of these names; all when it is empty. */
  readonly only: readonly string[];
  readonly world: World;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Each `--from` with its resources, by name. Reads no record and writes nothing there. */
export async function describeSources(from: readonly string[], options: DescribeOptions): Promise<DescribedSource[]> {
  const described = [];
  for (const address of from) {
    const source = readSource(address, { caller: options.caller, project: options.root });
    options.progress({ phase: 'describing', system: source.name });
    described.push({ source, resources: await readResources(source, options) });
  }
  return described;
}

async function readResources(source: LiveSource, options: DescribeOptions): Promise<readonly ResourceSchema[]> {
  const { secret } = source;
  const { only, root, world, signal } = options;
  const env = (name: string): string | undefined => (name === secret?.variable ? secret.value : world.env(name));
  const { openConnector } = await import('../connector/load.ts');
  const connector = await openConnector(systemOf(source), root, { ...world, env });
  try {
    return (await connector.describe(signal))
      .filter(({ name }) => only.length === 0 || only.includes(name) || only.includes(bareName(name)))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    await connector.close();
  }
}

/** A resource's name without its schema: `public.accounts` → `accounts`. */
export function bareName(resource: string): string {
  return resource.slice(resource.lastIndexOf('.') + 1);
}

/** Any text as a name of a manifest: lower case, words joined by `_`. */
export function toName(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const name = words?.join('_') ?? 'unnamed';
  return (/^[0-9]/.test(name) ? `_${name}` : name).slice(0, 64);
}

function databaseSource(address: string, name: string | undefined): LiveSource {
  if (!URL.canParse(address)) throw usageError('The address after --from cannot be read.', FORMS);
  const system = name ?? toName(decodeURIComponent(new URL(address).pathname.slice(1)) || 'database');
  const variable = `${system.toUpperCase().replaceAll('-', '_')}_URL`;
  return {
    name: system,
    connector: 'postgres',
    connection: { url: `\${env:${variable}}` },
    secret: { variable, value: address },
  };
}

function systemOf({ name, connector, connection }: LiveSource): SystemDef {
  const at = { file: '--from', line: 1, column: 1 };
  const limits = { requests: null, concurrency: null, budget: null };
  return { name, title: name, at, connector, connection, connectionAt: new Map(), access: new Map(), limits };
}

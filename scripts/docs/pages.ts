import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillBlocks } from './blocks.ts';
import { codePage } from './code-page.ts';
import { codecTables } from './codec-table.ts';
import { commandFile, commandPage, globalFlags, summaryOf } from './command-page.ts';
import { loadCommands, type NamedCommand } from './commands.ts';
import { connectionTable, loadPlugins } from './connectors.ts';
import { scanCodes } from './error-codes.ts';
import { readSchemas } from './json-schema.ts';
import { page, table } from './markdown.ts';
import { GENERATED, manifestPage, outputPage } from './schema-page.ts';

const KINDS = ['config', 'system', 'dictionary', 'entity', 'policy', 'route', 'test'];

/** Hand-written words of generated pages: what a schema cannot say. */
const INTROS = 'docs/reference/intros';

/** Every page that is generated in whole or in part: path relative to the root → text. */
export async function makePages(root: string): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const commands = await loadCommands(root);
  for (const named of readSchemas(root)) {
    const intro = readIntro(root, named.name);
    if (KINDS.includes(named.name)) pages.set(`docs/reference/manifests/${named.name}.md`, manifestPage(named, intro));
    else pages.set(`docs/reference/outputs/${named.name}.md`, outputPage(named, intro));
  }
  for (const named of commands) pages.set(`docs/reference/commands/${commandFile(named.name)}`, commandPage(named));
  pages.set('docs/reference/commands/README.md', commandIndex(commands));
  pages.set('docs/reference/codes.md', codePage(scanCodes(root)));
  const parts = await makeParts(root, commands);
  for (const path of pagePaths(root)) {
    if (!pages.has(path)) pages.set(path, fillBlocks(readFileSync(join(root, path), 'utf8'), parts, path));
  }
  return pages;
}

/** README and the pages of docs/ that are there, generated or not, relative to the root. */
export function pagePaths(root: string): readonly string[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = docs.filter((file) => file.endsWith('.md')).map((file) => `docs/${file.replaceAll('\\', '/')}`);
  return ['README.md', ...paths.filter((path) => !path.startsWith(INTROS))].sort();
}

async function makeParts(root: string, commands: readonly NamedCommand[]): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>([
    ['codecs', await codecTables()],
    ['commands', commandTable(commands, 'docs/reference/commands/')],
  ]);
  for (const [name, plugin] of await loadPlugins(root)) parts.set(`connection ${name}`, connectionTable(plugin));
  return parts;
}

function commandTable(commands: readonly NamedCommand[], folder: string): string {
  const rows = commands.map((named) => [`[\`${named.name}\`](${folder}${commandFile(named.name)})`, summaryOf(named)]);
  return table(['command', 'does'], rows);
}

function commandIndex(commands: readonly NamedCommand[]): string {
  const [first] = commands;
  return page([
    '# Commands',
    GENERATED('src/commands'),
    'The result goes to stdout, talk and progress to stderr. Nothing asks when there is no terminal.',
    commandTable(commands, ''),
    '## Flags of all commands',
    first === undefined ? '' : globalFlags(first),
    'Environment: see [state and key](../../concepts/state.md). Exit codes: see [exit codes](../exit-codes.md).',
  ]);
}

function readIntro(root: string, name: string): string {
  const path = join(root, INTROS, `${name}.md`);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
}

/** Pages on disk that are generated as a whole. */
export function generatedPages(root: string): readonly string[] {
  return pagePaths(root).filter((path) => /^# .*\n\n<!-- Generated from /.test(readFileSync(join(root, path), 'utf8')));
}

import type { NamedCommand } from './commands.ts';
import { code, fence, page, table } from './markdown.ts';
import { GENERATED } from './schema-page.ts';

/** What a flag's definition says, of the parts that are shown. */
interface FlagShown {
  readonly type: 'boolean' | 'option';
  readonly char?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly helpValue?: string | readonly string[];
  readonly helpGroup?: string;
  readonly options?: readonly string[];
  readonly default?: unknown;
  readonly multiple?: boolean;
}

/** What an argument's definition says, of the parts that are shown. */
interface ArgumentShown {
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
}

/** File name of a command's page, without folder. */
export function commandFile(name: string): string {
  return `${name.replaceAll(' ', '-')}.md`;
}

/** One sentence on what a command does. */
export function summaryOf({ command }: NamedCommand): string {
  return spoken(command.summary ?? '');
}

/** The page of a command. */
export function commandPage(named: NamedCommand): string {
  const { name, command } = named;
  const { about, exits } = splitDescription(spoken(command.description ?? ''));
  const own = Object.entries(command.flags ?? {}).filter(([, flag]) => !isGlobal(flag as FlagShown));
  return page([
    `# concordat ${name}`,
    GENERATED(`src/commands/${name.replaceAll(' ', '/')}.ts`),
    summaryOf(named),
    fence('text', usageOf(named)),
    about,
    ...heading('## Arguments', argumentTable(named)),
    ...heading('## Flags', flagTable(own as [string, FlagShown][])),
    'Every command also takes the [flags of all commands](README.md#flags-of-all-commands).',
    '## Examples',
    fence('sh', examplesOf(named).join('\n')),
    ...heading('## Exit codes', exits),
    exits === '' ? '' : 'All codes: [exit codes](../exit-codes.md).',
  ]);
}

/** The flags that every command has. */
export function globalFlags({ command }: NamedCommand): string {
  return flagTable(Object.entries(command.baseFlags ?? {}) as [string, FlagShown][]);
}

function heading(title: string, text: string): string[] {
  return text === '' ? [] : [title, text];
}

function isGlobal({ helpGroup }: FlagShown): boolean {
  return helpGroup === 'GLOBAL';
}

function argumentsOf({ command }: NamedCommand): readonly ArgumentShown[] {
  return Object.values(command.args ?? {}) as ArgumentShown[];
}

function usageOf(named: NamedCommand): string {
  const words = argumentsOf(named).map(({ name, required }) => (required === true ? name : `[${name}]`));
  return ['concordat', named.name, ...words, '[flags]'].join(' ');
}

function argumentTable(named: NamedCommand): string {
  const rows = argumentsOf(named).map(({ name, required, description }) => [
    code(name),
    required === true ? 'yes' : '',
    spoken(description ?? ''),
  ]);
  return table(['argument', 'required', 'meaning'], rows);
}

function flagTable(flags: readonly (readonly [string, FlagShown])[]): string {
  return table(
    ['flag', 'meaning'],
    flags.map(([name, flag]) => [flagText(name, flag), meaningOf(flag)]),
  );
}

function flagText(name: string, flag: FlagShown): string {
  const value = flag.type === 'boolean' ? '' : ` ${String(flag.helpValue ?? flag.options?.join('|') ?? 'VALUE')}`;
  const short = flag.char === undefined ? '' : `, ${code(`-${flag.char}${value}`)}`;
  return code(`--${name}${value}`) + short;
}

function meaningOf(flag: FlagShown): string {
  const isTold = typeof flag.default === 'string' || typeof flag.default === 'number';
  const fallback = isTold ? ` Default: ${code(String(flag.default))}.` : '';
  return spoken(flag.summary ?? flag.description ?? '') + fallback;
}

function examplesOf({ command }: NamedCommand): readonly string[] {
  return (command.examples ?? []).map((example) => {
    if (typeof example === 'string') return spoken(example);
    return `# ${spoken(example.description)}\n${spoken(example.command)}\n`;
  });
}

function splitDescription(description: string): { readonly about: string; readonly exits: string } {
  const start = description.search(/Exit (?:codes:|1 when)/);
  if (start < 0) return { about: description.trim(), exits: '' };
  return { about: description.slice(0, start).trim(), exits: description.slice(start).trim() };
}

function spoken(text: string): string {
  return text.replaceAll('<%= config.bin %>', 'concordat');
}

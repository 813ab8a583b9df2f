import type { Config } from '@oclif/core/config';
import { usageError } from './failure.ts';

/** A command and the words after its name. */
export interface FoundCommand {
  readonly id: string;
  readonly argv: readonly string[];
}

/** The command that the first words name; null for the list of all and for the version. Throws USAGE with the nearest name when they name none. */
export async function findCommand(words: readonly string[], config: Config): Promise<FoundCommand | null> {
  const [first, second] = words;
  if (first === undefined || ['--help', '--version', '-V'].includes(first)) return null;
  if (config.findCommand(first) !== undefined) return { id: first, argv: words.slice(1) };
  if (first.startsWith('-')) throw usageError(`There is no flag ${first} without a command.`, 'See concordat --help.');
  const isTopic = config.findTopic(first) !== undefined;
  if (isTopic && (second === undefined || second.startsWith('-'))) return null;
  const id = `${first}:${second ?? ''}`;
  if (config.findCommand(id) !== undefined) return { id, argv: words.slice(2) };
  const wanted = isTopic ? `${first} ${second ?? ''}` : first;
  const names = [...config.commands.map((command) => spoken(command.id)), ...config.topics.map(({ name }) => name)];
  throw usageError(
    `There is no command ${wanted}.`,
    await advise(wanted, names, 'See concordat --help for all commands.'),
  );
}

/** Throws USAGE with the nearest name for a flag that the command does not have, and for a value of a flag that takes none. */
export async function refuseUnknownFlags({ id, argv }: FoundCommand, config: Config): Promise<void> {
  const flags = config.findCommand(id)?.flags ?? {};
  const end = argv.indexOf('--');
  for (const word of end < 0 ? argv : argv.slice(0, end)) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined) continue;
    if (Object.hasOwn(flags, name)) {
      if (flags[name]?.type === 'boolean' && word.includes('='))
        throw usageError(`The flag --${name} takes no value.`, `Write --${name} alone, or leave it out.`);
      continue;
    }
    const names = Object.keys(flags).map((flag) => `--${flag}`);
    const advice = await advise(`--${name}`, names, helpFor(id));
    throw usageError(`The command ${spoken(id)} has no flag --${name}.`, advice);
  }
}

/** Where to read more about a command. */
export function helpFor(id: string): string {
  return `See concordat ${spoken(id)} --help.`;
}

function spoken(id: string): string {
  return id.replaceAll(':', ' ');
}

async function advise(wanted: string, names: readonly string[], otherwise: string): Promise<string> {
  const { closestWord } = await import('../manifest/suggest.ts');
  const near = names.find((name) => wanted.length > 2 && name.startsWith(wanted)) ?? closestWord(wanted, names);
  return near === null ? otherwise : `Did you mean ${near}? ${otherwise}`;
}

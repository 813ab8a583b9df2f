import type { Config } from '@oclif/core/config';
import { usageError } from './failure.ts';

/** Throws a usage error with the nearest command when the first words name none. Help and version need no command. */
export async function refuseUnknown(words: readonly string[], config: Config): Promise<void> {
  const [first, second] = words;
  if (first === undefined || ['--help', '-h', '--version', '-V'].includes(first)) return;
  if (config.findCommand(first) !== undefined) return refuseUnknownFlags(words.slice(1), first, config);
  if (first.startsWith('-')) throw usageError(`There is no flag ${first} without a command.`, 'See concordat --help.');
  if (config.findTopic(first) !== undefined) {
    if (second === undefined || second.startsWith('-')) return;
    const id = `${first}:${second}`;
    if (config.findCommand(id) !== undefined) return refuseUnknownFlags(words.slice(2), id, config);
  }
  const wanted = config.findTopic(first) === undefined || second === undefined ? first : `${first} ${second}`;
  const names = [...config.commands, ...config.topics.map(({ name }) => ({ id: name }))].map(({ id }) =>
    id.replaceAll(':', ' '),
  );
  throw usageError(
    `There is no command ${wanted}.`,
    await advise(wanted, names, 'See concordat --help for all commands.'),
  );
}

async function refuseUnknownFlags(words: readonly string[], id: string, config: Config): Promise<void> {
  const flags = config.findCommand(id)?.flags ?? {};
  const end = words.indexOf('--');
  for (const word of end < 0 ? words : words.slice(0, end)) {
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined || name === 'help' || Object.hasOwn(flags, name)) continue;
    const names = Object.keys(flags).map((flag) => `--${flag}`);
    const command = id.replaceAll(':', ' ');
    throw usageError(
      `The command ${command} has no flag --${name}.`,
      await advise(`--${name}`, names, `See concordat ${command} --help.`),
    );
  }
}

async function advise(wanted: string, names: readonly string[], otherwise: string): Promise<string> {
  const { closestWord } = await import('../manifest/suggest.ts');
  const near = names.find((name) => wanted.length > 2 && name.startsWith(wanted)) ?? closestWord(wanted, names);
  return near === null ? otherwise : `Did you mean ${near}? ${otherwise}`;
}

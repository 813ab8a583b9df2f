import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@oclif/core';
import { describe, expect, it } from 'vitest';
import { loadCommands } from '../../scripts/docs/commands.ts';
import { arrangeArguments } from '../../src/cli/arguments.ts';
import { readPages, ROOT, type DocPage } from './pages.ts';

const COMMANDS = await loadCommands(ROOT);
const LINES = readPages().flatMap(linesOf);
const PROGRAM = /^(?:npx )?concordat (?=\S)/;

describe('command lines of the documentation', () => {
  it('stand on many pages', () => {
    expect(LINES.filter(({ line }) => PROGRAM.test(line)).length).toBeGreaterThan(50);
  });

  it.each(LINES.filter(({ line }) => PROGRAM.test(line)).map(({ page, line }) => [page, line] as const))(
    '%s: %s is understood',
    async (_, line) => {
      await expect(parse(line)).resolves.toBe('understood');
    },
  );

  it('name scripts of package.json only', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const named = LINES.flatMap(({ line }) => [...line.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name));

    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(named).not.toEqual([]);
  });
});

/** Lines of shell blocks, commands of screens, and code in a line that begins with the program's name. */
function linesOf({ path, blocks, codes }: DocPage): { readonly page: string; readonly line: string }[] {
  const shown = blocks.flatMap(({ language, text }) => {
    const lines = text.split('\n');
    if (language === 'console') return lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
    return ['sh', 'bash'].includes(language) ? lines : [];
  });
  const lines = [...shown, ...codes].map((line) => line.replace(/\s+#.*$/, '').trim());
  return [...new Set(lines.flatMap((line) => line.split(/ && |; /)))].map((line) => ({ page: path, line }));
}

async function parse(line: string): Promise<string> {
  const words = (line.replace(PROGRAM, '').match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
    word.replaceAll(/^["']|["']$/g, ''),
  );
  const argv = arrangeArguments(words.includes('>') ? words.slice(0, words.indexOf('>')) : words);
  if (argv.includes('--help') || argv[0] === '--version') return 'understood';
  const named = COMMANDS.toReversed().find(({ name }) => `${argv.join(' ')} `.startsWith(`${name} `));
  if (named === undefined) throw new Error(`No command: ${argv.join(' ')}`);
  const { command, name } = named;
  await Parser.parse(argv.slice(name.split(' ').length), {
    flags: { ...command.baseFlags, ...command.flags },
    args: command.args ?? {},
    strict: true,
  });
  return 'understood';
}

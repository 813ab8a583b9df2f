import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'dist/src/bin.js');
const PART = /^<!-- run\n([^]*?)^-->$|^```(\w+)([^\n]*)\n([^]*?)^```$/gm;
/** What differs from run to run: durations, ages, digests, ids. */
const PASSING =
  /\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b\w{3} \d\d \d\d:\d\d:\d\d\b|\d\d:\d\d:\d\d|\b\d+(?:\.\d)? s\b|\b\d+ (?:minute|hour)s? ago\b|just now|\b[0-9a-f]{8,}\b|\b[0-9a-f]{4}…[0-9a-f]{2,4}\b/g;

/**
 * The page with what its commands print now. Runs, in order and in one empty folder: `<!-- run … -->` silently, files of blocks with
 * `file=PATH`, and each line of a console block that begins with `$ `. A screen that differs only in durations, times and digests stays.
 */
export async function withScreens(text: string, path: string): Promise<string> {
  if (!/^```console$/m.test(text)) return text;
  if (!existsSync(PROGRAM)) throw new Error('The program is not built: npm run build');
  const shell = openShell(path);
  try {
    return text.replaceAll(PART, (whole: string, ...found: readonly (string | undefined)[]) => {
      const [silent, language, info = '', body = ''] = found;
      if (silent !== undefined) shell.runSilently(silent);
      const file = /(?:^|\s)file=(\S+)/.exec(info)?.[1];
      if (file !== undefined) shell.write(file, body);
      if (language !== 'console') return whole;
      const now = shell.runScreen(body);
      return isSame(now, body) ? whole : `\`\`\`console${info}\n${now}\`\`\``;
    });
  } finally {
    shell.close();
  }
}

/** A folder with a `concordat` on its path. */
interface Shell {
  runSilently(commands: string): void;
  runScreen(body: string): string;
  write(file: string, body: string): void;
  close(): void;
}

function openShell(page: string): Shell {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-docs-'));
  const home = join(dir, 'home');
  const bin = join(dir, 'bin');
  for (const folder of [home, bin]) mkdirSync(folder);
  writeFileSync(join(bin, 'concordat'), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
  chmodSync(join(bin, 'concordat'), 0o755);
  let cwd = home;
  let last = 0;
  const run = (command: string): string => {
    const script = `exec 2>&1\n(exit ${last})\n${command}\ncode=$?\npwd > "${dir}/cwd"\nexit $code`;
    const env = {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: home,
      LANG: 'C.UTF-8',
      CONCORDAT_KEY: 'a-key-for-documentation',
      COLUMNS: '80',
      DOCS: join(ROOT, 'docs'),
    };
    const { stdout, status } = spawnSync('sh', ['-c', script], { cwd, env, encoding: 'utf8', timeout: 60_000 });
    cwd = readFileSync(join(dir, 'cwd'), 'utf8').trim();
    last = status ?? 1;
    if (/Cannot find (?:module|package)|^node:internal|^BUG$/m.test(stdout))
      throw new Error(`${page}: the program is broken.\n${command}\n${stdout}`);
    return stdout.replaceAll(`${home}/`, '').replaceAll(/[ \t]+$/gm, '');
  };
  return {
    runSilently: (commands) => {
      const output = run(commands);
      if (last !== 0) throw new Error(`${page}: a silent command ended with exit ${last}.\n${commands}\n${output}`);
    },
    runScreen: (body) => {
      const commands = body.split('\n').filter((line) => line.startsWith('$ '));
      return commands.map((line) => `${line}\n${run(line.slice(2))}`).join('');
    },
    write: (file, body) => {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), body);
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function isSame(now: string, before: string): boolean {
  const plain = (text: string): string => text.replaceAll(PASSING, '~').replaceAll(/ +/g, ' ').trim();
  return plain(now) === plain(before);
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The program as it is installed. */
export const PROGRAM = fileURLToPath(new URL('../../dist/src/bin.js', import.meta.url));

/** What a finished program left behind. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to a bare environment; undefined takes away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Given to stdin, which is then closed. Default: nothing. */
  readonly input?: string;
  /** Flags for node itself. */
  readonly node?: readonly string[];
}

/** Runs the built program in a process of its own, away from the terminal. */
export function runProgram(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  if (!existsSync(PROGRAM)) throw new Error('The program is not built: npm run build');
  return runProcess(process.execPath, [...(options.node ?? []), PROGRAM, ...args], options);
}

/** Runs any process to its end. */
export function runProcess(file: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args], { cwd: options.cwd, env: environment(options.env) });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
  });
}

/** The variables that a process needs, and nothing of the test runner's. */
export function environment(more: RunOptions['env'] = {}): Record<string, string> {
  const all = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    LANG: 'C.UTF-8',
    CONCORDAT_KEY: 'a-key-for-tests-only',
    ...more,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

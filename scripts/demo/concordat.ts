import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the demo's commands run, and with what. */
export interface CommandSettings {
  /** Folder of the project's concordat.yaml. */
  readonly project: string;
  /** Working directory, where plan files land. */
  readonly dir: string;
  /** Environment beside the caller's own. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** The real command line, as a child process each time. */
export interface Concordat {
  /** Shows the command as a person would type it, and its output as it comes. Gives the exit code. */
  show(...args: string[]): Promise<number>;
  /** Runs the command without showing anything but its errors. Gives exit code and standard output. */
  quietly(...args: string[]): Promise<{ readonly code: number; readonly stdout: string }>;
}

const ROOT = resolve(import.meta.dirname, '../..');
const BIN = 'dist/src/bin.js';

/** Builds the command line where it was never built: a clone that was only installed has no dist yet. */
export function buildOnce(): void {
  if (existsSync(join(ROOT, BIN))) return;
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The build failed.');
}

/** The built command line of this repository. */
export function concordatIn(settings: CommandSettings): Concordat {
  return {
    show: async (...args) => {
      process.stdout.write(`\n$ concordat ${args.join(' ')}\n`);
      return exitCodeOf(start(settings, args, 'inherit'), settings.signal);
    },
    quietly: async (...args) => {
      const child = start(settings, args, 'pipe');
      let stdout = '';
      let stderr = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      const code = await exitCodeOf(child, settings.signal);
      if (code !== 0) process.stderr.write(`$ concordat ${args.join(' ')}\n${stderr}${stdout}`);
      return { code, stdout };
    },
  };
}

function start(settings: CommandSettings, args: readonly string[], output: 'inherit' | 'pipe'): ChildProcess {
  settings.signal.throwIfAborted();
  return spawn(process.execPath, [join(ROOT, BIN), ...args, '-C', settings.project], {
    cwd: settings.dir,
    env: { ...process.env, ...settings.env },
    stdio: ['ignore', output, output],
  });
}

/** Waits until the child is gone, also after an abort: nothing may still write while the systems are taken away. */
async function exitCodeOf(child: ChildProcess, signal: AbortSignal): Promise<number> {
  const stop = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    return code ?? 1;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

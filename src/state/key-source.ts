import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { StateKeySource } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { stateKeyMissing, stateKeyShort } from './state-errors.ts';

/** Fewest characters of a key: as for fingerprints. */
const MIN_KEY_LENGTH = 16;
const COMMAND_TIMEOUT_MS = 30_000;
/** More than any key has. */
const MOST_BYTES = 64 * 1024;

/** The text of a state's key, without the line end behind it. Throws STATE_KEY_MISSING or STATE_KEY_SHORT; neither shows anything of it. */
export async function readStateKey(source: StateKeySource, root: string, world: World): Promise<string> {
  const text = (await readSource(source, root, world)).replace(/\r?\n$/, '');
  if (text === '') throw stateKeyMissing('it is empty');
  if ([...text].length < MIN_KEY_LENGTH) throw stateKeyShort(MIN_KEY_LENGTH);
  return text;
}

async function readSource(source: StateKeySource, root: string, world: World): Promise<string> {
  if (source.kind === 'env') {
    const text = world.env(source.name);
    if (text === undefined) throw stateKeyMissing(`the environment variable ${source.name} is not set`);
    return text;
  }
  if (source.kind === 'command') return runCommand(source.command, root);
  return readFile(resolve(root, source.path), 'utf8').catch(() => {
    throw stateKeyMissing(`the file ${source.path} cannot be read`);
  });
}

/** Without a shell. What the program says on stderr is not shown: it may quote the key. */
function runCommand(command: readonly string[], root: string): Promise<string> {
  const [program = '', ...args] = command;
  const options = { cwd: root, timeout: COMMAND_TIMEOUT_MS, maxBuffer: MOST_BYTES, killSignal: 'SIGKILL' } as const;
  return new Promise((done, fail) => {
    const child = execFile(program, args, options, (error, stdout) => {
      if (error === null) done(stdout);
      else fail(stateKeyMissing(`the command ${program} ${reasonOf(error)}`));
    });
    child.stdin?.on('error', () => undefined).end(); // it may end before it reads
  });
}

function reasonOf({ code, killed }: { readonly code?: string | number | null; readonly killed?: boolean }): string {
  if (killed === true) return `did not end within ${COMMAND_TIMEOUT_MS / 1000} s`;
  if (code === 'ENOENT') return 'was not found';
  return typeof code === 'number' ? `ended with code ${code}` : 'could not be run';
}

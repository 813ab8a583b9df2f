import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { World } from 'concordat/connector';

/** After this long a lock counts as left behind, whoever holds it. */
const STALE_MS = 10 * 60_000;
/** What file systems that have no links answer. */
const WITHOUT_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);
const ATTEMPTS = 20;
const PAUSE_MS = 100;

/** A held lock. */
export interface Lock {
  /** False when somebody took it for left behind, as after a long sleep of this process. */
  isMine(): Promise<boolean>;
}

/** Runs work while holding a lock file; null when a living writer holds it for longer than two seconds. */
export async function withLock<T>(
  path: string,
  world: World,
  signal: AbortSignal,
  work: (lock: Lock) => Promise<T>,
): Promise<T | null> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), at: world.now(), id: world.newId() });
  for (let attempt = 1; ; attempt += 1) {
    if (await take(path, mine, world)) break;
    await dropStale(path, world);
    if (await take(path, mine, world)) break;
    if (attempt === ATTEMPTS) return null;
    await world.sleep(PAUSE_MS, signal);
  }
  const isMine = async (): Promise<boolean> => (await readFile(path, 'utf8').catch(() => null)) === mine;
  try {
    return await work({ isMine });
  } finally {
    if (await isMine()) await unlink(path);
  }
}

/** A link makes the lock with its content at once: a process that dies meanwhile leaves none, or a whole one. */
async function take(path: string, text: string, world: World): Promise<boolean> {
  const aside = `${path}-${world.newId()}`;
  try {
    await writeFile(aside, text, { encoding: 'utf8', flag: 'wx' });
    await link(aside, path).catch(async (error: unknown) => {
      if (!WITHOUT_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await writeFile(path, text, { encoding: 'utf8', flag: 'wx' });
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(aside).catch(() => {});
  }
}

/** Moves a lock whose holder is gone out of the way; one that was taken meanwhile is put back. */
async function dropStale(path: string, world: World): Promise<void> {
  const seen = await readFile(path, 'utf8').catch(() => null);
  if (seen === null || !(await isStale(path, seen, world))) return;
  const aside = `${path}-${world.newId()}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== seen) await link(aside, path);
    await unlink(aside);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  }
}

/** A lock without a holder's name was not made by this program, or its disk lost it: its age decides. */
async function isStale(path: string, text: string, world: World): Promise<boolean> {
  const holder = parsed(text);
  const since = holder === null ? (await stat(path).catch(() => null))?.mtimeMs : Date.parse(holder.at);
  if (since === undefined || Date.parse(world.now()) - since > STALE_MS) return true;
  return holder?.host === hostname() && !isAlive(holder.pid);
}

function parsed(text: string): { readonly pid: number; readonly host: string; readonly at: string } | null {
  try {
    const { pid, host, at } = JSON.parse(text) as {
      readonly pid?: unknown;
      readonly host?: unknown;
      readonly at?: unknown;
    };
    return typeof pid === 'number' && typeof host === 'string' && typeof at === 'string' ? { pid, host, at } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { link, open, readFile, rename, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { World } from 'concordat/connector';

/** After this long the lock of another machine counts as left behind. */
const STALE_MS = 10 * 60_000;
const ATTEMPTS = 20;
const PAUSE_MS = 100;

/** Runs work while holding a lock file; null when a living writer holds it for longer than two seconds. */
export async function withLock<T>(
  path: string,
  world: World,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T | null> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), at: world.now(), id: world.newId() });
  for (let attempt = 1; ; attempt += 1) {
    if (await take(path, mine)) break;
    await dropStale(path, world);
    if (await take(path, mine)) break;
    if (attempt === ATTEMPTS) return null;
    await world.sleep(PAUSE_MS, signal);
  }
  try {
    return await work();
  } finally {
    if ((await readFile(path, 'utf8').catch(() => null)) === mine) await unlink(path);
  }
}

async function take(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(text, 'utf8').finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a lock whose holder is gone out of the way; one that was taken meanwhile is put back. */
async function dropStale(path: string, world: World): Promise<void> {
  const seen = await readFile(path, 'utf8').catch(() => null);
  if (seen === null || !isStale(seen, world)) return;
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

function isStale(text: string, world: World): boolean {
  const holder = parsed(text);
  if (holder === null) return false;
  if (holder.host === hostname()) return !isAlive(holder.pid);
  return Date.parse(world.now()) - Date.parse(holder.at) > STALE_MS;
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

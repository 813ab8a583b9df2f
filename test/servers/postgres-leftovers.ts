import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** First part of the name of every server's folder. */
export const SERVER_FOLDER = 'concordat-postgres-run-';

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with the same number; empty where the platform does not say. */
  readonly started: string;
  readonly host: string;
  readonly uid: number;
}

/** Writes down who started the server in `folder`, for the next start to see whether he is still there. */
export function claimFolder(folder: string): void {
  const owner: Owner = { pid: process.pid, started: startOf(process.pid), host: hostname(), uid: ownUid() };
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
}

/** Kills servers whose starter is gone and removes their folders. Never touches a server that this launcher did not start. */
export function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(SERVER_FOLDER)) continue;
    const folder = join(parent, name);
    if (isAbandoned(readOwner(folder))) removeServer(folder);
  }
}

/** Kills the server of this folder, if it runs, and removes the folder. */
export function removeServer(folder: string): void {
  const pid = serverPid(folder);
  if (pid !== null) killQuietly(pid);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function readOwner(folder: string): Owner | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Owner;
  } catch {
    // Unreadable: somebody else's, or being made at this moment. Either way not ours to remove.
    return null;
  }
}

function isAbandoned(owner: Owner | null): boolean {
  if (owner === null || owner.host !== hostname() || owner.uid !== ownUid()) return false;
  return !isRunning(owner.pid) || startOf(owner.pid) !== owner.started;
}

function ownUid(): number {
  return process.getuid?.() ?? 0;
}

/** The postmaster of this folder, if that process is alive and indeed runs on this folder. */
function serverPid(folder: string): number | null {
  const file = join(folder, 'data', 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isRunning(pid)) return null;
  return commandOf(pid)?.includes(folder) === false ? null : pid;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Start time in clock ticks, from Linux's /proc; empty elsewhere. */
function startOf(pid: number): string {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return '';
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Command line, or null where the platform does not say. */
function commandOf(pid: number): string | null {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

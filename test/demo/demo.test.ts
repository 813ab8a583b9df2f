import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUN = resolve(import.meta.dirname, '../../scripts/demo/run.ts');

describe('the demo', () => {
  const dir = makeFolder();
  let code: number | null;
  let stdout = '';
  let stderr = '';

  beforeAll(async () => {
    ({ code, stdout, stderr } = await runDemo(dir));
  });

  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('ends in sync', () => {
    expect(stderr).not.toContain('exit code');
    expect(stdout).toMatch(/\nAll three are in sync, after [0-9.]+ s\./);
    expect(code).toBe(0);
  });

  it('finds exactly the drift that its story tells', () => {
    expect(stdout).toContain('Plan: 12 to create, 44 records (56 fields) to update, 0 to delete; 3 held, 0 blocked.');
  });

  it('leaves nothing behind', () => {
    expect(leftIn(dir)).toEqual([]);
  });
});

describe('a demo that is interrupted', () => {
  it('takes its servers and files away and says so', async () => {
    const dir = makeFolder();

    const { code, stderr } = await runDemo(dir, 'What happened since');

    expect(stderr).toContain('Stopped');
    expect(code).toBe(130);
    expect(leftIn(dir)).toEqual([]);
    rmSync(dir, { recursive: true, force: true });
  });
});

/** A folder that the server's user can reach, when the tests run as root. */
function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-test-'));
  chmodSync(dir, 0o755);
  return dir;
}

/** Files that the demo left; a copy of PostgreSQL's programs is kept for the next time, where the checkout's own cannot be run. */
function leftIn(dir: string): string[] {
  return readdirSync(dir).filter((name) => !name.startsWith('concordat-postgres-bin-'));
}

/** Runs the demo from another folder, with that folder for temporary files; stops it as Ctrl-C would once `until` was printed. */
async function runDemo(dir: string, until?: string) {
  const env = { ...process.env, TMPDIR: dir, NO_COLOR: '1' };
  const child = spawn(process.execPath, [RUN], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (until !== undefined && stdout.includes(until)) child.kill('SIGINT');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: stripVTControlCharacters(stdout), stderr };
}

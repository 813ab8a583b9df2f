import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const RUN = join(ROOT, 'scripts/demo/run.ts');

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

  it('finds exactly the drift that its story tells, and names its causes', () => {
    expect(stdout).toContain('9 to create, 39 records (51 fields) to update, 0 to delete; 3 held, 0 blocked.');
    expect(stdout).toMatch(/~ C-10009 {2}in warehouse +stale replica\n/);
    expect(stdout).toMatch(/! C-10042 {2}in erp +foreign edit\n/);
    expect(stdout).toMatch(/! C-10100 {2}in warehouse +both moved\n/);
    expect(stdout).toMatch(/13 × customer\.account_manager in erp/);
    expect(stdout).toMatch(/VALUE_CODEC[^]*RECORD_ORPHAN/);
  });

  it('writes all of it but what waits for a person, and shows nobody a bank account', () => {
    expect(stdout).toContain('Applied 48 of 50');
    expect(stdout).toMatch(/C-10034 {2}in crm +foreign edit · held: needs approval from finance\n/);
    expect(stdout + stderr).not.toMatch(/GB33BUKB|hornung\.example|555010/);
  });

  it('leaves nothing behind, in the checkout neither', () => {
    expect(leftIn(dir)).toEqual([]);
    expect(processesIn(dir)).toEqual([]);
    expect(readdirSync(ROOT).filter((name) => name.endsWith('.plan'))).toEqual([]);
  });
});

describe('a demo that is interrupted', () => {
  it('takes its servers and files away and says so', async () => {
    const dir = makeFolder();

    const { code, stderr } = await runDemo(dir, 'What happened since');

    expect(stderr).toContain('Stopped');
    expect(code).toBe(130);
    expect(leftIn(dir)).toEqual([]);
    expect(processesIn(dir)).toEqual([]);
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

/** Commands that work in or on a folder below `dir`; known on Linux only. */
function processesIn(dir: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(
      (pid) =>
        `${readQuietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))} ${readQuietly(() => readlinkSync(`/proc/${pid}/cwd`))}`,
    )
    .filter((text) => text.includes(dir));
}

/** Empty when the process is gone in the meantime. */
function readQuietly(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
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

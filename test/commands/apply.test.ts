import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { ApplyReport } from '../../src/model/generated/apply.ts';
import { addConnector, makeProject, type DiskProject, type ProjectParts } from './project.ts';
import { environment, PROGRAM } from './run-program.ts';
import { SLOW_CONNECTOR, SLOW_MANIFESTS } from './slow-connector.ts';

const DIFFERENT: ProjectParts = {
  crm: [
    ['A', 'Ana', 'Bonn'],
    ['B', 'Bob', 'Kiel'],
    ['C', 'Cid', 'Ulm'],
  ],
  erp: [
    ['A', 'Ana', 'Köln'],
    ['B', 'Bob', 'Kiel'],
  ],
};
const AGREED = [
  ['A', 'Ana', 'Bonn'],
  ['B', 'Bob', 'Kiel'],
  ['C', 'Cid', 'Ulm'],
];
/** From bsdutils, essential in Debian: gives a process a terminal. */
const SCRIPT = '/usr/bin/script';

let project: DiskProject | null = null;
function open(parts: ProjectParts): DiskProject {
  project = makeProject(parts);
  return project;
}
afterEach(() => project?.remove());

describe('apply', () => {
  it('writes what the plan file holds; the next plan is in sync', async () => {
    const { run, erp } = open(DIFFERENT);
    await run(['plan', '--bootstrap', '--out', 'a.plan']);
    const ran = await run(['apply', 'a.plan']);

    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('Applied 2 of 2');
    expect(erp()).toEqual(AGREED);
    expect(await run(['plan', '--detailed-exitcode'])).toMatchObject({ code: 0 });
  });

  it('plans, shows and writes with --yes', async () => {
    const { run, erp } = open(DIFFERENT);
    const ran = await run(['apply', '--bootstrap', '--yes']);

    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/"Köln" → "Bonn"[^]*Applied 2 of 2/);
    expect(ran.stdout).not.toContain('Next:');
    expect(erp()).toEqual(AGREED);
  });

  it('prints its report alone on stdout with --json, and the plan on stderr', async () => {
    const ran = await open(DIFFERENT).run(['apply', '--bootstrap', '--yes', '--json']);
    const report = JSON.parse(ran.stdout) as ApplyReport;

    expect(report).toMatchObject({ exit: 0, systems: [{ system: 'erp', of: 2, applied: 2 }] });
    expect(ran.stderr).toContain('"Köln" → "Bonn"');
  });

  it('writes only what is selected', async () => {
    const { run, erp } = open(DIFFERENT);
    await run(['apply', '--bootstrap', '--yes', '--select', 'key:A']);

    expect(erp()).toEqual(AGREED.slice(0, 2));
  });
});

describe('exit codes of apply', () => {
  it('1 for a plan file that somebody changed, and nothing is written', async () => {
    const { run, path, erp } = open(DIFFERENT);
    await run(['plan', '--bootstrap', '--out', 'a.plan']);
    writeFileSync(path('a.plan'), readFileSync(path('a.plan'), 'utf8').replace('Bonn', 'Rome'));
    const ran = await run(['apply', 'a.plan', '--json']);

    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'PLAN_TAMPERED' } });
    expect(erp()[0]).toEqual(['A', 'Ana', 'Köln']);
  });

  it('3 when something still waits for a person', async () => {
    const { run, erp } = open(DIFFERENT);
    const ran = await run(['apply', '--yes']);

    expect(ran.code).toBe(3);
    expect(erp()).toEqual([
      ['A', 'Ana', 'Köln'],
      ['B', 'Bob', 'Kiel'],
      ['C', 'Cid', 'Ulm'],
    ]);
  });

  it('3 when a limit refuses the plan: shown, and nothing is written', async () => {
    const { run, path, erp } = open({
      ...DIFFERENT,
      more: '---\nkind: policy\nname: p\nlimits: [{ entity: customer, action: create, max: 0 }]\n',
    });
    const asked = await run(['apply', '--bootstrap', '--yes']);
    await run(['plan', '--bootstrap', '--out', 'a.plan']);
    const filed = await run(['apply', 'a.plan']);

    expect([asked.code, filed.code]).toEqual([3, 3]);
    expect(asked.stdout).toContain('"Köln" → "Bonn"');
    expect(erp()).toHaveLength(2);
    expect(
      existsSync(path('.concordat/state.db')) && (await run(['status', '--json'])).stdout.includes('"applied"'),
    ).toBe(false);
  });

  it('4 when a record changed since the plan, which is left alone', async () => {
    const { run, sql, erp } = open(DIFFERENT);
    await run(['plan', '--bootstrap', '--out', 'a.plan']);
    sql('erp', "update customers set town = 'Rome' where no = 'A'");
    const ran = await run(['apply', 'a.plan']);

    expect(ran.code).toBe(4);
    expect(ran.stdout).toContain('1 stale');
    expect(erp()[0]).toEqual(['A', 'Ana', 'Rome']);
    expect(erp()).toHaveLength(3);
  });

  it('64 when there is nobody to ask, before a system is read', async () => {
    const { run, sql, erp } = open(DIFFERENT);
    sql('crm', 'drop table accounts');

    expect((await run(['apply', '--bootstrap'])).code).toBe(64);
    expect((await run(['apply', '--bootstrap'], { input: 'y\n' })).code).toBe(64);
    expect(erp()).toHaveLength(2);
  });

  it('65 when the manifests are invalid', async () => {
    const { run } = open({ ...DIFFERENT, more: '---\nkind: entity\nname: x\n' });

    expect((await run(['apply', '--yes'])).code).toBe(65);
  });
});

describe.skipIf(!existsSync(SCRIPT))('on a terminal (needs script of bsdutils)', () => {
  /** Runs the program on a terminal of its own and answers its question as soon as it asks. */
  function onTerminal(
    args: string,
    answer: string,
  ): Promise<{ readonly code: number | null; readonly stdout: string }> {
    const child = spawn(SCRIPT, ['-qec', `${process.execPath} ${PROGRAM} ${args}`, '/dev/null'], {
      cwd: project?.dir ?? '',
      env: environment({ TERM: 'xterm', COLUMNS: '100' }),
    });
    let stdout = '';
    child.stdout.on('data', (text: Buffer) => {
      const isAsking = !stdout.includes('[y/N]') && (stdout + text.toString()).includes('[y/N]');
      stdout += text.toString();
      if (isAsking) child.stdin.write(answer);
    });
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout })));
  }

  it('asks, and writes after a yes', async () => {
    const { erp } = open(DIFFERENT);
    const ran = await onTerminal('apply --bootstrap', 'yes\n');

    expect(ran.stdout).toContain('Apply this plan? [y/N]');
    expect(erp()).toEqual(AGREED);
    expect(ran.code).toBe(0);
  });

  it.each([['n\n'], ['\n'], ['yesterday\n'], ['\u0004']])(
    'asks, and writes nothing after %j, exit 1',
    async (answer) => {
      const { erp } = open(DIFFERENT);
      const ran = await onTerminal('apply --bootstrap', answer);

      expect(ran.stdout).toContain('APPLY_DECLINED');
      expect(erp()).toHaveLength(2);
      expect(ran.code).toBe(1);
    },
  );

  it('takes Ctrl-C at the question for a stop, exit 130', async () => {
    const { erp } = open(DIFFERENT);
    const ran = await onTerminal('apply --bootstrap', '\u0003');

    expect(ran.code).toBe(130);
    expect(ran.stdout).toContain('INTERRUPTED');
    expect(erp()).toHaveLength(2);
  });

  it('asks nothing when there is nothing to write', async () => {
    open({ crm: [['A', 'Ana', 'Bonn']], erp: [['A', 'Ana', 'Bonn']] });
    const ran = await onTerminal('apply', 'n\n');

    expect(ran.stdout).not.toContain('Apply this plan?');
    expect(ran.code).toBe(0);
  });
});

describe('Ctrl-C', () => {
  async function interrupted(args: readonly string[], env: Readonly<Record<string, string>>, times: number) {
    const opened = open({ crm: [] });
    addConnector(opened, 'slow', SLOW_CONNECTOR);
    opened.write('sync.d/all.yaml', SLOW_MANIFESTS);
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: opened.dir, env: environment(env) });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => {
      if (/^READY/m.test(text.toString()))
        for (let i = 0; i < times; i += 1) setTimeout(() => child.kill('SIGINT'), 300 * i);
      stderr += text.toString();
    });
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return {
      code,
      stdout,
      stderr,
      written: () => Number(existsSync(opened.path('written')) ? readFileSync(opened.path('written'), 'utf8') : '0'),
    };
  }

  it('stops a plan with exit 130 and one clear line, no stack', async () => {
    const ran = await interrupted(['plan'], { SLOW: 'read' }, 1);

    expect(ran).toMatchObject({ code: 130, stdout: '' });
    expect(ran.stderr).toContain('INTERRUPTED');
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  it('pressed twice ends the program at once', async () => {
    const ran = await interrupted(['plan'], { SLOW: 'deaf' }, 2);

    expect(ran.code).toBe(130);
    expect(ran.stderr).not.toContain('INTERRUPTED');
  });

  it('stops an apply between two batches and says where', async () => {
    const ran = await interrupted(['apply', '--bootstrap', '--yes'], { SLOW: 'write' }, 1);

    expect(ran.code).toBe(4);
    // The first ten changes go one at a time.
    expect(ran.written()).toBe(1);
    expect(ran.stdout).toMatch(/\b1 applied/);
    expect(ran.stdout).toMatch(/999 not tried/);
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { addConnector, makeProject, type DiskProject, type ProjectParts } from './project.ts';

const DIFFERENT: ProjectParts = {
  crm: [
    ['A', 'Ana', 'Bonn'],
    ['B', 'Bob', 'Kiel'],
  ],
  erp: [
    ['A', 'Ana', 'Köln'],
    ['B', 'Bob', 'Kiel'],
  ],
};

let project: DiskProject | null = null;
function open(parts: ProjectParts = DIFFERENT): DiskProject {
  project = makeProject(parts);
  return project;
}
afterEach(() => project?.remove());

describe('init', () => {
  it('writes a project that is valid and whose tests pass', async () => {
    const { run, path } = open();
    const made = await run(['init', 'new']);

    expect(made.code).toBe(0);
    expect(made.stdout).toContain('wrote sync.d/customer.yaml');
    expect((await run(['-C', path('new'), 'validate', '--live'])).code).toBe(0);
    expect(await run(['-C', path('new'), 'test'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 passed, 0 failed'),
    });
  });

  it('begins a project that plans and applies to "in sync"', async () => {
    const { run, path } = open();
    await run(['init', 'new']);
    const project = (...words: string[]) => run(['-C', path('new'), ...words]);
    const planned = await project('plan', '--bootstrap');

    expect(planned.stdout).toContain('Plan: 1 to create, 2 records (2 fields) to update, 0 to delete');
    expect((await project('apply', '--bootstrap', '--yes')).code).toBe(0);
    expect((await project('plan', '--detailed-exitcode')).stdout).toContain('In sync');
  });

  it('overwrites nothing, exit 1', async () => {
    const { run, path } = open();
    const before = readFileSync(path('concordat.yaml'), 'utf8');
    const ran = await run(['init', '--json']);

    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'INIT_EXISTS' } });
    expect(readFileSync(path('concordat.yaml'), 'utf8')).toBe(before);
    expect(existsSync(path('sync.d/systems.yaml'))).toBe(false);
  });

  it('proposes a project from live systems, reading no record, and validate says what to fill in', async () => {
    const { run, path } = open();
    const made = await run(['init', 'new', '--from', 'crm=sqlite:crm.db', '--from', 'sqlite:erp.db', '--json']);
    const text = readFileSync(path('new/sync.d/customer.yaml'), 'utf8');
    const checked = await run(['-C', 'new', 'validate', '--json']);

    expect(JSON.parse(made.stdout)).toMatchObject({
      files: ['concordat.yaml', 'sync.d/systems.yaml', 'sync.d/account.yaml', 'sync.d/customer.yaml', '.gitignore'],
      variables: [],
    });
    expect(text).toContain('town: { type: string, owner: TODO }    # in erp: TEXT');
    expect(text).not.toContain('Köln');
    expect(readFileSync(path('new/sync.d/systems.yaml'), 'utf8')).toContain('connection: { path: "../crm.db" }');
    expect(checked.code).toBe(65);
    expect(
      new Set((JSON.parse(checked.stdout) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code)),
    ).toEqual(new Set(['UNKNOWN_SYSTEM']));
  });

  it('proposes only the chosen resources', async () => {
    const { run, path, sql } = open();
    sql('crm', 'create table other (id integer primary key)');
    await run(['init', 'new', '--from', 'crm=sqlite:crm.db', '--resource', 'accounts']);

    expect(readdirSync(path('new/sync.d')).sort()).toEqual(['account.yaml', 'systems.yaml']);
  });

  it('says so when there is nothing to propose from, and writes nothing', async () => {
    const { run, path } = open();
    const ran = await run(['init', 'new', '--from', 'crm=sqlite:crm.db', '--resource', 'nothing', '--json']);

    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'INIT_NOTHING', at: 'crm' } });
    expect(existsSync(path('new'))).toBe(false);
  });

  it('never repeats the address of a database', async () => {
    const ran = await open().run(['init', 'new', '--from', 'crm=postgres://me:s3cr3t@127.0.0.1:1/none']);

    expect(ran.code).not.toBe(0);
    expect(ran.stdout + ran.stderr).not.toContain('s3cr3t');
    expect(existsSync(project?.path('new') ?? '')).toBe(false);
  });
});

describe('validate', () => {
  it('says so when all is well', async () => {
    expect(await open().run(['validate'])).toEqual({ code: 0, stdout: 'The manifests are valid.\n', stderr: '' });
  });

  it('shows file, line, column and a frame of every problem, exit 65', async () => {
    const opened = open();
    opened.write('sync.d/bad.yaml', 'kind: system\nname: x\nconector: sqlite\n');
    const ran = await opened.run(['validate']);

    expect(ran.code).toBe(65);
    expect(ran.stdout).toMatch(/sync\.d\/bad\.yaml:3:1 [^]*3 │ conector: sqlite[^]*\^\^\^\^\^\^\^\^/);
    expect(ran.stdout).toContain('connector');
  });

  it('finds with --live what the files cannot tell', async () => {
    const { run, sql } = open();
    sql('erp', 'alter table customers drop column town');

    expect((await run(['validate'])).code).toBe(0);
    expect(await run(['validate', '--live'])).toMatchObject({ code: 65, stdout: expect.stringContaining('town') });
  });
});

describe('test', () => {
  const example = (town: string): string => `---
kind: test
name: crm-decides
entity: customer
bootstrap: true
given:
  crm: [{ id: "1", number: A, name: Ana, city: Bonn }]
  erp: [{ id: "7", no: A, title: Ana, town: Ulm }]
expect:
  changes: [{ system: erp, key: A, action: update, fields: { city: ${town} } }]
`;

  it('passes without any system, exit 0', async () => {
    const { run, path } = open({ more: example('Bonn') });
    mkdirSync(path('empty'));
    const ran = await run(['test']);

    expect(ran).toMatchObject({ code: 0, stdout: 'passed  crm-decides\n\n1 passed, 0 failed\n' });
  });

  it('fails with the place of the test and what differs, exit 1', async () => {
    const ran = await open({ more: example('Rome') }).run(['test']);

    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/failed {2}crm-decides {2}sync\.d\/all\.yaml:\d+/);
    expect(ran.stdout).toContain('0 passed, 1 failed');
  });

  it('prints its report with --json', async () => {
    const ran = await open({ more: example('Bonn') }).run(['test', '--json']);

    expect(JSON.parse(ran.stdout)).toMatchObject({ tests: [{ name: 'crm-decides', passed: true }] });
  });
});

describe('system', () => {
  it('checks all systems or one', async () => {
    const { run } = open();

    expect((await run(['system', 'check'])).stdout).toMatch(/^crm +well +sqlite[^]*^erp +well +sqlite/m);
    expect((await run(['system', 'check', 'erp'])).stdout).not.toContain('crm');
  });

  it('tells a broken system, exit 1, and the others all the same', async () => {
    const opened = open();
    addConnector(
      opened,
      'gone',
      `import { ConcordatError } from 'concordat/connector';
export default { name: 'gone', connection: {}, open: async ({ system }) => { throw new ConcordatError('GONE', 'Nobody answers.', { isRetryable: system === 'later' }); } };`,
    );
    opened.write('sync.d/later.yaml', 'kind: system\nname: later\nconnector: gone\n');
    const later = await opened.run(['system', 'check', '--json']);
    opened.write('sync.d/never.yaml', 'kind: system\nname: never\nconnector: gone\n');
    const never = await opened.run(['system', 'check', '--json']);
    const { systems } = JSON.parse(never.stdout) as { systems: { name: string; exit: number }[] };

    expect([later.code, never.code]).toEqual([75, 1]);
    expect(systems.map(({ name, exit }) => [name, exit])).toEqual([
      ['crm', 0],
      ['erp', 0],
      ['later', 75],
      ['never', 1],
    ]);
  });

  it('describes resources, and the fields of one', async () => {
    const { run } = open();

    expect((await run(['system', 'describe', 'crm'])).stdout).toMatch(/accounts +4 fields, key id/);
    expect((await run(['system', 'describe', 'crm', 'accounts'])).stdout).toMatch(/number +TEXT +required/);
    expect(JSON.parse((await run(['system', 'describe', '--json'])).stdout)).toMatchObject({
      systems: [{ name: 'crm', resources: [{ id: ['id'] }] }, { name: 'erp' }],
    });
  });

  it.each([
    [['system', 'check', 'x'], 'SYSTEM_UNKNOWN'],
    [['system', 'describe', 'x'], 'SYSTEM_UNKNOWN'],
    [['system', 'describe', 'crm', 'x'], 'RESOURCE_UNKNOWN'],
  ])('%j exits 64', async (args, code) => {
    const ran = await open().run([...args, '--json']);

    expect(ran.code).toBe(64);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code } });
  });
});

describe('status and trace', () => {
  it('tell where the project stands', async () => {
    const { run } = open();

    expect((await run(['status'])).stdout).toContain('first contact');
    expect(JSON.parse((await run(['status', '--json'])).stdout)).toMatchObject({
      project: 'two',
      exit: 0,
      last_run: null,
    });
  });

  it('show one record over all systems, and its history after an apply', async () => {
    const { run } = open();
    await run(['apply', '--bootstrap', '--yes']);
    const ran = await run(['trace', 'customer', 'A']);

    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/crm[^]*erp[^]*city +Bonn[^]*Bonn/);
    expect(ran.stdout).toMatch(/update applied/);
  });

  it.each([[['trace', 'customer', 'nobody']], [['trace', 'nothing', 'A']]])(
    '%j fails without a stack',
    async (args) => {
      const ran = await open().run(args);

      expect(ran).toMatchObject({ stdout: '' });
      expect([1, 64]).toContain(ran.code);
      expect(ran.stderr).not.toMatch(/\n\s+at |Bug in concordat/);
    },
  );
});

describe('types and schema', () => {
  it('print TypeScript that says what the dictionary says', async () => {
    const ran = await open().run(['types']);

    expect(ran.stdout).toContain('export interface Customer {');
    expect(ran.stdout).toMatch(/Owner: crm\. \*\/\n {2}readonly no: string;\n[^]*readonly name: string \| null;/);
  });

  it('writes them to a file, starting at the caller', async () => {
    const { run, path } = open();
    await run(['types', '--out', 'entities.ts']);

    expect(readFileSync(path('entities.ts'), 'utf8')).toContain('export interface Customer');
  });

  it('list and print the schemas that ship', async () => {
    const { run } = open();
    const { schemas } = JSON.parse((await run(['schema', '--json'])).stdout) as {
      schemas: { name: string; description: string }[];
    };

    expect(schemas.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['entity', 'plan', 'policy', 'system', 'test']),
    );
    expect(schemas.every(({ description }) => description.length > 10)).toBe(true);
    expect(JSON.parse((await run(['schema', 'plan'])).stdout)).toMatchObject({ title: 'PlanDocument' });
  });
});

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import { addConnector, makeProject, type DiskProject, type ProjectParts } from './project.ts';

const AGREED: ProjectParts = { crm: [['A', 'Ana', 'Bonn']], erp: [['A', 'Ana', 'Bonn']] };
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

let project: DiskProject | null = null;
function open(parts: ProjectParts): DiskProject {
  project = makeProject(parts);
  return project;
}
afterEach(() => project?.remove());

/** Systems, manifests and, where it exists, the state, byte by byte. */
function bytesOf({ path }: DiskProject): string[] {
  const digest = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(path(name)))
      .digest('hex');
  return ['crm.db', 'erp.db', 'sync.d/all.yaml', '.concordat/state.db'].map((name) =>
    statSync(path(name), { throwIfNoEntry: false }) === undefined ? 'absent' : digest(name),
  );
}

describe('plan', () => {
  it('shows what differs, on stdout alone, exit 0', async () => {
    const ran = await open(DIFFERENT).run(['plan', '--bootstrap']);

    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/~ A +in erp[^]*city +"Köln" → "Bonn"[^]*\+ C +in erp/);
    expect(ran.stdout).toContain('Plan: 1 to create, 1 record (1 field) to update, 0 to delete; 0 held, 0 blocked.');
    expect(ran.stdout).toContain('Next: concordat plan --bootstrap --out drift.plan, then concordat apply drift.plan');
  });

  it('says that systems agree, and nothing of a next step', async () => {
    const ran = await open(AGREED).run(['plan']);

    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('In sync');
    expect(ran.stdout).not.toContain('Next:');
  });

  it('changes no byte of systems, manifests and state, before and after the first apply', async () => {
    const opened = open(DIFFERENT);
    const before = bytesOf(opened);
    await opened.run(['plan', '--bootstrap', '--out', 'a.plan']);
    const planned = bytesOf(opened);
    await opened.run(['apply', 'a.plan']);
    const applied = bytesOf(opened);
    for (const args of [['plan'], ['status'], ['trace', 'customer', 'A'], ['validate', '--live'], ['system', 'check']])
      await opened.run(args);

    expect(planned).toEqual(before);
    expect(before).toContain('absent');
    expect(applied).not.toContain('absent');
    expect(bytesOf(opened)).toEqual(applied);
  });

  it('prints the same document as show and as --json-into', async () => {
    const { run, path } = open(DIFFERENT);
    const planned = await run(['plan', '--bootstrap', '--json', '--out', 'a.plan', '--json-into', 'a.json']);
    const shown = await run(['show', 'a.plan', '--json']);
    const document = JSON.parse(planned.stdout) as PlanDocument;

    expect(Object.keys(document)).toEqual(['header', 'changes', 'findings', 'summary']);
    expect(document.summary).toMatchObject({ create: 1, update: 1, fields: 1 });
    expect(JSON.parse(shown.stdout)).toEqual(document);
    expect(JSON.parse(readFileSync(path('a.json'), 'utf8'))).toEqual(document);
  });

  it('writes a plan file that only its owner may read', async () => {
    const { run, path } = open(DIFFERENT);
    const ran = await run(['plan', '--bootstrap', '--out', 'a.plan']);

    expect(ran.stdout).toContain('Next: concordat apply a.plan');
    expect(statSync(path('a.plan')).mode & 0o777).toBe(0o600);
  });

  it('starts paths of the command line at the caller, paths of manifests at the project', async () => {
    const { dir, run, path } = open(DIFFERENT);
    mkdirSync(path('elsewhere'));
    const ran = await run(['-C', '..', 'plan', '--bootstrap', '--out', 'a.plan'], { cwd: path('elsewhere') });

    expect(ran.code).toBe(0);
    expect(statSync(path('elsewhere/a.plan')).isFile()).toBe(true);
    expect((await run(['show', 'elsewhere/a.plan'])).code).toBe(0);
    expect((await run(['-C', '/', 'show', 'a.plan'], { cwd: path('elsewhere') })).code).toBe(0);
    expect(dir).not.toBe('');
  });

  it('takes only what is selected', async () => {
    const { run } = open(DIFFERENT);
    const summaryOf = async (...words: string[]): Promise<PlanDocument['summary']> =>
      (JSON.parse((await run(['plan', '--bootstrap', '--json', ...words])).stdout) as PlanDocument).summary;

    expect(await summaryOf('--select', 'key:A')).toMatchObject({ create: 0, update: 1 });
    expect(await summaryOf('--exclude', 'key:A')).toMatchObject({ create: 1, update: 0 });
    expect(await summaryOf('--select', 'key:A', '--select', 'key:C')).toMatchObject({ create: 1, update: 1 });
  });

  it('prints Markdown for a comment', async () => {
    const ran = await open(DIFFERENT).run(['plan', '--bootstrap', '--format', 'markdown']);

    expect(ran.stdout).toMatch(/^\*\*/);
    expect(ran.stdout).toContain('| `customer` |');
  });

  it('colours on demand and never with --no-color', async () => {
    const { run } = open(DIFFERENT);
    const ESC = '\u001b[';

    expect((await run(['plan'])).stdout).not.toContain(ESC);
    expect((await run(['plan'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(ESC);
    expect((await run(['plan'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain(ESC);
    expect((await run(['plan', '--no-color'], { env: { FORCE_COLOR: '1' } })).stdout).not.toContain(ESC);
  });
});

describe('exit codes of plan', () => {
  const held: ProjectParts = { crm: [['A', 'Ana', 'Bonn']], erp: [['A', 'Ana', 'Köln']] };
  const limit = '---\nkind: policy\nname: p\nlimits: [{ entity: customer, action: create, max: 0 }]\n';
  const cases: readonly (readonly [string, ProjectParts, readonly string[], number, number])[] = [
    ['0 in sync', AGREED, [], 0, 0],
    ['2 something to write', DIFFERENT, ['--bootstrap'], 0, 2],
    ['2 beats 3: something to write and something held', DIFFERENT, [], 0, 2],
    ['3 only held changes', held, [], 0, 3],
    ['3 only blocked changes', { ...held, access: 'read' }, ['--bootstrap'], 0, 3],
    ['3 a limit refuses it', { ...DIFFERENT, more: limit }, ['--bootstrap'], 3, 3],
    ['65 invalid manifests', { ...AGREED, more: '---\nkind: entity\nname: x\n' }, [], 65, 65],
  ];

  it.each(cases)('%s', async (...[, parts, args, plain, detailed]) => {
    const { run } = open(parts);

    expect((await run(['plan', ...args])).code).toBe(plain);
    expect((await run(['plan', ...args, '--detailed-exitcode'])).code).toBe(detailed);
  });

  it('writes the file of a plan that a limit refuses', async () => {
    const { run, path } = open({ ...DIFFERENT, more: limit });
    const ran = await run(['plan', '--bootstrap', '--out', 'a.plan']);

    expect(ran.code).toBe(3);
    expect(statSync(path('a.plan')).isFile()).toBe(true);
  });

  it('1 outside a project', async () => {
    const ran = await open(AGREED).run(['-C', '/', 'plan', '--json']);

    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'PROJECT_NOT_FOUND' } });
  });

  it('65 as one JSON document with every problem and its place', async () => {
    const ran = await open({ ...AGREED, more: '---\nkind: entity\nname: x\nfeilds: {}\n' }).run(['plan', '--json']);
    const { error } = JSON.parse(ran.stdout) as { error: { code: string; diagnostics: { at: string }[] } };

    expect(ran.code).toBe(65);
    expect(error.code).toBe('MANIFEST_INVALID');
    expect(error.diagnostics.length).toBeGreaterThan(1);
    expect(error.diagnostics[0]?.at).toMatch(/^sync\.d\/all\.yaml:\d+:\d+$/);
  });

  it('75 when a system cannot be read to its end, with the rest still planned', async () => {
    const opened = open(DIFFERENT);
    addConnector(
      opened,
      'gone',
      `import { ConcordatError } from 'concordat/connector';
export default { name: 'gone', connection: {}, open: async () => { throw new ConcordatError('SYSTEM_UNREACHABLE', 'Nobody answers.', { isRetryable: true }); } };`,
    );
    opened.write(
      'sync.d/gone.yaml',
      `kind: system
name: shop
connector: gone
---
kind: entity
name: article
key: [no]
fields: { no: { type: string, owner: crm } }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { no: number } }
  shop: { resource: articles, id: id, fields: { no: no } }
`,
    );
    const ran = await opened.run(['plan', '--bootstrap', '--detailed-exitcode']);

    expect(ran.code).toBe(75);
    expect(ran.stdout).toContain('in erp');
  });
});

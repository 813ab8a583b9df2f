import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type DiskProject } from '../commands/project.ts';
import type { Ran } from '../commands/run-program.ts';

const CLASSIFIED = {
  crm: [
    ['1', 'Ann', 'canary-bonn'],
    ['2', 'Bob', 'canary-rome'],
  ],
  erp: [['1', 'Ann', 'canary-oslo']],
} as const;

describe('audit commands after a real apply', () => {
  let project: DiskProject;
  const run = (line: string): Promise<Ran> => project.run(line.split(' '), { env: { CONCORDAT_ACTOR: 'ann' } });
  const json = async (line: string): Promise<unknown> => JSON.parse((await run(`${line} --json`)).stdout) as unknown;
  const faults = (name: string, document: unknown): unknown => {
    const schema = readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8');
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(JSON.parse(schema) as object);
    return validate(document) ? [] : validate.errors;
  };

  beforeAll(async () => {
    project = makeProject({ ...CLASSIFIED });
    const manifest = readFileSync(project.path('sync.d/all.yaml'), 'utf8');
    project.write(
      'sync.d/all.yaml',
      manifest.replace('city: { type: string,', 'city: { type: string, class: personal,'),
    );
    const ran = await run('apply --bootstrap --yes');
    if (ran.code !== 0) throw new Error(ran.stderr + ran.stdout);
  });
  afterAll(() => project.remove());

  it('log shows each write once, with its rule and guard, and no classified value', async () => {
    const log = (await json('audit log')) as { readonly entries: readonly Record<string, unknown>[] };
    const writes = log.entries.filter(({ kind }) => kind === 'write');

    expect(faults('audit-log', log)).toEqual([]);
    expect(writes.map(({ action, key, outcome, actor, attempts }) => [action, key, outcome, actor, attempts])).toEqual([
      ['create', '2', 'applied', 'ann', 1],
      ['update', '1', 'applied', 'ann', 1],
    ]);
    expect(writes[1]).toMatchObject({
      fields: [{ name: 'city', at: 'town', before: { fp: expect.any(String) as string }, rule: 'sync.d/all.yaml:22' }],
      guard: { strength: 'strong' },
      envelope: { kept: true },
    });
    expect(JSON.stringify(log)).not.toContain('canary');
    expect((await run('audit log')).stdout).not.toContain('canary');
    expect(readFileSync(project.path('.concordat/state.db')).toString('latin1')).not.toContain('canary');
  });

  it('verify finds the chain sound and signed to its end, exit 0', async () => {
    const verdict = await json('audit verify');

    expect(faults('audit-verify', verdict)).toEqual([]);
    expect(verdict).toMatchObject({ sound: true, key: { trusted: true }, heads: { after: 0 } });
    expect((await run('audit verify')).code).toBe(0);
  });

  it('anchor and verify --anchors go together', async () => {
    const anchor = await json('audit anchor --file anchors.ndjson');

    expect(faults('audit-anchor', anchor)).toEqual([]);
    expect((await run('audit verify --anchors anchors.ndjson')).stdout).not.toContain('Not covered');
    expect((await run('audit anchor')).code).toBe(64);
    expect((await run('audit anchor --push origin')).code).toBe(64);
    expect((await run('audit anchor --ref refs/x/y')).stderr).toContain('ANCHOR_NO_GIT');
  });

  it('erase asks nobody without a terminal, exit 64, and with --yes takes the values of one record', async () => {
    expect((await run('audit erase customer 1')).code).toBe(64);
    const erasure = await json('audit erase customer 1 --yes');

    expect(faults('audit-erase', erasure)).toEqual([]);
    expect(erasure).toMatchObject({ key: '1', erased: 1, actor: 'ann' });
    expect((await run('audit log --key 1')).stdout).toContain('values erased');
    expect((await run('audit erase customer 9 --yes')).stderr).toContain('AUDIT_UNKNOWN');
    expect((await run('audit verify --anchors anchors.ndjson')).code).toBe(0);
  });

  it('undo does not bring back what was erased', async () => {
    const ran = await run('undo last');

    expect(ran.stdout + ran.stderr).toContain('erased');
    expect(ran.stdout).not.toContain('canary');
  });

  it('log refuses an instant that is none, exit 64, and an export over a file, exit 1', async () => {
    expect((await run('audit log --since yesterday')).code).toBe(64);
    expect((await run('audit log --export x.ndjson')).code).toBe(0);
    expect((await run('audit log --export x.ndjson')).code).toBe(1);
    expect((await run('audit log --export y.ndjson --entity customer')).code).toBe(64);
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readSource, toName, type LiveSource } from '../../src/cli/live-source.ts';
import { writeNewFiles } from '../../src/cli/new-files.ts';
import { proposeProject } from '../../src/cli/propose-project.ts';
import { starterProject, type NewFile } from '../../src/cli/starter-project.ts';
import { yamlText } from '../../src/cli/yaml-text.ts';
import type { ResourceField, ResourceSchema } from '../../src/model/connector.ts';
import { validateProject } from '../../src/pipeline.ts';
import { realWorld } from '../../src/world.ts';

const FOLDERS = { caller: '/home/me', project: '/home/me/project' };
const SIGNAL = new AbortController().signal;

function fieldOf(name: string, kind: ResourceField['kind'], more: Partial<ResourceField> = {}): ResourceField {
  return { name, kind, nativeType: kind, isNullable: true, ...more };
}

const accounts: ResourceSchema = {
  name: 'public.Accounts',
  id: ['id'],
  fields: [
    fieldOf('id', 'integer'),
    fieldOf('E-Mail', 'text'),
    fieldOf('credit', 'decimal', { scale: 2 }),
    fieldOf('size', 'float'),
    fieldOf('isOpen', 'boolean'),
    fieldOf('born', 'date'),
    fieldOf('wakes', 'time'),
    fieldOf('seen', 'datetime'),
    fieldOf('made', 'local-datetime'),
    fieldOf('extra', 'json'),
    fieldOf('tags', 'list'),
    fieldOf('photo', 'bytes'),
    fieldOf('status', 'text', { enum: ['open', 'no', 'it\'s: "done"'] }),
  ],
};
const crm: LiveSource = {
  name: 'crm',
  connector: 'postgres',
  connection: { url: '${env:CRM_URL}' },
  secret: { variable: 'CRM_URL', value: 'x' },
};
const files: LiveSource = { name: 'files', connector: 'csv', connection: { dir: 'exports' }, secret: null };

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'concordat-'));
});
afterEach(async () => rm(dir, { recursive: true }));

async function problemsOf(proposed: readonly NewFile[], owner: string) {
  for (const { path, text } of proposed)
    await writeNewFiles(dir, [{ path, text: text.replaceAll('owner: TODO', `owner: ${owner}`) }]);
  const world = { ...realWorld(), env: () => undefined };
  return validateProject(dir, world, { isLive: false, signal: SIGNAL });
}

describe('a proposed project', () => {
  const proposed = proposeProject('demo', [
    { source: crm, resources: [accounts] },
    {
      source: files,
      resources: [
        {
          name: 'accounts',
          id: [],
          fields: [fieldOf('id', 'text'), fieldOf('e_mail', 'text'), fieldOf('only here', 'text')],
        },
      ],
    },
  ]);

  it('makes one entity of resources with the same name', () => {
    expect(proposed.map(({ path }) => path)).toEqual(['concordat.yaml', 'sync.d/systems.yaml', 'sync.d/account.yaml']);
  });

  it('is told by validate which fields still need an owner, and nothing else', async () => {
    const problems = await problemsOf(proposed, 'TODO');

    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['UNKNOWN_SYSTEM']));
    expect(problems).toHaveLength(14);
  });

  it('is valid once every TODO is filled in', async () => {
    const one = proposeProject('demo', [{ source: crm, resources: [accounts] }]);

    expect(await problemsOf(one, 'crm')).toEqual([]);
  });

  it('holds no secret', () => {
    const source = readSource('crm=postgres://me:s3cr3t@db/crm', FOLDERS);
    const text = proposeProject('demo', [{ source, resources: [accounts] }])
      .map((file) => file.text)
      .join('');

    expect(text).not.toMatch(/s3cr3t|@db|\/\/me/);
    expect(text).toContain('connection: { url: "${env:CRM_URL}" }');
  });

  it('may only read until somebody says more', () => {
    expect(proposed[1]?.text).toContain('access:\n  public.Accounts: [read]');
  });
});

describe('the starter project', () => {
  it('is valid as it is', async () => {
    expect(await problemsOf(starterProject('demo'), 'crm')).toEqual([]);
  });
});

describe('readSource', () => {
  it.each([
    [
      'postgres://me:pw@db.example/Sales-2024',
      { name: 'sales_2024', connector: 'postgres', connection: { url: '${env:SALES_2024_URL}' } },
    ],
    [
      'crm=postgresql://db/x?options=a=b',
      { name: 'crm', connector: 'postgres', connection: { url: '${env:CRM_URL}' } },
    ],
    ['sqlite:data/ERP.db', { name: 'erp', connector: 'sqlite', connection: { path: '../data/ERP.db' }, secret: null }],
    ['shop=csv:project/exports', { name: 'shop', connector: 'csv', connection: { dir: 'exports' }, secret: null }],
    ['csv:/srv/files', { name: 'files', connector: 'csv', connection: { dir: '../../../srv/files' }, secret: null }],
  ])('reads %s', (from, expected) => {
    expect(readSource(from, FOLDERS)).toMatchObject(expected);
  });

  it('keeps the address apart from what is written', () => {
    expect(readSource('crm=postgres://a:b@c/d', FOLDERS).secret).toEqual({
      variable: 'CRM_URL',
      value: 'postgres://a:b@c/d',
    });
  });

  it.each(['mysql://x', 'nothing', '', 'postgres://[', 'csv:'])('refuses %j without repeating it', (from) => {
    expect(() => readSource(from, FOLDERS)).toThrow(/--from/);
    if (from !== '') expect(() => readSource(from, FOLDERS)).not.toThrow(from);
  });
});

describe('names and scalars', () => {
  it.each([
    ['Größe (m)', 'gro_e_m'],
    ['customerNo', 'customer_no'],
    ['2fast', '_2fast'],
    ['???', 'unnamed'],
    ['already_fine', 'already_fine'],
  ])('makes %j the name %j', (text, name) => {
    expect(toName(text)).toBe(name);
  });

  it.each([
    'plain',
    'no',
    'Yes',
    'null',
    '~',
    '',
    ' x',
    'a: b',
    'a #b',
    '00123',
    '1.10',
    '"',
    "'",
    'ä',
    'a\nb',
    '- x',
    '*a',
    '{',
    'public.accounts',
  ])('writes %j so that YAML reads it back', (text) => {
    const [document] = parseAllDocuments(`a: ${yamlText(text)}\n? ${yamlText(text)}\n: 1\n`, { version: '1.1' });

    expect(document?.toJS()).toEqual(text === 'a' ? { a: 1 } : { a: text, [text]: 1 });
  });
});

describe('writeNewFiles', () => {
  it('writes all files, making folders', async () => {
    await writeNewFiles(dir, [{ path: 'a/b/c.txt', text: 'x' }]);

    expect(await readFile(join(dir, 'a/b/c.txt'), 'utf8')).toBe('x');
  });

  it('writes nothing at all when one of them is there', async () => {
    await writeFile(join(dir, 'b.txt'), 'mine');
    const refused = writeNewFiles(dir, [
      { path: 'a.txt', text: 'x' },
      { path: 'b.txt', text: 'x' },
    ]);

    await expect(refused).rejects.toMatchObject({ code: 'INIT_EXISTS', exit: 1 });
    await expect(readFile(join(dir, 'a.txt'))).rejects.toThrow('ENOENT');
    expect(await readFile(join(dir, 'b.txt'), 'utf8')).toBe('mine');
  });
});

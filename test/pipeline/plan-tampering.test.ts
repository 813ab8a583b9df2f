import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProject, planFile, readPlanFile } from '../../src/pipeline.ts';
import { sqliteProject, sqliteSystem, testWorld, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, mail text, iban text)',
  erp: 'create table kunden (id integer primary key, ref text unique, email text, iban text)',
};
const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  iban: { type: string, owner: crm, class: confidential, approve: finance }
lifecycle: { owner: crm, on_delete: hold }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, iban: iban } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, iban: iban } }
`;

type Row = Record<string, unknown>;
type Mutation = readonly [name: string, mutate: (rows: Row[]) => Row[] | string];

/** Edits the first row of a type. */
const edit =
  (type: string, change: (row: Row) => unknown) =>
  (rows: Row[]): Row[] => {
    const row = rows.find((found) => found['type'] === type);
    if (row === undefined) throw new Error(`no ${type}`);
    change(row);
    return rows;
  };
const header = (values: Row) => edit('header', (row) => Object.assign(row, values));
const change = (values: Row) => edit('change', (row) => Object.assign(row, values));
const field = (values: Row) => edit('change', (row) => Object.assign((row['fields'] as Row[])[0] ?? {}, values));
const footer = (values: Row) => edit('footer', (row) => Object.assign(row, values));

const MUTATIONS: readonly Mutation[] = [
  ['the value to write', field({ after: 'evil' })],
  ['the value before', field({ before: 'evil' })],
  ['the native field', field({ at: 'iban' })],
  ['the canonical field', field({ name: 'iban' })],
  ['the verdict', field({ verdict: 'foreign edit' })],
  ['the owner', field({ owner: 'erp' })],
  ['the rule', field({ rule: 'sync.d/x.yaml:1' })],
  ['the key', change({ key: { no: 'C4' } })],
  ['the system', change({ system: 'crm', resource: 'accounts' })],
  ['the entity', change({ entity: 'other' })],
  ['the resource', change({ resource: 'other' })],
  ['the native id', change({ native_id: '104' })],
  ['the action, to delete', change({ action: 'delete', fields: [] })],
  ['the action, to create', change({ action: 'create' })],
  ['the guard', change({ guard: { kind: 'none', strength: 'none', version: null } })],
  ['the version', change({ guard: { kind: 'values', strength: 'strong', version: 'ffff' } })],
  ['the digest of a change', change({ digest: 'f'.repeat(64) })],
  ['the id of a change', change({ id: 'c000000000000' })],
  ['the needs of a change', change({ after: ['c000000000000'] })],
  ['a hold, taken away', (rows) => rows.map((row) => (row['type'] === 'change' ? { ...row, holds: [] } : row))],
  [
    'an approval, made up',
    (rows) =>
      rows.map((row) =>
        row['type'] === 'change'
          ? { ...row, holds: [], approved: { by: ['mallory'], expires: '2099-01-01T00:00:00.000Z', holds: [] } }
          : row,
      ),
  ],
  ['a change left out', (rows) => rows.filter((row, i) => row['type'] !== 'change' || i !== 1)],
  ['a change doubled', (rows) => rows.flatMap((row, i) => (i === 1 ? [row, row] : [row]))],
  ['changes in another order', (rows) => [rows[0] ?? {}, rows[2] ?? {}, rows[1] ?? {}, ...rows.slice(3)]],
  ['a finding left out', (rows) => rows.filter((row) => row['type'] !== 'finding')],
  ['the expiry', header({ expires: '2099-01-01T00:00:00.000Z' })],
  ['the time of making', header({ created: '2020-01-01T00:00:00.000Z' })],
  ['the maker', header({ by: 'mallory' })],
  ['the bootstrap flag', header({ bootstrap: true })],
  ['the manifests', header({ manifests: 'f'.repeat(64) })],
  ['the lineage', header({ lineage: 'other' })],
  ['no lineage', header({ lineage: null })],
  ['the key id', header({ key_id: 'ffffffff' })],
  ['the identity of a system', header({ systems: { crm: { connector: 'sqlite', identity: 'other' } } })],
  ['no systems', header({ systems: {} })],
  ['a run to undo', header({ undo: 'other' })],
  ['the selection', header({ select: ['customer.email'] })],
  ['the format', header({ format: 'concordat-plan/2' })],
  ['the plan digest', header({ digest: 'f'.repeat(64) })],
  ['the number of changes', footer({ changes: 1 })],
  ['the summary', footer({ summary: {} })],
  ['a footer without its code', footer({ mac: undefined })],
  ['the end cut off', (rows) => rows.slice(0, -1)],
  ['an empty file', () => ''],
  ['another file', () => 'not a plan\n'],
];

let project: TestProject;
let text = '';

beforeAll(async () => {
  project = sqliteProject(TABLES, MANIFEST);
  for (let i = 1; i <= 5; i += 1) {
    project.sql('crm', 'insert into accounts values (?, ?, ?, ?)', i, `C${i}`, `u${i}`, `DE${i}`);
    project.sql('erp', 'insert into kunden values (?, ?, ?, ?)', 100 + i, `C${i}`, `u${i}`, `DE${i}`);
  }
  await project.agree();
  project.sql('crm', "update accounts set mail = 'new' || id where id < 3");
  project.sql('crm', "update accounts set iban = 'NEW' where id = 3");
  project.sql('crm', 'delete from accounts where id = 5');
  project.sql('erp', "insert into kunden values (900, 'ORPHAN', 'x', 'y')");
  const opened = await openProject(project.dir, testWorld());
  text = [...planFile((await project.plan()).plan, opened.digests)].join('');
});
afterAll(() => project.remove());

const erp = () => JSON.stringify(project.rows('erp', 'select * from kunden'));

/** Applies a mutated file; a refusal or an apply that writes nothing of what was mutated leaves erp as it was. */
async function refused(mutated: string): Promise<string> {
  const path = join(project.dir, 'mutated.plan');
  writeFileSync(path, mutated);
  const { digests } = await openProject(project.dir, testWorld());
  try {
    await project.apply(await readPlanFile(path, digests));
    return 'applied';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const rowsOf = () =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
const linesOf = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`);

/** What somebody without the key can do: make the file digest fit again. */
function resealed(rows: readonly Row[]): string {
  const lines = linesOf(rows);
  const last = rows.at(-1);
  if (last === undefined || last['type'] !== 'footer') return lines.join('');
  const body = lines.slice(0, -1).join('');
  const file_digest = createHash('sha256').update(body).digest('hex');
  return `${body}${JSON.stringify({ ...last, file_digest })}\n`;
}

describe('a plan file', () => {
  it.each(MUTATIONS)('is refused with another %s, its file digest made to fit or not', async (_name, mutate) => {
    const before = erp();

    for (const seal of [(rows: Row[]) => linesOf(rows).join(''), resealed]) {
      const mutated = mutate(rowsOf());
      const how = await refused(typeof mutated === 'string' ? mutated : seal(mutated));

      expect(how).toMatch(/^PLAN_/);
      expect(erp()).toBe(before);
    }
  });

  it('has more than forty ways to be forged tried on it', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(40);
  });

  it('is applied as it was made', async () => {
    expect(await refused(text)).toBe('applied');
    expect(erp()).toContain('new1');
  });
});

import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { runProcess } from '../commands/run-program.ts';
import { sqliteProject, sqliteSystem, type TestProject } from './sqlite-project.ts';

const CHILD = fileURLToPath(new URL('./plan-digest.ts', import.meta.url));

const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  name: { type: string, owner: crm, equality: case-insensitive }
  born: { type: date, owner: crm }
  seen: { type: datetime, owner: crm }
  credit: { type: decimal, owner: crm, minimum: 0 }
  boss: { ref: customer, owner: crm }
  label: { derive: "$uppercase(name) & ' ' & $string(credit)" }
match: [["no"], [name, born]]
rules: [{ name: named, check: "$exists(name)", message: It needs a name, severity: warning }]
lifecycle: { owner: crm, on_orphan: report }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", name: name, born: { at: born, codec: { date: DD.MM.YYYY } }, seen: { at: seen, codec: { datetime: "YYYY-MM-DD HH:mm:ss", zone: Europe/Berlin } }, credit: credit, boss: boss } }
  erp: { resource: kunden, id: id, fields: { "no": ref, name: name, born: born, seen: seen, credit: credit, boss: boss, label: label } }
`;

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, name text, born text, seen text, credit text, boss integer)',
  erp: 'create table kunden (id integer primary key, ref text, name text, born text, seen text, credit text, boss integer, label text)',
};
const NAMES = [
  'Ärger',
  'arger',
  'Zebra',
  'zebra',
  'İstanbul',
  'ısı',
  'ä',
  'a\u0308',
  '',
  '9',
  '10',
  'ß',
  'SS',
  'ﬀ',
  null,
];

/** Rows of all kinds: equal, different, missing, orphaned, doubled keys, ties, invalid. */
function rows(): { readonly crm: (string | number | null)[][]; readonly erp: (string | number | null)[][] } {
  const crm: (string | number | null)[][] = [];
  const erp: (string | number | null)[][] = [];
  for (let i = 1; i <= 60; i += 1) {
    const name = NAMES[i % NAMES.length] ?? null;
    const born = `0${(i % 9) + 1}.03.2020`;
    const no = i % 20 === 0 ? 'double' : i % 11 === 0 ? null : `K${i}ä`;
    crm.push([
      i,
      no,
      name,
      i % 13 === 0 ? '31.02.2020' : born,
      '2020-10-25 02:30:00',
      i % 7 === 0 ? '-1' : `${i}.50`,
      i % 5 === 0 ? ((i * 7) % 60) + 1 : null,
    ]);
    if (i % 4 !== 0)
      erp.push([
        1000 + i,
        i % 11 === 0 ? null : `K${i}ä`,
        i % 3 === 0 ? 'other' : name,
        `2020-03-0${(i % 9) + 1}`,
        '2020-10-25T00:30:00Z',
        `${i}.5`,
        null,
        null,
      ]);
  }
  erp.push([2000, 'orphan', 'o', null, null, null, null, null]);
  return { crm, erp };
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648);
  return items
    .map((item) => [next(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

const projects: TestProject[] = [];
afterEach(() => projects.splice(0).forEach((project) => project.remove()));

function projectWith(seed: number): TestProject {
  const project = sqliteProject(
    {
      crm: TABLES.crm.replace('integer primary key', 'integer unique'),
      erp: TABLES.erp.replace('integer primary key', 'integer unique'),
    },
    MANIFEST,
  );
  projects.push(project);
  const { crm, erp } = rows();
  for (const row of seed === 0 ? crm : shuffled(crm, seed))
    project.sql('crm', `insert into accounts values (${row.map(() => '?').join()})`, ...row);
  for (const row of seed === 0 ? erp : shuffled(erp, seed + 1))
    project.sql('erp', `insert into kunden values (${row.map(() => '?').join()})`, ...row);
  return project;
}

async function planned(project: TestProject, pageSize: number, env: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await runProcess(
    process.execPath,
    ['--conditions=source', CHILD, project.dir, String(pageSize)],
    { env },
  );
  expect([code, stderr.replace(/^\(node.*|^.*Warning.*$/gm, '').trim()]).toEqual([0, '']);
  return JSON.parse(stdout) as {
    readonly digest: string;
    readonly changes: readonly string[];
    readonly findings: readonly unknown[];
  };
}

describe('the plan', () => {
  it('is the same for every page size, time zone and locale', { timeout: 60_000 }, async () => {
    const project = projectWith(0);
    const first = await planned(project, 1000, { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' });

    expect(first.changes.length).toBeGreaterThan(20);
    expect(first.findings.length).toBeGreaterThan(5);
    expect(await planned(project, 1, { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' })).toEqual(
      first,
    );
    expect(await planned(project, 7, { TZ: 'America/St_Johns', LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8' })).toEqual(
      first,
    );
  });

  it('is the same whatever order the systems return their records in', { timeout: 60_000 }, async () => {
    const digestOf = async (seed: number) => {
      const { plan } = await projectWith(seed).plan({ isBootstrap: true, pageSize: 7 });
      return {
        changes: plan.changes.map(({ id, digest, guard }) => [id, digest, guard.kind]),
        findings: plan.findings,
        summary: plan.summary,
      };
    };
    const first = await digestOf(0);

    for (const seed of [1, 2, 3]) expect(await digestOf(seed)).toEqual(first);
  });
});

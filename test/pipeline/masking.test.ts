import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProject, planFile, traceRecord } from '../../src/pipeline.ts';
import { renderApplyReport } from '../../src/render/apply-report.ts';
import { renderPlanMarkdown } from '../../src/render/markdown-plan.ts';
import { renderPlanText } from '../../src/render/text-plan.ts';
import { renderTrace } from '../../src/render/trace.ts';
import { sqliteProject, sqliteSystem, testWorld, type TestProject } from './sqlite-project.ts';

/** Stands at the front of every classified value: masks show the end of a text at most. */
const CANARY = 'CANARY';

const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: dictionary
name: core
terms:
  person: { type: string, class: personal }
  mail: { type: string, format: email, class: personal }
  iban: { type: string, class: confidential, unique: true }
---
kind: entity
name: customer
key: [person]
fields:
  person: { term: person, owner: crm }
  mail: { term: mail, owner: crm }
  iban: { term: iban, owner: crm }
  limit: { type: decimal, class: confidential, owner: crm }
  label: { derive: "person & ' ' & mail" }
  doubled: { derive: "$number(iban)" }
match: [[person], [iban]]
rules:
  - { name: short, check: "$length(iban) < 60", message: An IBAN is short, severity: warning }
lifecycle: { owner: crm, on_delete: delete, on_orphan: report }
systems:
  crm: { resource: accounts, id: person, fields: { person: person, mail: mail, iban: iban, limit: credit } }
  erp:
    resource: kunden
    id: person
    fields: { person: person, mail: mail, iban: iban, limit: credit, label: label, doubled: doubled }
    write: { note: "iban & '!'", dump: "$string([mail, label])" }
---
kind: policy
name: p
limits: [{ action: delete, max: 9 }]
guards: [{ entity: customer, field: limit, factor: 2, hold_for: finance }]
`;

const TABLES = {
  crm: 'create table accounts (person text primary key, mail text, iban text, credit text)',
  erp: `create table kunden (person text primary key, mail text check (mail not like '%refused%'), iban text unique, credit text, label text, doubled text, note text, dump text)`,
};

const value = (what: string, i: number | string) => `${CANARY}-${what}-${i}-abcdefgh`;
const mail = (i: number | string) => `${CANARY}-${i}@example.org`;

let project: TestProject;

beforeEach(() => {
  project = sqliteProject(TABLES, MANIFEST);
  for (let i = 1; i <= 12; i += 1) {
    project.sql(
      'crm',
      'insert into accounts values (?, ?, ?, ?)',
      value('p', i),
      mail(i),
      value('iban', i),
      `${i}00.00`,
    );
    project.sql(
      'erp',
      'insert into kunden (person, mail, iban, credit) values (?, ?, ?, ?)',
      value('p', i),
      mail(i),
      value('iban', i),
      `${i}00`,
    );
  }
});
afterEach(() => project.remove());

/** Edits that lead to every kind of change and finding. */
function edit(): void {
  project.sql('crm', 'update accounts set mail = ? where person = ?', 'CANARY not a mail', value('p', 1));
  project.sql('crm', 'update accounts set mail = ? where person = ?', `${CANARY}refused@x.org`, value('p', 2));
  project.sql('crm', 'update accounts set iban = ? where person = ?', value('iban', 'new'), value('p', 3));
  project.sql('crm', 'update accounts set iban = ? where person = ?', value('iban', 5), value('p', 4));
  project.sql('erp', 'update kunden set mail = ? where person = ?', `${CANARY}foreign@x.org`, value('p', 6));
  project.sql('crm', 'update accounts set credit = ? where person = ?', `${CANARY}00`, value('p', 7));
  project.sql(
    'crm',
    'insert into accounts values (?, ?, ?, ?)',
    value('p', 'born'),
    mail('born'),
    value('iban', 'born'),
    '1.00',
  );
  project.sql('crm', 'delete from accounts where person = ?', value('p', 8));
  project.sql('erp', 'insert into kunden (person, iban) values (?, ?)', value('p', 'orphan'), value('iban', 'orphan'));
  project.sql('crm', 'update accounts set credit = ? where person = ?', '987654.32', value('p', 9));
}

const options = { color: false, width: 120, now: '2026-11-23T00:00:00.000Z' } as never;

/** Everything that people and files get to see of a plan and its apply. */
async function sinks(): Promise<Record<string, string>> {
  const { plan } = await project.plan({ isBootstrap: true });
  const { digests } = await openProject(project.dir, testWorld());
  const report = await project.apply(plan);
  const trace = await traceRecord(await openProject(project.dir, testWorld()), {
    entity: 'customer',
    key: value('p', 3),
    signal: new AbortController().signal,
    progress: () => {},
  });
  const errors: string[] = [];
  await project
    .plan({ select: ['system:nowhere'] })
    .catch((error: unknown) => errors.push(String(error), JSON.stringify(error)));
  return {
    'plan file': [...planFile(plan, digests)].join(''),
    json: JSON.stringify(plan),
    text: renderPlanText(plan, options),
    markdown: renderPlanMarkdown(plan),
    report: JSON.stringify(report),
    'report text': renderApplyReport(report, options),
    trace: JSON.stringify(trace) + renderTrace(trace, options),
    errors: errors.join(),
  };
}

describe('values of classified fields', () => {
  it('stand in no sink: not in keys, ids, invalid or refused values, failed expressions or computed ones', async () => {
    await project.plan({ isBootstrap: true }).then(({ plan }) => project.apply(plan));
    edit();

    const seen = await sinks();

    for (const [name, text] of Object.entries(seen)) {
      expect(text.length, name).toBeGreaterThan(0);
      expect(
        [...text.matchAll(/.{0,60}CANARY.{0,20}/g)].map(([found]) => found),
        name,
      ).toEqual([]);
      expect(text, name).not.toContain('987654');
    }
  });

  it('stand in no selector: a key is masked, and selects as its fingerprint does', async () => {
    edit();
    const planned = async (...select: readonly string[]) => {
      const { plan } = await project.plan({ isBootstrap: true, select });
      return { select: plan.header.select, keys: plan.changes.map(({ key }) => (key['person'] as { fp: string }).fp) };
    };
    const byKey = await planned(`key:${value('p', 3)}`);
    const [fp = ''] = byKey.keys;

    expect(byKey).toEqual({ select: [`key:fp:${fp}`], keys: [fp] });
    expect(await planned(`key:${fp}`)).toEqual({ select: [`key:${fp}`], keys: [fp] });
    expect(await planned(`key:fp:${fp}`)).toEqual({ select: [`key:fp:${fp}`], keys: [fp] });
    const nobody = await planned('key:12345678', 'system:erp');
    expect(nobody.keys).toEqual([]);
    expect(JSON.stringify(nobody.select)).not.toContain('12345678');
    const excluded = (await project.plan({ isBootstrap: true, exclude: [`key:${value('p', 3)}`] })).plan;
    expect(excluded.header.exclude).toEqual([`key:fp:${fp}`]);
    expect(JSON.stringify(excluded.changes)).not.toContain(fp);
  });

  it('stand in no table of the state but the crosswalk, which holds ids and keys to find records by', async () => {
    await project.plan({ isBootstrap: true }).then(({ plan }) => project.apply(plan));
    edit();
    await project.plan({ isBootstrap: true }).then(({ plan }) => project.apply(plan));
    const files = readdirSync(join(project.dir, '.concordat'));
    const bytes = files.map((file) => readFileSync(join(project.dir, '.concordat', file)).toString('latin1')).join('');

    const found = new Set(
      [...bytes.matchAll(/CANARY[-@a-z0-9. ]{0,40}/g)].map(([text]) => text.replace(/^CANARY-p-.*/, 'native id')),
    );

    expect(found).toEqual(new Set(['native id']));
    expect(bytes).not.toContain('987654');
  });

  it('stand nowhere in the state when ids are not made of them', async () => {
    project.manifest(MANIFEST.replaceAll('id: person', 'id: rowid'));
    await project.plan({ isBootstrap: true }).then(({ plan }) => project.apply(plan));
    edit();
    await project.plan({ isBootstrap: true }).then(({ plan }) => project.apply(plan));

    const bytes = readdirSync(join(project.dir, '.concordat'))
      .map((file) => readFileSync(join(project.dir, '.concordat', file)).toString('latin1'))
      .join('');

    expect(bytes).not.toContain(CANARY);
    expect(bytes.length).toBeGreaterThan(1000);
  });

  it('show different fingerprints where they mask alike', async () => {
    edit();
    const { plan } = await project.plan({ isBootstrap: true });
    const ibans = plan.changes.flatMap(({ fields }) => fields.filter(({ name }) => name === 'iban'));

    expect(ibans.length).toBeGreaterThan(0);
    for (const { before, after } of ibans) expect(before).not.toEqual(after);
  });
});

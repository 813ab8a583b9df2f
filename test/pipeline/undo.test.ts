import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, mail text, iban text)',
  erp: 'create table kunden (id integer primary key, ref text unique, email text, iban text, note text)',
};
const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  iban: { type: string, owner: crm, class: confidential }
lifecycle: { owner: crm, on_delete: delete }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, iban: iban } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, iban: iban } }
---
kind: policy
name: safety
limits: [{ entity: customer, action: delete, max: 5 }]
`;

let project: TestProject;
/** Without the column that no binding reads: a record that is made again cannot have it. */
const kunden = () => project.rows('erp', 'select ref, email, iban from kunden order by ref');

beforeEach(async () => {
  project = sqliteProject(TABLES, MANIFEST);
  for (let i = 1; i <= 4; i += 1) {
    project.sql('crm', 'insert into accounts values (?, ?, ?, ?)', i, `C${i}`, `u${i}@x.org`, `DE0${i}`);
    project.sql('erp', 'insert into kunden values (?, ?, ?, ?, ?)', 100 + i, `C${i}`, `u${i}@x.org`, `DE0${i}`, 'n');
  }
  await project.agree();
});
afterEach(() => project.remove());

describe('undo', () => {
  it('takes updates, creates and deletes of a run back, and the next plan asks a person', async () => {
    const before = kunden();
    project.sql('crm', "update accounts set mail = 'new', iban = 'DE99' where id = 1");
    project.sql('crm', 'delete from accounts where id = 2');
    project.sql('crm', "insert into accounts values (9, 'C9', 'u9', 'DE9')");
    const report = await project.apply((await project.plan()).plan);
    expect(report.exit).toBe(0);

    const { plan, exit } = await project.undo(report.run);
    const undone = await project.apply(plan);

    expect(exit).toBe(0);
    expect(plan.changes.map(({ action }) => action).sort()).toEqual(['create', 'delete', 'update']);
    expect(JSON.stringify(plan)).not.toContain('DE99');
    expect(undone.outcomes.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    expect(kunden()).toEqual(before);
    const next = await project.plan();
    expect(next.plan.changes.filter(({ holds, action }) => action === 'update' && holds.length === 0)).toEqual([]);
  });

  it('leaves alone what somebody changed since, and says so', async () => {
    project.sql('crm', "update accounts set mail = 'new' || id");
    const report = await project.apply((await project.plan()).plan);
    project.sql('erp', "update kunden set email = 'mine' where ref = 'C2'");

    const { plan } = await project.undo(report.run);

    expect(plan.changes).toHaveLength(3);
    expect(plan.findings.map(({ code }) => code)).toEqual(['UNDO_MOVED']);
  });

  it('drops a change whose record moves between review and apply', async () => {
    project.sql('crm', "update accounts set mail = 'new' where id = 1");
    const report = await project.apply((await project.plan()).plan);
    const { plan } = await project.undo(report.run);
    project.sql('erp', "update kunden set email = 'mine' where ref = 'C1'");

    expect((await project.apply(plan)).outcomes.map(({ outcome }) => outcome)).toEqual(['stale']);
    expect(kunden()[0]?.['email']).toBe('mine');
  });

  it('is a normal plan: a limit refuses it, and a forged run id is found out', async () => {
    for (let i = 20; i < 27; i += 1)
      project.sql('crm', 'insert into accounts values (?, ?, ?, ?)', i, `N${i}`, 'm', 'x');
    const report = await project.apply((await project.plan()).plan);

    const { plan, exit } = await project.undo(report.run);

    expect(exit).toBe(3);
    await expect(project.apply(plan)).rejects.toMatchObject({ code: 'PLAN_OVER_LIMIT' });
    const forged = { ...plan, header: { ...plan.header, undo: 'other' }, findings: [] };
    await expect(project.apply(forged)).rejects.toMatchObject({ code: 'PLAN_TAMPERED' });
  });

  it('refuses a run that the state does not know', async () => {
    await expect(project.undo('nothing')).rejects.toMatchObject({ code: 'UNDO_UNKNOWN_RUN' });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, verdicts, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, mail text, credit text)',
  erp: "create table kunden (id integer primary key, ref text unique, email text, credit text default '500.00')",
  wh: 'create table cust (id integer primary key, no text unique, mail text, credit text)',
};
const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read, update] }')}${sqliteSystem('erp', '{ kunden: [read, create, update] }')}${sqliteSystem('wh', '{ cust: [read, create, update] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  credit: { type: decimal, scale: 2, owner: erp }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, credit: credit } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, credit: credit } }
  wh: { resource: cust, id: id, fields: { "no": "no", email: mail, credit: credit } }
`;

let project: TestProject;

beforeEach(() => {
  project = sqliteProject(TABLES, MANIFEST);
  for (let i = 1; i <= 8; i += 1) {
    project.sql('crm', 'insert into accounts values (?, ?, ?, ?)', i, `C${i}`, `u${i}`, '10.00');
    project.sql('erp', 'insert into kunden values (?, ?, ?, ?)', 100 + i, `C${i}`, `u${i}`, '10.0');
    project.sql('wh', 'insert into cust values (?, ?, ?, ?)', 200 + i, `C${i}`, `u${i}`, '10');
  }
});
afterEach(() => project.remove());

describe('three systems that each own fields of one record', () => {
  it('takes each field from its owner to the two others', async () => {
    await project.agree();
    project.sql('crm', "update accounts set mail = 'new' where no = 'C1'");
    project.sql('erp', "update kunden set credit = '99' where ref = 'C1'");
    const { plan } = await project.plan();

    expect(
      plan.changes.map(({ system, fields }) => [system, fields.map(({ name, owner }) => `${name} by ${owner}`)]),
    ).toEqual([
      ['crm', ['credit by erp']],
      ['erp', ['email by crm']],
      ['wh', ['credit by erp', 'email by crm']],
    ]);
    expect((await project.apply(plan)).exit).toBe(0);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('counts a pair as differing whichever side holds the old value, the life-cycle owner among them', async () => {
    await project.agree();
    const agreement = async () => {
      const { compared, in_agreement: agreeing } = (await project.plan()).plan.summary;
      return [compared, agreeing];
    };
    expect(await agreement()).toEqual([16, 16]);

    project.sql('crm', "update accounts set credit = '77' where no = 'C1'");
    expect(await agreement()).toEqual([16, 15]);
    project.sql('erp', "update kunden set email = 'x' where ref = 'C1'");
    expect(await agreement()).toEqual([16, 15]);
    project.sql('wh', "update cust set mail = 'x' where no in ('C1', 'C2')");
    expect(await agreement()).toEqual([16, 13]);
  });

  it('creates a record in two systems at once: what the first one adds by itself feeds no other write of the run', async () => {
    await project.agree();
    project.sql('crm', "insert into accounts values (20, 'C20', 'u20', null)");
    const { plan } = await project.plan();

    expect((await project.apply(plan)).outcomes.map(({ system, outcome }) => [system, outcome])).toEqual([
      ['erp', 'applied'],
      ['wh', 'applied'],
    ]);
    expect(project.rows('wh', "select mail, credit from cust where no = 'C20'")).toEqual([
      { mail: 'u20', credit: null },
    ]);
    const next = (await project.plan()).plan;
    expect(
      next.changes.map(({ system, fields }) => [
        system,
        fields.map(({ name, after, verdict }) => [name, after, verdict]),
      ]),
    ).toEqual([
      ['crm', [['credit', '500.00', 'stale replica']]],
      ['wh', [['credit', '500.00', 'stale replica']]],
    ]);
    expect((await project.apply(next)).exit).toBe(0);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('goes on with two systems when the third has lost a record', async () => {
    await project.agree();
    project.sql('erp', "delete from kunden where ref = 'C2'");
    project.sql('crm', "update accounts set mail = 'new' where no = 'C2'");

    const { plan } = await project.plan();

    expect(plan.changes.map(({ system, action, holds }) => [system, action, holds[0]?.code])).toEqual([
      ['erp', 'create', 'vanished'],
      ['wh', 'update', undefined],
    ]);
    expect(verdicts(plan)['C2 email']).toBe('stale replica');
  });
});

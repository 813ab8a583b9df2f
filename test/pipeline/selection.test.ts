import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, mail text, iban text, price text, street text, city text, boss integer)',
  erp: 'create table kunden (id integer primary key, ref text, email text, iban text, price text, street text, city text, boss integer)',
};
const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update] }')}
kind: dictionary
name: core
terms:
  iban: { type: string, approve: finance }
---
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  iban: { term: iban, owner: crm }
  price: { type: decimal, owner: crm }
  street: { type: string, owner: crm }
  city: { type: string, owner: crm }
  boss: { ref: customer, owner: crm }
groups: { address: [street, city] }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, iban: iban, price: price, street: street, city: city, boss: boss } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, iban: iban, price: price, street: street, city: city, boss: boss } }
`;

let project: TestProject;

beforeEach(async () => {
  project = sqliteProject(TABLES, MANIFEST);
  for (const [system, table] of [
    ['crm', 'accounts'],
    ['erp', 'kunden'],
  ] as const) {
    for (const i of [1, 2, 3])
      project.sql(system, `insert into ${table} values (${i}, 'C${i}', 'u${i}', 'DE1', '10', 'a', 'b', null)`);
  }
  await project.agree();
});
afterEach(() => project.remove());

const edit = (set: string, no = 'C1') => project.sql('crm', `update accounts set ${set} where no = '${no}'`);
const erp = (no = 'C1') => project.rows('erp', `select * from kunden where ref = '${no}'`)[0];
const outcomes = (report: Awaited<ReturnType<TestProject['apply']>>) => report.outcomes.map(({ outcome }) => outcome);
const fieldsOf = (plan: Awaited<ReturnType<TestProject['plan']>>['plan']) =>
  plan.changes.map(({ fields, holds }) => [fields.map(({ name }) => name), holds.map(({ code }) => code)]);

describe('a selection by field', () => {
  it('holds only what it selects: nothing waits, its digest is its own, and apply writes exactly that', async () => {
    edit("price = '12', mail = 'new'");
    const whole = (await project.plan()).plan;
    const { plan } = await project.plan({ select: ['customer.email'] });

    expect(fieldsOf(plan)).toEqual([[['email'], []]]);
    expect(plan.summary).toMatchObject({ update: 1, fields: 1, held: 0 });
    expect(plan.changes[0]?.id).toBe(whole.changes[0]?.id);
    expect(plan.changes[0]?.digest).not.toBe(whole.changes[0]?.digest);
    const report = await project.apply(plan);
    expect([report.exit, outcomes(report)]).toEqual([0, ['applied']]);
    expect(erp()).toMatchObject({ email: 'new', price: '10' });
  });

  it('is the digest of the field alone: what happens to other fields since does not make it stale', async () => {
    edit("price = '12', mail = 'new'");
    const { plan } = await project.plan({ select: ['customer.email'] });
    edit("price = '13'");

    expect(outcomes(await project.apply(plan))).toEqual(['applied']);
    expect(erp()).toMatchObject({ email: 'new', price: '10' });
  });

  it('is stale when a selected field moved since', async () => {
    edit("price = '12', mail = 'new'");
    const { plan } = await project.plan({ select: ['customer.email'] });
    edit("mail = 'newer'");

    const report = await project.apply(plan);
    expect([report.exit, outcomes(report)]).toEqual([4, ['stale']]);
    expect(erp()).toMatchObject({ email: 'u1' });
  });

  it('waits for its own holds only', async () => {
    edit("iban = 'DE2', mail = 'new'");

    expect(fieldsOf((await project.plan({ select: ['customer.iban'] })).plan)).toEqual([[['iban'], ['approval']]]);
    expect(fieldsOf((await project.plan({ exclude: ['customer.iban'] })).plan)).toEqual([[['email'], []]]);
  });

  it('moves a group as one, and leaves it as one', async () => {
    edit("street = 'x', city = 'y', mail = 'new'");
    const selected = (await project.plan({ select: ['customer.street'] })).plan;

    expect(fieldsOf(selected)).toEqual([[['city', 'street'], []]]);
    expect(fieldsOf((await project.plan({ exclude: ['customer.street'] })).plan)).toEqual([[['email'], []]]);
    expect((await project.apply(selected)).exit).toBe(0);
    expect(erp()).toMatchObject({ street: 'x', city: 'y', email: 'u1' });
  });

  it('keeps a reference to a record that the same plan creates', async () => {
    project.sql('crm', "insert into accounts values (9, 'C9', 'u9', null, '1', 'a', 'b', null)");
    edit("boss = 9, mail = 'new'");
    const { plan } = await project.plan({ select: ['customer.boss'] });

    expect(plan.changes.map(({ action, blocked }) => [action, blocked?.code])).toEqual([
      ['create', undefined],
      ['update', undefined],
    ]);
    expect((await project.apply(plan)).exit).toBe(0);
    expect(erp()).toMatchObject({ boss: erp('C9')?.['id'], email: 'u1' });
  });

  it('blocks what needs a record that it leaves out', async () => {
    project.sql('crm', "insert into accounts values (9, 'C9', 'u9', null, '1', 'a', 'b', null)");
    edit('boss = 9');
    const { plan } = await project.plan({ select: ['key:C1'] });

    expect(plan.changes.map(({ action, blocked }) => [action, blocked?.code])).toEqual([['update', 'parent']]);
    expect((await project.apply(plan)).exit).toBe(3);
  });
});

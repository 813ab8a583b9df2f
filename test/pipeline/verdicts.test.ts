import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, verdicts, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, mail text, land text, phone text, secret text)',
  erp: 'create table kunden (id integer primary key, ref text, email text, country text, phone text, credit text)',
};
const entity = (given: { erp?: string; country?: string; extra?: string } = {}) => `
kind: dictionary
name: core
terms:
  country: { title: Country, type: string, values: iso-3166-1-alpha-2 }
---
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  country: { term: country, owner: crm }
  phone: { type: string, owner: crm }
  credit: { type: decimal, scale: 2, owner: erp }
${given.extra ?? ''}
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, country: land, phone: phone } }
  erp:
    resource: kunden
    id: id
    ${given.erp ?? ''}
    fields: { "no": ref, email: email, country: ${given.country ?? 'country'}, phone: phone, credit: credit }
`;
const MANIFEST =
  sqliteSystem('crm', '{ accounts: [read] }') + sqliteSystem('erp', '{ kunden: [read, create, update] }');

let project: TestProject;

beforeEach(() => {
  project = sqliteProject(TABLES, MANIFEST + entity());
  for (let i = 1; i <= 5; i += 1) {
    project.sql('crm', 'insert into accounts values (?, ?, ?, ?, ?, null)', i, `C${i}`, `u${i}@x.org`, 'DE', '1');
    project.sql(
      'erp',
      'insert into kunden values (?, ?, ?, ?, ?, ?)',
      100 + i,
      `C${i}`,
      `u${i}@x.org`,
      'DE',
      '1',
      '10.50',
    );
  }
});
afterEach(() => project.remove());

describe('field verdicts, end to end', () => {
  it('adopts equal values without a write, and holds different ones as first contact', async () => {
    project.sql('erp', "update kunden set email = 'other' where ref = 'C1'");

    const { plan, exit } = await project.plan();

    expect(exit).toBe(0);
    expect(verdicts(plan)).toEqual({ 'C1 email': 'first contact' });
    expect(plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['first_contact']);
    expect(plan.summary).toMatchObject({ update: 0, held: 1, compared: 5, in_agreement: 4 });
    expect(plan.summary.by_verdict['adopt']).toBe(19);
  });

  it('releases first contacts in a bootstrap', async () => {
    project.sql('erp', "update kunden set email = 'other' where ref = 'C1'");
    const { plan } = await project.plan({ isBootstrap: true });

    expect((await project.apply(plan)).exit).toBe(0);
    expect(project.rows('erp', "select email from kunden where ref = 'C1'")).toEqual([{ email: 'u1@x.org' }]);
  });

  it('tells stale, foreign, both moved and converged apart, field by field of one record', async () => {
    await project.agree();
    project.sql('crm', "update accounts set mail = 'new@x.org', land = 'FR', phone = '2' where no = 'C1'");
    project.sql('erp', "update kunden set country = 'IT', phone = '2' where ref = 'C1'");
    project.sql('erp', "update kunden set phone = '9' where ref = 'C2'");

    const { plan } = await project.plan();

    expect(verdicts(plan)).toEqual({
      'C1 email': 'stale replica',
      'C1 country': 'both moved',
      'C2 phone': 'foreign edit',
    });
    expect(plan.summary.by_verdict['converged']).toBe(1);
    expect((await project.apply(plan)).exit).toBe(0);
    expect((await project.plan()).plan.changes).toEqual([]);
    expect(project.rows('erp', "select email, country, phone from kunden where ref = 'C1'")).toEqual([
      { email: 'new@x.org', country: 'FR', phone: '2' },
    ]);
  });

  it('never writes a field to its owner, nor one that nobody mapped', async () => {
    await project.agree();
    project.sql('erp', "update kunden set credit = '99' where ref = 'C1'");

    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('does not read its own writes as foreign edits', async () => {
    await project.agree();
    project.sql('crm', "update accounts set mail = 'a@x.org' where no = 'C1'");
    await project.apply((await project.plan()).plan);
    project.sql('crm', "update accounts set mail = 'b@x.org' where no = 'C1'");

    expect(verdicts((await project.plan()).plan)).toEqual({ 'C1 email': 'stale replica' });
  });

  it('attributes a difference to the rule when the manifest changed and neither side moved', async () => {
    await project.agree();
    project.manifest(MANIFEST + entity({ country: '{ at: country, codec: { values: title } }' }));

    const { plan } = await project.plan();

    expect(new Set(Object.values(verdicts(plan)))).toEqual(new Set(['rule changed']));
    expect(plan.changes).toHaveLength(5);
    expect(plan.changes[0]?.fields[0]).toMatchObject({ before: 'DE', after: 'Germany' });
    expect((await project.apply(plan)).exit).toBe(0);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('takes a replica that moved under a changed rule for a foreign edit', async () => {
    await project.agree();
    project.manifest(MANIFEST + entity({ country: '{ at: country, codec: { values: title } }' }));
    project.sql('erp', "update kunden set country = 'Italy' where ref = 'C1'");

    expect(verdicts((await project.plan()).plan)['C1 country']).toBe('foreign edit');
  });

  it('holds an invalid value, that field only, in every replica', async () => {
    await project.agree();
    project.sql('crm', "update accounts set land = 'Atlantis', mail = 'new@x.org' where no = 'C1'");

    const { plan } = await project.plan();

    expect(verdicts(plan)).toEqual({ 'C1 email': 'stale replica' });
    expect(plan.findings.map(({ code, field }) => [code, field])).toEqual([['VALUE_NOT_IN_LIST', 'country']]);
    expect(plan.summary.held).toBe(1);
  });

  it('clears a field for null, and not for an empty text that no term declares empty', async () => {
    await project.agree();
    project.sql('crm', "update accounts set phone = null where no = 'C1'");
    project.sql('crm', "update accounts set phone = '' where no = 'C2'");

    const { plan } = await project.plan();

    expect(plan.changes.map(({ key, fields }) => [key['no'], fields[0]?.after])).toEqual([['C1', null]]);
    expect(plan.findings.map(({ code }) => code)).toEqual(['EMPTY_UNDECLARED']);
  });

  it('keeps on_foreign_edit: hold holds, report reports, and neither writes', async () => {
    await project.agree();
    project.sql('erp', "update kunden set phone = '9' where ref = 'C1'");
    project.manifest(MANIFEST + entity({ erp: 'on_foreign_edit: hold' }));
    const held = (await project.plan()).plan;
    project.manifest(MANIFEST + entity({ erp: 'on_foreign_edit: report' }));
    const reported = (await project.plan()).plan;

    expect(held.changes.map(({ holds }) => holds[0]?.code)).toEqual(['foreign_edit']);
    expect((await project.apply(reported)).exit).toBe(0);
    expect(reported.changes).toEqual([]);
    expect(reported.findings.map(({ code }) => code)).toEqual(['FOREIGN_EDIT']);
    expect(project.rows('erp', "select phone from kunden where ref = 'C1'")).toEqual([{ phone: '9' }]);
  });

  it('only observes where the mode says so', async () => {
    await project.agree();
    project.sql('crm', "update accounts set mail = 'new' where no = 'C1'");
    project.sql('crm', "insert into accounts values (9, 'C9', 'u9@x.org', 'DE', '1', null)");
    project.manifest(MANIFEST + entity({ erp: 'mode: observe' }));

    const { plan } = await project.plan();

    expect(plan.changes).toEqual([]);
    expect(plan.findings.map(({ code }) => code)).toEqual(['DRIFT_OBSERVED', 'DRIFT_OBSERVED']);
  });

  it('leaves fields alone that are filled only when empty or on create', async () => {
    project.manifest(
      MANIFEST + entity().replace('phone: phone, credit', 'phone: { at: phone, fill: if_empty }, credit'),
    );
    await project.agree();
    project.sql('crm', "update accounts set phone = '7'");
    project.sql('erp', "update kunden set phone = null where ref = 'C2'");

    const { plan } = await project.plan();

    expect(verdicts(plan)).toEqual({ 'C2 phone': 'both moved' });
    expect(plan.summary.by_verdict['unmanaged']).toBe(4);
  });

  it('moves a group as one: a held field holds the rest of it', async () => {
    project.manifest(MANIFEST + entity({ extra: 'groups: { contact: [email, country] }' }));
    await project.agree();
    project.sql('crm', "update accounts set land = 'Atlantis', mail = 'new@x.org', phone = '5' where no = 'C1'");

    const { plan } = await project.plan();

    expect(plan.changes[0]?.fields.map(({ name, hold }) => [name, hold?.code])).toEqual([
      ['email', 'group_invalid'],
      ['phone', undefined],
    ]);
  });
});

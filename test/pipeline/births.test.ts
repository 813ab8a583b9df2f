import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, verdicts, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, land text, phone text)',
  erp: "create table kunden (id integer primary key, ref text, country text, label text, phone text, level text default 'basic', shout text)",
};
const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update] }')}
kind: dictionary
name: core
terms:
  country: { type: string, values: iso-3166-1-alpha-2 }
---
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  country: { term: country, owner: crm }
  level: { type: string, owner: crm, pattern: "[a-z]+" }
  phone: { type: string, owner: crm, max_length: 5 }
  label: { derive: "no & ' ' & country" }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", country: land, phone: phone, level: phone } }
  erp:
    resource: kunden
    id: id
    fields: { "no": ref, country: country, label: label, phone: phone, level: level }
    write: { shout: "$uppercase(country)" }
`;

let project: TestProject;

beforeEach(() => {
  project = sqliteProject(TABLES, MANIFEST);
  project.sql('crm', "insert into accounts values (1, 'C1', 'Atlantis', 'abc')");
});
afterEach(() => project.remove());

describe('a record that is created without a field that was invalid in its owner', () => {
  it('gets the field, and what is computed from it, as soon as its owner corrects it, without a bootstrap', async () => {
    const created = await project.apply((await project.plan()).plan);
    expect(created.outcomes.map(({ outcome }) => outcome)).toEqual(['applied']);
    project.sql('crm', "update accounts set land = 'DE'");

    const { plan } = await project.plan();

    expect(verdicts(plan)).toEqual({
      'C1 country': 'stale replica',
      'C1 label': 'stale replica',
      'C1 shout': 'stale replica',
    });
    expect((await project.apply(plan)).exit).toBe(0);
    expect(project.rows('erp', 'select country, label, shout from kunden')).toEqual([
      { country: 'DE', label: 'C1 DE', shout: 'DE' },
    ]);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('keeps its own default: that is a value that nobody agreed on', async () => {
    project.sql('crm', "update accounts set land = 'DE', phone = 'ABCDEF'");
    await project.apply((await project.plan()).plan);
    project.sql('crm', "update accounts set phone = 'abc'");

    const { plan } = await project.plan();

    expect(verdicts(plan)).toEqual({ 'C1 level': 'first contact', 'C1 phone': 'stale replica' });
  });

  it('tells an edit that was made there since from the correction', async () => {
    await project.apply((await project.plan()).plan);
    project.sql('erp', "update kunden set country = 'FR'");
    project.sql('crm', "update accounts set land = 'DE'");

    expect(verdicts((await project.plan()).plan)['C1 country']).toBe('both moved');
  });

  it('says nothing new while the field stays invalid', async () => {
    await project.apply((await project.plan()).plan);

    const { plan } = await project.plan();

    expect(plan.changes).toEqual([]);
    expect(plan.findings.map(({ code, field }) => [code, field])).toEqual([
      ['VALUE_NOT_IN_LIST', 'country'],
      ['VALUE_NOT_IN_LIST', 'label'],
      ['VALUE_NOT_IN_LIST', 'shout'],
    ]);
  });
});

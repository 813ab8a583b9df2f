import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, mail text, iban text, price text, street text, city text)',
  erp: 'create table kunden (id integer primary key, ref text, email text, iban text, price text, street text, city text, status text)',
};

interface Given {
  readonly policy?: string;
  readonly lifecycle?: string;
  readonly binding?: string;
  readonly fields?: string;
  readonly groups?: string;
}

const manifest = (
  given: Given = {},
) => `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update, delete] }')}
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
  city: { type: string, owner: crm ${given.fields ?? ''} }
  status: { type: string, owner: erp }
${given.groups ?? ''}
lifecycle: { owner: crm ${given.lifecycle ?? ''} }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, iban: iban, price: price, street: street, city: city } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, iban: iban, price: price, street: street, city: city, status: status } ${given.binding ?? ''} }
---
kind: policy
name: p
limits: [{ entity: customer, action: delete, max: 5 }]
${given.policy ?? ''}
`;

let project: TestProject;

beforeEach(async () => {
  project = sqliteProject(TABLES, manifest());
  for (let i = 1; i <= 10; i += 1) {
    project.sql(
      'crm',
      'insert into accounts values (?, ?, ?, ?, ?, ?, ?)',
      i,
      `C${i}`,
      `u${i}`,
      'DE1',
      '10.00',
      'a',
      'b',
    );
    project.sql(
      'erp',
      'insert into kunden values (?, ?, ?, ?, ?, ?, ?, ?)',
      i,
      `C${i}`,
      `u${i}`,
      'DE1',
      '10',
      'a',
      'b',
      'open',
    );
  }
  await project.agree();
});
afterEach(() => project.remove());

const shape = async () => {
  const { plan } = await project.plan();
  return plan.changes.map(({ action, holds, fields }) => [
    action,
    holds.map(({ code, from }) => `${code} ${from ?? ''}`.trim()),
    Object.fromEntries(fields.map(({ name, hold }) => [name, hold?.code ?? null])),
  ]);
};

describe('approvals', () => {
  it('hold the field whose term asks for one, and let the others go', async () => {
    project.sql('crm', "update accounts set iban = 'DE2', mail = 'new' where no = 'C1'");

    expect(await shape()).toEqual([['update', [], { email: null, iban: 'approval' }]]);
    const { plan } = await project.plan();
    expect(plan.summary).toMatchObject({ update: 1, fields: 1, held: 1 });
    expect((await project.apply(plan)).exit).toBe(3);
    expect(project.rows('erp', "select email, iban from kunden where ref = 'C1'")).toEqual([
      { email: 'new', iban: 'DE1' },
    ]);
  });

  it('of a whole action hold the whole change: a delete, though it has no fields', async () => {
    project.manifest(
      manifest({
        lifecycle: ', on_delete: delete',
        policy: 'approvals: [{ entity: customer, action: delete, from: ops }]',
      }),
    );
    await project.agree();
    project.sql('crm', "delete from accounts where no = 'C1'");

    expect(await shape()).toEqual([['delete', ['approval ops'], {}]]);
  });

  it('of creates hold the whole create: no empty record is born', async () => {
    project.manifest(manifest({ policy: 'approvals: [{ entity: customer, action: create, from: ops }]' }));
    await project.agree();
    project.sql('crm', "insert into accounts (id, no, mail) values (19, 'C19', 'u19')");

    const { plan } = await project.plan();
    expect(plan.changes.map(({ action, holds }) => [action, holds.map(({ code }) => code)])).toEqual([
      ['create', ['approval']],
    ]);
    await project.apply(plan);
    expect(project.rows('erp', 'select count(*) as n from kunden')).toEqual([{ n: 10 }]);
  });

  it('of a key field hold the create, which is nothing without it', async () => {
    project.manifest(manifest({ policy: 'approvals: [{ entity: customer, field: "no", from: ops }]' }));
    await project.agree();
    project.sql('crm', "insert into accounts (id, no, mail) values (19, 'C19', 'u19')");

    expect((await shape()).map(([action, holds]) => [action, holds])).toEqual([['create', ['approval ops']]]);
  });
});

describe('guards', () => {
  const guarded = (groups = '') =>
    manifest({
      groups,
      policy:
        'guards: [{ entity: customer, field: price, factor: 2, hold_for: pricing }, { entity: customer, field: street, transitions: { a: [b] }, hold_for: post }]',
    });

  it('hold the suspicious value and nothing else', async () => {
    project.manifest(guarded());
    await project.agree();
    project.sql('crm', "update accounts set price = '100', mail = 'new' where no = 'C1'");
    project.sql('crm', "update accounts set price = '15' where no = 'C2'");

    expect(await shape()).toEqual([
      ['update', [], { email: null, price: 'guard' }],
      ['update', [], { price: null }],
    ]);
  });

  it('hold the whole group of a field: it moves as one', async () => {
    project.manifest(guarded('groups: { address: [street, city] }'));
    await project.agree();
    project.sql('crm', "update accounts set street = 'z', city = 'y', mail = 'new' where no = 'C1'");

    expect(await shape()).toEqual([['update', [], { city: 'group', email: null, street: 'guard' }]]);
  });
});

describe('mode: observe', () => {
  it('on a binding writes nothing: no update, create, delete or deactivation', async () => {
    for (const lifecycle of [', on_delete: delete', ', on_delete: { deactivate: { status: closed } }']) {
      project.manifest(manifest({ lifecycle, binding: ', mode: observe' }));
      project.sql('crm', "update accounts set mail = 'new' where no = 'C1'");
      project.sql('crm', "insert into accounts (id, no, mail) values (19, 'C19', 'u19') on conflict do nothing");
      project.sql('crm', "delete from accounts where no = 'C4'");

      const { plan, exit } = await project.plan();

      expect([exit, plan.changes]).toEqual([0, []]);
    }
  });

  it('tells a record that its owner deleted, and would be deactivated', async () => {
    project.manifest(
      manifest({ lifecycle: ', on_delete: { deactivate: { status: closed } }', binding: ', mode: observe' }),
    );
    project.sql('crm', "delete from accounts where no = 'C4'");

    const { plan, exit } = await project.plan();

    expect([exit, plan.changes]).toEqual([0, []]);
    expect(plan.findings.filter(({ field }) => field === 'status').map(({ code }) => code)).toEqual(['DRIFT_OBSERVED']);
  });

  it('on one field leaves the others enforced', async () => {
    project.manifest(manifest().replace('city: city, status', 'city: { at: city, mode: observe }, status'));
    project.sql('crm', "update accounts set mail = 'new', city = 'x' where no = 'C1'");

    expect(await shape()).toEqual([['update', [], { email: null }]]);
    expect((await project.plan()).plan.findings.map(({ code, field }) => [code, field])).toEqual([
      ['DRIFT_OBSERVED', 'city'],
    ]);
  });
});

describe('deactivation', () => {
  it('is told where the replica has no field to set', async () => {
    const lifecycle = ', on_delete: { deactivate: { price: "0" } }';
    project.manifest(
      manifest({ lifecycle }).replace(
        ', price: price, street: street, city: city, status',
        ', street: street, city: city, status',
      ),
    );
    await project.agree();
    project.sql('crm', "delete from accounts where no = 'C4'");

    const { plan } = await project.plan();

    expect([plan.changes, plan.findings.map(({ code }) => code)]).toEqual([[], ['RECORD_DELETED_AT_SOURCE']]);
  });
});

describe('windows', () => {
  it('of one system do not stop a plan that writes another', async () => {
    project.manifest(manifest({ policy: 'windows: [{ system: crm, allow: "Mon 00:00-00:01 UTC" }]' }));
    await project.agree();
    project.sql('crm', "update accounts set mail = 'new' where no = 'C1'");

    expect((await project.apply((await project.plan()).plan)).exit).toBe(0);
  });
});

describe('limits', () => {
  it('of one system and action do not count the others', async () => {
    project.manifest(
      manifest({ policy: '' }).replace('max: 5 }]', 'max: 5 }, { system: erp, action: update, max: 1 }]'),
    );
    await project.agree();
    project.sql('crm', "update accounts set mail = 'new' where no = 'C1'");
    project.sql('crm', "insert into accounts (id, no, mail) values (19, 'C19', 'u19'), (20, 'C20', 'u20')");

    expect((await project.plan()).exit).toBe(0);
    project.sql('crm', "update accounts set mail = 'new' where no = 'C2'");
    const over = await project.plan();
    expect([over.exit, over.plan.findings.map(({ code }) => code)]).toEqual([3, ['LIMIT_UPDATE']]);
  });
});

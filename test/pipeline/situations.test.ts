import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, verdicts, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, mail text, closed integer default 0)',
  erp: 'create table kunden (id integer primary key, ref text unique, email text, status text)',
};
const manifest = (
  lifecycle = '',
  given: { access?: string; match?: string; where?: string; policy?: string; field?: string } = {},
) => `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', given.access ?? '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm ${given.field ?? ''} }
  status: { type: string, owner: erp }
lifecycle: { owner: crm ${lifecycle} }
${given.match ?? ''}
systems:
  crm: { resource: accounts, id: id, ${given.where ?? ''} fields: { "no": "no", email: mail } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, status: status } }
${given.policy ?? ''}`;
const DELETES = '---\nkind: policy\nname: p\nlimits: [{ entity: customer, action: delete, max: 5 }]\n';

let project: TestProject;

beforeEach(() => {
  project = sqliteProject(TABLES, manifest());
  for (let i = 1; i <= 10; i += 1) {
    project.sql('crm', 'insert into accounts (id, no, mail) values (?, ?, ?)', i, `C${i}`, `u${i}@x.org`);
    project.sql('erp', 'insert into kunden values (?, ?, ?, ?)', 100 + i, `C${i}`, `u${i}@x.org`, 'active');
  }
});
afterEach(() => project.remove());

const shape = async () =>
  (await project.plan()).plan.changes.map(({ action, situation, holds }) => [
    action,
    situation,
    ...holds.map(({ code }) => code),
  ]);

describe('record situations, end to end', () => {
  it('creates what is missing, after the plan, and then is in sync', async () => {
    project.sql('erp', "delete from kunden where ref = 'C3'");
    const { plan } = await project.plan();

    expect(plan.changes.map(({ action, situation, native_id }) => [action, situation, native_id])).toEqual([
      ['create', 'missing', null],
    ]);
    expect((await project.apply(plan)).exit).toBe(0);
    expect(project.rows('erp', "select email, status from kunden where ref = 'C3'")).toEqual([
      { email: 'u3@x.org', status: null },
    ]);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('knows what it created: an edit there is a foreign edit, not a first contact', async () => {
    project.sql('erp', "delete from kunden where ref = 'C3'");
    await project.agree();
    project.sql('erp', "update kunden set email = 'x' where ref = 'C3'");

    expect(verdicts((await project.plan()).plan)).toEqual({ 'C3 email': 'foreign edit' });
  });

  it('takes what the new record gets from its own system for a stale replica elsewhere, not for a first contact', async () => {
    project.sql('crm', 'alter table accounts add column status text');
    project.sql('crm', "update accounts set status = 'active'");
    project.manifest(
      manifest()
        .replace('email: mail } }', 'email: mail, status: status } }')
        .replace('{ accounts: [read] }', '{ accounts: [read, update] }'),
    );
    await project.agree();
    project.sql('crm', "insert into accounts (id, no, mail) values (20, 'C20', 'u20@x.org')");
    await project.apply((await project.plan()).plan);
    project.sql('erp', "update kunden set status = 'new' where ref = 'C20'");

    expect(verdicts((await project.plan()).plan)).toEqual({ 'C20 status': 'stale replica' });
  });

  it('clears nothing on the word of an incomplete read', async () => {
    await project.agree();
    project.sql('crm', 'delete from accounts where id > 7');
    project.sql('crm', 'update accounts set mail = null where id = 1');
    project.sql('crm', "update accounts set mail = 'new@x.org' where id = 2");

    const { plan, exit } = await project.plan();

    expect([exit, verdicts(plan)]).toEqual([75, { 'C2 email': 'stale replica' }]);
  });

  it('obeys on_missing', async () => {
    project.sql('erp', "delete from kunden where ref = 'C3'");
    project.manifest(manifest(', on_missing: hold'));
    expect(await shape()).toEqual([['create', 'missing', 'on_missing']]);
    project.manifest(manifest(', on_missing: report'));
    expect((await project.plan()).plan.findings.map(({ code }) => code)).toEqual(['RECORD_MISSING']);
  });

  it('holds a record that vanished from the replica', async () => {
    await project.agree();
    project.sql('erp', "delete from kunden where ref = 'C3'");

    expect(await shape()).toEqual([['create', 'vanished', 'vanished']]);
  });

  it('holds a delete by default, and reports or deletes where it is told to', async () => {
    await project.agree();
    project.sql('crm', "delete from accounts where no = 'C3'");
    expect(await shape()).toEqual([['delete', 'deleted at source', 'on_delete']]);
    project.manifest(manifest(', on_delete: report'));
    expect((await project.plan()).plan.findings.map(({ code }) => code)).toEqual(['RECORD_DELETED_AT_SOURCE']);
    project.manifest(manifest(', on_delete: delete'));
    expect((await project.plan()).exit).toBe(3);
    project.manifest(manifest(', on_delete: delete', { policy: DELETES }));
    const { plan, exit } = await project.plan();

    expect([exit, plan.summary.delete]).toEqual([0, 1]);
    expect((await project.apply(plan)).exit).toBe(0);
    expect(project.rows('erp', "select count(*) as n from kunden where ref = 'C3'")).toEqual([{ n: 0 }]);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('does not revive a deleted record on the word of a late read', async () => {
    project.manifest(manifest(', on_delete: delete', { policy: DELETES }));
    await project.agree();
    project.sql('crm', "delete from accounts where no = 'C3'");
    await project.apply((await project.plan()).plan);
    project.sql('crm', "insert into accounts (id, no, mail) values (3, 'C3', 'u3@x.org')");

    expect(await shape()).toEqual([['create', 'missing', 'tombstone']]);
  });

  it('deactivates where the life cycle says what to set', async () => {
    project.manifest(manifest(', on_delete: { deactivate: { email: gone } }'));
    await project.agree();
    project.sql('crm', "delete from accounts where no = 'C3'");
    const { plan } = await project.plan();

    expect(verdicts(plan)).toEqual({ 'C3 email': 'deactivated' });
    expect((await project.apply(plan)).exit).toBe(0);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('never deletes on the word of a source that shrank by more than a fifth, and exits 75', async () => {
    project.manifest(manifest(', on_delete: delete', { policy: DELETES }));
    await project.agree();
    project.sql('crm', 'delete from accounts where id > 7');

    const { plan, exit } = await project.plan();

    expect([exit, plan.changes]).toEqual([75, []]);
    expect(plan.findings.map(({ code }) => code)).toEqual(['READ_INCOMPLETE']);
  });

  it('reports an orphan, and holds or deletes where told to', async () => {
    project.sql('erp', "insert into kunden values (999, 'X1', 'x', null)");
    expect((await project.plan()).plan.findings.map(({ code }) => code)).toEqual(['RECORD_ORPHAN']);
    project.manifest(manifest(', on_orphan: hold'));
    expect(await shape()).toEqual([['delete', 'orphan', 'on_orphan']]);
    project.manifest(manifest(', on_orphan: delete'));
    expect((await project.plan()).plan.findings.map(({ code }) => code)).toEqual(['LIMIT_DELETE']);
  });

  it('links by a match rule, visibly, and holds the differences as first contact', async () => {
    project.sql('erp', "update kunden set ref = 'C3  ' where ref = 'C3'");
    project.manifest(manifest('', { match: 'match: ["no", [email]]' }));
    const { plan } = await project.plan();

    expect(plan.changes.map(({ action, holds }) => [action, holds[0]?.code])).toEqual([
      ['link', undefined],
      ['update', 'first_contact'],
    ]);
    expect((await project.apply(plan)).exit).toBe(3);
    expect(project.rows('erp', 'select ref from kunden where id = 103')).toEqual([{ ref: 'C3  ' }]);
    await project.agree();
    expect(project.rows('erp', 'select ref from kunden where id = 103')).toEqual([{ ref: 'C3' }]);
  });

  it('makes a tie of candidates a case for a person', async () => {
    project.manifest(manifest('', { match: 'match: ["no", [email]]' }));
    project.sql('erp', "update kunden set ref = null, email = 'same' where id in (103, 104)");
    project.sql('crm', "update accounts set mail = 'same' where id in (3, 4)");
    const { plan } = await project.plan();

    expect(plan.changes).toEqual([]);
    expect(plan.findings.map(({ code }) => code)).toEqual(['MATCH_DISPUTED']);
  });

  it('stops a pair whose key stands twice', async () => {
    project.sql('crm', "insert into accounts (id, no, mail) values (50, 'C3', 'other')");
    const { plan } = await project.plan();

    expect(plan.changes).toEqual([]);
    expect(plan.findings.map(({ code }) => code)).toEqual(['MATCH_DUPLICATE_KEY']);
  });

  it('re-keys, and never deletes and creates, when a key changed under the same native id', async () => {
    await project.agree();
    project.sql('crm', "update accounts set no = 'D3' where id = 3");
    const { plan } = await project.plan();

    expect(plan.changes.map(({ action, situation, native_id }) => [action, situation, native_id])).toEqual([
      ['update', 're-keyed', '103'],
    ]);
    expect((await project.apply(plan)).exit).toBe(0);
    expect(project.rows('erp', 'select ref from kunden where id = 103')).toEqual([{ ref: 'D3' }]);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('takes a record that left the filter for out of scope, not for deleted', async () => {
    project.manifest(manifest(', on_delete: delete', { where: 'where: closed = 0,', policy: DELETES }));
    await project.agree();
    project.sql('crm', 'update accounts set closed = 1 where id = 3');

    expect((await project.plan()).plan).toMatchObject({ changes: [], findings: [] });
  });

  it('proves no absence under a filter that changed since the base', async () => {
    await project.agree();
    project.sql('crm', 'delete from accounts where id = 3');
    project.manifest(manifest(', on_delete: delete', { where: 'where: closed < 2,', policy: DELETES }));

    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('blocks what the manifest gives no right to, and says which', async () => {
    project.sql('erp', "delete from kunden where ref = 'C3'");
    project.manifest(manifest('', { access: '{ kunden: [read, update] }' }));
    const { plan } = await project.plan();

    expect(plan.changes[0]?.blocked).toMatchObject({ code: 'access', reason: expect.stringContaining('create') });
    expect(plan.summary).toMatchObject({ create: 0, blocked: 1 });
    expect((await project.apply(plan)).exit).toBe(3);
  });

  it('holds the create of a record whose required field is invalid, in every replica', async () => {
    project.sql('erp', "delete from kunden where ref = 'C3'");
    project.sql('crm', "update accounts set mail = null where no = 'C3'");
    project.manifest(manifest('', { field: ', required: true' }));

    expect(await shape()).toEqual([['create', 'missing', 'invalid']]);
  });
});

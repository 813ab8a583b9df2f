import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table staff (id integer primary key, no text, name text, boss integer, team integer); create table teams (id integer primary key, code text, lead integer)',
  erp: 'create table people (id integer primary key, ref text, name text, boss integer, team integer); create table groups (id integer primary key, ref text, lead integer)',
};

const manifest = (
  given: { staff?: string; team?: string; policy?: string } = {},
) => `${sqliteSystem('crm', '{ staff: [read], teams: [read] }')}${sqliteSystem('erp', '{ people: [read, create, update, delete], groups: [read, create, update, delete] }')}
kind: entity
name: employee
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  name: { type: string, owner: crm, max_length: 20 }
  boss: { ref: employee, owner: crm }
  team: { ref: team, owner: crm }
lifecycle: { owner: crm ${given.staff ?? ''} }
systems:
  crm: { resource: staff, id: id, fields: { "no": "no", name: name, boss: boss, team: team } }
  erp: { resource: people, id: id, fields: { "no": ref, name: name, boss: boss, team: team } }
---
kind: entity
name: team
key: [code]
fields:
  code: { type: string, owner: crm }
  lead: { ref: employee, owner: crm }
lifecycle: { owner: crm ${given.team ?? ''} }
systems:
  crm: { resource: teams, id: id, fields: { code: code, lead: lead } }
  erp: { resource: groups, id: id, fields: { code: ref, lead: lead } }
---
kind: policy
name: p
limits: [{ action: delete, max: 9 }]
${given.policy ?? ''}
`;

let project: TestProject;

beforeEach(() => {
  project = sqliteProject(TABLES, manifest());
});
afterEach(() => project.remove());

const staff = (id: number, boss: number | null, team: number | null = null) =>
  project.sql('crm', 'insert into staff values (?, ?, ?, ?, ?)', id, `E${id}`, `name ${id}`, boss, team);
const team = (id: number, lead: number | null) =>
  project.sql('crm', 'insert into teams values (?, ?, ?)', id, `T${id}`, lead);
const bosses = () =>
  Object.fromEntries(
    project
      .rows(
        'erp',
        'select p.ref as ref, b.ref as boss from people p left join people b on b.id = p.boss order by p.ref',
      )
      .map(({ ref, boss }) => [ref, boss]),
  );
const inSync = async () => {
  const { plan } = await project.plan();
  expect(plan.changes.map(({ id: _id, digest: _digest, ...change }) => change)).toEqual([]);
};

describe('references between records that do not exist yet', () => {
  it('are created after what they point at, with ids that are known after apply', async () => {
    staff(1, 3);
    staff(2, 1);
    staff(3, null);

    const { plan } = await project.plan();

    expect(plan.changes.map(({ key }) => key['no'])).toEqual(['E3', 'E1', 'E2']);
    expect(plan.changes.map(({ fields }) => fields.find(({ name }) => name === 'boss')?.known_after)).toEqual([
      undefined,
      plan.changes[0]?.id,
      plan.changes[1]?.id,
    ]);
    expect((await project.apply(plan)).exit).toBe(0);
    expect(bosses()).toEqual({ E1: 'E3', E2: 'E1', E3: null });
    await inSync();
  });

  it('take two steps in a circle, over two entities, and in one record', async () => {
    staff(1, 2);
    staff(2, 1);
    staff(3, 3, 1);
    team(1, 3);

    const { plan } = await project.plan();

    expect(plan.changes.filter(({ situation }) => situation === 'second step').length).toBeGreaterThanOrEqual(2);
    expect((await project.apply(plan)).exit).toBe(0);
    expect(bosses()).toEqual({ E1: 'E2', E2: 'E1', E3: 'E3' });
    expect(
      project.rows(
        'erp',
        'select g.ref as team, p.ref as lead from groups g join people p on p.id = g.lead where p.team = g.id',
      ),
    ).toEqual([{ team: 'T1', lead: 'E3' }]);
    await inSync();
  });

  it('goes through a chain of a thousand without a stack or a square', { timeout: 60_000 }, async () => {
    for (let i = 1; i <= 1000; i += 1) staff(i, i === 1000 ? null : i + 1);

    const { plan } = await project.plan({ isBootstrap: true });

    expect(plan.changes.map(({ key }) => key['no']).slice(0, 2)).toEqual(['E1000', 'E999']);
  });
});

describe('references that lead nowhere', () => {
  it('hold a create when the id is of no record: the finding names it, and nothing is born without its boss', async () => {
    staff(1, 99);

    const { plan } = await project.plan();

    expect(plan.findings.map(({ code, field }) => [code, field])).toEqual([['REF_DANGLING', 'boss']]);
    expect(plan.changes.map(({ holds }) => holds.map(({ code }) => code))).toEqual([['ref_missing']]);
    expect((await project.apply(plan)).exit).toBe(3);
    expect(bosses()).toEqual({});
  });

  it('hold their field in an update when the id is of no record, and the rest goes', async () => {
    staff(1, null);
    await project.agree();
    project.sql('crm', "update staff set boss = 99, name = 'new' where id = 1");

    const { plan } = await project.plan();

    expect(plan.changes.map(({ fields, holds }) => [fields.map(({ name }) => name), holds])).toEqual([[['name'], []]]);
    expect((await project.apply(plan)).outcomes.map(({ outcome }) => outcome)).toEqual(['applied']);
  });

  it('block a create whose boss is missing here and is only reported', async () => {
    project.manifest(manifest({ team: ', on_missing: report' }));
    team(1, null);
    staff(1, null, 1);
    staff(2, null);

    const { plan } = await project.plan();

    expect(plan.changes.map(({ key, blocked }) => [key['no'], blocked?.code])).toEqual([
      ['E1', 'parent'],
      ['E2', undefined],
    ]);
    expect((await project.apply(plan)).exit).toBe(3);
    expect(bosses()).toEqual({ E2: null });
  });

  it('make a create wait for a boss whose key stands twice, and go when that is settled', async () => {
    staff(1, null);
    project.sql('crm', "insert into staff values (9, 'E1', 'twin', null, null)");
    staff(2, 1);

    const { plan } = await project.plan();

    expect(plan.changes.map(({ key, holds }) => [key['no'], holds[0]?.code])).toEqual([['E2', 'ref_missing']]);
    await project.apply(plan);
    expect(bosses()).toEqual({});
    project.sql('crm', "update staff set no = 'E9' where id = 9");
    await project.apply((await project.plan()).plan);
    expect(bosses()).toEqual({ E1: null, E2: 'E1', E9: null });
    await inSync();
  });

  it('hold an update whose target nothing creates, and never clear the old one', async () => {
    project.manifest(manifest({ staff: ', on_missing: report' }));
    staff(1, 2);
    staff(2, null);
    project.sql('erp', "insert into people values (11, 'E1', 'name 1', 12, null), (12, 'E2', 'name 2', null, null)");
    await project.apply((await project.plan()).plan);
    staff(3, null);
    project.sql('crm', "update staff set boss = 3, name = 'new' where id = 1");

    const { plan } = await project.plan();

    expect(plan.changes.flatMap(({ fields }) => fields.map(({ name, hold }) => [name, hold?.code]))).toEqual([
      ['boss', 'ref_missing'],
      ['name', undefined],
    ]);
    await project.apply(plan);
    expect(project.rows('erp', 'select name, boss from people where id = 11')).toEqual([{ name: 'new', boss: 12 }]);
  });

  it('block children by name while their parent is held', async () => {
    project.manifest(manifest({ team: ', on_missing: hold' }));
    team(1, null);
    staff(1, null, 1);
    staff(2, 1);

    const { plan } = await project.plan();

    expect(
      plan.changes.map(({ key, holds, blocked }) => [
        ...Object.values(key),
        holds.map(({ code }) => code),
        blocked?.code ?? null,
      ]),
    ).toEqual([
      ['T1', ['on_missing'], null],
      ['E1', [], 'parent'],
      ['E2', [], 'parent'],
    ]);
    expect(plan.changes[1]?.blocked?.reason).toContain('team T1');
    expect(plan.summary).toMatchObject({ create: 0, held: 1, blocked: 2 });
    expect((await project.apply(plan)).exit).toBe(3);
    expect(project.rows('erp', 'select count(*) as n from people')).toEqual([{ n: 0 }]);
  });

  it('are not written when the parent was refused', async () => {
    project.sql('erp', "create trigger t before insert on groups begin select raise(abort, 'no'); end");
    team(1, null);
    staff(1, null, 1);

    const report = await project.apply((await project.plan()).plan);

    expect(report.outcomes.map(({ outcome, code }) => [outcome, outcome === 'not_tried' ? code : null])).toEqual([
      ['rejected', null],
      ['not_tried', 'NEED_NOT_APPLIED'],
    ]);
    expect(project.rows('erp', 'select count(*) as n from people')).toEqual([{ n: 0 }]);
  });

  it('point at a parent that was created with other values than were sent', async () => {
    project.sql(
      'erp',
      "create trigger t after insert on people begin update people set name = 'UPPER' where id = new.id and new.ref = 'E1'; end",
    );
    staff(1, null);
    staff(2, 1);

    const report = await project.apply((await project.plan()).plan);

    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(['applied_differently', 'applied']);
    expect(bosses()).toEqual({ E1: null, E2: 'E1' });
  });
});

describe('deletes', () => {
  it('reverse the order: children go before what they point at', async () => {
    project.manifest(manifest({ staff: ', on_delete: delete', team: ', on_delete: delete' }));
    for (let i = 1; i <= 10; i += 1) team(i, null);
    for (let i = 1; i <= 10; i += 1) staff(i, null, i);
    await project.agree();
    project.sql('crm', 'delete from staff where id = 1; delete from teams where id = 1');

    const { plan } = await project.plan();

    expect(plan.changes.map(({ action, entity }) => [action, entity])).toEqual([
      ['delete', 'employee'],
      ['delete', 'team'],
    ]);
    expect((await project.apply(plan)).exit).toBe(0);
    await inSync();
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, verdicts, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, first text, last text, amount text)',
  erp: 'create table kunden (id integer primary key, ref text, display text, cents text, label text, rating text)',
};

const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read, update] }')}${sqliteSystem('erp', '{ kunden: [read, create, update] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  first: { type: string, owner: crm }
  last: { type: string, owner: crm }
  amount: { type: decimal, owner: crm }
  rating: { type: string, owner: erp }
  label: { derive: "first & ' ' & last & ' ' & rating" }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", first: first, last: last, amount: amount } }
  erp:
    resource: kunden
    id: id
    fields: { "no": ref, rating: rating, label: label }
    read: { amount: "$number(cents) / 100" }
    write: { cents: "$string(amount * 100)", display: "last & ', ' & first" }
`;

let project: TestProject;

beforeEach(async () => {
  project = sqliteProject(TABLES, MANIFEST);
  for (let i = 1; i <= 3; i += 1) {
    project.sql('crm', 'insert into accounts values (?, ?, ?, ?, ?)', i, `C${i}`, `f${i}`, `l${i}`, `${i}.50`);
    project.sql(
      'erp',
      'insert into kunden values (?, ?, ?, ?, ?, ?)',
      i,
      `C${i}`,
      `l${i}, f${i}`,
      `${i}50`,
      `f${i} l${i} A`,
      'A',
    );
  }
  await project.agree();
});
afterEach(() => project.remove());

const erp = (ref: string) => project.rows('erp', `select display, cents, label from kunden where ref = '${ref}'`)[0];

describe('expressions', () => {
  it('write what they compute, and are in sync afterwards', async () => {
    project.sql('crm', "update accounts set amount = '7.25', last = 'new' where no = 'C1'");

    const { plan } = await project.plan();

    expect(verdicts(plan)).toEqual({
      'C1 cents': 'stale replica',
      'C1 display': 'stale replica',
      'C1 label': 'stale replica',
    });
    expect((await project.apply(plan)).exit).toBe(0);
    expect(erp('C1')).toEqual({ display: 'new, f1', cents: '725', label: 'f1 new A' });
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('of a pair agree under the equality of the field, whatever the form', async () => {
    project.sql('erp', "update kunden set cents = '150.0' where ref = 'C1'");

    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('derive from several systems: what the replica itself owns counts', async () => {
    project.sql('erp', "update kunden set rating = 'B' where ref = 'C1'");
    const { plan } = await project.plan();

    expect(
      plan.changes.flatMap(({ system, fields }) => fields.map(({ name, after }) => [system, name, after])),
    ).toEqual([['erp', 'label', 'f1 l1 B']]);
    expect((await project.apply(plan)).exit).toBe(0);
    expect((await project.plan()).plan.changes).toEqual([]);
  });

  it('are labelled foreign edits where somebody overwrote what they computed', async () => {
    project.sql('erp', "update kunden set display = 'x', cents = '1' where ref = 'C2'");

    expect(verdicts((await project.plan()).plan)).toEqual({ 'C2 cents': 'foreign edit', 'C2 display': 'foreign edit' });
  });

  it('that fail hold their own field of their own record, and no other', async () => {
    project.manifest(MANIFEST.replace(`display: "last & ', ' & first"`, `display: "$number(last)"`));
    project.sql('crm', "update accounts set first = 'other', last = '12' where no = 'C1'");
    project.sql('crm', "update accounts set first = 'other' where no = 'C2'");

    const { plan, exit } = await project.plan();

    expect(exit).toBe(0);
    expect(plan.findings.map(({ key, field, severity }) => [key?.['no'], field, severity])).toEqual([
      ['C2', 'display', 'error'],
      ['C3', 'display', 'error'],
    ]);
    expect(verdicts(plan)).toMatchObject({
      'C1 label': 'stale replica',
      'C2 label': 'stale replica',
      'C1 display': 'stale replica',
    });
  });

  it('that never end hold their own field, and the run goes on', { timeout: 60_000 }, async () => {
    project.manifest(
      MANIFEST.replace(
        `display: "last & ', ' & first"`,
        `display: "($f := function($x) { $f($x + 1) }; last = 'loop' ? $f(1) : last)"`,
      ),
    );
    project.sql('crm', "update accounts set last = 'loop' where no = 'C1'");
    project.sql('crm', "update accounts set first = 'other' where no = 'C2'");

    const { plan } = await project.plan();

    expect(plan.findings.map(({ key, field }) => [key?.['no'], field])).toEqual([['C1', 'display']]);
    expect(verdicts(plan)).toMatchObject({ 'C1 label': 'stale replica', 'C2 label': 'stale replica' });
  });

  it('hold what reads an invalid field, and name no value', async () => {
    project.sql('crm', "update accounts set amount = 'secretly not a number' where no = 'C1'");

    const { plan } = await project.plan();

    expect(plan.changes).toEqual([]);
    expect(plan.findings.map(({ field }) => field)).toEqual(['cents']);
    expect(JSON.stringify(plan)).not.toContain('secretly');
  });
});

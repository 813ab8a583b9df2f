import { afterEach, expect, it } from 'vitest';
import { sqliteProject, sqliteSystem, type TestProject } from './sqlite-project.ts';

const MANIFEST = `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ customers: [read, create, update] }')}kind: entity
name: customer
key: [no]
fields: { no: { owner: crm, type: string }, email: { owner: crm, type: string } }
systems:
  crm: { resource: accounts, id: no, fields: { no: no, email: email } }
  erp:
    resource: customers
    id: no
    version: { at: rv, increment: true }
    fields: { no: no, email: mail }
`;

let project: TestProject | null = null;
afterEach(() => project?.remove());

function start(): TestProject {
  project = sqliteProject(
    {
      crm: "create table accounts (no text primary key, email text); insert into accounts values ('1', 'a@x'), ('2', 'b@x')",
      erp: "create table customers (no text primary key, mail text, note text, rv integer not null default 1); insert into customers (no, mail) values ('1', 'a@x'), ('2', 'b@x')",
    },
    MANIFEST,
  );
  return project;
}

it('a version column guards what a plan writes, is counted up by it, and leaves nothing to do', async () => {
  const one = start();
  await one.agree();
  one.sql('crm', "update accounts set email = 'new' || no");
  const { plan } = await one.plan();
  one.sql('erp', "update customers set note = 'theirs', rv = 5 where no = '2'");

  const report = await one.apply(plan);

  expect(plan.changes.map(({ guard }) => [guard.kind, guard.strength])).toEqual([
    ['version', 'strong'],
    ['version', 'strong'],
  ]);
  expect(report.exit).toBe(0);
  expect(one.rows('erp', 'select no, mail, rv from customers order by no')).toEqual([
    { no: '1', mail: 'new1', rv: 2 },
    { no: '2', mail: 'new2', rv: 6 },
  ]);
  expect((await one.plan()).plan.changes).toEqual([]);
});

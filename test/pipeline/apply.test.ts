import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateReader } from '../../src/state/open-state.ts';
import { sqliteProject, sqliteSystem, testWorld, type TestProject } from './sqlite-project.ts';

const TABLES = {
  crm: 'create table accounts (id integer primary key, no text, mail text, phone text)',
  erp: "create table kunden (id integer primary key, ref text unique, email text check (email <> 'refused'), phone text, note text)",
};
const manifest = (
  policy = '',
) => `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  phone: { type: string, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, phone: phone } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, phone: phone } }
${policy}`;

let project: TestProject;

beforeEach(async () => {
  project = sqliteProject(TABLES, manifest());
  for (let i = 1; i <= 5; i += 1) {
    project.sql('crm', 'insert into accounts values (?, ?, ?, ?)', i, `C${i}`, `u${i}@x.org`, '1');
    project.sql('erp', 'insert into kunden values (?, ?, ?, ?, ?)', 100 + i, `C${i}`, `u${i}@x.org`, '1', 'n');
  }
  await project.agree();
});
afterEach(() => project.remove());

const emails = () => project.rows('erp', 'select ref, email from kunden order by ref').map(({ email }) => email);
const hashes = () =>
  readdirSync(project.dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex'), statSync(path).mtimeMs]);

describe('planning', () => {
  it('changes no file: systems and state are byte for byte the same', async () => {
    project.sql('crm', "update accounts set mail = 'new' where id < 4");
    const before = hashes();

    await project.plan();
    await project.plan({ isBootstrap: true });

    expect(hashes()).toEqual(before);
  });
});

describe('apply', () => {
  it('drops what changed after the review, and writes the rest', async () => {
    project.sql('crm', "update accounts set mail = 'new' || id where id < 4");
    const { plan } = await project.plan();
    project.sql('erp', "update kunden set email = 'late' where ref = 'C1'");
    project.sql('crm', "update accounts set mail = 'later' where no = 'C2'");

    const report = await project.apply(plan);

    expect(report.exit).toBe(4);
    expect(report.outcomes.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'stale', 'stale']);
    expect(emails()).toEqual(['late', 'u2@x.org', 'new3', 'u4@x.org', 'u5@x.org']);
  });

  it('writes although another column of the record moved: the digest decides, not the version', async () => {
    project.sql('crm', "update accounts set mail = 'new1' where no = 'C1'");
    const { plan } = await project.plan();
    project.sql('erp', "update kunden set note = '7' where ref = 'C1'");

    expect((await project.apply(plan)).outcomes.map(({ outcome }) => outcome)).toEqual(['applied']);
    expect(project.rows('erp', "select email, note from kunden where ref = 'C1'")).toEqual([
      { email: 'new1', note: '7' },
    ]);
  });

  it('lists what appeared since the review, and does not write it', async () => {
    project.sql('crm', "update accounts set mail = 'new1' where no = 'C1'");
    const { plan } = await project.plan();
    project.sql('crm', "update accounts set mail = 'new2' where no = 'C2'");

    const report = await project.apply(plan);

    expect([report.appeared, report.exit]).toEqual([1, 0]);
    expect(emails().slice(0, 2)).toEqual(['new1', 'u2@x.org']);
  });

  it('does not make a second record when one with the key came meanwhile', async () => {
    project.sql('crm', "insert into accounts values (9, 'C9', 'u9', '1')");
    const { plan } = await project.plan();
    project.sql('erp', "insert into kunden values (900, 'C9', 'by hand', '1', null)");

    expect((await project.apply(plan)).outcomes.map(({ outcome }) => outcome)).toEqual(['stale']);
    expect(project.rows('erp', "select email from kunden where ref = 'C9'")).toEqual([{ email: 'by hand' }]);
  });

  it('gives each change one outcome: a refused record does not stop the others, and no text shows its value', async () => {
    project.sql('crm', "update accounts set mail = 'refused' where no = 'C1'");
    project.sql('crm', "update accounts set mail = 'fine' where no = 'C2'");

    const report = await project.apply((await project.plan()).plan);

    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(['rejected', 'applied']);
    expect(report.exit).toBe(4);
    const [system] = report.systems;
    expect(system).toMatchObject({ of: 2, applied: 1, rejected: 1 });
    expect(JSON.stringify(report.outcomes[0]?.detail)).not.toContain('refused@');
  });

  it('says that it was applied differently when a trigger changes what was written', async () => {
    project.sql(
      'erp',
      "create trigger t after update on kunden begin update kunden set email = 'UPPER' where id = new.id; end",
    );
    project.sql('crm', "update accounts set mail = 'new1' where no = 'C1'");

    const report = await project.apply((await project.plan()).plan);

    expect(report.outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['applied_differently', 'READ_BACK_DIFFERS'],
    ]);
    expect(report.exit).toBe(4);
  });

  it('makes the intent durable before the outcome, and balances its counters', async () => {
    project.sql('crm', "update accounts set mail = 'new' || id");
    const report = await project.apply((await project.plan()).plan);
    const state = await openStateReader(
      { name: 'test', root: project.dir, manifests: 'sync.d', state: '.concordat/state.db' },
      testWorld(),
    );
    const kinds: string[] = [];
    for await (const entry of state.journal({ run: report.run })) kinds.push(entry.kind);
    const open = await state.openIntents();
    await state.close();

    expect(kinds).toEqual([
      'run-start',
      // The first ten changes go one at a time.
      ...Array.from({ length: 5 }, () => ['intent', 'outcome']).flat(),
      'run-end',
    ]);
    expect(open).toEqual([]);
    expect(report.systems[0]).toMatchObject({ of: 5, applied: 5 });
  });

  it('stops between batches when it is told to, and says so', async () => {
    project.sql('crm', "update accounts set mail = 'new' || id");
    const { plan } = await project.plan();
    const stop = new AbortController();
    stop.abort();

    await expect(project.apply(plan, stop.signal)).rejects.toThrow();
    expect(emails()).toEqual(['u1@x.org', 'u2@x.org', 'u3@x.org', 'u4@x.org', 'u5@x.org']);
  });

  it('applying the same plan twice writes nothing the second time', async () => {
    project.sql('crm', "update accounts set mail = 'new1' where no = 'C1'");
    const { plan } = await project.plan();
    await project.apply(plan);

    const again = await project.apply(plan);

    expect(again.outcomes.map(({ outcome }) => outcome)).toEqual(['stale']);
    expect(again.exit).toBe(4);
  });

  it('undoes nothing that a rejected digest touches when two engines run at once: the second is told to wait', async () => {
    project.sql('crm', "update accounts set mail = 'new' || id");
    const { plan } = await project.plan();

    const results = await Promise.allSettled([project.apply(plan), project.apply(plan)]);

    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map((result) => (result.reason as { code: string; exit: number }).code)).toEqual(['STATE_LOCKED']);
    expect(emails()).toEqual(['new1', 'new2', 'new3', 'new4', 'new5']);
  });
});

describe('what forbids a plan, with nothing written', () => {
  const refuses = async (code: string, exit: number, prepare: () => unknown) => {
    project.sql('crm', "update accounts set mail = 'new1' where no = 'C1'");
    const { plan } = await project.plan();
    const given = ((await prepare()) ?? plan) as typeof plan;

    await expect(project.apply(given)).rejects.toMatchObject({ code, exit });
    expect(emails()[0]).toBe('u1@x.org');
  };
  const planned = async () => (await project.plan()).plan;

  it('an expired plan', async () => {
    await refuses('PLAN_EXPIRED', 1, async () => ({
      ...(await planned()),
      header: { ...(await planned()).header, expires: '2020-01-01T00:00:00.000Z' },
    }));
  });

  it('another key', async () => {
    await refuses('PLAN_KEY', 1, async () => ({
      ...(await planned()),
      header: { ...(await planned()).header, key_id: '00000000' },
    }));
  });

  it('another system than the one that was planned', async () => {
    await refuses('PLAN_IDENTITY', 1, async () => {
      const plan = await planned();
      return {
        ...plan,
        header: {
          ...plan.header,
          systems: { ...plan.header.systems, erp: { connector: 'sqlite', identity: 'sqlite:production.db' } },
        },
      };
    });
  });

  it('another state', async () => {
    await refuses('PLAN_LINEAGE', 1, async () => ({
      ...(await planned()),
      header: { ...(await planned()).header, lineage: 'other' },
    }));
  });

  it('manifests that were edited since, though not a comment', async () => {
    await refuses('PLAN_MANIFESTS_CHANGED', 1, () =>
      project.manifest(
        manifest()
          .replace('on: x', '')
          .replace('email: { type: string, owner: crm }', 'email: { type: string, owner: crm, title: Mail }'),
      ),
    );
    project.manifest(`# a comment\n${manifest()}`);
    project.sql('crm', "update accounts set mail = 'new2' where no = 'C2'");
    const { plan } = await project.plan();
    project.manifest(`# another comment\n\n${manifest()}`);
    expect((await project.apply(plan)).exit).toBe(0);
  });

  it('a closed window, to be tried again later', async () => {
    const world = testWorld({ now: () => '2026-11-22T12:00:00.000Z' });
    const windowed = sqliteProject(
      TABLES,
      manifest('---\nkind: policy\nname: p\nwindows: [{ system: erp, allow: "Mon-Fri 06:00-20:00 UTC" }]\n'),
      world,
    );
    try {
      windowed.sql('crm', "insert into accounts values (1, 'C1', 'a', '1')");
      const { plan } = await windowed.plan();
      await expect(windowed.apply(plan)).rejects.toMatchObject({ code: 'WINDOW_CLOSED', exit: 75 });
      expect(windowed.rows('erp', 'select * from kunden')).toEqual([]);
    } finally {
      windowed.remove();
    }
  });

  it('a crossed limit', async () => {
    project.manifest(manifest('---\nkind: policy\nname: p\nlimits: [{ entity: customer, action: update, max: 2 }]\n'));
    project.sql('crm', "update accounts set mail = 'new' || id");
    const { plan, exit } = await project.plan();

    expect(exit).toBe(3);
    await expect(project.apply(plan)).rejects.toMatchObject({ code: 'PLAN_OVER_LIMIT', exit: 3 });
    expect(emails()).toEqual(['u1@x.org', 'u2@x.org', 'u3@x.org', 'u4@x.org', 'u5@x.org']);
  });
});

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyProject, openProject, planProject } from '../../src/pipeline.ts';
import { startPostgres, type PostgresServer } from '../servers/postgres.ts';
import { sqliteSystem, testWorld } from './sqlite-project.ts';

const MANIFEST = `kind: system
name: crm
connector: postgres
connection: { url: "\${env:CRM_URL}" }
access: { public.accounts: [read] }
---
${sqliteSystem('erp', '{ kunden: [read, create, update] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: public.accounts, id: id, fields: { "no": "no", email: mail } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email } }
`;

let server: PostgresServer;
let dir: string;
let readerUrl: string;

beforeAll(async () => {
  server = await startPostgres();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create table accounts (id serial primary key, no text, mail text);
    insert into accounts (no, mail) values ('C1', 'a@x.org'), ('C2', 'b@x.org');
    create role reader login password 'reader'; grant usage on schema public to reader; grant select on accounts to reader`);
  await admin.end();
  const url = new URL(server.url);
  url.username = 'reader';
  url.password = 'reader';
  readerUrl = url.href;
  dir = mkdtempSync(join(tmpdir(), 'concordat-readonly-'));
  mkdirSync(join(dir, 'sync.d'));
  writeFileSync(join(dir, 'concordat.yaml'), 'version: 1\nname: readonly\n');
  writeFileSync(join(dir, 'sync.d', 'all.yaml'), MANIFEST);
  const erp = new DatabaseSync(join(dir, 'erp.db'));
  erp.exec(
    "create table kunden (id integer primary key, ref text unique, email text); insert into kunden values (1, 'C1', 'old@x.org')",
  );
  erp.close();
});

afterAll(async () => {
  await server.stop();
  chmodSync(dir, 0o755);
  rmSync(dir, { recursive: true, force: true });
});

const variables = (): Record<string, string> => ({ CRM_URL: readerUrl, CONCORDAT_KEY: 'a key for tests, long enough' });
const project = () => openProject(dir, testWorld({ env: (name) => variables()[name] }));
const options = { select: [], exclude: [], signal: new AbortController().signal, progress: () => {} };

describe('a credential that may only read', () => {
  it('plans, and is enough to apply to the systems that may be written', async () => {
    const { plan } = await planProject(await project(), { isBootstrap: true, ...options });

    expect(plan.summary).toMatchObject({ create: 1, update: 1 });
    expect((await applyProject(await project(), { plan, ...options })).exit).toBe(0);
  });

  it('plans over files and a state that nobody may write, and leaves them byte for byte', async () => {
    const files = [join(dir, 'erp.db'), join(dir, '.concordat', 'state.db')];
    const seen = () => files.map((path) => [readFileSync(path).toString('base64'), statSync(path).mtimeMs]);
    const before = seen();
    for (const path of files) chmodSync(path, 0o444);
    chmodSync(dir, 0o555);

    const { plan, exit } = await planProject(await project(), { isBootstrap: false, ...options });

    expect([exit, plan.changes]).toEqual([0, []]);
    expect(seen()).toEqual(before);
  });

  it('is refused by the system itself when a manifest claims more than it may do', async () => {
    chmodSync(dir, 0o755);
    writeFileSync(
      join(dir, 'sync.d', 'all.yaml'),
      MANIFEST.replace('[read] }\n---', '[read, update] }\n---').replace(
        'email: { type: string, owner: crm }',
        'email: { type: string, owner: erp }',
      ),
    );
    chmodSync(join(dir, 'erp.db'), 0o644);
    const erp = new DatabaseSync(join(dir, 'erp.db'));
    erp.exec("update kunden set email = 'new@x.org' where ref = 'C1'");
    erp.close();
    chmodSync(join(dir, '.concordat', 'state.db'), 0o644);
    const { plan } = await planProject(await project(), { isBootstrap: true, ...options });

    const report = await applyProject(await project(), { plan, ...options });

    expect(report.outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([['rejected', 'DENIED']]);
    expect(report.exit).toBe(4);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { customers, FIELDS, type Truth } from './customers.ts';

const COLUMNS = ['customer_no', ...FIELDS];
const BATCH = 2000;

/** Loads both systems and writes the project's manifests; returns what a plan must find. */
export async function loadSystems(dir: string, postgresUrl: string, count: number): Promise<Truth> {
  const truth: Truth = { onlyCrm: 0, onlyErp: 0, driftedFields: 0, driftedRecords: 0 };
  const crm = new pg.Client({ connectionString: postgresUrl });
  await crm.connect();
  await crm.query(
    `drop table if exists customers; create table customers (id serial primary key, ${COLUMNS.map((name) => `${name} ${crmType(name)}`).join(', ')})`,
  );
  const erp = new DatabaseSync(join(dir, 'erp.db'));
  erp.exec(
    `create table kunden (id integer primary key, ${COLUMNS.map((name) => `${name} text`).join(', ')}, unique (customer_no)); begin`,
  );
  const insert = erp.prepare(
    `insert into kunden (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`,
  );
  let rows: (readonly string[])[] = [];
  for (const pair of customers(count, 42, truth)) {
    if (pair.erp !== null) insert.run(...pair.erp);
    if (pair.crm !== null) rows.push(pair.crm);
    if (rows.length === BATCH) rows = await flush(crm, rows);
  }
  await flush(crm, rows);
  erp.exec('commit');
  erp.close();
  await crm.query('analyze customers');
  await crm.end();
  writeProject(dir);
  return truth;
}

function crmType(name: string): string {
  if (name === 'since') return 'date';
  return name === 'credit_limit' ? 'numeric(12,2)' : 'text';
}

async function flush(client: pg.Client, rows: readonly (readonly string[])[]): Promise<(readonly string[])[]> {
  if (rows.length === 0) return [];
  const arrays = COLUMNS.map((_, column) => rows.map((row) => row[column] ?? null));
  const casts = COLUMNS.map((name, column) => `$${column + 1}::text[]::${crmType(name).replace(/\(.*/, '')}[]`);
  await client.query(`insert into customers (${COLUMNS.join(', ')}) select * from unnest(${casts.join(', ')})`, arrays);
  return [];
}

function writeProject(dir: string): void {
  mkdirSync(join(dir, 'sync.d'), { recursive: true });
  writeFileSync(
    join(dir, 'concordat.yaml'),
    'version: 1\nname: bench\nmanifests: sync.d\nstate: .concordat/state.db\n',
  );
  const types: Readonly<Record<string, string>> = { since: 'type: date', credit_limit: 'type: decimal, scale: 2' };
  const fields = COLUMNS.map((name) => `  ${name}: { ${types[name] ?? 'type: string'}, owner: crm }`).join('\n');
  const mapping = COLUMNS.map((name) => `      ${name}: ${name}`).join('\n');
  writeFileSync(
    join(dir, 'sync.d', 'bench.yaml'),
    `kind: system
name: crm
connector: postgres
connection: { url: "\${env:BENCH_CRM_URL}" }
access: { public.customers: [read] }
---
kind: system
name: erp
connector: sqlite
connection: { path: erp.db }
access: { kunden: [read, create, update] }
---
kind: entity
name: customer
key: [customer_no]
fields:
${fields}
lifecycle: { owner: crm }
systems:
  crm:
    resource: public.customers
    id: id
    fields:
${mapping}
  erp:
    resource: kunden
    id: id
    fields:
${mapping}
`,
  );
}

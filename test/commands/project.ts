import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { runProgram, type Ran, type RunOptions } from './run-program.ts';

/** A customer as [number, name, city]. */
export type Customer = readonly [string, string | null, string | null];

/** A project on disk with a CRM that owns everything and an ERP, both in SQLite. */
export interface DiskProject {
  readonly dir: string;
  /** Path of a file in it. */
  path(name: string): string;
  write(name: string, text: string): void;
  /** Runs a statement in `crm.db` or `erp.db`. */
  sql(system: 'crm' | 'erp', statement: string): void;
  /** ERP customers now, as [number, name, city], by number. */
  erp(): Customer[];
  /** Runs the program in the project's folder. */
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  remove(): void;
}

/** What differs from the plain project. */
export interface ProjectParts {
  readonly crm?: readonly Customer[];
  readonly erp?: readonly Customer[];
  /** Rights on the ERP's customers. Default: read, create, update. */
  readonly access?: string;
  /** YAML after the entity, e.g. a policy; begins with `---`. */
  readonly more?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Makes a project in a new folder; take it away with `remove`. */
export function makeProject(parts: ProjectParts = {}): DiskProject {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-'));
  const path = (name: string): string => join(dir, name);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  const sql = (system: 'crm' | 'erp', statement: string): void => {
    const database = new DatabaseSync(path(`${system}.db`));
    database.exec(statement);
    database.close();
  };
  write('concordat.yaml', 'version: 1\nname: two\n');
  write('sync.d/all.yaml', manifests(parts.access ?? 'read, create, update') + (parts.more ?? ''));
  sql(
    'crm',
    `create table accounts (id integer primary key, number text not null, name text, city text); ${inserts('accounts', parts.crm ?? [])}`,
  );
  sql(
    'erp',
    `create table customers (id integer primary key, no text not null, title text, town text); ${inserts('customers', parts.erp ?? [])}`,
  );
  return {
    dir,
    path,
    write,
    sql,
    erp: () => readErp(path('erp.db')),
    run: (args, options = {}) => runProgram(args, { cwd: dir, ...options }),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Puts a connector package into a project's own node_modules, where the program finds it by name. */
export function addConnector(project: DiskProject, name: string, code: string): void {
  project.write(
    `node_modules/${name}/package.json`,
    JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }),
  );
  project.write(`node_modules/${name}/index.js`, code);
  symlinkSync(root, project.path('node_modules/concordat'));
}

function manifests(access: string): string {
  return `kind: system
name: crm
connector: sqlite
connection: { path: crm.db }
---
kind: system
name: erp
connector: sqlite
connection: { path: erp.db }
access: { customers: [${access}] }
---
kind: entity
name: customer
key: [no]
fields:
  no: { type: string, required: true, owner: crm }
  name: { type: string, owner: crm }
  city: { type: string, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { no: number, name: name, city: city } }
  erp: { resource: customers, id: id, fields: { no: no, name: title, city: town } }
`;
}

function inserts(table: string, customers: readonly Customer[]): string {
  const quote = (value: string | null): string => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);
  return customers
    .map((customer, i) => `insert into ${table} values (${i + 1}, ${customer.map(quote).join(', ')});`)
    .join('\n');
}

function readErp(path: string): Customer[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('select no, title, town from customers order by no').all();
  database.close();
  return rows.map((row) => [String(row['no']), row['title'] as string | null, row['town'] as string | null] as const);
}

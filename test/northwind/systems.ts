import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { Client, types } from 'pg';
import type { Contents } from './company.ts';
import type { Row } from './tables.ts';

/** Where the three systems are. */
export interface Systems {
  readonly crmUrl: string;
  readonly erpPath: string;
  readonly warehouseDir: string;
}

/** One record's new values in one system, as somebody types them there; a record that is not there yet is added. */
export interface Edit {
  readonly table: string;
  readonly id: string;
  readonly set: Row;
}

const CRM = `
  create table employees (employee_id integer primary key, last_name text, first_name text, title text, hire_date date,
    region text, country text, reports_to integer references employees (employee_id));
  create table customers (customer_id text primary key, company_name text, contact_name text, address text, city text,
    region text, postal_code text, country text, phone text, fax text);
  create table price_list (product_id integer primary key, product_name text, quantity_per_unit text, unit_price numeric(10,2), discontinued boolean);
`;

const ERP = `
  create table sales_reps (rep_id integer primary key, employee_no integer unique, full_name text, title text, hired text, region text,
    country text, boss integer references sales_reps (rep_id));
  create table kunden (kunde_id integer primary key, ref text unique, firma text, kontakt text, strasse text, ort text, region text, plz text,
    land text, fax text);
  create table products (product_id integer primary key, product_name text, quantity_per_unit text, price_cents integer, discontinued integer,
    reorder_level integer, units_in_stock integer, units_on_order integer);
  create table orders (order_id integer primary key, kunde_id integer references kunden (kunde_id), rep_id integer references sales_reps (rep_id),
    order_date text, required_date text, shipped_date text, freight_cents integer, ship_country text);
  create table order_details (order_id integer references orders (order_id), product_id integer, price_cents integer, quantity integer,
    discount text, primary key (order_id, product_id));
`;

/** Makes the three systems and fills them. */
export async function createSystems(systems: Systems, contents: Contents): Promise<void> {
  const crm = await openCrm(systems);
  const erp = new DatabaseSync(systems.erpPath);
  try {
    await crm.query(CRM);
    await crm.query('begin');
    erp.exec(ERP);
    erp.exec('pragma foreign_keys = off; begin');
    mkdirSync(systems.warehouseDir);
    for (const [table, rows] of Object.entries(contents)) {
      if (table.startsWith('crm.'))
        for (const row of bossFirst(rows)) await crm.query(insertInto(table, row, '$'), Object.values(row));
      if (table.startsWith('erp.'))
        for (const row of rows) erp.prepare(insertInto(table, row, '?')).run(...Object.values(row));
      if (table.startsWith('warehouse.')) writeCsv(systems, table, rows);
    }
    await crm.query('commit');
    erp.exec('commit');
  } finally {
    erp.close();
    await crm.end();
  }
}

/** Everything that the systems hold now; rows by id, so that order does not matter. */
export async function readSystems(
  systems: Systems,
  tables: readonly string[],
): Promise<Record<string, Record<string, Row>>> {
  const crm = await openCrm(systems);
  const erp = new DatabaseSync(systems.erpPath, { readOnly: true });
  try {
    const found: Record<string, Record<string, Row>> = {};
    for (const table of tables) found[table] = byId(table, await readTable(systems, table, crm, erp));
    return found;
  } finally {
    erp.close();
    await crm.end();
  }
}

/** Types edits into the systems. */
export async function editSystems(systems: Systems, edits: readonly Edit[]): Promise<void> {
  const crm = await openCrm(systems);
  const erp = new DatabaseSync(systems.erpPath);
  try {
    for (const edit of edits) {
      const [system] = edit.table.split('.');
      if (system === 'crm') await crm.query(upsertInto(edit, '$'), Object.values(withId(edit)));
      else if (system === 'erp') erp.prepare(upsertInto(edit, '?')).run(...Object.values(withId(edit)));
      else writeCsv(systems, edit.table, Object.values(edited(byId(edit.table, readCsv(systems, edit.table)), edit)));
    }
  } finally {
    erp.close();
    await crm.end();
  }
}

/** Rows with one edit done; a record that is not there is added. */
export function edited(rows: Readonly<Record<string, Row>>, edit: Edit): Record<string, Row> {
  return { ...rows, [edit.id]: { ...rows[edit.id], ...withId(edit) } };
}

/** The columns that identify a row of each table; joined by a slash in an id. */
const IDS: Readonly<Record<string, readonly string[]>> = {
  'crm.employees': ['employee_id'],
  'crm.customers': ['customer_id'],
  'crm.price_list': ['product_id'],
  'erp.sales_reps': ['rep_id'],
  'erp.kunden': ['kunde_id'],
  'erp.products': ['product_id'],
  'erp.orders': ['order_id'],
  'erp.order_details': ['order_id', 'product_id'],
  'warehouse.ship_to': ['CustomerID'],
  'warehouse.stock': ['ProductID'],
  'warehouse.orders': ['OrderID'],
  'warehouse.lines': ['OrderID', 'ProductID'],
};

function withId({ table, id, set }: Edit): Row {
  const parts = id.split('/');
  return { ...Object.fromEntries((IDS[table] ?? []).map((column, index) => [column, parts[index] ?? null])), ...set };
}

function byId(table: string, rows: readonly Row[]): Record<string, Row> {
  return Object.fromEntries(rows.map((row) => [(IDS[table] ?? []).map((column) => row[column]).join('/'), row]));
}

async function readTable(systems: Systems, table: string, crm: Client, erp: DatabaseSync): Promise<readonly Row[]> {
  if (table.startsWith('warehouse.')) return readCsv(systems, table);
  const query = `select * from ${nameOf(table)}`;
  if (table.startsWith('crm.')) return (await crm.query<Record<string, string | null>>(query)).rows;
  const rows = erp.prepare(query).all();
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? null : String(value)])),
  );
}

async function openCrm({ crmUrl }: Systems): Promise<Client> {
  const asText = { ...types, getTypeParser: () => (text: string) => text };
  const client = new Client({ connectionString: crmUrl, types: asText });
  await client.connect();
  return client;
}

function insertInto(table: string, row: Row, mark: '$' | '?'): string {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => (mark === '$' ? `$${index + 1}` : '?'));
  return `insert into ${nameOf(table)} (${columns.join(', ')}) values (${places.join(', ')})`;
}

function upsertInto(edit: Edit, mark: '$' | '?'): string {
  const sets = Object.keys(edit.set).map((column) => `${column} = excluded.${column}`);
  return `${insertInto(edit.table, withId(edit), mark)} on conflict (${(IDS[edit.table] ?? []).join(', ')}) do update set ${sets.join(', ')}`;
}

/** Northwind's chain of command is short enough: nobody, 2, then 5. */
function bossFirst(rows: readonly Row[]): readonly Row[] {
  const boss = (row: Row): number => Number(row['reports_to'] ?? 0);
  return rows.toSorted((a, b) => boss(a) - boss(b));
}

function nameOf(table: string): string {
  return table.split('.')[1] ?? table;
}

function readCsv({ warehouseDir }: Systems, table: string): Row[] {
  return parse(readFileSync(join(warehouseDir, `${nameOf(table)}.csv`)), { columns: true });
}

function writeCsv({ warehouseDir }: Systems, table: string, rows: readonly Row[]): void {
  writeFileSync(join(warehouseDir, `${nameOf(table)}.csv`), stringify([...rows], { header: true }));
}

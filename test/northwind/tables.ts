import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One row as text, null for nothing. */
export type Row = Readonly<Record<string, string | null>>;

/** Rows of the Northwind company, by table; an empty cell is null. */
export type Northwind = Readonly<
  Record<'customers' | 'employees' | 'products' | 'orders' | 'order_details' | 'us_states', readonly Row[]>
>;

const FOLDER = resolve(import.meta.dirname, '../../../shared/data/northwind');

/** True where the Northwind tables are at hand: they are not part of this repository. */
export function hasNorthwind(): boolean {
  return existsSync(join(FOLDER, 'customers.csv'));
}

/** Reads the six tables that the story needs. */
export function readNorthwind(): Northwind {
  return {
    customers: readTable('customers'),
    employees: readTable('employees'),
    products: readTable('products'),
    orders: readTable('orders'),
    order_details: readTable('order_details'),
    us_states: readTable('us_states'),
  };
}

/** What the row holds in a column that is never empty. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined || value === null) throw new Error(`No ${column} in a Northwind row.`);
  return value;
}

function readTable(name: string): Row[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(FOLDER, `${name}.csv`)), { columns: true });
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === '' ? null : value])),
  );
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Company } from './company.ts';
import { decimalOf } from './crm.ts';

/** One line of a warehouse file, by column. */
export type Line = Record<string, string>;

/** The warehouse: three files with semicolons, its own spellings of countries and states, days as DD.MM.YYYY, money as decimal. */
export function seedWarehouse(dir: string, company: Company): void {
  writeLines(
    dir,
    'ship_to',
    company.customers.map((customer) => ({
      CUSTOMER: customer.customerNo,
      NAME: customer.name,
      STREET: customer.street,
      ZIP: customer.postalCode,
      CITY: customer.city,
      STATE: customer.state?.warehouse ?? '',
      COUNTRY: customer.market.warehouse,
      PHONE: customer.phone,
    })),
  );
  writeLines(
    dir,
    'articles',
    company.products.map((product) => ({
      ARTICLE: product.sku,
      NAME: product.name,
      EAN: product.barcode,
      DISCONTINUED: product.isDiscontinued ? 'Y' : 'N',
      STOCK: String(product.stock),
      BIN: product.bin,
    })),
  );
  writeLines(
    dir,
    'orders',
    company.orders.map((order) => ({
      ORDER: order.orderNo,
      CUSTOMER: order.customerNo,
      ARTICLE: order.sku,
      QTY: String(order.quantity),
      VALUE: decimalOf(order.totalCents),
      ORDERED: germanDay(order.ordered),
      SHIPPED: order.shipped === null ? '' : germanDay(order.shipped),
    })),
  );
}

/** Edits a file as a person with a spreadsheet would: every line may be changed, dropped or added to. */
export function editWarehouse(dir: string, file: string, edit: (lines: Line[]) => Line[]): void {
  writeLines(dir, file, edit(readLines(dir, file)));
}

/** Changes columns of the one line whose first column is `key`. */
export function editLine(dir: string, file: string, key: string, change: Line): void {
  editWarehouse(dir, file, (lines) => {
    const line = lines.find((candidate) => Object.values(candidate)[0] === key);
    if (line === undefined) throw new Error(`The warehouse file ${file} has no line ${key}.`);
    return lines.map((candidate) => (candidate === line ? { ...line, ...change } : candidate));
  });
}

/** "2026-03-18" → "18.03.2026". */
export function germanDay(day: string): string {
  return day.split('-').reverse().join('.');
}

/** All lines of a warehouse file. */
export function readLines(dir: string, file: string): Line[] {
  return parse(readFileSync(join(dir, `${file}.csv`)), { columns: true, delimiter: ';', bom: true });
}

function writeLines(dir: string, file: string, lines: readonly Line[]): void {
  writeFileSync(join(dir, `${file}.csv`), stringify([...lines], { header: true, delimiter: ';' }));
}

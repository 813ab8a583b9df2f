import { DatabaseSync } from 'node:sqlite';
import type { Company } from './company.ts';
import { numberOf } from './crm.ts';

/** The ERP: SQLite, codes for countries and states, days as text, money as integer cents, its own numbers for everything. */
const SCHEMA = `
  create table sales_reps (
    rep_id integer primary key, staff_code text not null unique, name text, email text, hired text,
    manager_rep_id integer references sales_reps (rep_id)
  );
  create table customers (
    customer_id integer primary key, external_ref text not null unique, display_name text, email text,
    street text, zip text, city text, state_code text, country_code text,
    rep_id integer references sales_reps (rep_id), opened text,
    credit_cents integer, payment_terms text, iban text
  );
  create table products (
    product_id integer primary key, sku text not null unique, title text, ean text, price_cents integer,
    discontinued integer, stock integer, bin text
  );
  create table orders (
    order_id integer primary key, order_no text not null unique, customer_id integer references customers (customer_id),
    product_id integer references products (product_id), quantity integer, total_cents integer,
    ordered_on text, shipped_on text
  );
`;

/** Offsets of the ERP's own numbers, so that no id is the same as elsewhere by chance. */
const FIRST_REP = 500;
const FIRST_CUSTOMER = 7000;

/** Runs statements in the ERP's file. */
export function inErp<T>(path: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Creates the ERP's file and fills it. */
export function seedErp(path: string, company: Company): void {
  inErp(path, (database) => {
    database.exec(SCHEMA);
    database.exec('begin');
    seedReps(database, company);
    seedCustomers(database, company);
    seedProducts(database, company);
    seedOrders(database, company);
    database.exec('commit');
  });
}

function seedReps(database: DatabaseSync, company: Company): void {
  const insert = database.prepare('insert into sales_reps values (?, ?, ?, ?, ?, ?)');
  for (const employee of company.employees) {
    insert.run(
      repOf(employee.staffNo),
      employee.staffNo,
      employee.name,
      employee.email,
      employee.hired,
      repOf(employee.manager),
    );
  }
}

function seedCustomers(database: DatabaseSync, company: Company): void {
  const insert = database.prepare('insert into customers values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  company.customers.forEach((customer, index) => {
    const title = `${customer.name} (${customer.customerNo})`;
    const address = [
      customer.street,
      customer.postalCode,
      customer.city,
      customer.state?.code ?? null,
      customer.market.code,
    ];
    const finance = [customer.creditCents, customer.paymentTerms, customer.iban];
    const rep = repOf(customer.accountManager);
    insert.run(
      FIRST_CUSTOMER + index,
      customer.customerNo,
      title,
      customer.email.toLowerCase(),
      ...address,
      rep,
      customer.since,
      ...finance,
    );
  });
}

function seedProducts(database: DatabaseSync, company: Company): void {
  const insert = database.prepare('insert into products values (?, ?, ?, ?, ?, ?, ?, ?)');
  company.products.forEach(({ sku, name, barcode, priceCents, isDiscontinued, stock, bin }, index) => {
    insert.run(index + 1, sku, name, barcode, priceCents, isDiscontinued ? 1 : 0, stock, bin);
  });
}

function seedOrders(database: DatabaseSync, company: Company): void {
  const insert = database.prepare(
    'insert into orders select ?, ?, (select customer_id from customers where external_ref = ?), (select product_id from products where sku = ?), ?, ?, ?, ?',
  );
  company.orders.forEach(({ orderNo, customerNo, sku, quantity, totalCents, ordered, shipped }, index) => {
    insert.run(index + 1, orderNo, customerNo, sku, quantity, totalCents, ordered, shipped);
  });
}

function repOf(staffNo: string | null): number | null {
  const number = numberOf(staffNo);
  return number === null ? null : FIRST_REP + number;
}

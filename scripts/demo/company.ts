import { faker as en } from '@faker-js/faker/locale/en';
import type { Faker } from '@faker-js/faker';
import { MARKETS, STATES, type Market, type State } from './markets.ts';

/** A person who works for the company. */
export interface Employee {
  readonly staffNo: string;
  readonly name: string;
  readonly email: string;
  readonly hired: string;
  /** Staff number of the manager; null for the head. */
  readonly manager: string | null;
}

/** A business customer, with everything that any system knows of it. */
export interface Customer {
  readonly customerNo: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** Only in the United States. */
  readonly state: State | null;
  readonly market: Market;
  /** Staff number. */
  readonly accountManager: string;
  readonly since: string;
  readonly creditCents: number;
  readonly paymentTerms: string;
  readonly iban: string | null;
}

/** A product and its price. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  /** Thirteen digits, with leading zeros. */
  readonly barcode: string;
  readonly priceCents: number;
  readonly isDiscontinued: boolean;
  readonly stock: number;
  readonly bin: string;
}

/** One order of one product. */
export interface Order {
  readonly orderNo: string;
  readonly customerNo: string;
  readonly sku: string;
  readonly quantity: number;
  readonly totalCents: number;
  readonly ordered: string;
  /** Null while it waits in the warehouse. */
  readonly shipped: string | null;
}

/** The whole company on the day of its last agreement. */
export interface Company {
  readonly employees: readonly Employee[];
  readonly customers: readonly Customer[];
  readonly products: readonly Product[];
  readonly orders: readonly Order[];
}

/** The demo's today; nothing in the data depends on the day it runs. */
export const TODAY = '2026-03-20';

const SEED = 20260320;
const EMPLOYEES = 20;
const PRODUCTS = 80;
const ORDERS = 800;
const SHIPPED_ORDERS = 770;
const FIRST_ORDER = '2024-03-20';

/** The same company every time: seeded, and dated from TODAY. */
export function generateCompany(): Company {
  for (const faker of [en, ...MARKETS.map((market) => market.faker)]) {
    faker.seed(SEED);
    faker.setDefaultRefDate(`${TODAY}T00:00:00Z`);
  }
  const employees = Array.from({ length: EMPLOYEES }, (_, index) => makeEmployee(index));
  const customers = MARKETS.flatMap((market) => Array.from({ length: market.customers }, () => market)).map(
    makeCustomer,
  );
  const products = Array.from({ length: PRODUCTS }, (_, index) => makeProduct(index));
  const orders = Array.from({ length: ORDERS }, (_, index) => makeOrder(index, customers, products));
  return { employees, customers, products, orders };
}

/** The head has three managers; everybody else reports to one of them. */
export function makeEmployee(index: number): Employee {
  const name = `${en.person.firstName()} ${en.person.lastName()}`;
  const boss = index === 0 ? null : staffNo(index < 4 ? 0 : 1 + (index % 3));
  return { staffNo: staffNo(index), name, email: mailOf(name, index), hired: dayBefore(en, 12), manager: boss };
}

/** A new customer of a market, with a number by its position. */
export function makeCustomer(market: Market, index: number): Customer {
  const { faker } = market;
  const state = market.code === 'US' ? faker.helpers.arrayElement(STATES) : null;
  return {
    customerNo: `C-${10001 + index}`,
    name: faker.company.name(),
    email: `Orders.${10001 + index}@${en.internet.domainWord()}.example`,
    phone: faker.phone.number({ style: 'international' }),
    street: faker.location.streetAddress(),
    postalCode: faker.location.zipCode(),
    city: faker.location.city(),
    state,
    market,
    accountManager: staffNo(4 + (index % (EMPLOYEES - 4))),
    since: dayBefore(faker, 9),
    creditCents: en.number.int({ min: 2, max: 120 }) * 50_000,
    paymentTerms: en.helpers.arrayElement(['NET14', 'NET30', 'NET60', 'PREPAID']),
    iban: market.hasIban ? faker.finance.iban({ countryCode: market.code }) : null,
  };
}

/** A new product, with a number by its position. */
export function makeProduct(index: number): Product {
  return {
    sku: `P-${1001 + index}`,
    name: en.commerce.productName(),
    barcode: `00${en.string.numeric(11)}`,
    priceCents: en.number.int({ min: 195, max: 48_995 }),
    isDiscontinued: index % 16 === 15,
    stock: en.number.int({ min: 0, max: 900 }),
    bin: `${en.helpers.arrayElement(['A', 'B', 'C', 'D'])}${en.string.numeric(2)}-${en.string.numeric(2)}`,
  };
}

/** An order of the last two years, in the order of their days; the newest have not left the warehouse yet. */
export function makeOrder(index: number, customers: readonly Customer[], products: readonly Product[]): Order {
  const product = en.helpers.arrayElement(products);
  const quantity = en.number.int({ min: 1, max: 60 });
  const ordered = daysAfter(FIRST_ORDER, Math.floor((index * 728) / ORDERS));
  return {
    orderNo: `O-${20001 + index}`,
    customerNo: en.helpers.arrayElement(customers).customerNo,
    sku: product.sku,
    quantity,
    totalCents: quantity * product.priceCents,
    ordered,
    shipped: index >= SHIPPED_ORDERS ? null : daysAfter(ordered, en.number.int({ min: 1, max: 9 })),
  };
}

/** `count` days after an ISO day. */
export function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function staffNo(index: number): string {
  return `E-${String(index + 1).padStart(2, '0')}`;
}

function mailOf(name: string, index: number): string {
  const local = name.toLowerCase().replaceAll(/[^a-z]+/g, '.');
  return `${local}.${index + 1}@trading.example`;
}

function dayBefore(faker: Faker, years: number): string {
  return faker.date.past({ years }).toISOString().slice(0, 10);
}

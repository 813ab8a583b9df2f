import {
  daysAfter,
  makeCustomer,
  makeEmployee,
  makeProduct,
  type Company,
  type Customer,
  type Product,
} from './company.ts';
import { addEmployee, addNewCustomer, inCrm } from './crm.ts';
import { inErp } from './erp.ts';
import { marketOf, STATES } from './markets.ts';
import { editLine, editWarehouse, germanDay } from './warehouse.ts';

/** Where the three systems are. */
export interface Systems {
  readonly crmUrl: string;
  readonly erpPath: string;
  readonly warehouseDir: string;
}

/** Something that happened since the last agreement, and how it is told. */
export interface Event {
  readonly where: string;
  readonly told: string;
  happen(systems: Systems, company: Company): Promise<void> | void;
}

const NEW_HIRE = 'E-21';

/** What happened in the month since everything agreed, in the order of the telling. */
export const EVENTS: readonly Event[] = [
  {
    where: 'portal',
    told: '3 customers moved last week; CRM and ERP were told, the warehouse was not',
    happen: moveThree,
  },
  {
    where: 'crm',
    told: '1 customer moved from California to Texas; a new colleague, with 2 new customers; 13 customers got another account manager',
    happen: workInCrm,
  },
  {
    where: 'erp',
    told: '1 new product, 2 new orders, 3 new prices, 2 new credit limits',
    happen: workInErp,
  },
  {
    where: 'warehouse',
    told: '9 parcels left, 2 shelves were counted again',
    happen: workInWarehouse,
  },
  {
    where: 'by hand',
    told: 'ERP: two e-mails, and a space typed behind a customer number; warehouse: a phone number, and a street that the CRM corrected too, differently',
    happen: editByHand,
  },
  {
    where: 'by mishap',
    told: 'ERP: a price without its decimal point; CRM: a new bank account, asked for by e-mail; warehouse: a parcel sent on 31 February, a test customer',
    happen: goWrong,
  },
];

async function moveThree({ crmUrl, erpPath }: Systems): Promise<void> {
  const moves = [
    ['C-10009', 'Neue Str. 12', '80331', 'München'],
    ['C-10022', 'Am Hafen 7', '20457', 'Hamburg'],
    ['C-10128', 'Calle Mayor 21', '28013', 'Madrid'],
  ] as const;
  await inCrm(crmUrl, async (crm) => {
    for (const move of moves)
      await crm.query('update accounts set street = $2, postal_code = $3, city = $4 where account_number = $1', [
        ...move,
      ]);
  });
  inErp(erpPath, (erp) => {
    const update = erp.prepare('update customers set street = ?, zip = ?, city = ? where external_ref = ?');
    for (const [no, street, zip, city] of moves) update.run(street, zip, city, no);
  });
}

async function workInCrm({ crmUrl }: Systems, { customers }: Company): Promise<void> {
  await inCrm(crmUrl, async (crm) => {
    await crm.query(
      "update accounts set street = '500 Congress Ave', postal_code = '78701', city = 'Austin', state_name = 'Texas' where account_number = 'C-10056'",
    );
    await addEmployee(crm, makeEmployee(20));
    for (const customer of newCustomers(customers.length)) await addNewCustomer(crm, customer);
    await crm.query('update accounts set manager_id = 12 where manager_id = 7');
  });
}

function newCustomers(count: number): Customer[] {
  return ['JP', 'US'].map((code, index) => ({
    ...makeCustomer(marketOf(code), count + index),
    state: code === 'US' ? (STATES[0] ?? null) : null,
    accountManager: NEW_HIRE,
  }));
}

function workInErp({ erpPath }: Systems, { products, orders }: Company): void {
  const fresh = makeProduct(products.length);
  inErp(erpPath, (erp) => {
    const { sku, name, barcode, priceCents } = fresh;
    erp
      .prepare('insert into products (sku, title, ean, price_cents, discontinued) values (?, ?, ?, ?, 0)')
      .run(sku, name, barcode, priceCents);
    const order = erp.prepare(
      'insert into orders (order_no, customer_id, product_id, quantity, total_cents, ordered_on) ' +
        'select ?, 7000 + ?, product_id, 10, 10 * price_cents, ? from products where sku = ?',
    );
    const last = orders.length;
    [fresh, ...products.slice(20, 21)].forEach((product: Product, index) => {
      order.run(`O-${20001 + last + index}`, 30 + index, daysAfter('2026-03-16', index), product.sku);
    });
    erp.exec("update products set price_cents = price_cents + 150 where sku between 'P-1011' and 'P-1013'");
    erp.exec("update customers set credit_cents = credit_cents + 500000 where external_ref in ('C-10006', 'C-10100')");
  });
}

function workInWarehouse({ warehouseDir }: Systems, { orders, products }: Company): void {
  for (const order of orders.filter(({ shipped }) => shipped === null).slice(0, 9)) {
    editLine(warehouseDir, 'orders', order.orderNo, { SHIPPED: germanDay('2026-03-18') });
  }
  for (const { sku, stock } of products.slice(40, 42))
    editLine(warehouseDir, 'articles', sku, { STOCK: String(stock + 24) });
}

async function editByHand({ crmUrl, erpPath, warehouseDir }: Systems): Promise<void> {
  inErp(erpPath, (erp) => {
    erp.exec(
      "update customers set external_ref = 'C-10042  ', email = 'info@hornung.example' where external_ref = 'C-10042'",
    );
    erp.exec("update customers set email = 'einkauf@alizadeh.example' where external_ref = 'C-10011'");
  });
  editLine(warehouseDir, 'ship_to', 'C-10021', { PHONE: '+49221555010' });
  editLine(warehouseDir, 'ship_to', 'C-10100', { STREET: '12, quai de la Gare' });
  await inCrm(crmUrl, (crm) =>
    crm.query("update accounts set street = '12 bis, quai de la Gare' where account_number = 'C-10100'"),
  );
}

async function goWrong({ crmUrl, erpPath, warehouseDir }: Systems): Promise<void> {
  inErp(erpPath, (erp) => erp.exec("update products set price_cents = price_cents * 100 where sku = 'P-1034'"));
  await inCrm(crmUrl, (crm) =>
    crm.query("update accounts set bank_account = 'GB33BUKB20201555555555' where account_number = 'C-10034'"),
  );
  editLine(warehouseDir, 'orders', 'O-20765', { SHIPPED: '31.02.2026' });
  editWarehouse(warehouseDir, 'ship_to', (lines) => [
    ...lines,
    {
      CUSTOMER: 'C-99999',
      NAME: 'TEST do not delete',
      STREET: 'x',
      ZIP: '1',
      CITY: 'x',
      STATE: '',
      COUNTRY: 'Deutschland',
      PHONE: '1',
    },
  ]);
}

/** What people decide about the changes that waited for them: everything is put right where it went wrong. */
export const DECISIONS: readonly Event[] = [
  {
    where: 'finance',
    told: 'calls the customer: nobody asked for a new bank account; the CRM gets the old one back',
    happen: async ({ crmUrl }, { customers }) => {
      const iban = customers.find(({ customerNo }) => customerNo === 'C-10034')?.iban;
      await inCrm(crmUrl, (crm) =>
        crm.query("update accounts set bank_account = $1 where account_number = 'C-10034'", [iban]),
      );
    },
  },
  {
    where: 'pricing',
    told: 'puts the decimal point back, in the ERP',
    happen: ({ erpPath }) =>
      inErp(erpPath, (erp) => erp.exec("update products set price_cents = price_cents / 100 where sku = 'P-1034'")),
  },
  {
    where: 'warehouse',
    told: 'reads the parcel slip again, and deletes its test customer',
    happen: ({ warehouseDir }, { orders }) => {
      const shipped = orders.find(({ orderNo }) => orderNo === 'O-20765')?.shipped ?? '';
      editLine(warehouseDir, 'orders', 'O-20765', { SHIPPED: germanDay(shipped) });
      editWarehouse(warehouseDir, 'ship_to', (lines) => lines.filter(({ CUSTOMER }) => CUSTOMER !== 'C-99999'));
    },
  },
];

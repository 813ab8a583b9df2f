import {
  crmCustomer,
  crmEmployee,
  erpCustomer,
  erpEmployee,
  erpLine,
  erpOrder,
  isLateCustomer,
  LATE,
  warehouseCustomer,
  warehouseLine,
  warehouseOrder,
} from './company.ts';
import type { Edit } from './systems.ts';
import { cell, type Northwind, type Row } from './tables.ts';

/** What people type, and what the systems that they did not type into must hold afterwards. */
export interface Wave {
  readonly typed: readonly Edit[];
  readonly wanted: readonly Edit[];
}

/** Every kind of drift once or more, on real records; the counts below are of `wanted`. */
export function firstWave(northwind: Northwind): Wave {
  const early = northwind.customers.filter((row) => !isLateCustomer(row));
  const kunde = (no: string): string => String(1001 + early.findIndex((row) => row['customer_id'] === no));
  const parts = [
    customerDrift(kunde),
    productDrift(),
    orderDrift(),
    employeeDrift(),
    arrivals(northwind, early.length),
  ];
  return { typed: parts.flatMap((part) => part.typed), wanted: parts.flatMap((part) => part.wanted) };
}

/** 9 updates, 12 fields: 8 stale, 3 edited by hand, 1 moved on both sides; one customer agreed by itself. */
function customerDrift(kunde: (no: string) => string): Wave {
  return {
    typed: [
      edit('crm.customers', 'ALFKI', { address: 'Neue Str. 12', postal_code: '12305' }),
      edit('erp.kunden', kunde('ALFKI'), { strasse: 'Neue Str. 12', plz: '12305' }),
      edit('crm.customers', 'GREAL', { city: 'Seattle', region: 'WA' }),
      edit('crm.customers', 'ANTON', { city: 'Ciudad de México' }),
      edit('warehouse.ship_to', 'BERGS', { Phone: '0921-99 99 99' }),
      edit('erp.kunden', kunde('BONAP'), { firma: 'Bon App SARL' }),
      edit('erp.kunden', kunde('BLONP'), { fax: null }),
      edit('crm.customers', 'BLAUS', { phone: '0621-08461' }),
      edit('warehouse.ship_to', 'BLAUS', { Phone: '0621-08999' }),
      edit('erp.kunden', kunde('CHOPS'), { ref: 'CHOPS  ' }),
    ],
    wanted: [
      edit('warehouse.ship_to', 'ALFKI', { Address: 'Neue Str. 12', PostalCode: '12305' }),
      edit('erp.kunden', kunde('GREAL'), { ort: 'Seattle', region: 'WA' }),
      edit('warehouse.ship_to', 'GREAL', { City: 'Seattle', Region: 'Washington' }),
      edit('erp.kunden', kunde('ANTON'), { ort: 'Ciudad de México' }),
      edit('warehouse.ship_to', 'ANTON', { City: 'Ciudad de México' }),
      edit('warehouse.ship_to', 'BERGS', { Phone: '0921-12 34 65' }),
      edit('erp.kunden', kunde('BONAP'), { firma: "Bon app'" }),
      edit('erp.kunden', kunde('BLONP'), { fax: '88.60.15.32' }),
      edit('warehouse.ship_to', 'BLAUS', { Phone: '0621-08461' }),
    ],
  };
}

/** 8 updates, 8 fields: 7 stale, 1 edited by hand. */
function productDrift(): Wave {
  return {
    typed: [
      edit('erp.products', '1', { price_cents: '1890' }),
      edit('erp.products', '11', { price_cents: '2205' }),
      edit('erp.products', '24', { price_cents: '475' }),
      edit('erp.products', '8', { discontinued: '1' }),
      edit('crm.price_list', '42', { unit_price: '99.00' }),
      edit('warehouse.stock', '1', { InStock: '31' }),
      edit('warehouse.stock', '2', { OnOrder: '60' }),
    ],
    wanted: [
      edit('crm.price_list', '1', { unit_price: '18.90' }),
      edit('crm.price_list', '11', { unit_price: '22.05' }),
      edit('crm.price_list', '24', { unit_price: '4.75' }),
      edit('crm.price_list', '8', { discontinued: 't' }),
      edit('warehouse.stock', '8', { Discontinued: 'Y' }),
      edit('crm.price_list', '42', { unit_price: '14.00' }),
      edit('erp.products', '1', { units_in_stock: '31' }),
      edit('erp.products', '2', { units_on_order: '60' }),
    ],
  };
}

/** 9 updates, 9 fields: 7 stale, 2 edited by hand. The five parcels are orders that Northwind never shipped. */
function orderDrift(): Wave {
  const parcels = ['11008', '11019', '11039', '11040', '11045'];
  return {
    typed: [
      ...parcels.map((id) => edit('warehouse.orders', id, { ShippedDate: '05/07/1998' })),
      edit('erp.orders', '10248', { freight_cents: '3240' }),
      edit('warehouse.orders', '10249', { Freight: '11.16' }),
      edit('erp.order_details', '10248/11', { quantity: '10' }),
      edit('warehouse.lines', '10248/42', { Discount: '0.10' }),
    ],
    wanted: [
      ...parcels.map((id) => edit('erp.orders', id, { shipped_date: '1998-05-07' })),
      edit('warehouse.orders', '10248', { Freight: '32.40' }),
      edit('warehouse.orders', '10249', { Freight: '11.61' }),
      edit('warehouse.lines', '10248/11', { Quantity: '10' }),
      edit('warehouse.lines', '10248/42', { Discount: '0.00' }),
    ],
  };
}

/** 3 updates, 3 fields, all stale: a title, a manager, and a name that the ERP writes in one. */
function employeeDrift(): Wave {
  return {
    typed: [
      edit('crm.employees', '4', { title: 'Sales Manager' }),
      edit('crm.employees', '7', { reports_to: '2' }),
      edit('crm.employees', '3', { last_name: 'Leverling-Ross' }),
    ],
    wanted: [
      edit('erp.sales_reps', '504', { title: 'Sales Manager' }),
      edit('erp.sales_reps', '507', { boss: '502' }),
      edit('erp.sales_reps', '503', { full_name: 'Janet Leverling-Ross' }),
    ],
  };
}

/** 5 creates: one employee in one system, two customers in two. */
function arrivals(northwind: Northwind, customerCount: number): Wave {
  const states = new Map<string, string>();
  const employees = northwind.employees.filter((row) => row['employee_id'] === LATE.employee);
  const customers = northwind.customers.filter(isLateCustomer);
  return {
    typed: [
      ...employees.map((row) => edit('crm.employees', cell(row, 'employee_id'), crmEmployee(row))),
      ...customers.map((row) => edit('crm.customers', cell(row, 'customer_id'), crmCustomer(row))),
    ],
    wanted: [
      ...employees.map((row) => edit('erp.sales_reps', `50${cell(row, 'employee_id')}`, erpEmployee(row, states))),
      ...customers.map((row, index) => {
        const id = String(1001 + customerCount + index);
        return edit('erp.kunden', id, erpCustomer(row, id));
      }),
      ...customers.map((row) => edit('warehouse.ship_to', cell(row, 'customer_id'), warehouseCustomer(row, states))),
    ],
  };
}

/** All orders of the new employee arrive in the ERP, where she has a number now: 43 orders, 107 lines for the warehouse. */
export function secondWave(northwind: Northwind): Wave {
  const customers = northwind.customers.filter((row) => !isLateCustomer(row));
  const orders = northwind.orders.filter((row) => row['employee_id'] === LATE.employee);
  const numbers = new Set(orders.map((row) => row['order_id']));
  const lines = northwind.order_details.filter((row) => numbers.has(row['order_id'] ?? null));
  const idOf = (row: Row): string => `${cell(row, 'order_id')}/${cell(row, 'product_id')}`;
  return {
    typed: [
      ...orders.map((row) =>
        edit('erp.orders', cell(row, 'order_id'), { ...erpOrder(row, customers), shipped_date: null }),
      ),
      ...lines.map((row) => edit('erp.order_details', idOf(row), erpLine(row))),
    ],
    wanted: [
      ...orders.map((row) => edit('warehouse.orders', cell(row, 'order_id'), newOrder(row))),
      ...lines.map((row) => edit('warehouse.lines', idOf(row), warehouseLine(row))),
    ],
  };
}

/** A new order has not left the warehouse, and its country is written as the manifest says; what is there already may stay UK. */
function newOrder(row: Row): Row {
  const line = warehouseOrder(row);
  const country = cell(line, 'ShipCountry');
  return { ...line, ShippedDate: '', ShipCountry: TITLES[country] ?? country };
}

const TITLES: Readonly<Record<string, string>> = { UK: 'United Kingdom', USA: 'United States of America' };

function edit(table: string, id: string, set: Row): Edit {
  return { table, id, set };
}

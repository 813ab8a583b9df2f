import { cell, type Northwind, type Row } from './tables.ts';

/** What the three systems hold: `system.table` → rows, in the system's own spelling. Columns of the first row are those of the table. */
export type Contents = Readonly<Record<string, readonly Row[]>>;

/** Real records that arrive only later in the story: an employee with all orders that she took, and two customers without any. */
export const LATE = { employee: '9', customers: ['FISSA', 'PARIS'] } as const;

const COUNTRY_CODES: Readonly<Record<string, string>> = {
  Argentina: 'AR/ARG',
  Austria: 'AT/AUT',
  Belgium: 'BE/BEL',
  Brazil: 'BR/BRA',
  Canada: 'CA/CAN',
  Denmark: 'DK/DNK',
  Finland: 'FI/FIN',
  France: 'FR/FRA',
  Germany: 'DE/DEU',
  Ireland: 'IE/IRL',
  Italy: 'IT/ITA',
  Mexico: 'MX/MEX',
  Norway: 'NO/NOR',
  Poland: 'PL/POL',
  Portugal: 'PT/PRT',
  Spain: 'ES/ESP',
  Sweden: 'SE/SWE',
  Switzerland: 'CH/CHE',
  UK: 'GB/GBR',
  USA: 'US/USA',
  Venezuela: 'VE/VEN',
};

/** Northwind spread over a CRM, an ERP and a warehouse that agree, each with its own spelling of countries, states, days and money. */
export function spread(northwind: Northwind): Contents {
  const states = new Map(northwind.us_states.map((state) => [cell(state, 'state_abbr'), cell(state, 'state_name')]));
  const customers = northwind.customers.filter((row) => !isLateCustomer(row));
  const employees = northwind.employees.filter((row) => row['employee_id'] !== LATE.employee);
  const orders = northwind.orders.filter((row) => row['employee_id'] !== LATE.employee);
  const kept = new Set(orders.map((row) => row['order_id']));
  const lines = northwind.order_details.filter((row) => kept.has(row['order_id'] ?? null));
  return {
    'crm.employees': employees.map(crmEmployee),
    'crm.customers': customers.map(crmCustomer),
    'crm.price_list': northwind.products.map(crmProduct),
    'erp.sales_reps': employees.map((row) => erpEmployee(row, states)),
    'erp.kunden': customers.map((row, index) => erpCustomer(row, String(1001 + index))),
    'erp.products': northwind.products.map(erpProduct),
    'erp.orders': orders.map((row) => erpOrder(row, customers)),
    'erp.order_details': lines.map(erpLine),
    'warehouse.ship_to': customers.map((row) => warehouseCustomer(row, states)),
    'warehouse.stock': northwind.products.map(warehouseProduct),
    'warehouse.orders': orders.map(warehouseOrder),
    'warehouse.lines': lines.map(warehouseLine),
  };
}

/** A customer who is not there yet at the beginning. */
export function isLateCustomer(row: Row): boolean {
  return LATE.customers.some((no) => no === row['customer_id']);
}

/** A row of the CRM's `employees`. */
export function crmEmployee(row: Row): Row {
  return pick(row, ['employee_id', 'last_name', 'first_name', 'title', 'hire_date', 'region', 'country', 'reports_to']);
}

/** A row of the CRM's `customers`: Northwind's own spelling. */
export function crmCustomer(row: Row): Row {
  return pick(row, [
    'customer_id',
    'company_name',
    'contact_name',
    'address',
    'city',
    'region',
    'postal_code',
    'country',
    'phone',
    'fax',
  ]);
}

function crmProduct(row: Row): Row {
  const discontinued = row['discontinued'] === '1' ? 't' : 'f';
  return {
    ...pick(row, ['product_id', 'product_name', 'quantity_per_unit']),
    unit_price: decimal(row['unit_price']),
    discontinued,
  };
}

/** A row of the ERP's `sales_reps`: its own numbers, names in one, state names, days as MM/DD/YYYY. */
export function erpEmployee(row: Row, states: ReadonlyMap<string, string>): Row {
  return {
    rep_id: repId(row['employee_id']),
    employee_no: row['employee_id'] ?? null,
    full_name: `${cell(row, 'first_name')} ${cell(row, 'last_name')}`,
    title: row['title'] ?? null,
    hired: usDay(row['hire_date']),
    region: stateName(row['region'], states),
    country: countryCode(row['country'], 0),
    boss: repId(row['reports_to']),
  };
}

/** A row of the ERP's `kunden`: its own numbers, country codes. */
export function erpCustomer(row: Row, id: string): Row {
  const [ref, firma, kontakt, strasse] = [
    cell(row, 'customer_id'),
    cell(row, 'company_name'),
    cell(row, 'contact_name'),
    cell(row, 'address'),
  ];
  const { city: ort = null, region = null, postal_code: plz = null, fax = null } = row;
  return { kunde_id: id, ref, firma, kontakt, strasse, ort, region, plz, land: countryCode(row['country'], 0), fax };
}

function erpProduct(row: Row): Row {
  const { unit_price: price, ...rest } = pick(row, [
    'product_id',
    'product_name',
    'quantity_per_unit',
    'unit_price',
    'discontinued',
    'reorder_level',
    'units_in_stock',
    'units_on_order',
  ]);
  return { ...rest, price_cents: cents(price) };
}

/** A row of the ERP's `orders`, which points at customers and sales reps by the ERP's own numbers. */
export function erpOrder(row: Row, customers: readonly Row[]): Row {
  const position = customers.findIndex((customer) => customer['customer_id'] === row['customer_id']);
  return {
    order_id: cell(row, 'order_id'),
    kunde_id: String(1001 + position),
    rep_id: repId(row['employee_id']),
    ...pick(row, ['order_date', 'required_date', 'shipped_date']),
    freight_cents: cents(row['freight']),
    ship_country: countryCode(row['ship_country'], 0),
  };
}

/** A row of the ERP's `order_details`. */
export function erpLine(row: Row): Row {
  return {
    ...pick(row, ['order_id', 'product_id']),
    price_cents: cents(row['unit_price']),
    quantity: cell(row, 'quantity'),
    discount: decimal(row['discount']),
  };
}

/** A line of the warehouse's `ship_to`: three-letter countries, state names, an empty cell for nothing. */
export function warehouseCustomer(row: Row, states: ReadonlyMap<string, string>): Row {
  return blanks({
    CustomerID: cell(row, 'customer_id'),
    Company: cell(row, 'company_name'),
    Address: cell(row, 'address'),
    City: cell(row, 'city'),
    Region: stateName(row['region'], states),
    PostalCode: row['postal_code'] ?? null,
    Country: countryCode(row['country'], 1),
    Phone: row['phone'] ?? null,
  });
}

function warehouseProduct(row: Row): Row {
  return {
    ProductID: cell(row, 'product_id'),
    Name: cell(row, 'product_name'),
    Discontinued: row['discontinued'] === '1' ? 'Y' : 'N',
    ReorderLevel: cell(row, 'reorder_level'),
    InStock: cell(row, 'units_in_stock'),
    OnOrder: cell(row, 'units_on_order'),
  };
}

/** A line of the warehouse's `orders`: days as MM/DD/YYYY, money as decimal, customers and employees by key. */
export function warehouseOrder(row: Row): Row {
  return blanks({
    OrderID: cell(row, 'order_id'),
    CustomerID: cell(row, 'customer_id'),
    EmployeeID: cell(row, 'employee_id'),
    OrderDate: usDay(row['order_date']),
    RequiredDate: usDay(row['required_date']),
    ShippedDate: usDay(row['shipped_date']),
    Freight: decimal(row['freight']),
    ShipCountry: cell(row, 'ship_country'),
  });
}

/** A line of the warehouse's `lines`. */
export function warehouseLine(row: Row): Row {
  const [OrderID, ProductID, Quantity] = [cell(row, 'order_id'), cell(row, 'product_id'), cell(row, 'quantity')];
  return { OrderID, ProductID, UnitPrice: decimal(row['unit_price']), Quantity, Discount: decimal(row['discount']) };
}

function pick(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

function blanks(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value ?? '']));
}

function stateName(region: string | null | undefined, states: ReadonlyMap<string, string>): string | null {
  return region === null || region === undefined ? null : (states.get(region) ?? region);
}

/** Part 0 is alpha-2, part 1 alpha-3. */
function countryCode(country: string | null | undefined, part: 0 | 1): string {
  const code = COUNTRY_CODES[country ?? '']?.split('/')[part];
  if (code === undefined) throw new Error('A country of Northwind is not in the table.');
  return code;
}

function usDay(day: string | null | undefined): string | null {
  if (day === null || day === undefined) return null;
  const [year, month, date] = day.split('-');
  return `${month}/${date}/${year}`;
}

function decimal(amount: string | null | undefined): string {
  return Number(amount).toFixed(2);
}

function cents(amount: string | null | undefined): string {
  return decimal(amount)
    .replace('.', '')
    .replace(/^0+(?=\d)/, '');
}

function repId(employee: string | null | undefined): string | null {
  return employee === null || employee === undefined ? null : String(500 + Number(employee));
}

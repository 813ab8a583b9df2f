/** The manifests of the design, one document each, completed where the design abbreviates. */
export const DESIGN_EXAMPLES: Readonly<Record<string, string>> = {
  'systems/crm.yaml': `kind: system
name: crm
connector: postgres
connection: { url: "\${env:CRM_URL}" }
access: { public.accounts: read, public.people: [read] }
`,
  'systems/erp.yaml': `kind: system
name: erp
title: Finance ERP
connector: postgres                # built-in name or package name
connection: { url: "\${env:ERP_URL}" }
access:
  customers: [read, update]
limits: { requests: 50/s, concurrency: 4, budget: 20000/day }
`,
  'core.yaml': `kind: dictionary
name: core
terms:
  customer_no: { type: string, pattern: "C-[0-9]+" }
  email:    { title: E-mail, type: string, format: email, equality: case-insensitive, class: personal }
  country:  { title: Country, type: string, values: iso-3166-1-alpha-2 }       # code lists ship with the product
  us_state:
    title: US state
    type: string
    values: { CA: { title: California, aliases: [Calif.] }, NY: New York }
  money:    { type: decimal, scale: 2, minimum: 0 }
  iban:     { type: string, format: iban, class: confidential, approve: finance }
  order_date: { type: date }
  tags:     { type: { list: string }, equality: unordered, empty: [null, "", "N/A"] }
  note:     string
  state:
    type: string
    values: { list: iso-3166-1-alpha-2, codes: { DE: { aliases: [Deutschland] } }, aliases: { FR: [Frankreich] } }
    description: Country of the seat.
    synonyms: [seat]
    examples: [DE]
    steward: [jane.doe]
    status: active
    x-source: board
`,
  'customer.yaml': `kind: entity
name: customer
title: Customer
key: [customer_no]
fields:
  customer_no: { term: customer_no, owner: crm }
  email:       { term: email, owner: crm }
  street:      { owner: crm, type: string }
  country:     { term: country, owner: crm, required: true, unique: false }
  credit:      { term: money, owner: erp }
  account_manager: { ref: employee, owner: crm }       # the canonical key of another entity
  label:       { derive: "customer_no & ' ' & email" }  # owned by nobody: computed from other fields
  status:      { owner: crm, type: string, values: [active, inactive] }
groups:
  shipping: [street, country]
lifecycle:
  owner: crm
  on_missing: create
  on_delete: { deactivate: { status: inactive } }
  on_orphan: report
match: [customer_no, [email, country]]
rules:
  - { name: de-needs-vat, check: "country != 'DE' or $exists(vat_id)", message: German customers need a VAT id, severity: error }
on_foreign_edit: hold
systems:
  crm:
    resource: public.accounts
    id: id
    where: "deleted_at is null"
    fields:
      customer_no: account_number
      email: { at: email_address, codec: lowercase }
      street: street
      status: status
      account_manager: { at: manager_id, ref: id }
      country: { at: country_name, codec: { values: title } }
  erp:
    resource: customers
    id: [company, customer_id]
    fields:
      customer_no: external_ref
      credit: { at: credit_limit, codec: [trim, { decimal: minor-units }] }
      email: { at: email, on_foreign_edit: report, mode: observe, fill: if_empty }
      account_manager: { at: emp_no, ref: key }
      country: { at: changed_at, codec: { datetime: "YYYY-MM-DD HH:mm", zone: Europe/Berlin } }
    read:
      street: address.street
    write:
      display_name: name & " (" & customer_no & ")"
    on_foreign_edit: revert
    mode: enforce
    accept_unguarded: "nobody else edits this table"
`,
  'employee.yaml': `kind: entity
name: employee
key: no
fields: { no: { type: string, owner: crm } }
systems:
  crm: { resource: public.people, id: id, fields: { no: employee_number } }
`,
  'safety.yaml': `kind: policy
name: safety
limits:
  - { entity: customer, action: delete, max: 5, ratio: 1% }
guards:
  - { entity: customer, field: credit, factor: 2, hold_for: pricing }
  - { entity: customer, field: status, transitions: { active: [inactive], inactive: active }, hold_for: sales }
approvals:
  - { term: iban, from: finance, count: 1, four_eyes: true, expires: 4h }
  - { entity: customer, field: credit, action: update, from: finance }
windows:
  - { system: erp, allow: "Mon-Fri 06:00-20:00 Europe/Berlin" }
`,
  'tests.yaml': `kind: test
name: the-address-follows-the-crm
entity: customer
given:
  crm: [{ id: 1, account_number: C-1, email_address: jane@example.com }]
  erp: []
base:
  crm: [{ id: 1, account_number: C-1, email_address: joe@example.com }]
bootstrap: true
expect:
  changes: [{ system: erp, key: C-1, action: update, fields: { email: jane@example.com }, verdict: stale replica }]
  findings: [{ code: VALUE_INVALID }]
---
kind: test
name: nothing-to-do
entity: customer
given: { crm: [] }
expect: { changes: [], findings: [] }
`,
};

/** The examples with one text of one file replaced. */
export function changed(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = DESIGN_EXAMPLES[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { ...DESIGN_EXAMPLES, [file]: text.replace(from, to) };
}

/** A file of a new project: path relative to its folder, with `/`, and its text. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A small project that works at once: two systems of CSV files that disagree about three customers. */
export function starterProject(name: string): readonly NewFile[] {
  return [
    configFile(name, true),
    { path: 'sync.d/systems.yaml', text: SYSTEMS },
    { path: 'sync.d/dictionary.yaml', text: DICTIONARY },
    { path: 'sync.d/customer.yaml', text: CUSTOMER },
    { path: 'sync.d/tests.yaml', text: TESTS },
    { path: 'data/crm/customers.csv', text: CRM },
    { path: 'data/shop/customers.csv', text: SHOP },
  ];
}

/** `concordat.yaml` of a new project. */
export function configFile(name: string, isExample: boolean): NewFile {
  const lines = [
    `# ${isExample ? 'A first project: try "concordat plan --bootstrap". Then put your own systems into sync.d/.' : 'Makes this folder a concordat project.'}`,
    'version: 1',
    `name: ${name}`,
    'manifests: sync.d              # every .yaml file in this folder and below is read',
    'state: .concordat/state.db     # what was proven and written; a team shares one at postgres://…',
  ];
  return { path: 'concordat.yaml', text: `${lines.join('\n')}\n` };
}

const SYSTEMS = `# Where the records live, and what concordat may do there. What is not listed under "access" may only be read.
kind: system
name: crm
title: CRM
connector: csv                   # or postgres, sqlite, or the name of a package
connection: { dir: data/crm }    # secrets stand as references: url: "\${env:CRM_URL}"
access:
  customers: [read, update]
---
kind: system
name: shop
title: Web shop
connector: csv
connection: { dir: data/shop }
access:
  customers: [read, create, update]
`;

const DICTIONARY = `# What the words mean: type, valid values, and when two values are the same.
kind: dictionary
name: core
terms:
  customer_no: { title: Customer number, type: string, pattern: "C-[0-9]{3}", required: true, unique: true }
  email: { title: E-mail, type: string, format: email, equality: case-insensitive, class: personal }
  country: { title: Country, type: string, values: iso-3166-1-alpha-2 }     # Mexico and MX are one value
`;

const CUSTOMER = `# One entity: which system owns each field, and what each system calls it.
kind: entity
name: customer
title: Customer
key: [customer_no]
fields:
  customer_no: { term: customer_no, owner: crm }
  name: { type: string, owner: crm }
  email: { term: email, owner: crm }
  country: { term: country, owner: crm }
  newsletter: { title: Wants the newsletter, type: boolean, owner: shop }   # each field has exactly one owner
lifecycle: { owner: crm }        # a customer is born in the CRM, and dies there
systems:
  crm:
    resource: customers          # the file customers.csv
    id: number                   # the system's own key
    fields:
      customer_no: number
      name: name
      email: email
      country: { at: country, codec: { values: title } }          # Mexico
      newsletter: { at: newsletter, codec: { boolean: ["yes", "no"] } }
  shop:
    resource: customers
    id: id
    fields:
      customer_no: id
      name: full_name
      email: email
      country: country                                            # MX
      newsletter: { at: newsletter, codec: { boolean: ["1", "0"] } }
`;

const TESTS = `# Examples that must hold; "concordat test" runs them without any system.
kind: test
name: crm-decides-where-a-customer-lives
entity: customer
bootstrap: true
given:
  crm:
    - { number: C-001, name: Ana Trujillo, email: ana@example.com, country: Mexico, newsletter: "yes" }
  shop:
    - { id: C-001, full_name: Ana Trujillo, email: ANA@example.com, country: US, newsletter: "1" }
expect:
  changes:
    - { system: shop, key: C-001, action: update, fields: { country: MX } }
`;

const CRM = `number,name,email,country,newsletter
C-001,Ana Trujillo,ana@example.com,Mexico,yes
C-002,Thomas Hardy,thomas@example.com,United Kingdom,no
C-003,Christina Berglund,christina@example.com,Sweden,
`;

const SHOP = `id,full_name,email,country,newsletter
C-001,Ana Trujillo,ANA@example.com,MX,1
C-002,Thomas Hardy,t.hardy@example.com,GB,1
`;

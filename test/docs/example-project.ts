import { parse, parseAllDocuments, stringify } from 'yaml';

/** A map of a manifest. */
type Tree = { readonly [key: string]: unknown };

/** The project that examples of the documentation belong to: what an example leaves out is here. */
const DOCUMENTS: readonly Tree[] = parseAllDocuments(`
{ kind: system, name: crm, connector: memory, access: { accounts: [read, update] } }
---
{ kind: system, name: erp, connector: memory, access: { customers: [read, create, update] } }
---
{ kind: system, name: warehouse, connector: memory, access: { ship_to: [read, create, update] } }
---
kind: dictionary
name: core
terms:
  customer_no: { type: string, pattern: "C-[0-9]{5}" }
  email: { type: string, format: email, equality: case-insensitive, class: personal }
  country: { type: string, values: iso-3166-1-alpha-2 }
  money: { type: decimal, scale: 2, minimum: 0 }
  iban: { type: string, format: iban, class: confidential }
---
kind: entity
name: employee
key: [staff_no]
fields: { staff_no: { type: string, owner: crm } }
lifecycle: { owner: crm }
systems:
  crm: { resource: staff, id: id, fields: { staff_no: no } }
  erp: { resource: reps, id: rep_id, fields: { staff_no: code } }
---
kind: entity
name: customer
key: [customer_no]
fields:
  customer_no: { term: customer_no, owner: crm }
  name: { type: string, owner: crm }
  email: { term: email, owner: crm }
  street: { type: string, owner: crm }
  country: { term: country, owner: crm }
  vat_id: { type: string, owner: crm }
  since: { type: date, owner: crm }
  tags: { type: { list: string }, owner: crm }
  account_manager: { ref: employee, owner: crm }
  credit: { term: money, owner: erp }
lifecycle: { owner: crm }
systems:
  crm:
    resource: accounts
    id: id
    fields:
      customer_no: no
      name: name
      email: mail
      street: street
      country: { at: country, codec: { values: title } }
      vat_id: vat
      since: since
      tags: tags
      account_manager: manager
  erp:
    resource: customers
    id: id
    fields: { customer_no: no, email: email, country: country, credit: credit }
  warehouse:
    resource: ship_to
    id: NO
    fields: { customer_no: NO, name: NAME }
`).map((document) => document.toJS() as Tree);

/** The example project with whole documents in it; one of the same kind and name is replaced. Path → text. */
export function withDocuments(text: string): Readonly<Record<string, string>> {
  const own = new Set(parseAllDocuments(text).map((document) => nameOf(document.toJS() as Tree)));
  const rest = withoutTerms(
    DOCUMENTS.filter((document) => !own.has(nameOf(document))),
    text,
  );
  return { 'base.yaml': toText(rest), 'example.yaml': text };
}

/** The example project with a part in it: `entity.systems.erp.fields` is where the part belongs; it wins over what is there. */
export function withFragment(place: string, text: string): Readonly<Record<string, string>> {
  const [kind = '', ...path] = place.split('.');
  const index = DOCUMENTS.findLastIndex((document) => document['kind'] === kind);
  const target = DOCUMENTS[index];
  if (target === undefined) throw new Error(`The example project has no ${kind}.`);
  const part = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), parse(text));
  return { 'base.yaml': toText(DOCUMENTS.with(index, merge(target, part) as Tree)) };
}

function merge(base: unknown, part: unknown): unknown {
  if (!isTree(base) || !isTree(part)) return part;
  const keys = new Set([...Object.keys(base), ...Object.keys(part)]);
  return Object.fromEntries([...keys].map((key) => [key, key in part ? merge(base[key], part[key]) : base[key]]));
}

/** A dictionary of an example may define the words of the base anew. */
function withoutTerms(documents: readonly Tree[], text: string): readonly Tree[] {
  const terms = parseAllDocuments(text).flatMap((document) =>
    Object.keys((document.toJS() as { terms?: object } | null)?.terms ?? {}),
  );
  return documents.map((document) => {
    if (!isTree(document['terms'])) return document;
    return {
      ...document,
      terms: Object.fromEntries(Object.entries(document['terms']).filter(([name]) => !terms.includes(name))),
    };
  });
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(document: Tree | null): string {
  return `${String(document?.['kind'])} ${String(document?.['name'])}`;
}

function toText(documents: readonly Tree[]): string {
  return documents.map((document) => stringify(document)).join('---\n');
}

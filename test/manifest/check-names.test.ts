import { describe, expect, it } from 'vitest';
import { changed, DESIGN_EXAMPLES } from './design-examples.ts';
import { loadTexts, toLine } from './load-text.ts';

/** One slip in the examples: file, what is replaced by what, where it is told, and what is said. */
const SLIPS: readonly (readonly [name: string, file: string, from: string, to: string, at: string, told: RegExp])[] = [
  [
    'an owner that no system is',
    'customer.yaml',
    'term: email, owner: crm',
    'term: email, owner: crn',
    '7:38 UNKNOWN_SYSTEM',
    /Known: crm, erp\. Did you mean "crm"\?/,
  ],
  [
    'an owner that does not hold the entity',
    'employee.yaml',
    'owner: crm',
    'owner: erp',
    '4:38 SYSTEM_NOT_BOUND',
    /"systems" has no "erp"/,
  ],
  [
    'an owner that does not map its field',
    'customer.yaml',
    '      status: status\n',
    '',
    '13:25 OWNER_NOT_MAPPED',
    /systems\.crm\.fields/,
  ],
  [
    'no owner',
    'customer.yaml',
    'owner: crm, type: string }',
    'type: string }',
    '8:3 FIELD_NO_OWNER',
    /Nobody owns street.*known: crm, erp/,
  ],
  [
    'an owner and a derivation',
    'customer.yaml',
    'label:       { derive',
    'label: { owner: crm, derive',
    '12:24 FIELD_OWNED_AND_DERIVED',
    /Remove "owner".*or "derive"/,
  ],
  ['no type', 'customer.yaml', 'owner: crm, type: string }', 'owner: crm }', '8:3 FIELD_NO_TYPE', /type: string/],
  [
    'a typed reference',
    'customer.yaml',
    'ref: employee, owner',
    'ref: employee, type: string, owner',
    '11:37 FIELD_REF_TYPED',
    /Remove "type"/,
  ],
  ['an unknown term', 'customer.yaml', 'term: email,', 'term: e_mail,', '7:24 UNKNOWN_TERM', /Did you mean "email"\?/],
  [
    'an unknown entity',
    'customer.yaml',
    'ref: employee',
    'ref: employe',
    '11:27 UNKNOWN_ENTITY',
    /Known: customer, employee\. Did you mean "employee"\?/,
  ],
  [
    'an unknown key field',
    'customer.yaml',
    'key: [customer_no]',
    'key: [customerno]',
    '4:7 UNKNOWN_FIELD',
    /Did you mean "customer_no"\?/,
  ],
  [
    'an unknown field of a group',
    'customer.yaml',
    'shipping: [street',
    'shipping: [stret',
    '15:14 UNKNOWN_FIELD',
    /Did you mean "street"\?/,
  ],
  [
    'a group with two owners',
    'customer.yaml',
    'shipping: [street',
    'shipping: [credit',
    '15:3 GROUP_TWO_OWNERS',
    /credit by erp, country by crm/,
  ],
  [
    'a group with a derived field',
    'customer.yaml',
    'shipping: [street',
    'shipping: [label',
    '15:3 GROUP_TWO_OWNERS',
    /label by nobody/,
  ],
  [
    'an unknown field of a match rule',
    'customer.yaml',
    '[email, country]]',
    '[email, contry]]',
    '21:30 UNKNOWN_FIELD',
    /Did you mean "country"\?/,
  ],
  [
    'an unknown single field of a match rule',
    'customer.yaml',
    'match: [customer_no,',
    'match: [customer_n,',
    '21:9 UNKNOWN_FIELD',
    /Did you mean "customer_no"\?/,
  ],
  [
    'an unknown life-cycle owner',
    'customer.yaml',
    '  owner: crm\n',
    '  owner: cmr\n',
    '17:10 UNKNOWN_SYSTEM',
    /Did you mean "crm"\?/,
  ],
  [
    'a life-cycle owner that does not hold the entity',
    'employee.yaml',
    'systems:',
    'lifecycle: erp\nsystems:',
    '5:12 SYSTEM_NOT_BOUND',
    /born and die/,
  ],
  [
    'a key that is derived, without lifecycle',
    'employee.yaml',
    'type: string, owner: crm',
    'derive: "1"',
    '3:1 LIFECYCLE_NO_OWNER',
    /lifecycle: \{ owner/,
  ],
  [
    'a field to deactivate that does not exist',
    'customer.yaml',
    '{ status: inactive }',
    '{ statuss: inactive }',
    '19:30 UNKNOWN_FIELD',
    /Did you mean "status"\?/,
  ],
  [
    'two rules of one name',
    'customer.yaml',
    'rules:\n',
    'rules:\n  - { name: de-needs-vat, check: "1=1", message: x }\n',
    '24:13 DUPLICATE_NAME',
    /Another rule/,
  ],
  ['an unknown system', 'customer.yaml', '\n  erp:\n', '\n  erq:\n', '37:3 UNKNOWN_SYSTEM', /Did you mean "erp"\?/],
  [
    'an unknown field of a binding',
    'customer.yaml',
    'status: status',
    'statsu: status',
    '34:7 UNKNOWN_FIELD',
    /Did you mean "status"\?/,
  ],
  [
    'an unknown field of a read expression',
    'customer.yaml',
    'street: address.street',
    'streeet: address.street',
    '47:7 UNKNOWN_FIELD',
    /Did you mean "street"\?/,
  ],
  [
    'a field mapped twice',
    'customer.yaml',
    'street: address.street',
    'email: address.email',
    '47:7 FIELD_MAPPED_TWICE',
    /"fields" and in "read" of erp/,
  ],
  [
    'a reference form on a plain field',
    'customer.yaml',
    'at: email_address, codec',
    'at: email_address, ref: key, codec',
    '32:35 FIELD_NOT_A_REFERENCE',
    /Remove "ref"/,
  ],
  [
    'a key that a system with no other match does not map',
    'employee.yaml',
    '{ no: employee_number }',
    '{}',
    '6:3 KEY_NOT_MAPPED',
    /does not map no\. No other match rule/,
  ],
  [
    'two fields written to one native field',
    'customer.yaml',
    'country: { at: changed_at',
    'country: { at: email',
    '45:7 NATIVE_FIELD_SHARED',
    /email and country/,
  ],
  [
    'a field written over one that the system owns',
    'customer.yaml',
    'country: { at: changed_at',
    'country: { at: credit_limit',
    '45:7 NATIVE_FIELD_SHARED',
    /credit and country/,
  ],
  [
    'a write over an owned field',
    'customer.yaml',
    'display_name: name',
    'credit_limit: name',
    '49:7 WRITE_OVER_OWNER',
    /which erp owns/,
  ],
  [
    'a write beside a one-to-one field',
    'customer.yaml',
    'display_name: name',
    'email: name',
    '49:7 NATIVE_FIELD_SHARED',
    /"fields" maps email/,
  ],
  [
    'rights on a resource that nobody uses',
    'systems/erp.yaml',
    'customers: [read',
    'custmers: [read',
    '7:3 ACCESS_UNUSED',
    /Used: customers/,
  ],
  [
    'rights on a resource that is bound under its full name',
    'systems/erp.yaml',
    'customers: [read',
    'public.customers: [read',
    '7:3 ACCESS_UNUSED',
    /One is bound to "customers": if that is the same/,
  ],
  [
    'a password in a manifest',
    'systems/erp.yaml',
    '"${env:ERP_URL}"',
    'postgres://u:pw@host/db',
    '5:20 SECRET_IN_MANIFEST',
    /\$\{env:NAME\}/,
  ],
  [
    'a token in a manifest',
    'systems/erp.yaml',
    'url: "${env:ERP_URL}"',
    'api_token: abc',
    '5:26 SECRET_IN_MANIFEST',
    /\$\{file:path\}/,
  ],
  [
    'a system of a name that is taken',
    'systems/erp.yaml',
    'name: erp',
    'name: crm',
    '2:7 DUPLICATE_NAME',
    /systems\/crm\.yaml:1:1/,
  ],
  [
    'a term of a name that is taken',
    'tests.yaml',
    '---',
    '---\nkind: dictionary\nname: more\nterms: { email: string }\n---',
    '16:10 DUPLICATE_NAME',
    /core\.yaml:5:3/,
  ],
];

describe('the meaning of the manifests', () => {
  it.each(SLIPS)('tells %s at its place', (...slip) => {
    const [, file, from, to, at, told] = slip;
    const { diagnostics } = loadTexts(changed(file, from, to));

    const hits = diagnostics.filter(
      (each) => toLine(each) === at && typeof each.at === 'object' && each.at.file === `sync.d/${file}`,
    );
    expect(diagnostics.map(toLine)).toContain(at);
    expect(hits.map((each) => each.detail)).toEqual([expect.stringMatching(told)]);
  });

  it('gives no manifest with an error, and one with a warning', () => {
    expect(loadTexts(changed('customer.yaml', 'ref: employee', 'ref: nobody')).manifest).toBeNull();
    expect(loadTexts(changed('systems/erp.yaml', 'customers: [read', 'custmers: [read')).manifest).not.toBeNull();
  });

  it('never prints a line that holds a secret', () => {
    const { diagnostics } = loadTexts(changed('systems/erp.yaml', '"${env:ERP_URL}"', 'postgres://u:canary@host/db'));

    expect(diagnostics.map((each) => each.code)).toEqual(['SECRET_IN_MANIFEST']);
    expect(JSON.stringify(diagnostics)).not.toContain('canary');
  });

  it('takes a reference to a secret, with a user beside it, as no secret', () => {
    expect(
      loadTexts(changed('systems/erp.yaml', '"${env:ERP_URL}"', '"postgres://u:${env:PW}@host/db"')).diagnostics,
    ).toEqual([]);
  });

  it('requires the key in a system that may create, even where another rule would match', () => {
    const texts = {
      ...DESIGN_EXAMPLES,
      'customer.yaml': (DESIGN_EXAMPLES['customer.yaml'] ?? '').replace('      customer_no: external_ref\n', ''),
    };
    const creating = {
      ...texts,
      'systems/erp.yaml': (DESIGN_EXAMPLES['systems/erp.yaml'] ?? '').replace('[read, update]', '[read, create]'),
    };

    // Email and country are mapped in erp, so its records can be paired without the key.
    expect(loadTexts(texts).diagnostics.map((each) => each.code)).toEqual([]);
    expect(loadTexts(creating).diagnostics.map((each) => each.code)).toEqual(['KEY_NOT_MAPPED']);
  });

  it('does not call a name unknown that a broken document declares', () => {
    const texts = changed('systems/erp.yaml', 'connector: postgres', 'conector: postgres');

    expect(loadTexts(texts).diagnostics.map((each) => each.code)).toEqual(['MANIFEST_UNKNOWN_KEY']);
  });

  it.each([
    ['employee.yaml', '['],
    ['core.yaml', 'kind: dictionary\nname: core\nterms: 5\n'],
    ['systems/erp.yaml', 'kind: systm\nname: erp\n'],
  ])('does not call names unknown while %s cannot be read', (file, text) => {
    expect(loadTexts({ ...DESIGN_EXAMPLES, [file]: text }).diagnostics).toHaveLength(1);
  });

  it('lets a system hold one native field under two names that it owns', () => {
    const texts = changed('customer.yaml', '      street: street\n', '      street: country_name\n');

    expect(loadTexts(texts).diagnostics).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { DESIGN_EXAMPLES } from './design-examples.ts';
import { loadTexts, manifestOf } from './load-text.ts';

describe('the examples of the design', () => {
  it('load without a diagnostic', () => {
    expect(loadTexts(DESIGN_EXAMPLES).diagnostics).toEqual([]);
  });

  it('load as JSON too', () => {
    const json = JSON.stringify(
      { kind: 'system', name: 'crm', connector: 'csv', connection: { dir: 'data' } },
      null,
      '\t',
    );

    expect(manifestOf({ 'crm.json': json }).systems.get('crm')?.connection).toEqual({ dir: 'data' });
  });

  it('expand the short forms of a system', () => {
    const system = manifestOf(DESIGN_EXAMPLES).systems.get('erp');

    expect(system).toMatchObject({
      title: 'Finance ERP',
      at: { file: 'sync.d/systems/erp.yaml', line: 1, column: 1 },
      limits: { requests: { count: 50, perMs: 1_000 }, concurrency: 4, budget: { count: 20_000, perMs: 86_400_000 } },
    });
    expect(system?.access.get('customers')).toEqual(['read', 'update']);
    expect(system?.connectionAt.get('url')).toEqual({ file: 'sync.d/systems/erp.yaml', line: 5, column: 15 });
    expect(manifestOf(DESIGN_EXAMPLES).systems.get('crm')?.access.get('public.accounts')).toEqual(['read']);
  });

  it('expand terms and code lists', () => {
    const { terms } = manifestOf(DESIGN_EXAMPLES);

    expect(terms.get('email')?.type).toMatchObject({
      kind: 'string',
      format: 'email',
      equality: 'case-insensitive',
      class: 'personal',
      term: 'email',
    });
    expect(terms.get('country')?.type.values).toEqual({ list: 'iso-3166-1-alpha-2', codes: new Map() });
    expect(terms.get('us_state')?.type.values?.codes).toEqual(
      new Map([
        ['CA', { title: 'California', aliases: ['Calif.'] }],
        ['NY', { title: 'New York', aliases: [] }],
      ]),
    );
    expect(terms.get('state')?.type.values).toEqual({
      list: 'iso-3166-1-alpha-2',
      codes: new Map([
        ['DE', { title: null, aliases: ['Deutschland'] }],
        ['FR', { title: null, aliases: ['Frankreich'] }],
      ]),
    });
    expect(terms.get('money')?.type).toMatchObject({ kind: 'decimal', scale: 2, minimum: '0' });
    expect(terms.get('tags')?.type).toMatchObject({ kind: 'list', item: { kind: 'string' }, empty: [null, '', 'N/A'] });
    expect(terms.get('note')).toMatchObject({ title: 'note', type: { kind: 'string' } });
    expect(terms.get('state')).toMatchObject({
      steward: ['jane.doe'],
      synonyms: ['seat'],
      examples: ['DE'],
      status: 'active',
      dictionary: 'core',
    });
  });

  it('expand an entity: fields over terms, lifecycle, match, rules', () => {
    const customer = manifestOf(DESIGN_EXAMPLES).entities.get('customer');

    expect(customer?.fields.get('country')).toMatchObject({
      title: 'Country',
      owner: 'crm',
      derive: null,
      type: { isRequired: true, term: 'country' },
    });
    expect(customer?.fields.get('label')).toMatchObject({
      owner: null,
      derive: { source: "customer_no & ' ' & email", at: { line: 12, column: 26 } },
    });
    expect(customer?.lifecycle).toMatchObject({
      owner: 'crm',
      onDelete: 'deactivate',
      deactivate: new Map([['status', 'inactive']]),
    });
    expect(customer?.match).toEqual([['customer_no'], ['email', 'country']]);
    expect(customer?.rules[0]).toMatchObject({ name: 'de-needs-vat', severity: 'error' });
    expect(manifestOf(DESIGN_EXAMPLES).entities.get('employee')).toMatchObject({
      key: ['no'],
      match: [['no']],
      lifecycle: { owner: 'crm', onMissing: 'create', onDelete: 'hold', onOrphan: 'report' },
    });
  });

  it('inherit settings from entity to binding to field, and keep codecs in reading order', () => {
    const bindings = manifestOf(DESIGN_EXAMPLES).entities.get('customer')?.bindings;

    expect(bindings?.get('crm')).toMatchObject({
      onForeignEdit: 'hold',
      mode: 'enforce',
      id: ['id'],
      where: 'deleted_at is null',
    });
    expect(bindings?.get('crm')?.fields.get('account_manager')).toMatchObject({ ref: 'id', onForeignEdit: 'hold' });
    expect(bindings?.get('crm')?.fields.get('email')).toMatchObject({
      ref: null,
      codecs: [{ name: 'lowercase', argument: null, options: {} }],
    });
    expect(bindings?.get('erp')).toMatchObject({
      onForeignEdit: 'revert',
      id: ['company', 'customer_id'],
      acceptUnguarded: 'nobody else edits this table',
    });
    expect(bindings?.get('erp')?.fields.get('email')).toMatchObject({
      onForeignEdit: 'report',
      mode: 'observe',
      fill: 'if_empty',
    });
    expect(bindings?.get('erp')?.fields.get('credit')?.codecs).toMatchObject([
      { name: 'trim' },
      { name: 'decimal', argument: 'minor-units' },
    ]);
    expect(bindings?.get('erp')?.fields.get('country')?.codecs).toMatchObject([
      { name: 'datetime', argument: 'YYYY-MM-DD HH:mm', options: { zone: 'Europe/Berlin' } },
    ]);
    expect(bindings?.get('erp')?.fields.get('account_manager')?.ref).toBe('key');
    expect(bindings?.get('erp')?.read.get('street')).toMatchObject({ source: 'address.street' });
    expect(bindings?.get('erp')?.write.get('display_name')?.source).toBe('name & " (" & customer_no & ")"');
  });

  it('lets a canonical field set its own mode, narrower than the binding', () => {
    const text = (DESIGN_EXAMPLES['customer.yaml'] ?? '').replace(
      'street:      { owner: crm',
      'street:      { mode: observe, fill: on_create, owner: crm',
    );

    const street = manifestOf({ ...DESIGN_EXAMPLES, 'customer.yaml': text })
      .entities.get('customer')
      ?.bindings.get('crm')
      ?.fields.get('street');
    expect(street).toMatchObject({ mode: 'observe', fill: 'on_create' });
  });

  it('expand policies and tests', () => {
    const { policies, tests } = manifestOf(DESIGN_EXAMPLES);

    expect(policies[0]).toMatchObject({
      limits: [{ entity: 'customer', system: null, action: 'delete', max: 5, ratio: 0.01 }],
      guards: [
        { factor: 2 },
        {
          transitions: new Map([
            ['active', ['inactive']],
            ['inactive', ['active']],
          ]),
        },
      ],
      approvals: [
        { term: 'iban', count: 1, isFourEyes: true, expiresMs: 14_400_000 },
        { field: 'credit', isFourEyes: true, expiresMs: null },
      ],
      windows: [{ system: 'erp' }],
    });
    expect(tests.map((test) => test.name)).toEqual(['nothing-to-do', 'the-address-follows-the-crm']);
    expect(tests[1]).toMatchObject({
      isBootstrap: true,
      expect: { changes: [{ key: 'C-1', verdict: 'stale replica' }], findings: [{ code: 'VALUE_INVALID' }] },
    });
    expect(tests[1]?.base?.get('crm')).toHaveLength(1);
  });
});

describe('the tree digest', () => {
  const digest = (texts: Readonly<Record<string, string>>): string => manifestOf(texts).treeDigest;

  it('does not see comments, order of keys, or which file a document stands in', () => {
    const moved = {
      'all.yaml': Object.values(DESIGN_EXAMPLES)
        .toReversed()
        .map((text) => `# moved\n${text}`)
        .join('---\n'),
    };

    expect(digest(moved)).toBe(digest(DESIGN_EXAMPLES));
    expect(digest(DESIGN_EXAMPLES)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('sees every value', () => {
    const changed = {
      ...DESIGN_EXAMPLES,
      'safety.yaml': (DESIGN_EXAMPLES['safety.yaml'] ?? '').replace('max: 5', 'max: 6'),
    };

    expect(digest(changed)).not.toBe(digest(DESIGN_EXAMPLES));
  });
});

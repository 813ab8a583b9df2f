import { describe, expect, it } from 'vitest';
import { keptFields, parseSelector, selects, selectsFinding, type Selection } from '../../src/plan/select.ts';
import { changeOf, fieldOf } from './changes.ts';

const names = {
  entities: new Map([
    ['customer', new Set(['email', 'phone'])],
    ['product', new Set(['price'])],
  ]),
  systems: new Set(['crm', 'erp']),
};
const parse = (...texts: string[]) => texts.map((text) => parseSelector(text, names));
const all: Selection = { select: [], exclude: [], groupsOf: () => [] };
const change = changeOf({ fields: [fieldOf('email'), fieldOf('phone', { verdict: 'foreign edit' })] });

describe('selectors', () => {
  it.each(['customer', 'customer.email', 'system:erp', 'key:A', 'verdict:foreign-edit', 'verdict:foreign edit'])(
    '%s selects a change that fits',
    (text) => {
      expect(selects(change, parse(text), [])).toBe(true);
    },
  );

  it.each(['product', 'product.price', 'system:crm', 'key:B', 'verdict:both-moved'])('%s leaves it out', (text) => {
    expect(selects(change, parse(text), [])).toBe(false);
  });

  it('joins the same kind with or, different kinds with and', () => {
    expect(selects(change, parse('product', 'customer'), [])).toBe(true);
    expect(selects(change, parse('customer', 'system:crm'), [])).toBe(false);
  });

  it('excludes', () => {
    expect(selects(change, [], parse('system:erp'))).toBe(false);
    expect(selects(change, [], parse('customer.email'))).toBe(true);
    expect(selects(changeOf(), [], parse('customer.email'))).toBe(false);
    expect(selects(changeOf(), [], parse('verdict:stale-replica'))).toBe(false);
  });

  it('narrows an update to the selected fields', () => {
    expect(keptFields(change, { ...all, select: parse('customer.email') })).toEqual(new Set(['email']));
    expect(keptFields(change, { ...all, select: parse('verdict:foreign-edit') })).toEqual(new Set(['phone']));
    expect(keptFields(change, { ...all, exclude: parse('customer.phone') })).toEqual(new Set(['email']));
    expect(keptFields(change, { ...all, select: parse('customer') })).toBeNull();
    expect(keptFields(changeOf({ action: 'create' }), { ...all, select: parse('customer.email') })).toBeNull();
  });

  it('keeps or leaves a group as one', () => {
    const grouped: Selection = { ...all, groupsOf: (entity) => (entity === 'customer' ? [['email', 'phone']] : []) };

    expect(keptFields(change, { ...grouped, select: parse('customer.email') })).toEqual(new Set(['email', 'phone']));
    expect(keptFields(change, { ...grouped, exclude: parse('customer.phone') })).toEqual(new Set());
  });

  it('takes no create, no delete and no second step apart', () => {
    const select = parse('customer.email');

    for (const given of [{ action: 'create' }, { action: 'delete' }, { situation: 'second step' }] as const)
      expect(keptFields(changeOf(given), { ...all, select })).toBeNull();
  });

  it('finds classified keys by fingerprint', () => {
    const masked = changeOf({ key: { no: { masked: '••••', fp: '12ab34cd' } } });

    expect(selects(masked, parse('key:12ab34cd'), [])).toBe(true);
    expect(selects(masked, parse('key:fp:12ab34cd'), [])).toBe(true);
  });

  it('selects findings alike', () => {
    const finding = {
      code: 'X',
      severity: 'error' as const,
      summary: 's',
      detail: 'd',
      at: 'a',
      entity: 'customer',
      key: { no: 'A' },
      system: 'erp',
      field: 'email',
    };

    expect(selectsFinding(finding, parse('customer.email', 'system:erp', 'key:A'), [])).toBe(true);
    expect(selectsFinding(finding, parse('customer.phone'), [])).toBe(false);
    expect(selectsFinding(finding, [], parse('key:A'))).toBe(false);
  });

  it.each([
    'custmer',
    'customer.emial',
    'customer.email.x',
    'customer.',
    'system:x',
    'system:',
    'verdict:x',
    'key:',
    'key:fp:',
    '',
  ])('refuses %s as a usage error', (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'SELECT_UNKNOWN', exit: 64 }));
  });
});

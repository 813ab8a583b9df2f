import { describe, expect, it } from 'vitest';
import type { PolicyApproval, PolicyDef, PolicyGuard } from '../../src/model/manifest.ts';
import { holdOf, type FieldMove } from '../../src/rules/field-guards.ts';

const at = { file: 'sync.d/p.yaml', line: 7, column: 5 };
const policy = (given: Partial<PolicyDef>): PolicyDef => ({
  name: 'p',
  at,
  groups: new Map(),
  limits: [],
  guards: [],
  approvals: [],
  windows: [],
  ...given,
});
const guard = (given: Partial<PolicyGuard>): PolicyDef =>
  policy({
    guards: [
      {
        at,
        entity: 'product',
        field: 'price',
        factor: null,
        minimum: null,
        maximum: null,
        transitions: null,
        holdFor: 'pricing',
        ...given,
      },
    ],
  });
const approval = (given: Partial<PolicyApproval>): PolicyDef =>
  policy({
    approvals: [
      {
        at,
        term: null,
        entity: null,
        field: null,
        action: null,
        from: 'finance',
        count: 1,
        isFourEyes: false,
        expiresMs: null,
        ...given,
      },
    ],
  });
const move = (before: string | null, after: string | null, given: Partial<FieldMove> = {}): FieldMove => ({
  entity: 'product',
  field: 'price',
  term: 'money',
  approve: null,
  action: 'update',
  before,
  after,
  ...given,
});

describe('guards', () => {
  it.each([
    ['100', '201', true],
    ['100', '200', false],
    ['100', '50', false],
    ['100', '49', true],
    ['0', '1', true],
    ['1', '0', true],
    ['-1', '1', true],
    ['100', '100', false],
    [null, '5', false],
    ['abc', '5', false],
  ])('factor 2 from %s to %s holds: %s', (before, after, isHeld) => {
    expect(holdOf([guard({ factor: 2 })], move(before, after)) !== null).toBe(isHeld);
  });

  it('holds what leaves the range', () => {
    expect(holdOf([guard({ minimum: '10' })], move('20', '9'))?.code).toBe('guard');
    expect(holdOf([guard({ maximum: '10' })], move('5', '11'))?.code).toBe('guard');
    expect(holdOf([guard({ minimum: '1', maximum: '10' })], move('5', '6'))).toBeNull();
  });

  it('holds a transition that is not allowed', () => {
    const allowed = guard({ field: 'status', transitions: new Map([['active', ['closed']]]) });

    expect(holdOf([allowed], move('active', 'closed', { field: 'status' }))).toBeNull();
    expect(holdOf([allowed], move('closed', 'active', { field: 'status' }))?.reason).toContain('transitions');
    expect(holdOf([allowed], move(null, 'active', { field: 'status' }))).toBeNull();
  });

  it('names who may release it, and the manifest line', () => {
    expect(holdOf([guard({ factor: 2 })], move('1', '9'))).toMatchObject({ from: 'pricing', at: 'sync.d/p.yaml:7' });
  });

  it('leaves other fields alone', () => {
    expect(holdOf([guard({ factor: 2 })], move('1', '9', { field: 'cost' }))).toBeNull();
  });
});

describe('approvals', () => {
  it.each([
    [{ term: 'money' }, true],
    [{ term: 'iban' }, false],
    [{ entity: 'product' }, true],
    [{ entity: 'customer' }, false],
    [{ field: 'price', entity: 'product' }, true],
    [{ field: 'cost' }, false],
    [{ term: 'money', action: 'create' as const }, false],
    [{}, false],
  ])('%j asks: %s', (given, isAsked) => {
    expect(holdOf([approval(given)], move('1', '1.5')) !== null).toBe(isAsked);
  });

  it("follows the term's own approve", () => {
    expect(holdOf([], move('1', '2', { approve: 'finance' }))).toMatchObject({ code: 'approval', from: 'finance' });
  });
});

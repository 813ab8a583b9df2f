import { describe, expect, it } from 'vitest';
import type { PolicyApproval, PolicyDef, PolicyGuard } from '../../src/model/manifest.ts';
import {
  actionHolds,
  approvalOf,
  holdOf,
  joinHolds,
  needsShapes,
  type FieldMove,
} from '../../src/rules/field-guards.ts';
import { shapeOf, shapesOf } from '../../src/rules/shapes.ts';

const at = { file: 'sync.d/p.yaml', line: 7, column: 5 };
const policy = (given: Partial<PolicyDef>): PolicyDef => ({
  name: 'p',
  at,
  groups: new Map(),
  limits: [],
  guards: [],
  approvals: [],
  windows: [],
  sources: [],
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

  it('say on which terms, where they are not the plain ones', () => {
    expect(holdOf([approval({ term: 'money' })], move('1', '2'))).toEqual({
      code: 'approval',
      reason: 'It needs approval from finance.',
      from: 'finance',
      at: 'sync.d/p.yaml:7',
    });
    expect(
      holdOf([approval({ term: 'money', count: 2, isFourEyes: true, expiresMs: 5 })], move('1', '2')),
    ).toMatchObject({
      reason: 'It needs approval from 2 people of finance.',
      count: 2,
      four_eyes: true,
      valid_ms: 5,
    });
  });

  it('of a whole action say their terms too', () => {
    const policies = [approval({ action: 'delete', isFourEyes: true }), approval({ term: 'money' })];

    expect(actionHolds(policies, { entity: 'product', action: 'delete' })).toMatchObject([
      { from: 'finance', four_eyes: true },
    ]);
    expect(actionHolds(policies, { entity: 'product', action: 'create' })).toEqual([]);
  });

  it('all count: what one rule asks is not waived by another', () => {
    const policies = [
      guard({ factor: 2 }),
      approval({ term: 'money', count: 2 }),
      approval({ entity: 'product', from: 'legal', isFourEyes: true, expiresMs: 9 }),
    ];

    expect(holdOf(policies, move('1', '9', { approve: 'audit' }))).toEqual({
      code: 'guard',
      reason:
        'The value moves by more than a factor of 2. It needs approval from 2 people of finance. It needs approval from legal. It needs approval from audit.',
      from: 'pricing',
      at: 'sync.d/p.yaml:7',
      and: [{ from: 'finance', count: 2 }, { from: 'legal', four_eyes: true, valid_ms: 9 }, { from: 'audit' }],
    });
    expect(approvalOf(policies, move('1', '9'))).toMatchObject({ code: 'approval', from: 'finance' });
    expect(approvalOf([guard({ factor: 2 })], move('1', '9'))).toBeNull();
  });

  it('take the place of what asks nobody in particular', () => {
    const first = { code: 'first_contact', reason: 'Never proven equal.' };

    expect(joinHolds([first, { code: 'approval', reason: 'Ask.', from: 'finance', at: 'p:1', count: 2 }])).toEqual({
      code: 'first_contact',
      reason: 'Never proven equal. Ask.',
      from: 'finance',
      count: 2,
    });
    expect(joinHolds([first, { code: 'vanished', reason: 'It is gone.' }])).toEqual({
      code: 'first_contact',
      reason: 'Never proven equal. It is gone.',
    });
    expect(joinHolds([first])).toBe(first);
    expect(joinHolds([])).toBeNull();
  });

  it('that say the same count once', () => {
    const policies = [approval({ term: 'money' }), approval({ entity: 'product' })];

    expect(holdOf(policies, move('1', '2'))).not.toHaveProperty('and');
  });

  it('of a policy stand for the same approval of the term', () => {
    expect(holdOf([approval({ term: 'money', count: 2 })], move('1', '2', { approve: 'finance' }))).not.toHaveProperty(
      'and',
    );
  });
});

describe('a guard of first-seen shapes', () => {
  const watching = [guard({ firstSeen: 'shape' })];
  const shapes = shapesOf(['C-10234', null, 'C-9']);

  it('holds a form that no current value has', () => {
    expect(holdOf(watching, move('C-1', 'C-10235', { shapes }))).toBeNull();
    expect(holdOf(watching, move('C-1', '10235', { shapes }))).toMatchObject({
      code: 'guard',
      reason: 'No current value of the field has such a form.',
      from: 'pricing',
    });
    expect(holdOf(watching, move(null, 'C-102345', { shapes }))).not.toBeNull();
  });

  it('lets pass what clears a field, and everything where there are no values', () => {
    expect(holdOf(watching, move('C-1', null, { shapes }))).toBeNull();
    expect(holdOf(watching, move('C-1', 'x', { shapes: new Set() }))).toBeNull();
    expect(holdOf(watching, move('C-1', 'x'))).toBeNull();
  });

  it('is known by its field, so that shapes are collected for that alone', () => {
    expect(needsShapes(watching, { entity: 'product', field: 'price' })).toBe(true);
    expect(needsShapes(watching, { entity: 'product', field: 'cost' })).toBe(false);
    expect(needsShapes([guard({ factor: 2 })], { entity: 'product', field: 'price' })).toBe(false);
  });

  it.each([
    ['C-10234', 'A-99999'],
    ['Neue Str. 12', 'Aa Aa. 99'],
    ['Łódź', 'Aa'],
    ['Lodz', 'Aa'],
    ['Москва 5', 'L 9'],
    ['١٢', 'NN'],
    ['a\u00a0b', 'a a'],
    ['+49 (0)30', '+99 (9)99'],
    ['', ''],
  ])('%j has the form %j', (value, shape) => {
    expect(shapeOf(value)).toBe(shape);
  });

  it('does not depend on how a letter is composed', () => {
    expect(shapeOf('Zu\u0308rich')).toBe(shapeOf('Z\u00fcrich'));
  });
});

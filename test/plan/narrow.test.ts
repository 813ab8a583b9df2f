import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../src/model/record.ts';
import { changesByDigest, selectChanges, type Narrow } from '../../src/plan/narrow.ts';
import type { Selection } from '../../src/plan/select.ts';
import { changeOf, fieldOf, header, plannedOf } from './changes.ts';

const field = (value: string) => ({ kind: 'field', entity: 'customer', value }) as const;
const selection = (...names: readonly string[]): Selection => ({
  select: names.map(field),
  exclude: [],
  groupsOf: () => [],
});
const narrow: Narrow = (planned, names) => {
  const fields = planned.change.fields.filter(({ name }) => names.has(name));
  const digest = `${planned.change.digest}:${fields.map(({ name, after }) => `${name}=${String(after)}`).join(',')}`;
  return fields.length === 0 ? null : { ...planned, kept: names, change: { ...planned.change, fields, digest } };
};
const select = (changes: readonly PlannedChange[], wanted: Selection) =>
  selectChanges({ changes, narrow }, wanted).map(({ change }) => [
    change.id,
    change.fields.map(({ name }) => name),
    change.blocked?.code ?? null,
  ]);

const update = plannedOf(changeOf({ id: 'u', fields: [fieldOf('email'), fieldOf('phone')] }), 'A');
const create = plannedOf(changeOf({ id: 'c', key: { no: 'B' }, action: 'create', fields: [fieldOf('email')] }), 'B');
const step = plannedOf(
  changeOf({
    id: 's',
    key: { no: 'B' },
    action: 'update',
    situation: 'second step',
    fields: [fieldOf('boss')],
    after: ['c'],
  }),
  'B',
);

describe('a selection', () => {
  it('of nothing leaves all as it is', () => {
    expect(select([update, create, step], selection())).toHaveLength(3);
  });

  it('by field leaves the other fields out of an update, without a hold', () => {
    expect(select([update], selection('phone'))).toEqual([['u', ['phone'], null]]);
    expect(select([update], selection('email', 'phone'))).toEqual([['u', ['email', 'phone'], null]]);
    expect(select([update], selection('name'))).toEqual([]);
  });

  it('takes a create together with its second step, whichever of them is meant', () => {
    const both = [
      ['c', ['email'], null],
      ['s', ['boss'], null],
    ];

    expect(select([create, step], selection('email'))).toEqual(both);
    expect(select([create, step], selection('boss'))).toEqual(both);
    expect(select([create, step], selection('phone'))).toEqual([]);
  });

  it('blocks what needs a change that it leaves out, and what needs that', () => {
    const child = plannedOf(changeOf({ id: 'd', entity: 'order', key: { no: 'O' }, after: ['c'] }), 'O');
    const grandchild = plannedOf(changeOf({ id: 'e', entity: 'order', key: { no: 'P' }, after: ['d'] }), 'P');
    const orders: Selection = { ...selection(), select: [{ kind: 'entity', entity: 'order', value: 'order' }] };
    const found = selectChanges({ changes: [create, child, grandchild], narrow }, orders);

    expect(found.map(({ change }) => change.blocked?.reason)).toEqual([
      'It waits for customer B, which the selection leaves out.',
      'It waits for order O, which cannot be written yet.',
    ]);
  });

  it('leaves out a change that cannot be taken apart', () => {
    expect(selectChanges({ changes: [update], narrow: () => null }, selection('phone'))).toEqual([]);
  });
});

describe('changesByDigest', () => {
  const reviewed = [changeOf({ ...update.change, fields: [fieldOf('phone')], digest: 'digest-u:phone=new' })];
  const now = (phone: string) => ({
    changes: [plannedOf({ ...update.change, fields: [fieldOf('email'), fieldOf('phone', { after: phone })] }, 'A')],
    narrow,
  });
  const selective = { header: { ...header, select: ['customer.phone'] }, changes: reviewed };

  it('finds what a selection narrowed by narrowing it anew', () => {
    expect(changesByDigest(now('new'), selective).get('digest-u:phone=new')?.kept).toEqual(new Set(['phone']));
  });

  it('does not find it when a selected field moved, and narrows nothing that was reviewed as a whole', () => {
    expect(changesByDigest(now('newer'), selective).has('digest-u:phone=new')).toBe(false);
    expect([...changesByDigest(now('new'), { header, changes: reviewed }).keys()]).toEqual(['digest-u']);
  });
});

import { describe, expect, it } from 'vitest';
import { holdGroups } from '../../src/diff/groups.ts';
import type { EntityDef } from '../../src/model/manifest.ts';
import type { FieldDiff } from '../../src/model/record.ts';

const ENTITY = { groups: new Map([['address', ['street', 'city']]]) } as unknown as EntityDef;

function diffOf(name: string, given: Partial<FieldDiff> = {}): FieldDiff {
  return {
    name,
    at: name,
    owner: 'crm',
    verdict: 'stale replica',
    before: 'a',
    after: 'b',
    beforeNormal: 'a',
    afterNormal: 'b',
    decision: 'write',
    hold: null,
    problem: null,
    shown: null,
    awaits: null,
    ...given,
  };
}

const waiting = (name: string): FieldDiff =>
  diffOf(name, { decision: 'hold', hold: { code: 'guard', reason: 'Suspicious.', from: 'ops' } });
const invalid = (name: string): FieldDiff =>
  diffOf(name, {
    verdict: 'invalid',
    decision: 'hold',
    problem: { code: 'VALUE_INVALID', detail: 'It is not valid.' },
  });
const codes = (...diffs: readonly FieldDiff[]): unknown =>
  Object.fromEntries(holdGroups(ENTITY, diffs).map(({ name, hold }) => [name, hold?.code ?? null]));

describe('a group of fields', () => {
  it('goes as one when nothing stops it', () => {
    expect(codes(diffOf('street'), diffOf('city'), diffOf('name'))).toEqual({ street: null, city: null, name: null });
  });

  it('waits as one, so that a yes releases it as one', () => {
    expect(codes(waiting('street'), diffOf('city'), diffOf('name'))).toEqual({
      street: 'guard',
      city: 'group',
      name: null,
    });
  });

  it.each([
    ['an invalid field', invalid('street')],
    ['an unreadable field', diffOf('street', { verdict: 'unknown', decision: 'nothing' })],
  ])('with %s is stopped for good, also where a field of it waits for a person', (_, stopper) => {
    expect(codes(stopper, diffOf('city'), diffOf('name'))).toEqual({ street: null, city: 'group_invalid', name: null });
    expect(codes(stopper, waiting('city'), waiting('name'))).toEqual({
      street: null,
      city: 'group_invalid',
      name: 'guard',
    });
  });

  it('is not stopped by what is in agreement', () => {
    expect(codes(diffOf('street', { verdict: 'in agreement', decision: 'nothing' }), diffOf('city'))).toEqual({
      street: null,
      city: null,
    });
  });
});

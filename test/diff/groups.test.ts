import { describe, expect, it } from 'vitest';
import { holdGroups } from '../../src/diff/groups.ts';
import type { EntityDef } from '../../src/model/manifest.ts';
import type { FieldDiff } from '../../src/model/record.ts';

const entity = { groups: new Map([['address', ['street', 'city']]]) } as unknown as EntityDef;

function diff(name: string, given: Partial<FieldDiff> = {}): FieldDiff {
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

const decisions = (...diffs: readonly FieldDiff[]) =>
  holdGroups(entity, diffs).map(({ name, decision, hold }) => [name, decision, hold?.code ?? null]);

describe('holdGroups', () => {
  it('lets a group go whose fields all go, or do not differ', () => {
    expect(decisions(diff('street'), diff('city', { verdict: 'in agreement', decision: 'nothing' }))).toEqual([
      ['street', 'write', null],
      ['city', 'nothing', null],
    ]);
  });

  it('holds the fields of a group with the one that waits, and no other field', () => {
    const hold = { code: 'guard', reason: 'r' };

    expect(decisions(diff('street', { decision: 'hold', hold }), diff('city'), diff('email'))).toEqual([
      ['street', 'hold', 'guard'],
      ['city', 'hold', 'group'],
      ['email', 'write', null],
    ]);
  });

  it('holds them with one that is invalid', () => {
    const problem = { code: 'VALUE_PATTERN', detail: 'd' };

    expect(decisions(diff('street', { verdict: 'invalid', decision: 'hold', problem }), diff('city'))).toEqual([
      ['street', 'hold', null],
      ['city', 'hold', 'group'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { holdTornGroups } from '../../src/plan/holds.ts';
import { changeOf, fieldOf } from './changes.ts';

const lost = { code: 'ref_missing', reason: 'It leads nowhere.' };

describe('holdTornGroups', () => {
  it('holds the rest of a group of which a reference leads nowhere', () => {
    const change = changeOf({ fields: [{ ...fieldOf('manager'), hold: lost }, fieldOf('team'), fieldOf('email')] });

    const { fields, holds } = holdTornGroups(change, [['manager', 'team']]);

    expect(fields.map(({ name, hold }) => [name, hold?.code])).toEqual([
      ['manager', 'ref_missing'],
      ['team', 'group_invalid'],
      ['email', undefined],
    ]);
    expect(holds).toEqual([]);
  });

  it('holds the whole change when nothing else is left of it', () => {
    const change = changeOf({ fields: [{ ...fieldOf('manager'), hold: lost }, fieldOf('team')] });

    expect(holdTornGroups(change, [['manager', 'team']]).holds.map(({ code }) => code)).toEqual([
      'ref_missing',
      'group_invalid',
    ]);
  });

  it('leaves a change alone whose groups are whole', () => {
    const change = changeOf({ fields: [{ ...fieldOf('manager'), hold: lost }, fieldOf('email')] });

    expect(holdTornGroups(change, [['email', 'phone']])).toBe(change);
  });
});

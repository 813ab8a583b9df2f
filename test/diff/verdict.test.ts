import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../src/diff/verdict.ts';

// owner moved, replica moved, equal, base → verdict: the table of design §3.1 with §10.9, every row.
const TABLE: readonly (readonly [boolean, boolean, boolean, boolean, string])[] = [
  [false, false, true, true, 'in agreement'],
  [true, false, false, true, 'stale replica'],
  [true, true, true, true, 'converged'],
  [true, false, true, true, 'converged'],
  [false, true, true, true, 'converged'],
  [false, true, false, true, 'foreign edit'],
  [true, true, false, true, 'both moved'],
  [false, false, false, true, 'rule changed'],
  [false, false, true, false, 'adopt'],
  [false, false, false, false, 'first contact'],
];

describe('verdictOf', () => {
  it.each(TABLE)(
    'owner moved %s, replica moved %s, equal %s, base %s: %s',
    (isOwnerMoved, isReplicaMoved, isEqual, hasBase, verdict) => {
      expect(verdictOf({ isOwnerMoved, isReplicaMoved, isEqual, hasBase })).toBe(verdict);
    },
  );
});

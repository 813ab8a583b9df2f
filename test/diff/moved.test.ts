import { describe, expect, it } from 'vitest';
import { isOwnerMoved, isReplicaMoved } from '../../src/diff/moved.ts';
import type { BaseEntry } from '../../src/model/state.ts';
import { shortDigest } from '../../src/value/text-digest.ts';

const field = { value: shortDigest('a'), rule: '00000000' };
const base = (ownerDigest: string | null, replicaDigest: string | null): BaseEntry => ({
  entity: 'e',
  system: 's',
  record: 'r',
  ownerDigest,
  replicaDigest,
  fields: new Map([['f', field]]),
});

describe('moved', () => {
  it('takes an unmoved row as proof, whatever the rule makes of the value now', () => {
    expect(isOwnerMoved(base('o', 'r'), field, { owner: 'o', replica: 'x' }, 'b')).toBe(false);
    expect(isReplicaMoved(base('o', 'r'), field, { owner: 'x', replica: 'r' }, 'b')).toBe(false);
  });

  it('compares the field where the row moved in some other field', () => {
    expect(isOwnerMoved(base('o', 'r'), field, { owner: 'o2', replica: 'r' }, 'a')).toBe(false);
    expect(isOwnerMoved(base('o', 'r'), field, { owner: 'o2', replica: 'r' }, 'b')).toBe(true);
    expect(isReplicaMoved(base('o', 'r'), field, { owner: 'o', replica: 'r2' }, 'a')).toBe(false);
    expect(isReplicaMoved(base('o', 'r'), field, { owner: 'o', replica: 'r2' }, 'b')).toBe(true);
    expect(isReplicaMoved(base('o', 'r'), field, { owner: 'o', replica: 'r2' }, null)).toBe(true);
  });

  it('never takes a missing row digest for an unmoved row', () => {
    expect(isOwnerMoved(base(null, null), field, { owner: 'o', replica: 'r' }, 'b')).toBe(true);
    expect(isReplicaMoved(base(null, null), field, { owner: 'o', replica: 'r' }, 'b')).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../src/apply/apply-context.ts';
import { nextBatch } from '../../src/apply/batches.ts';
import { changeOf, plannedOf } from '../plan/changes.ts';

const planned = (id: string, given = {}) => plannedOf(changeOf({ id, ...given }), id);
const ids = (changes: readonly { readonly change: { readonly id: string } }[]) =>
  changes.map(({ change }) => change.id);

describe('nextBatch', () => {
  it('takes alike changes from the front, up to the size', () => {
    const { batch, remaining } = nextBatch([planned('a'), planned('b'), planned('c')], new Map(), 2);

    expect(ids(batch)).toEqual(['a', 'b']);
    expect(ids(remaining)).toEqual(['c']);
  });

  it('stops before another system, entity or action', () => {
    expect(ids(nextBatch([planned('a'), planned('b', { system: 'crm' })], new Map(), 9).batch)).toEqual(['a']);
    expect(ids(nextBatch([planned('a'), planned('b', { action: 'delete' })], new Map(), 9).batch)).toEqual(['a']);
  });

  it('never sends a change together with one that it needs', () => {
    expect(ids(nextBatch([planned('a'), planned('b', { after: ['a'] })], new Map(), 9).batch)).toEqual(['a']);
  });

  it('gives up a change whose need was not applied, and those that need it', () => {
    const outcomes = new Map([['a', outcomeOf(changeOf({ id: 'a' }), 'rejected')]]);
    const { batch, unready } = nextBatch(
      [planned('b', { after: ['a'] }), planned('c', { after: ['b'] }), planned('d')],
      outcomes,
      9,
    );

    expect(ids(unready)).toEqual(['b', 'c']);
    expect(ids(batch)).toEqual(['d']);
  });

  it('goes on once the need is applied', () => {
    const outcomes = new Map([['a', outcomeOf(changeOf({ id: 'a' }), 'applied')]]);

    expect(ids(nextBatch([planned('b', { after: ['a'] })], outcomes, 9).batch)).toEqual(['b']);
  });
});

import { describe, expect, it } from 'vitest';
import type { FieldDiff, MatchedRecord, Situation, Verdict } from '../../src/model/record.ts';
import { DifferingPairs } from '../../src/pipeline/differing-pairs.ts';
import type { ReplicaDiff } from '../../src/plan/draft.ts';

const record = (...systems: readonly string[]): MatchedRecord =>
  ({ sides: new Map(systems.map((system) => [system, {}])) }) as unknown as MatchedRecord;
const diff = (verdict: Verdict, owner: string | null) => ({ verdict, owner }) as FieldDiff;
const replica = (
  system: string,
  matched: MatchedRecord,
  diffs: readonly FieldDiff[],
  situation: Situation = 'linked',
): ReplicaDiff => ({ system, matched, situation, diffs }) as unknown as ReplicaDiff;
const counts = (...replicas: readonly ReplicaDiff[]) => {
  const forth = new DifferingPairs('crm');
  const back = new DifferingPairs('crm');
  for (const one of replicas) forth.take(one);
  for (const one of replicas.toReversed()) back.take(one);
  expect([back.compared, back.count()]).toEqual([forth.compared, forth.count()]);
  return [forth.compared, forth.count()];
};

describe('pairs that differ', () => {
  const both = record('crm', 'erp', 'wh');

  it('are none where all fields agree or are not managed', () => {
    const diffs = [
      diff('in agreement', 'crm'),
      diff('unmanaged', 'crm'),
      diff('adopt', 'crm'),
      diff('converged', 'crm'),
    ];

    expect(counts(replica('erp', both, diffs), replica('wh', both, []), replica('crm', both, []))).toEqual([2, 0]);
  });

  it('are counted once, on whichever side the difference is', () => {
    const owner = replica('crm', both, [diff('stale replica', 'erp')]);

    expect(counts(replica('erp', both, []), replica('wh', both, []), owner)).toEqual([2, 1]);
    expect(counts(replica('erp', both, [diff('foreign edit', 'crm')]), replica('wh', both, []), owner)).toEqual([2, 1]);
  });

  it('are all of a record whose life-cycle owner holds an old computed value', () => {
    const owner = replica('crm', both, [diff('stale replica', null)]);

    expect(counts(replica('erp', both, []), replica('wh', both, []), owner)).toEqual([2, 2]);
  });

  it('are those that are not linked, and none of records that only one system holds', () => {
    expect(counts(replica('erp', both, [], 'unlinked'))).toEqual([1, 1]);
    expect(counts(replica('erp', record('crm'), [diff('missing', 'crm')], 'missing'))).toEqual([0, 0]);
    expect(counts(replica('erp', record('erp'), [], 'orphan'))).toEqual([0, 0]);
  });
});

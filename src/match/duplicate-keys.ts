import type { MatchCase, RecordSide } from '../model/record.ts';

/** Sides of one system split into those with a key of their own (or none), and cases of several with one key. */
export function splitDuplicateKeys(
  entity: string,
  sides: readonly RecordSide[],
): { readonly single: readonly RecordSide[]; readonly cases: readonly MatchCase[] } {
  const byKey = new Map<string, RecordSide[]>();
  for (const side of sides) {
    if (side.key === null) continue;
    const same = byKey.get(side.key);
    if (same === undefined) byKey.set(side.key, [side]);
    else same.push(side);
  }
  const cases: MatchCase[] = [];
  const double = new Set<RecordSide>();
  for (const same of byKey.values()) {
    if (same.length < 2) continue;
    for (const side of same) double.add(side);
    const system = same[0]?.live.system ?? '';
    cases.push({ kind: 'collision', code: 'MATCH_DUPLICATE_KEY', entity, system, sides: same });
  }
  return { single: double.size === 0 ? sides : sides.filter((side) => !double.has(side)), cases };
}

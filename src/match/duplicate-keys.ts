import type { MatchCase, RecordSide } from '../model/record.ts';

/** Sides of one system split into those with a key of their own (or none), and cases of several with one key. */
export function splitDuplicateKeys(
  entity: string,
  sides: readonly RecordSide[],
): { readonly single: readonly RecordSide[]; readonly cases: readonly MatchCase[] } {
  const first = new Map<string, RecordSide>();
  const doubles = new Map<string, RecordSide[]>();
  for (const side of sides) {
    if (side.key === null) continue;
    const other = first.get(side.key);
    if (other === undefined) first.set(side.key, side);
    else doubles.set(side.key, [...(doubles.get(side.key) ?? [other]), side]);
  }
  const cases = [...doubles.values()].map((same): MatchCase => {
    const system = same[0]?.live.system ?? '';
    return { kind: 'collision', code: 'MATCH_DUPLICATE_KEY', entity, system, sides: same };
  });
  const double = new Set([...doubles.values()].flat());
  return { single: double.size === 0 ? sides : sides.filter((side) => !double.has(side)), cases };
}

import type { MatchedRecord } from './record.ts';

/** True for a pair found by a match rule alone: until a person has reviewed its link, nothing may take it for proven. */
export function isLinkPending(record: MatchedRecord, system: string): boolean {
  if (record.matchedBy.get(system) !== 'rule') return false;
  const owner = [...record.matchedBy].find(([, by]) => by === 'owner')?.[0];
  return !record.linked.has(system) || owner === undefined || !record.linked.has(owner);
}

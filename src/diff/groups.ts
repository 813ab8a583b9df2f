import type { EntityDef } from '../model/manifest.ts';
import type { FieldDiff } from '../model/record.ts';

/** A group moves as one: when a field of it cannot go, its other fields wait too. */
export function holdGroups(entity: EntityDef, diffs: readonly FieldDiff[]): readonly FieldDiff[] {
  let held = diffs;
  for (const [group, fields] of entity.groups) {
    const members = new Set(fields);
    const waits = held.some(
      (diff) =>
        members.has(diff.name) &&
        (diff.decision === 'hold' || diff.verdict === 'invalid' || diff.verdict === 'unknown'),
    );
    if (!waits) continue;
    const hold = { code: 'group', reason: `It moves with the group ${group}, and a field of that waits.` };
    held = held.map((diff) =>
      members.has(diff.name) && diff.decision === 'write' ? { ...diff, decision: 'hold' as const, hold } : diff,
    );
  }
  return held;
}

import type { EntityDef } from '../model/manifest.ts';
import type { FieldDiff, HoldReason } from '../model/record.ts';

/**
 * A group moves as one: when a field of it cannot go, its other fields wait too. Where nobody's yes would let that field go, the code is
 * `group_invalid`.
 */
export function holdGroups(entity: EntityDef, diffs: readonly FieldDiff[]): readonly FieldDiff[] {
  let held = diffs;
  for (const [group, fields] of entity.groups) {
    const members = new Set(fields);
    const own = held.filter(({ name }) => members.has(name));
    const isInvalid = own.some(({ verdict }) => verdict === 'invalid' || verdict === 'unknown');
    if (!isInvalid && !own.some(({ decision }) => decision === 'hold')) continue;
    const hold = isInvalid
      ? {
          code: 'group_invalid',
          reason: `It moves with the group ${group}, and a field of that is invalid or unknown.`,
        }
      : { code: 'group', reason: `It moves with the group ${group}, and a field of that waits.` };
    held = held.map((diff) => (members.has(diff.name) ? withGroup(diff, hold, isInvalid) : diff));
  }
  return held;
}

/** A field that waits for a person already keeps its reason, unless no yes may release it now. */
function withGroup(diff: FieldDiff, hold: HoldReason, isInvalid: boolean): FieldDiff {
  if (diff.decision === 'write') return { ...diff, decision: 'hold', hold };
  const isWaiting = diff.decision === 'hold' && diff.problem === null;
  return isInvalid && isWaiting ? { ...diff, hold } : diff;
}

import { DIFFERS_AFTER, FIGHT_AFTER, type Contest } from '../model/discrepancy.ts';
import type { HoldReason } from '../model/record.ts';

/** Why a contested field must not be written again, or null. Both writers are named. */
export function contestHold(contest: Contest | undefined, owner: string | null, manifests: string): HoldReason | null {
  if (contest === undefined || contest.manifests !== manifests) return null;
  const { system, field, reverts, differs, proposal } = contest;
  if (reverts >= FIGHT_AFTER)
    return {
      code: 'fight',
      reason: `Two writers overwrite each other: concordat, for its owner ${owner ?? '(computed)'}, and somebody in ${system}; ${field} was put right ${reverts} times.`,
    };
  if (differs >= DIFFERS_AFTER)
    return {
      code: 'differs',
      reason: `${system} accepted ${field} ${differs} times and held something else afterwards; ${proposal === null ? 'see what changes it there' : `try ${proposal}`}.`,
    };
  return null;
}

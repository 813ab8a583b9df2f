import type { HeldChange } from '../model/decision.ts';
import type { Change } from '../model/generated/plan.ts';
import { planKeyText } from '../model/plan-key.ts';
import { allHolds } from '../plan/standing.ts';
import { holdGroups, isApprovable } from '../rules/approvals.ts';

/** In which plan or run a hold was first seen, and who asked. */
export type FirstSeen = Pick<HeldChange, 'requester' | 'since' | 'run' | 'plan'>;

/** True when the change, or a part of it, waits for something that may still be settled. */
export function isWaiting(change: Change): boolean {
  return change.blocked === null && allHolds(change).length > 0;
}

/** A change that waits, as the state lists it. The parts stand in one order: they are compared as text. */
export function heldChange(change: Change, { requester, since, run, plan }: FirstSeen): HeldChange {
  const holds = allHolds(change);
  return {
    id: holdId(change.digest),
    digest: change.digest,
    subject: 'change',
    entity: change.entity,
    system: change.system,
    key: planKeyText(change.key),
    action: change.action,
    fields: change.fields.filter((field) => field.hold !== undefined).map(({ name }) => name),
    codes: [...new Set(holds.map(({ code }) => code))],
    reasons: [...new Set(holds.map(({ reason }) => reason))],
    from: holdGroups(holds),
    requester,
    since,
    run,
    plan,
    isApprovable: isApprovable(holds),
  };
}

/** What a hold is called: the beginning of its digest. */
export function holdId(digest: string): string {
  return digest.slice(0, 12);
}

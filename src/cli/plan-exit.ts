import type { Change, PlanDocument } from '../model/generated/plan.ts';

/**
 * Exit code of `plan` (design §7, §10.13). A refusal by a limit (3) and an incomplete read (75) stand first. With
 * `--detailed-exitcode`: 2 when something would be written, 3 when all that remains waits for a person: held or blocked changes, invalid values,
 * records that cannot be told apart. Else 0.
 */
export function planExit(plan: PlanDocument, planned: 0 | 3 | 75, isDetailed: boolean): number {
  if (planned !== 0 || !isDetailed) return planned;
  if (plan.changes.some((change) => !isWaiting(change))) return 2;
  const { held, blocked } = plan.summary;
  return plan.changes.length + held + blocked > 0 ? 3 : 0;
}

/** True when a change as a whole waits for a person or cannot be written at all. */
export function isWaiting(change: Change): boolean {
  if (change.holds.length > 0 || change.blocked !== null) return true;
  return change.fields.length > 0 && change.fields.every((field) => field.hold !== undefined);
}

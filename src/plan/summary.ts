import type { Change, Finding, Summary } from '../model/generated/plan.ts';

/** Counts that no change shows: pairs compared, and verdicts of fields that need no write. */
export interface Comparison {
  readonly compared: number;
  readonly inAgreement: number;
  readonly byVerdict: ReadonlyMap<string, number>;
}

/** True when the change waits for a person. */
export function isHeld(change: Change): boolean {
  return change.holds.length > 0 && change.blocked === null;
}

/** True when apply may write the change as it stands. */
export function isReleased(change: Change): boolean {
  return change.holds.length === 0 && change.blocked === null;
}

/** True for what waits for a person without being a change: an invalid value, or records that cannot be told apart. */
export function isWaitingFinding({ code, severity, field }: Finding): boolean {
  return severity === 'error' && (field !== undefined || code.startsWith('MATCH_'));
}

/** The summary of design §4 and §10.16: held and blocked changes are counted apart, invalid values and disputed records count as held. */
export function summarise(changes: readonly Change[], findings: readonly Finding[], comparison: Comparison): Summary {
  const released = changes.filter(isReleased);
  const count = (action: Change['action']) => released.filter((change) => change.action === action).length;
  const heldFields = released.filter((change) => change.fields.some((field) => field.hold !== undefined)).length;
  const waiting = findings.filter(isWaitingFinding).length;
  const byVerdict = new Map(comparison.byVerdict);
  const updates = released.filter((change) => change.action === 'update');
  return {
    create: count('create'),
    update: count('update'),
    delete: count('delete'),
    link: count('link'),
    held: changes.filter(isHeld).length + heldFields + waiting,
    blocked: changes.filter((change) => change.blocked !== null).length,
    fields: updates.reduce((sum, change) => sum + change.fields.filter((field) => field.hold === undefined).length, 0),
    compared: comparison.compared,
    in_agreement: comparison.inAgreement,
    by_verdict: Object.fromEntries([...byVerdict].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

import { formatRule } from '../model/diagnostic.ts';
import type { PolicyApproval, PolicyDef, PolicyGuard } from '../model/manifest.ts';
import type { HoldReason } from '../model/record.ts';

/** A field that is about to change, in canonical normal form. */
export interface FieldMove {
  readonly entity: string;
  readonly field: string;
  readonly term: string | null;
  /** Group of the term's own `approve`, or null. */
  readonly approve: string | null;
  readonly action: 'create' | 'update' | 'delete';
  readonly before: string | null;
  readonly after: string | null;
}

/** Why this one field must wait for a person, or null. Guards first, then approvals. */
export function holdOf(policies: readonly PolicyDef[], move: FieldMove): HoldReason | null {
  for (const policy of policies) {
    for (const guard of policy.guards) {
      if (guard.entity !== move.entity || guard.field !== move.field) continue;
      const reason = guardReason(guard, move);
      if (reason !== null) return { code: 'guard', reason, from: guard.holdFor, at: formatRule(guard.at) };
    }
  }
  return approvalOf(policies, move);
}

/** The approval that this one field needs, or null: a policy's first, then its term's own. */
export function approvalOf(policies: readonly PolicyDef[], move: FieldMove): HoldReason | null {
  for (const policy of policies) {
    const approval = policy.approvals.find((candidate) => asksFor(candidate, move));
    if (approval !== undefined) return approvalHold(approval);
  }
  return move.approve === null
    ? null
    : { code: 'approval', reason: `It needs approval from ${move.approve}.`, from: move.approve };
}

/** The approvals that a whole action on a record needs: those that name neither a term nor a field. */
export function actionHolds(
  policies: readonly PolicyDef[],
  { entity, action }: Pick<FieldMove, 'entity' | 'action'>,
): readonly HoldReason[] {
  const whole = { entity, action, field: '', term: null, approve: null, before: null, after: null };
  return policies
    .flatMap((policy) => policy.approvals)
    .filter((approval) => approval.term === null && approval.field === null && asksFor(approval, whole))
    .map(approvalHold);
}

function approvalHold({ from, at }: PolicyApproval): HoldReason {
  return { code: 'approval', reason: `It needs approval from ${from}.`, from, at: formatRule(at) };
}

/** An approval that names nothing but an action is for every record. */
function asksFor(approval: PolicyApproval, move: FieldMove): boolean {
  const isEmpty = approval.term === null && approval.entity === null && approval.field === null;
  if (isEmpty) return approval.action === move.action;
  if (approval.action !== null && approval.action !== move.action) return false;
  if (approval.entity !== null && approval.entity !== move.entity) return false;
  if (approval.field !== null && approval.field !== move.field) return false;
  return approval.term === null || approval.term === move.term;
}

function guardReason(guard: PolicyGuard, move: FieldMove): string | null {
  const after = move.after === null ? Number.NaN : Number(move.after);
  if (guard.factor !== null && move.before !== null && isFactorCrossed(Number(move.before), after, guard.factor)) {
    return `The value moves by more than a factor of ${guard.factor}.`;
  }
  if (guard.minimum !== null && after < Number(guard.minimum)) return `The value falls below ${guard.minimum}.`;
  if (guard.maximum !== null && after > Number(guard.maximum)) return `The value rises above ${guard.maximum}.`;
  if (guard.transitions === null || move.before === null || move.after === null) return null;
  return guard.transitions.get(move.before)?.includes(move.after) === true
    ? null
    : 'The move from one value to the other is not among the allowed transitions.';
}

function isFactorCrossed(before: number, after: number, factor: number): boolean {
  if (!Number.isFinite(before) || !Number.isFinite(after)) return false;
  if (before === after) return false;
  if (before === 0 || after === 0 || before < 0 !== after < 0) return true;
  const ratio = Math.abs(after / before);
  return ratio > factor || ratio < 1 / factor;
}

import { formatRule } from '../model/diagnostic.ts';
import type { HoldAsk } from '../model/generated/plan.ts';
import type { PolicyApproval, PolicyDef, PolicyGuard } from '../model/manifest.ts';
import type { HoldReason } from '../model/record.ts';
import { shapeOf } from './shapes.ts';

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
  /** Shapes of the field's values in that system before the run wrote anything, see shapesOf; absent or empty: nothing is known of them. */
  readonly shapes?: ReadonlySet<string>;
}

/** Why this one field must wait for a person, or null: every guard and every approval that is about it, in one. Guards first, then approvals. */
export function holdOf(policies: readonly PolicyDef[], move: FieldMove): HoldReason | null {
  const guards = policies.flatMap((policy) => policy.guards).filter((guard) => isAbout(guard, move));
  const holds = guards.flatMap((guard): HoldReason[] => {
    const reason = guardReason(guard, move);
    return reason === null ? [] : [{ code: 'guard', reason, from: guard.holdFor, at: formatRule(guard.at) }];
  });
  return joinHolds([...holds, ...approvalsOf(policies, move)]);
}

/** The approvals that this one field needs, or null: those of the policies, then its term's own. */
export function approvalOf(policies: readonly PolicyDef[], move: FieldMove): HoldReason | null {
  return joinHolds(approvalsOf(policies, move));
}

function approvalsOf(policies: readonly PolicyDef[], move: FieldMove): readonly HoldReason[] {
  const asked = policies
    .flatMap((policy) => policy.approvals)
    .filter((approval) => asksFor(approval, move))
    .map(approvalHold);
  if (move.approve === null || asked.some(({ from }) => from === move.approve)) return asked;
  return [...asked, { code: 'approval', reason: `It needs approval from ${move.approve}.`, from: move.approve }];
}

/**
 * Several holds of one field as one, or null for none: the code of the first, every reason, and who must approve, all of them. What asks
 * for nobody in particular gives way to what does.
 */
export function joinHolds(holds: readonly HoldReason[]): HoldReason | null {
  const [first, ...rest] = holds;
  if (first === undefined || rest.length === 0) return first ?? null;
  const { code, at } = first;
  const reason = [...new Set(holds.map((hold) => hold.reason))].join(' ');
  const [asked, ...and] = new Map(holds.flatMap(askOf).map((ask) => [JSON.stringify(ask), ask] as const)).values();
  return { code, reason, ...asked, ...(at === undefined ? {} : { at }), ...(and.length === 0 ? {} : { and }) };
}

function askOf({ from, count, four_eyes, valid_ms, and }: HoldReason): HoldAsk[] {
  if (from === undefined) return [];
  const ask = {
    from,
    ...(count === undefined ? {} : { count }),
    ...(four_eyes === undefined ? {} : { four_eyes }),
    ...(valid_ms === undefined ? {} : { valid_ms }),
  };
  return [ask, ...(and ?? [])];
}

/** True when a guard of the policies asks for the shapes of this field. */
export function needsShapes(
  policies: readonly PolicyDef[],
  { entity, field }: Pick<FieldMove, 'entity' | 'field'>,
): boolean {
  return policies.some(({ guards }) =>
    guards.some((guard) => guard.firstSeen === 'shape' && guard.entity === entity && guard.field === field),
  );
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

/** The reason says how many, so that two approvals of one group stay two reasons. */
function approvalHold({ from, at, count, isFourEyes, expiresMs }: PolicyApproval): HoldReason {
  const people = count === 1 ? from : `${count} people of ${from}`;
  return {
    code: 'approval',
    reason: `It needs approval from ${people}.`,
    from,
    at: formatRule(at),
    ...(count === 1 ? {} : { count }),
    ...(isFourEyes ? { four_eyes: true } : {}),
    ...(expiresMs === null ? {} : { valid_ms: expiresMs }),
  };
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

function isAbout(guard: PolicyGuard, { entity, field }: FieldMove): boolean {
  return guard.entity === entity && guard.field === field;
}

function guardReason(guard: PolicyGuard, move: FieldMove): string | null {
  const after = move.after === null ? Number.NaN : Number(move.after);
  const isEmptied = move.before !== null && move.after === null;
  if (isEmptied && (guard.factor !== null || guard.transitions !== null)) return 'The value becomes empty.';
  if (guard.factor !== null && move.before !== null && isFactorCrossed(Number(move.before), after, guard.factor)) {
    return `The value moves by more than a factor of ${guard.factor}.`;
  }
  if (guard.minimum !== null && after < Number(guard.minimum)) return `The value falls below ${guard.minimum}.`;
  if (guard.maximum !== null && after > Number(guard.maximum)) return `The value rises above ${guard.maximum}.`;
  if (guard.firstSeen === 'shape' && isNewShape(move)) return 'No current value of the field has such a form.';
  if (guard.transitions === null || move.before === null || move.after === null) return null;
  return guard.transitions.get(move.before)?.includes(move.after) === true
    ? null
    : 'The move from one value to the other is not among the allowed transitions.';
}

/** A cleared field has no form; where there are no values yet, every form would be new, and none is suspicious. */
function isNewShape({ after, shapes }: FieldMove): boolean {
  return after !== null && shapes !== undefined && shapes.size > 0 && !shapes.has(shapeOf(after));
}

function isFactorCrossed(before: number, after: number, factor: number): boolean {
  if (!Number.isFinite(before) || !Number.isFinite(after)) return false;
  if (before === after) return false;
  if (before === 0 || after === 0 || before < 0 !== after < 0) return true;
  const ratio = Math.abs(after / before);
  return ratio > factor || ratio < 1 / factor;
}

import type { Decision, Freeze } from '../model/decision.ts';
import type { Change } from '../model/generated/plan.ts';
import type { PlannedChange } from '../model/record.ts';
import type { StateDocument, StateReader } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { outcomeOf, type ApplyContext, type ChangeOutcome } from './apply-context.ts';

/** What people say at the moment of writing: it is asked again before every batch. */
export interface Gate {
  /** The outcome of a change that must not be sent now, or null. */
  readonly refuse: (change: Change) => ChangeOutcome | null;
  /** The decisions that a change uses up, marked so. */
  readonly used: (change: Change) => readonly StateDocument[];
}

/** Reads freezes, and the decisions where a change of the batch needs one. */
export async function openGate(context: ApplyContext, batch: readonly PlannedChange[]): Promise<Gate> {
  const freezes = await bodiesOf<Freeze>(context.store, 'freeze');
  const isAsking = context.isUnlimited || batch.some(({ change }) => change.approved !== undefined);
  const decisions = isAsking ? await bodiesOf<Decision>(context.store, 'decision') : [];
  const own = decisions.map((decision) =>
    decision.consumed === context.runId ? { ...decision, consumed: null } : decision,
  );
  return {
    refuse: (change) =>
      frozenOutcome(freezes, change) ??
      windowOutcome(context, change) ??
      planOutcome(context, change, own) ??
      approvalOutcome(context, change, own),
    used: (change) =>
      change.approved === undefined
        ? []
        : own
            .filter(
              ({ digest, consumed, verdict }) =>
                digest === change.digest && consumed === null && verdict === 'approved',
            )
            .map((decision) => documentOf({ ...decision, consumed: context.runId })),
  };
}

/** The decisions that changes of this run had used, given back because nothing was written. Read anew: a no that came meanwhile stands. */
export async function givenBack(
  context: Pick<ApplyContext, 'store' | 'runId'>,
  changes: readonly Change[],
): Promise<readonly StateDocument[]> {
  const digests = new Set(changes.filter(({ approved }) => approved !== undefined).map(({ digest }) => digest));
  if (digests.size === 0) return [];
  return (await bodiesOf<Decision>(context.store, 'decision'))
    .filter(({ consumed, digest }) => consumed === context.runId && digests.has(digest))
    .map((decision) => documentOf({ ...decision, consumed: null }));
}

function documentOf(decision: Decision): StateDocument {
  return { kind: 'decision', id: decision.id, body: decision as unknown as Json };
}

/** The freeze that covers a change, or undefined. */
export function freezeOf(
  freezes: readonly Freeze[],
  change: Pick<Change, 'entity' | 'system' | 'action'>,
): Freeze | undefined {
  return freezes.find(
    ({ id }) =>
      id === 'all' ||
      (id === `system:${change.system}` && change.action !== 'link') ||
      id === `entity:${change.entity}`,
  );
}

function frozenOutcome(freezes: readonly Freeze[], change: Change): ChangeOutcome | null {
  const freeze = freezeOf(freezes, change);
  return freeze === undefined
    ? null
    : outcomeOf(
        change,
        'not_tried',
        'FROZEN',
        `Writing is frozen (${freeze.id}) by ${freeze.actor} since ${freeze.at}.`,
      );
}

/** A no to the whole plan, given while it runs, ends it. */
function planOutcome(
  { isUnlimited, planDigest }: ApplyContext,
  change: Change,
  decisions: readonly Decision[],
): ChangeOutcome | null {
  const isRejected = decisions.some(({ digest, verdict }) => digest === planDigest && verdict === 'rejected');
  if (!isUnlimited || !isRejected) return null;
  return outcomeOf(change, 'held', 'APPROVAL_GONE', 'The approval of this plan over a limit was taken back.');
}

function windowOutcome(context: ApplyContext, change: Change): ChangeOutcome | null {
  if (change.action === 'link' || context.isWindowOpen(change.system)) return null;
  return outcomeOf(
    change,
    'not_tried',
    'WINDOW_CLOSED',
    `The window in which ${change.system} may be written has closed.`,
  );
}

function approvalOutcome(context: ApplyContext, change: Change, decisions: readonly Decision[]): ChangeOutcome | null {
  if (change.approved === undefined) return null;
  if (context.approvalOf(change.digest, change.approved.holds, decisions) !== null) return null;
  return outcomeOf(
    change,
    'held',
    'APPROVAL_GONE',
    'Its approval expired, was used up or taken back before it was written.',
  );
}

async function bodiesOf<T>(store: StateReader, kind: 'freeze' | 'decision'): Promise<T[]> {
  const found: T[] = [];
  for await (const { body } of store.documents(kind)) found.push(body as unknown as T);
  return found;
}

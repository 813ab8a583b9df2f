import { ConcordatError } from '../model/error.ts';
import type { Change } from '../model/generated/plan.ts';
import type { PlannedChange } from '../model/record.ts';
import { outcomeOf, type ApplyContext, type ChangeOutcome, type Recomputed } from './apply-context.ts';
import { asReviewed } from './as-reviewed.ts';
import { openGate, type Gate } from './gate.ts';
import { intentCommit } from './intent-commit.ts';
import { proveBatch } from './prove-batch.ts';
import { recordOutcomes } from './record-outcomes.ts';
import type { Retries } from './retries.ts';
import { sendBatch } from './write-batch.ts';

/**
 * One batch: re-read and recompute → compare digests → freeze and approvals → durable intents → guarded write → read back → outcomes, base
 * and crosswalk in one durable commit. Gives one outcome per change; those with `again` may be sent once more.
 */
export async function applyBatch(
  context: ApplyContext,
  batch: readonly PlannedChange[],
  retries: Retries,
): Promise<readonly ChangeOutcome[]> {
  const recomputed = await recomputeBatch(context, batch);
  if (recomputed instanceof ConcordatError || recomputed === 'stopped') {
    const unsent = batch.map(({ change }) => retries.lastOf(change) ?? unsentOutcome(change, recomputed));
    await recordOutcomes(context, unsent);
    return unsent;
  }
  await waitForTurn(context, batch);
  if (context.signal.aborted) {
    const unsent = batch.map(({ change }) => retries.lastOf(change) ?? unsentOutcome(change, 'stopped'));
    await recordOutcomes(context, unsent);
    return unsent;
  }
  // Asked after everything that waits: between this and the write lies the intent alone.
  const gate = await openGate(context, batch);
  const settled: ChangeOutcome[] = [];
  const ready: Recomputed[] = [];
  for (const planned of batch) {
    const now = recomputed.get(planned.change.id);
    const early = gate.refuse(planned.change) ?? (await explained(context, planned, recheck(planned, now)));
    if (early !== null)
      settled.push(await settleRepeated(context, planned, { early, last: retries.lastOf(planned.change) }));
    else if (now !== undefined) ready.push({ ...now, planned: restrict(now.planned, planned) });
  }
  await recordOutcomes(context, settled);
  if (ready.length === 0) return settled;
  const sent = await writeReady(context, ready, gate, retries);
  retries.keep(sent);
  return [...settled, ...sent];
}

/** Waits until the system may be asked: a freeze or a stop meanwhile is seen before anything is sent. */
async function waitForTurn(context: ApplyContext, [first]: readonly PlannedChange[]): Promise<void> {
  const system = first?.change.system ?? '';
  for (let ms = context.turnOf(system); ms > 0 && !context.signal.aborted; ms = context.turnOf(system))
    await context.world.sleep(Math.min(ms, 1_000));
}

function recheck(planned: PlannedChange, now: Recomputed | undefined): ChangeOutcome | null {
  if (now?.planned.awaits.some(({ name }) => planned.written.has(name)) === true)
    return outcomeOf(planned.change, 'not_tried', 'NEED_NOT_APPLIED', 'A change that it needs was not applied.');
  const isSame = now?.planned.change.digest === planned.change.digest && now.planned.change.holds.length === 0;
  return isSame
    ? null
    : outcomeOf(planned.change, 'stale', 'STALE', 'The records changed since the plan; plan again to see it.');
}

/**
 * A change that was sent before, and is not to be sent again: what came of that sending is told, not that it was never tried. When the
 * record holds by now what was sent, it landed late.
 */
async function settleRepeated(
  context: ApplyContext,
  planned: PlannedChange,
  { early, last }: { readonly early: ChangeOutcome; readonly last: ChangeOutcome | null },
): Promise<ChangeOutcome> {
  if (last === null) return early;
  const { change, live } = planned;
  const found = live === null ? await context.findCreated(planned) : await context.readBack(change, [live.idParts]);
  const [now] = found ?? [];
  const isThere =
    change.action === 'delete'
      ? now === undefined
      : now !== undefined && (await context.differingFields(planned, now)).length === 0;
  return isThere ? { ...last, outcome: 'applied', code: 'SETTLED_BY_READING', detail: null } : last;
}

/** A create that is due no more because its key is taken where its binding does not look is no stale change: planning again would not end it. */
async function explained(
  context: ApplyContext,
  planned: PlannedChange,
  early: ChangeOutcome | null,
): Promise<ChangeOutcome | null> {
  if (early?.outcome !== 'stale' || planned.change.action !== 'create') return early;
  if (!(await context.isKeyTaken(planned))) return early;
  return outcomeOf(
    planned.change,
    'conflict',
    'KEY_TAKEN',
    'A record with this key is there already, outside the filter of its binding: widen the filter, or change the record.',
  );
}

async function recomputeBatch(
  context: ApplyContext,
  batch: readonly PlannedChange[],
): Promise<ReadonlyMap<string, Recomputed> | ConcordatError | 'stopped'> {
  try {
    return await context.recompute(batch);
  } catch (error) {
    if (context.signal.aborted) return 'stopped';
    if (error instanceof ConcordatError) return error;
    throw error;
  }
}

function unsentOutcome(change: Change, reason: ConcordatError | 'stopped'): ChangeOutcome {
  if (reason === 'stopped') return outcomeOf(change, 'not_tried', 'STOPPED', 'The run was stopped before it.');
  const code = reason.code === 'READ_INCOMPLETE' ? 'REREAD_INCOMPLETE' : reason.code;
  return outcomeOf(change, 'failed', code, 'Its records could not be read again, so nothing was sent.');
}

/** Only what the reviewed change writes is written, with the values of the re-read. */
function restrict(now: PlannedChange, reviewed: PlannedChange): PlannedChange {
  // A batch reads only its own records again: what is gone was proven by the read of the whole.
  return { ...asReviewed(now, reviewed.change), matched: { ...now.matched, gone: reviewed.matched.gone } };
}

async function writeReady(
  context: ApplyContext,
  ready: readonly Recomputed[],
  gate: Gate,
  retries: Retries,
): Promise<readonly ChangeOutcome[]> {
  const [first] = ready;
  if (first === undefined) return [];
  const changes = ready.map(({ planned }) => planned);
  retries.count(changes);
  await context.store.commit(context.lease.current, intentCommit(context, changes, { gate, retries }));
  if (first.planned.change.action === 'link') {
    const linked = changes.map(
      ({ change }) => ({ id: change.id, status: 'applied', nativeId: null, code: null, detail: null }) as const,
    );
    return proveBatch(context, ready, linked, retries);
  }
  mayStillSend(context);
  // A write that was begun is finished: stopping happens between batches.
  const sent = await sendBatch(context.targetOf(first.planned.change), changes, {
    signal: new AbortController().signal,
    runId: context.runId,
  });
  return proveBatch(context, ready, sent, retries);
}

/** A process that slept past its lease sends nothing: its intents are settled by whoever holds the lease now. */
function mayStillSend({ lease, world }: ApplyContext): void {
  if (lease.validUntilMs > world.monotonicMs()) return;
  throw new ConcordatError('STATE_FENCED', 'This run lost its lease on the state before it could write.', {
    advice: 'Nothing was sent after that. Plan again, then apply what is left.',
  });
}

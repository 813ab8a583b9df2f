import type { Change } from '../model/generated/plan.ts';
import { ConcordatError } from '../model/error.ts';
import type { PlannedChange } from '../model/record.ts';
import { outcomeOf, type ApplyContext, type ChangeOutcome, type Recomputed } from './apply-context.ts';
import { nextBatch } from './batches.ts';
import { journalOf, intentOf } from './journal-entries.ts';
import { proveBatch } from './prove-batch.ts';
import { sendBatch } from './write-batch.ts';

/**
 * Applies the reviewed changes in order, batch by batch: recompute → compare digests → intent → guarded write → read back → outcome, base and crosswalk.
 * `fresh` holds the plan made from live data at the start of this apply, by digest. Every reviewed change gets exactly one outcome.
 */
export async function applyChanges(
  context: ApplyContext,
  reviewed: readonly Change[],
  fresh: ReadonlyMap<string, PlannedChange>,
): Promise<{ readonly outcomes: readonly ChangeOutcome[]; readonly stopped: string | null }> {
  const outcomes = new Map<string, ChangeOutcome>();
  const due: PlannedChange[] = [];
  for (const change of reviewed) {
    const planned = fresh.get(change.digest);
    const early = earlyOutcome(context, change, planned);
    if (early !== null) outcomes.set(change.id, early);
    else if (planned !== undefined) due.push(withReviewedHolds(planned, change));
  }
  await recordEarly(context, [...outcomes.values()]);
  let rest: readonly PlannedChange[] = due;
  let stopped: string | null = null;
  while (rest.length > 0) {
    // A system in this very process never waits: without a turn, neither Ctrl-C nor the lease's heartbeat would get one.
    await context.world.sleep(0);
    if (context.signal.aborted) {
      stopped = `Stopped between batches; ${rest.length} changes were not tried.`;
      break;
    }
    const { batch, unready, remaining } = nextBatch(rest, outcomes, context.batchSize);
    for (const planned of unready) outcomes.set(planned.change.id, notReady(planned.change));
    await recordEarly(
      context,
      unready.map((planned) => outcomes.get(planned.change.id)).filter((found) => found !== undefined),
    );
    if (batch.length > 0)
      for (const outcome of await applyBatch(context, batch)) outcomes.set(outcome.change.id, outcome);
    rest = remaining;
    context.progress(due.length - rest.length, due.length, batch[0]?.change.system ?? '');
  }
  for (const planned of rest)
    outcomes.set(
      planned.change.id,
      outcomeOf(planned.change, 'not_tried', 'STOPPED', 'The run was stopped before it.'),
    );
  return { outcomes: reviewed.map((change) => outcomes.get(change.id) ?? outcomeOf(change, 'not_tried')), stopped };
}

function earlyOutcome(context: ApplyContext, change: Change, planned: PlannedChange | undefined): ChangeOutcome | null {
  if (change.blocked !== null) return outcomeOf(change, 'not_tried', 'BLOCKED', change.blocked.reason);
  if (change.holds.length > 0) return outcomeOf(change, 'held', 'HELD', change.holds[0]?.reason ?? null);
  if (planned === undefined && context.isUnread(change))
    return outcomeOf(
      change,
      'failed',
      'READ_INCOMPLETE',
      'A system that it depends on was not read in full, so nothing was sent.',
    );
  if (planned === undefined)
    return outcomeOf(change, 'stale', 'STALE', 'The records changed since the plan; plan again to see it.');
  if (planned.change.holds.length > 0 || planned.change.blocked !== null)
    return outcomeOf(change, 'held', 'HELD', 'It was released when it was planned, and waits for a person now.');
  return null;
}

function notReady(change: Change): ChangeOutcome {
  return outcomeOf(change, 'not_tried', 'NEED_NOT_APPLIED', 'A change that it needs was not applied.');
}

/** A field that was held when the plan was reviewed is not written, whatever holds now. */
function withReviewedHolds(planned: PlannedChange, reviewed: Change): PlannedChange {
  const held = new Set(reviewed.fields.filter((field) => field.hold !== undefined).map((field) => field.name));
  if (held.size === 0) return planned;
  const written = new Map([...planned.written].filter(([name]) => !held.has(name)));
  const natives = new Set([...written.values()].map((field) => field.at));
  return { ...planned, written, values: new Map([...planned.values].filter(([at]) => natives.has(at))) };
}

async function recordEarly(context: ApplyContext, outcomes: readonly ChangeOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await context.store.commit(context.lease.current, {
    journal: outcomes.map((outcome) => journalOf(context, outcome)),
  });
}

async function applyBatch(context: ApplyContext, batch: readonly PlannedChange[]): Promise<readonly ChangeOutcome[]> {
  const recomputed = await recomputeBatch(context, batch);
  if (recomputed instanceof ConcordatError || recomputed === 'stopped') {
    const unsent = batch.map(({ change }) => unsentOutcome(change, recomputed));
    await recordEarly(context, unsent);
    return unsent;
  }
  const settled: ChangeOutcome[] = [];
  const ready: { readonly reviewed: PlannedChange; readonly now: Recomputed }[] = [];
  for (const planned of batch) {
    const now = recomputed.get(planned.change.id);
    if (now?.planned.awaits.some(({ name }) => planned.written.has(name)) === true) {
      settled.push(notReady(planned.change));
    } else if (
      now === undefined ||
      now.planned.change.digest !== planned.change.digest ||
      now.planned.change.holds.length > 0
    ) {
      settled.push(
        outcomeOf(planned.change, 'stale', 'STALE', 'The records changed since the plan; plan again to see it.'),
      );
    } else {
      ready.push({ reviewed: planned, now: { ...now, planned: restrict(now.planned, planned) } });
    }
  }
  await recordEarly(context, settled);
  if (ready.length === 0) return settled;
  return [
    ...settled,
    ...(await writeReady(
      context,
      ready.map(({ now }) => now),
    )),
  ];
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
  return outcomeOf(change, 'failed', reason.code, 'Its records could not be read again, so nothing was sent.');
}

/** Only what the reviewed change writes is written, with the values of the re-read. */
function restrict(now: PlannedChange, reviewed: PlannedChange): PlannedChange {
  return {
    ...now,
    // A batch reads only its own records again: what is gone was proven by the read of the whole.
    matched: { ...now.matched, gone: reviewed.matched.gone },
    written: new Map([...now.written].filter(([name]) => reviewed.written.has(name))),
    values: new Map([...now.values].filter(([at]) => reviewed.values.has(at))),
  };
}

async function writeReady(context: ApplyContext, ready: readonly Recomputed[]): Promise<readonly ChangeOutcome[]> {
  const [first] = ready;
  if (first === undefined) return [];
  const changes = ready.map(({ planned }) => planned);
  await context.store.commit(context.lease.current, {
    journal: changes.map((planned) => intentOf(context, planned.change)),
  });
  if (first.planned.change.action === 'link')
    return proveBatch(
      context,
      ready,
      changes.map(({ change }) => ({ id: change.id, status: 'applied', nativeId: null, code: null, detail: null })),
    );
  // A write that was begun is finished: stopping happens between batches.
  const sent = await sendBatch(context.targetOf(first.planned.change), changes, new AbortController().signal);
  return proveBatch(context, ready, sent);
}

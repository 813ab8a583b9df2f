import type { WriteOutcome } from '../model/connector.ts';
import type { LiveRecord } from '../model/record.ts';
import type { StateDocument } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { ApplyContext, ChangeOutcome, Recomputed } from './apply-context.ts';
import { classify, sentId } from './classify.ts';
import { contestDocuments } from './contests.ts';
import { followUp } from './follow-up.ts';
import { givenBack } from './gate.ts';
import { journalOf } from './journal-entries.ts';
import { heldId, madeId } from './intent-commit.ts';
import { learnBatch, type Proven } from './learn.ts';
import type { Retries } from './retries.ts';

/**
 * Reads back what a batch wrote, gives every change its outcome, and moves base and crosswalk on proof alone, in one durable commit.
 * Unknown outcomes are read after the system's settle time, and so are writes that nothing guarded.
 */
export async function proveBatch(
  context: ApplyContext,
  ready: readonly Recomputed[],
  sent: readonly WriteOutcome[],
  retries: Retries,
): Promise<readonly ChangeOutcome[]> {
  const early = isUnguarded(ready) ? await readBatch(context, ready, sent) : null;
  await settle(context, ready, sent);
  const found = await readBatch(context, ready, sent);
  const proven: Proven[] = [];
  for (const [index, recomputed] of ready.entries()) {
    const own = found[index] ?? { live: undefined, isRead: false, isSearchable: false };
    const seen = { planned: recomputed.planned, sent: sent[index], ...own };
    const outcome = await classify(context, seen, retries);
    const was = early?.[index]?.live;
    const isOverwritten = outcome.outcome === 'applied_differently' && was?.version !== own.live?.version;
    proven.push({
      recomputed,
      live: own.live,
      outcome:
        was !== undefined && isOverwritten && (await context.differingFields(recomputed.planned, was)).length === 0
          ? { ...outcome, code: 'OVERWRITTEN', detail: OVERWRITTEN }
          : outcome,
    });
  }
  const outcomes = proven.map(({ outcome }) => outcome);
  const { documents, audit } = followUp(context, outcomes);
  const back = await givenBack(
    context,
    outcomes.filter(isUnwritten).map(({ change }) => change),
  );
  await context.store.commit(context.lease.current, {
    ...learnBatch(context, proven),
    journal: outcomes.map((outcome) => journalOf(context, outcome)),
    documents: [
      ...documents,
      ...proven.flatMap(({ recomputed, outcome }) => contestDocuments(context, recomputed.planned, outcome)),
      ...proven.flatMap((one) => madeDocuments(context, one)),
      ...back,
    ],
    audit,
  });
  return outcomes;
}

/** Which record a create made, and what a system made of what it accepted: kept for taking it back. */
function madeDocuments(context: ApplyContext, { recomputed, live, outcome }: Proven): StateDocument[] {
  const { change, values } = recomputed.planned;
  if (live === undefined) return [];
  const made = madeId(context.runId, change.id);
  const held = heldId(context.runId, change.id);
  const own = Object.fromEntries([...live.native].filter(([at]) => values.has(at))) as Record<string, Json>;
  return [
    ...(change.action === 'create'
      ? [{ kind: 'envelope' as const, id: made, body: context.seal(made, [...live.idParts]) }]
      : []),
    ...(outcome.outcome === 'applied_differently'
      ? [{ kind: 'envelope' as const, id: held, body: context.seal(held, own) }]
      : []),
  ];
}

const OVERWRITTEN =
  'It was there just after the write, and something else after the system had settled: nothing guards it.';

function isUnguarded(ready: readonly Recomputed[]): boolean {
  return ready.some(({ planned }) => planned.change.action === 'update' && planned.change.guard.strength === 'none');
}

/** Nothing was written: the approval that it had is given back. */
function isUnwritten({ outcome }: ChangeOutcome): boolean {
  return outcome === 'failed' || outcome === 'conflict';
}

/** Waits until a lost write has landed or never will, and until an unguarded one shows what became of it. */
async function settle(
  context: ApplyContext,
  ready: readonly Recomputed[],
  sent: readonly WriteOutcome[],
): Promise<void> {
  const change = ready[0]?.planned.change;
  const settleMs = change === undefined ? 0 : (context.capabilitiesOf(change)?.settleMs ?? 0);
  if (change === undefined || settleMs === 0 || change.action === 'link') return;
  const isUnknown = ready.some((_, index) => (sent[index]?.status ?? 'unknown') === 'unknown');
  if (isUnguarded(ready) || isUnknown) await context.world.sleep(settleMs);
}

interface ReadBack {
  readonly live: LiveRecord | undefined;
  readonly isRead: boolean;
  readonly isSearchable: boolean;
}

/** The records as they are after the batch, in its order. */
async function readBatch(
  context: ApplyContext,
  ready: readonly Recomputed[],
  sent: readonly WriteOutcome[],
): Promise<readonly ReadBack[]> {
  const [first] = ready;
  if (first === undefined || first.planned.change.action === 'link')
    return ready.map(() => ({ live: undefined, isRead: true, isSearchable: false }));
  const ids = ready.flatMap(({ planned }, index) => {
    const parts = sent[index]?.nativeId ?? planned.live?.idParts;
    return parts === undefined || parts === null ? [] : [parts];
  });
  try {
    const records = ids.length === 0 ? [] : await context.readBack(first.planned.change, ids);
    const byId = new Map(records.map((live) => [live.nativeId, live] as const));
    const found: ReadBack[] = [];
    for (const [index, recomputed] of ready.entries()) {
      const id = sentId(recomputed.planned, sent[index]);
      found.push(
        id === null
          ? await search(context, recomputed, sent[index])
          : { live: byId.get(id), isRead: true, isSearchable: true },
      );
    }
    return found;
  } catch {
    // Whatever failed, it proves nothing: every change of the batch gets the outcome `unknown`, and an alert.
    return ready.map(() => ({ live: undefined, isRead: false, isSearchable: false }));
  }
}

/** A create without an answer is searched for by its key. Two of them are not settled by reading. */
async function search(
  context: ApplyContext,
  { planned }: Recomputed,
  sent: WriteOutcome | undefined,
): Promise<ReadBack> {
  if (sent?.status === 'rejected' || sent?.status === 'failed')
    return { live: undefined, isRead: true, isSearchable: true };
  const found = await context.findCreated(planned);
  if (found === null) return { live: undefined, isRead: true, isSearchable: false };
  if (found.length > 1) return { live: undefined, isRead: true, isSearchable: false };
  return { live: found[0], isRead: true, isSearchable: true };
}

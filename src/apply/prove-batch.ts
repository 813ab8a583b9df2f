import type { WriteOutcome } from '../model/connector.ts';
import { isLinkPending } from '../model/link-pending.ts';
import type { LiveRecord, PlannedChange } from '../model/record.ts';
import type { BaseEntry, CrosswalkLink, StateCommit, Tombstone } from '../model/state.ts';
import { nativeIdText } from '../value/key-text.ts';
import { outcomeOf, type ApplyContext, type ChangeOutcome, type Recomputed } from './apply-context.ts';
import { afterWrite, baseEntryOf } from './base-entry.ts';
import { journalOf } from './journal-entries.ts';

/** Reads back what a batch wrote, gives every change its outcome, and moves base and crosswalk on proof alone, in one durable commit. */
export async function proveBatch(
  context: ApplyContext,
  ready: readonly Recomputed[],
  sent: readonly WriteOutcome[],
): Promise<readonly ChangeOutcome[]> {
  const found = await readBatch(context, ready, sent);
  const outcomes: ChangeOutcome[] = [];
  const commit = {
    links: [] as CrosswalkLink[],
    base: [] as BaseEntry[],
    unlinks: [] as NonNullable<StateCommit['unlinks']>[number][],
    unbase: [] as NonNullable<StateCommit['unbase']>[number][],
    tombstones: [] as Tombstone[],
  };
  for (const [index, recomputed] of ready.entries()) {
    const given = sent[index];
    const live = found?.get(idOf(recomputed.planned, given) ?? '');
    const outcome =
      found === null
        ? unproven(context, recomputed.planned, given)
        : await classify(context, recomputed.planned, given, live);
    outcomes.push(outcome);
    if (outcome.outcome === 'applied') learn(context, recomputed, live, commit);
    if (outcome.outcome === 'applied_differently' && live !== undefined) learnRecord(context, recomputed, live, commit);
  }
  await context.store.commit(context.lease.current, {
    ...commit,
    journal: outcomes.map((outcome) => journalOf(context, outcome)),
  });
  return outcomes;
}

/** The records as they are after the batch, by native id; null when they could not be read, which proves nothing. */
async function readBatch(
  context: ApplyContext,
  ready: readonly Recomputed[],
  sent: readonly WriteOutcome[],
): Promise<ReadonlyMap<string, LiveRecord> | null> {
  const [first] = ready;
  if (first === undefined || first.planned.change.action === 'link') return new Map();
  const ids = ready.flatMap(({ planned }, index) => {
    const parts = sent[index]?.nativeId ?? planned.live?.idParts;
    return parts === undefined ? [] : [parts];
  });
  try {
    const records = await context.readBack(first.planned.change, ids);
    return new Map(records.map((live) => [live.nativeId, live] as const));
  } catch {
    // Whatever failed, it proves nothing: every change of the batch gets the outcome `unknown`.
    return null;
  }
}

function idOf(planned: PlannedChange, sent: WriteOutcome | undefined): string | null {
  const parts = sent?.nativeId ?? planned.live?.idParts;
  return parts === undefined || parts === null ? null : nativeIdText(parts);
}

function unproven(context: ApplyContext, planned: PlannedChange, sent: WriteOutcome | undefined): ChangeOutcome {
  const id = idOf(planned, sent);
  const nativeId = id === null ? null : context.shownId(planned.change, id);
  const status = sent?.status ?? 'unknown';
  if (status === 'conflict' || status === 'rejected' || status === 'failed')
    return { ...outcomeOf(planned.change, status, sent?.code ?? null, sent?.detail ?? null), nativeId };
  return {
    ...outcomeOf(planned.change, 'unknown', 'READ_BACK_FAILED', 'It was sent, and could not be read back.'),
    nativeId,
  };
}

async function classify(
  context: ApplyContext,
  planned: PlannedChange,
  sent: WriteOutcome | undefined,
  live: LiveRecord | undefined,
): Promise<ChangeOutcome> {
  const { change } = planned;
  const id = idOf(planned, sent);
  const nativeId = id === null ? null : context.shownId(change, id);
  const done = (
    outcome: ChangeOutcome['outcome'],
    code: string | null = sent?.code ?? null,
    detail: string | null = sent?.detail ?? null,
  ) => ({ ...outcomeOf(change, outcome, code, detail), nativeId });
  if (change.action === 'link') return done('applied');
  const status = sent?.status ?? 'unknown';
  if (status === 'conflict' || status === 'rejected' || status === 'failed') return done(status);
  const isThere =
    change.action === 'delete' ? live === undefined : live !== undefined && (await context.holdsWritten(planned, live));
  if (isThere) return done('applied', status === 'unknown' ? 'SETTLED_BY_READING' : null, null);
  if (status === 'applied')
    return done(
      'applied_differently',
      'READ_BACK_DIFFERS',
      'The system accepted the write, and holds something else now.',
    );
  const isUntouched = live !== undefined && live.version === planned.live?.version;
  return isUntouched
    ? done('failed', sent?.code ?? null, 'The write did not land; settled by reading.')
    : done('unknown');
}

function learn(
  context: ApplyContext,
  { planned, agreement }: Recomputed,
  live: LiveRecord | undefined,
  commit: {
    links: CrosswalkLink[];
    base: BaseEntry[];
    unlinks: NonNullable<StateCommit['unlinks']>[number][];
    unbase: NonNullable<StateCommit['unbase']>[number][];
    tombstones: Tombstone[];
  },
): void {
  const { matched, change } = planned;
  const record = context.ids.of(matched);
  if (change.action === 'delete') {
    for (const [system, nativeId] of matched.gone) {
      commit.tombstones.push({
        entity: change.entity,
        system,
        nativeId,
        key: context.ids.keyOf(matched),
        at: context.world.now(),
      });
    }
    if (planned.live !== null)
      commit.unlinks.push({ entity: change.entity, system: change.system, nativeId: planned.live.nativeId });
    commit.unbase.push({ entity: change.entity, system: change.system, record });
    return;
  }
  learnRecord(context, { planned, agreement }, live, commit);
  if (agreement === null) return;
  const entry = baseEntryOf(
    live === undefined ? agreement : afterWrite(agreement, planned.written, live.rawDigest),
    record,
  );
  if (change.action === 'create' && live !== undefined) commit.base.push(...context.birthBases(planned, live, entry));
  else if (entry !== null) commit.base.push(entry);
}

/** Which native records are one record, and which one a create made: known also where the system holds other values than were sent. */
function learnRecord(
  context: ApplyContext,
  { planned }: Recomputed,
  live: LiveRecord | undefined,
  commit: { links: CrosswalkLink[] },
): void {
  const { matched, change } = planned;
  const record = context.ids.of(matched);
  const known = (system: string, nativeId: string) => context.knownLink(change.entity, system, nativeId);
  commit.links.push(...context.ids.linksOf(matched, reviewedSides(planned), known));
  if (live !== undefined && known(change.system, live.nativeId)?.record !== record) {
    commit.links.push({
      entity: change.entity,
      system: change.system,
      nativeId: live.nativeId,
      record,
      key: context.ids.keyOf(matched),
    });
  }
  if (change.action === 'create' && live !== undefined) context.onCreated(planned, live);
}

/** Systems whose side is surely this record; a pair that only a match rule found is so by its own reviewed link. */
function reviewedSides({ matched, change }: PlannedChange): string[] {
  const isReviewed = (system: string) => change.action === 'link' && change.system === system;
  return [...matched.sides.keys()].filter((system) => isReviewed(system) || !isLinkPending(matched, system));
}

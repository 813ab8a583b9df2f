import { isLinkPending } from '../model/link-pending.ts';
import type { LiveRecord, PlannedChange } from '../model/record.ts';
import type { BaseEntry, CrosswalkLink, StateCommit, Tombstone } from '../model/state.ts';
import type { ApplyContext, ChangeOutcome, Recomputed } from './apply-context.ts';
import { afterWrite, baseEntryOf } from './base-entry.ts';

/** A change with its outcome and the record as it was read back. */
export interface Proven {
  readonly recomputed: Recomputed;
  readonly outcome: ChangeOutcome;
  readonly live: LiveRecord | undefined;
}

interface Learnt {
  readonly links: CrosswalkLink[];
  readonly base: BaseEntry[];
  readonly unlinks: NonNullable<StateCommit['unlinks']>[number][];
  readonly unbase: NonNullable<StateCommit['unbase']>[number][];
  readonly tombstones: Tombstone[];
}

/** What proven outcomes teach the state: base, crosswalk, tombstones. Nothing else moves them. */
export function learnBatch(context: ApplyContext, proven: readonly Proven[]): Learnt {
  const learnt: Learnt = { links: [], base: [], unlinks: [], unbase: [], tombstones: [] };
  for (const { recomputed, outcome, live } of proven) {
    if (outcome.outcome === 'applied') learn(context, recomputed, live, learnt);
    if (outcome.outcome === 'applied_differently' && live !== undefined) learnRecord(context, recomputed, live, learnt);
  }
  return learnt;
}

function learn(
  context: ApplyContext,
  { planned, agreement }: Recomputed,
  live: LiveRecord | undefined,
  learnt: Learnt,
): void {
  const { matched, change } = planned;
  const record = context.ids.of(matched);
  if (change.action === 'delete') {
    for (const [system, nativeId] of matched.gone) {
      learnt.tombstones.push({
        entity: change.entity,
        system,
        nativeId,
        key: context.ids.keyOf(matched),
        at: context.world.now(),
      });
    }
    // A create that was taken back stays linked: the next plan calls the record vanished, and a person decides.
    if (planned.live !== null && change.situation !== 'undone')
      learnt.unlinks.push({ entity: change.entity, system: change.system, nativeId: planned.live.nativeId });
    learnt.unbase.push({ entity: change.entity, system: change.system, record });
    return;
  }
  learnRecord(context, { planned, agreement }, live, learnt);
  // What was taken back is agreed no more: the next plan calls it first contact, and a person decides.
  if (change.situation === 'undone') learnt.unbase.push({ entity: change.entity, system: change.system, record });
  if (agreement === null) return;
  const entry = baseEntryOf(
    live === undefined ? agreement : afterWrite(agreement, planned.written, live.rawDigest),
    record,
  );
  if (change.action === 'create' && live !== undefined) learnt.base.push(...context.birthBases(planned, live, entry));
  else if (entry !== null) learnt.base.push(entry);
}

/** Which native records are one record, and which one a create made: known also where the system holds other values than were sent. */
function learnRecord(
  context: ApplyContext,
  { planned }: Recomputed,
  live: LiveRecord | undefined,
  learnt: Learnt,
): void {
  const { matched, change } = planned;
  const record = context.ids.of(matched);
  const known = (system: string, nativeId: string) => context.knownLink(change.entity, system, nativeId);
  learnt.links.push(...context.ids.linksOf(matched, reviewedSides(planned), known));
  if (live !== undefined && change.situation !== 'undone' && known(change.system, live.nativeId)?.record !== record) {
    learnt.links.push({
      entity: change.entity,
      system: change.system,
      nativeId: live.nativeId,
      record,
      key: context.ids.keyOf(matched),
    });
  }
  if (change.action === 'create' && change.situation !== 'undone' && live !== undefined)
    context.onCreated(planned, live);
}

/** Systems whose side is surely this record; a pair that only a match rule found is so by its own reviewed link. */
function reviewedSides({ matched, change }: PlannedChange): string[] {
  const isReviewed = (system: string) => change.action === 'link' && change.system === system;
  return [...matched.sides.keys()].filter((system) => isReviewed(system) || !isLinkPending(matched, system));
}

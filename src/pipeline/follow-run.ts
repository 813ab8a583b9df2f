import { writeAddress } from '../plan/standing.ts';
import { shellWord } from '../apply/follow-up.ts';
import type { Troubles } from '../apply/troubles.ts';
import type { HeldChange } from '../model/decision.ts';
import type { Change } from '../model/generated/plan.ts';
import type { PlannedChange } from '../model/record.ts';
import type { StateCommit, StateDocument } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { heldChange, isWaiting } from './held-change.ts';
import { isPartlyHeld } from './relist-holds.ts';
import type { BindingRead, Run } from './run.ts';

/** What a run has seen of the whole project before it writes. */
export interface SeenProject {
  readonly run: Run;
  readonly troubles: Troubles;
  readonly runId: string;
  readonly plan: string;
  /** Who made the plan. */
  readonly requester: string;
  /** Digests of the reviewed changes. */
  readonly reviewed: ReadonlySet<string>;
  /** Every change that live data asks for now. */
  readonly changes: readonly PlannedChange[];
  readonly reads: ReadonlyMap<string, BindingRead>;
}

/** Held changes, incomplete reads, and what is over: as documents, with their alerts. */
export function followProject(seen: SeenProject): Required<Pick<StateCommit, 'documents' | 'undocuments'>> {
  // What is about to be written in part is listed afterwards, by what then remains of it.
  const held = seen.changes
    .filter((planned) => !(seen.reviewed.has(planned.change.digest) && isPartlyHeld(planned)))
    .map(({ change }) => change)
    .filter(isWaiting);
  const digests = new Set(held.map(({ digest }) => digest));
  const gone = [...seen.run.memory.followed.holds.values()].filter(
    (hold) => hold.subject === 'change' && !digests.has(hold.digest) && isWhole(seen, hold.entity, hold.system),
  );
  return {
    documents: [
      ...held.flatMap((change) => holdDocuments(seen, change)),
      ...gone.flatMap((hold) => seen.troubles.resolve(seen.troubles.idOf(`hold ${hold.digest}`, subjectOf(hold)))),
      ...readDocuments(seen),
      ...agreedDocuments(seen),
    ],
    undocuments: gone.map(({ id }) => ({ kind: 'hold' as const, id })),
  };
}

/** What still waits of changes that the run has written in part. */
export function followRemaining(seen: SeenProject, remaining: readonly PlannedChange[]): readonly StateDocument[] {
  return remaining
    .map(({ change }) => change)
    .filter(isWaiting)
    .flatMap((change) => holdDocuments(seen, change));
}

/** True when every system of the entity was read in full: only then is what is not seen gone. */
function isWhole({ reads }: SeenProject, entity: string | null, system: string | null): boolean {
  const own = [...reads.values()].filter((read) => read.entity === entity);
  return own.some((read) => read.system === system) && own.every((read) => read.certificate.complete);
}

function holdDocuments(seen: SeenProject, change: Change): StateDocument[] {
  const { followed } = seen.run.memory;
  const known = followed.holds.get(change.digest);
  const held = heldChange(change, {
    requester: known?.requester ?? seen.requester,
    since: known?.since ?? seen.run.project.world.now(),
    run: known?.run ?? seen.runId,
    plan: known?.plan ?? seen.plan,
  });
  const isFight = held.codes.includes('fight');
  const alert = seen.troubles.meet({
    ...subjectOf(held),
    about: `hold ${held.digest}`,
    kind: isFight ? 'fight' : 'hold',
    code: isFight ? 'FIGHT' : 'HELD',
    state: 'held',
    severity: isFight ? 'error' : 'warning',
    detail: held.reasons.join(' '),
    owner: seen.run.manifest.entities.get(change.entity)?.lifecycle.owner ?? null,
    nativeId: change.native_id,
    change: change.id,
    digest: change.digest,
    command: `concordat holds show ${held.id}`,
    from: held.from.map(({ group }) => group).join(', ') || null,
  });
  const isNews = known === undefined || JSON.stringify(known) !== JSON.stringify(held);
  return [...(isNews ? [{ kind: 'hold' as const, id: held.id, body: held as unknown as Json }] : []), ...alert];
}

function subjectOf({ entity, system, key }: Pick<HeldChange, 'entity' | 'system' | 'key'>) {
  return { entity: entity ?? '', system: system ?? '', key, field: null };
}

function readDocuments({ reads, troubles, run }: SeenProject): StateDocument[] {
  return [...reads.values()].flatMap(({ entity, system, certificate }) => {
    const about = { entity, system, key: null, field: null };
    if (certificate.complete) return troubles.resolve(troubles.idOf('read', about));
    return troubles.meet({
      ...about,
      about: 'read',
      kind: 'incomplete-read',
      code: 'READ_INCOMPLETE',
      state: 'open',
      severity: 'error',
      detail: `${entity} was not read in full in ${system}, so nothing is created, deleted or cleared on its word.`,
      owner: run.manifest.entities.get(entity)?.lifecycle.owner ?? null,
      nativeId: null,
      change: null,
      digest: null,
      command: `concordat system check ${shellWord(system)}`,
      from: null,
    });
  });
}

/** A record whose systems were read in full, and that no change is about any more, is proven to agree: its trouble is over. */
function agreedDocuments(seen: SeenProject): StateDocument[] {
  const due = new Set(seen.changes.map(({ change }) => writeAddress(change)));
  return seen.troubles
    .open()
    .filter(({ kind, key }) => kind === 'failure' && key !== null)
    .filter(
      ({ entity, system, key }) => !due.has([entity, system, key].join('\u0000')) && isWhole(seen, entity, system),
    )
    .flatMap(({ id }) => seen.troubles.resolve(id));
}

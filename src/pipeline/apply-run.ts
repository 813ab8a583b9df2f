import { applyChanges } from '../apply/apply-changes.ts';
import type { ApplyContext, ChangeOutcome } from '../apply/apply-context.ts';
import { runEntry } from '../apply/journal-entries.ts';
import { RecordIds } from '../apply/record-ids.ts';
import { settleIntents } from '../apply/settle-intents.ts';
import { limitRefusal, verifyPlan } from '../apply/verify-plan.ts';
import type { ApplyReport } from '../model/generated/apply.ts';
import type { Change, PlanDocument } from '../model/generated/plan.ts';
import type { LiveRecord, MatchedRecord, PlannedChange } from '../model/record.ts';
import type { Lease, StateStore } from '../model/state.ts';
import { planChanges } from '../plan/build-plan.ts';
import { maskNativeId } from '../plan/mask-values.ts';
import { planDigest } from '../plan/digest.ts';
import { checkLimits } from '../plan/limits.ts';
import { isReleased } from '../plan/summary.ts';
import { decodeRecords } from '../transform/decode.ts';
import { sameNative } from '../value/native-kind.ts';
import { applyReport } from './apply-report.ts';
import { BirthBases } from './birth-base.ts';
import { computeProject, liveCounts, planContext } from './compute-project.ts';
import { matchEntities, type Matched } from './match-entities.ts';
import { lookupRecords, readBindings } from './read-bindings.ts';
import { recompute, type RecomputeContext } from './recompute.ts';
import { newMarks, Proofs, storedKey } from './remember.ts';
import type { BindingRead, Run } from './run.ts';

/** Most changes in one batch: small enough to stop soon, large enough to be fast. */
const BATCH_SIZE = 200;

/** An open run with the right to write. */
export interface ApplyRun {
  readonly run: Run;
  readonly store: StateStore;
  readonly lease: { current: Lease };
  /** Identity of the state before this apply opened it; null when there was none. */
  readonly lineage: string | null;
}

/** Under the lease: verify → read → match → compute → record equalities → apply what was reviewed. */
export async function applyRun({ run, store, lease, lineage }: ApplyRun, reviewed: PlanDocument): Promise<ApplyReport> {
  const { world, digests } = run.project;
  const started = world.now();
  verifyPlan(reviewed, {
    now: started,
    lineage,
    manifests: run.manifest.treeDigest,
    keyId: digests.keyId,
    identities: run.identities,
    unreachable: new Set(run.unreachable.keys()),
    policies: run.manifest.policies,
    digest: planDigest(digests, reviewed.header, reviewed.changes, reviewed.findings),
  });
  const reads = await readBindings(run);
  const matched = await matchEntities(run, reads);
  const ids = new RecordIds(world, (record) => storedKey(run, record));
  const proofs = new Proofs(run, ids);
  const computed = await computeProject(run, matched, reviewed.header.bootstrap, (agreement) => proofs.take(agreement));
  const context = planContext(run, reads, reviewed.header.bootstrap);
  const planned = planChanges(context, computed.replicas, run.entityOrder);
  if (checkLimits(reviewed.changes, run.manifest.policies, liveCounts(reads), reviewed.header.bootstrap).length > 0)
    throw limitRefusal();
  const runId = world.newId();
  await store.commit(lease.current, {
    journal: [runEntry(runId, started, 'run-start', reviewed.header.digest, { changes: reviewed.changes.length })],
  });
  await settleIntents(store, lease.current, runId, world);
  await store.commit(lease.current, { links: proofs.links, base: proofs.base, reads: newMarks(run, reads) });
  const plan: RecomputeContext = {
    run,
    matched,
    computed,
    plan: context,
    created: new Map(),
    cutFields: cutFields(planned.changes),
  };
  const fresh = new Map(planned.changes.map((change) => [change.change.digest, change] as const));
  const applied = await applyChanges(
    applyContext({ run, store, lease, reviewed, runId, ids, proofs, reads, matched, plan }),
    reviewed.changes,
    fresh,
  );
  const appeared = appearedChanges(reviewed, planned.changes);
  const report = applyReport({
    run,
    runId,
    started,
    reviewed,
    outcomes: applied.outcomes,
    stopped: applied.stopped,
    agreed: proofs.base.length,
    appeared,
    reads,
  });
  await store.commit(lease.current, {
    journal: [runEntry(runId, world.now(), 'run-end', reviewed.header.digest, countOutcomes(applied.outcomes))],
  });
  return report;
}

interface ApplyParts {
  readonly run: Run;
  readonly store: StateStore;
  readonly lease: { current: Lease };
  readonly reviewed: PlanDocument;
  readonly runId: string;
  readonly ids: RecordIds;
  readonly proofs: Proofs;
  readonly reads: ReadonlyMap<string, BindingRead>;
  readonly matched: Matched;
  readonly plan: RecomputeContext;
}

function applyContext(parts: ApplyParts): ApplyContext {
  const { run, plan, matched } = parts;
  const created = new Map<string, readonly string[]>();
  const births = new BirthBases(run);
  return {
    runId: parts.runId,
    planDigest: parts.reviewed.header.digest,
    world: run.project.world,
    store: parts.store,
    lease: parts.lease,
    ids: parts.ids,
    batchSize: BATCH_SIZE,
    signal: run.signal,
    targetOf: (change) => targetOf(run, change),
    recompute: (changes) => recompute({ ...plan, created }, changes),
    // A batch that was sent is read back, also when the run is told to stop.
    readBack: (change, nativeIds) => readBack({ ...run, signal: new AbortController().signal }, change, nativeIds),
    holdsWritten: (planned, live) => holdsWritten(run, matched, planned, live),
    onCreated: (planned, live) => {
      created.set(`${planned.change.entity}\u0000${planned.change.system}\u0000${planned.matched.key}`, live.idParts);
      linkCreated(run, matched, planned, live);
    },
    birthBases: (planned, live, own) => births.of(planned, live, own),
    shownId: (change, nativeId) => {
      const runtime = run.runtimes.get(change.entity);
      return runtime === undefined ? nativeId : maskNativeId(run.project.digests, runtime, change.system, nativeId);
    },
    knownLink: (entity, system, nativeId) => parts.proofs.linkOf(entity, system, nativeId),
    isUnread: (change) => (matched.incomplete.get(change.entity)?.size ?? 0) > 0,
    progress: (done, total, system) => run.progress({ phase: 'apply', system, count: done, total }),
  };
}

function targetOf(run: Run, change: Change): ReturnType<ApplyContext['targetOf']> {
  const connector = run.connectors.get(change.system);
  const binding = run.manifest.entities.get(change.entity)?.bindings.get(change.system);
  if (connector === undefined || binding === undefined)
    throw new Error('Bug in concordat: a change names a system that is not open.');
  return { connector, resource: binding.resource, id: binding.id };
}

async function readBack(
  run: Run,
  change: Change,
  nativeIds: readonly (readonly string[])[],
): Promise<readonly LiveRecord[]> {
  const binding = run.manifest.entities.get(change.entity)?.bindings.get(change.system);
  return binding === undefined ? [] : lookupRecords(run, change.entity, binding, binding.id, nativeIds, false);
}

/** Every written field, read back, equals what was written: under the field's equality, or in the system's own form. */
async function holdsWritten(run: Run, matched: Matched, planned: PlannedChange, live: LiveRecord): Promise<boolean> {
  const runtime = run.runtimes.get(planned.change.entity);
  if (runtime === undefined) return false;
  const [side] = await decodeRecords(runtime, planned.change.system, [live], matched.refs, run.evaluator);
  return [...planned.written].every(([name, { at, normal }]) => {
    const field = side?.fields.get(name);
    if (field !== undefined && field.state === 'value' && field.normal === normal) return true;
    return sameNative(live.native.get(at), planned.values.get(at), live.columns.get(at)?.kind ?? 'text');
  });
}

function linkCreated(run: Run, matched: Matched, planned: PlannedChange, live: LiveRecord): void {
  const entity = run.manifest.entities.get(planned.change.entity);
  if (entity === undefined) return;
  const owner = planned.matched.sides.get(entity.lifecycle.owner);
  const key =
    owner === undefined ? undefined : matched.refs.keyOf(entity.name, entity.lifecycle.owner, owner.live.nativeId);
  if (key !== undefined) matched.refs.link(entity.name, planned.change.system, live.nativeId, key);
}

/** Fields that second steps set, by id of their create. */
function cutFields(changes: readonly PlannedChange[]): ReadonlyMap<string, ReadonlySet<string>> {
  const creates = new Map<MatchedRecord, PlannedChange[]>();
  for (const planned of changes) {
    if (planned.change.action === 'create')
      creates.set(planned.matched, [...(creates.get(planned.matched) ?? []), planned]);
  }
  const cut = new Map<string, ReadonlySet<string>>();
  for (const { change, matched } of changes) {
    if (change.situation !== 'second step') continue;
    const first = creates.get(matched)?.find((create) => create.change.system === change.system);
    if (first !== undefined) cut.set(first.change.id, new Set(change.fields.map(({ name }) => name)));
  }
  return cut;
}

function appearedChanges(reviewed: PlanDocument, planned: readonly PlannedChange[]): Change[] {
  const seen = new Set(reviewed.changes.map(({ digest }) => digest));
  const known = new Set(reviewed.changes.map(({ id }) => id));
  const isSelective = reviewed.header.select.length > 0 || reviewed.header.exclude.length > 0;
  return isSelective
    ? []
    : planned
        .map(({ change }) => change)
        .filter((change) => isReleased(change) && !seen.has(change.digest) && !known.has(change.id));
}

function countOutcomes(outcomes: readonly ChangeOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

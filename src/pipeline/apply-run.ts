import { applyChanges } from '../apply/apply-changes.ts';
import type { ChangeOutcome, RunIdentity } from '../apply/apply-context.ts';
import { runLeaf } from '../apply/audit-leaves.ts';
import { runEntry } from '../apply/journal-entries.ts';
import type { HeldLease } from '../apply/lease.ts';
import { RecordIds } from '../apply/record-ids.ts';
import type { Settled } from '../apply/settle-intents.ts';
import { stopTrouble, Troubles } from '../apply/troubles.ts';
import { limitRefusal, verifyPlan } from '../apply/verify-plan.ts';
import { ConcordatError } from '../model/error.ts';
import type { ApplyReport } from '../model/generated/apply.ts';
import type { Change, PlanDocument } from '../model/generated/plan.ts';
import type { MatchedRecord, PlannedChange } from '../model/record.ts';
import type { StateStore } from '../model/state.ts';
import { actorOf } from '../model/world.ts';
import { planChanges } from '../plan/build-plan.ts';
import { planDigest } from '../plan/digest.ts';
import { changesByDigest } from '../plan/narrow.ts';
import { checkLimits } from '../plan/limits.ts';
import { isReleased } from '../plan/summary.ts';
import { applyContext } from './apply-context.ts';
import { applyReport } from './apply-report.ts';
import { computeProject, liveCounts, planContext } from './compute-project.ts';
import { endRun } from './end-run.ts';
import { judgedNow, loadFollowed } from './followed.ts';
import { followProject, followRemaining } from './follow-run.ts';
import { matchEntities } from './match-entities.ts';
import { planApproval } from './plan-approval.ts';
import { readBindings } from './read-bindings.ts';
import type { RecomputeContext } from './recompute.ts';
import { newMarks, Proofs, storedKey } from './remember.ts';
import type { Run } from './run.ts';
import { undoRun } from './undo.ts';
import { remainingHolds } from './relist-holds.ts';
import { settleRun } from './settle-run.ts';

/** An open run with the right to write. */
export interface ApplyRun {
  readonly run: Run;
  readonly store: StateStore;
  readonly lease: HeldLease;
}

/** What is applied, and by whom. */
interface Reviewed {
  readonly plan: PlanDocument;
  readonly identity: RunIdentity;
  readonly troubles: Troubles;
  readonly started: string;
  /** Identity of the state before this apply opened it; null when there was none. */
  readonly lineage: string | null;
}

/** Under the lease: settle what a stopped run left → verify → read → match → compute → record equalities → apply what was reviewed. */
export async function applyRun(open: ApplyRun, plan: PlanDocument, lineage: string | null): Promise<ApplyReport> {
  const { run } = open;
  const { world } = run.project;
  const identity: RunIdentity = {
    runId: world.newId(),
    planDigest: plan.header.digest,
    actor: actorOf(world),
    commit: plan.header.git?.commit ?? null,
    manifests: run.manifest.treeDigest,
  };
  const troubles = new Troubles(run.memory.followed.discrepancies, run.project, identity);
  const reviewed = { plan, identity, troubles, started: world.now(), lineage };
  const settled = await settleRun(open, identity, troubles);
  // What was just settled or parked counts in this very run.
  const followed = await loadFollowed(open.store);
  const current: ApplyRun = {
    ...open,
    run: { ...run, requester: plan.header.by ?? identity.actor, memory: { ...run.memory, followed } },
  };
  const approval = planApproval(current.run, plan);
  try {
    verify(current, reviewed, approval !== null);
    return await writeReviewed(current, reviewed, { settled, approval });
  } catch (error) {
    if (error instanceof ConcordatError && error.code === 'PLAN_OVER_LIMIT')
      await open.store.commit(open.lease.current, { documents: stopTrouble(troubles, error.code, error.message) });
    throw error;
  }
}

function verify({ run }: ApplyRun, { plan, started, lineage }: Reviewed, isUnlimited: boolean): void {
  const { digests } = run.project;
  verifyPlan(plan, {
    now: started,
    judged: judgedNow(run.memory.followed, started),
    lineage,
    manifests: run.manifest.treeDigest,
    keyId: digests.keyId,
    identities: run.identities,
    unreachable: new Set(run.unreachable.keys()),
    policies: run.manifest.policies,
    freezes: run.memory.followed.freezes,
    isUnlimited,
    digest: planDigest(digests, plan.header, plan.changes, plan.findings),
  });
}

async function writeReviewed(
  open: ApplyRun,
  reviewed: Reviewed,
  { settled, approval }: { readonly settled: Settled; readonly approval: ReturnType<typeof planApproval> },
): Promise<ApplyReport> {
  const { run, store, lease } = open;
  const { plan, identity, troubles } = reviewed;
  const { world } = run.project;
  const isBootstrap = plan.header.bootstrap;
  const reads = await readBindings(run);
  const matched = await matchEntities(run, reads);
  const ids = new RecordIds(world, (record) => storedKey(run, record));
  const proofs = new Proofs(run, ids);
  const computed = await computeProject(run, matched, isBootstrap, (agreement) => proofs.take(agreement));
  const context = planContext(run, reads, isBootstrap);
  const planned = planChanges(context, computed.replicas, run.entityOrder);
  const undo = plan.header.undo ?? null;
  const due = undo === null ? planned : await undoRun(run, store, context, undo);
  const isOver = checkLimits(plan.changes, run.manifest.policies, liveCounts(reads), isBootstrap).length > 0;
  // Reading takes its time: a yes that was taken back meanwhile is none.
  const followed = await loadFollowed(store);
  const isStillApproved =
    approval !== null && planApproval({ ...run, memory: { ...run.memory, followed } }, plan) !== null;
  if ((isOver || approval !== null) && !isStillApproved) throw limitRefusal();
  const { changes } = planned;
  const reviewedDigests = new Set(plan.changes.map(({ digest }) => digest));
  const seen = {
    run,
    troubles,
    runId: identity.runId,
    plan: identity.planDigest,
    requester: run.requester,
    changes: undo === null ? changes : [...changes, ...due.changes],
    reads,
    reviewed: reviewedDigests,
  };
  await store.commit(lease.current, {
    journal: [
      runEntry(identity.runId, reviewed.started, 'run-start', identity.planDigest, { changes: plan.changes.length }),
    ],
    audit: [runLeaf(identity, reviewed.started, 'start', { changes: plan.changes.length })],
    documents: approval === null ? [] : approval.used(identity.runId),
  });
  await store.commit(lease.current, {
    links: proofs.links,
    base: proofs.base,
    reads: newMarks(run, reads),
    ...followProject(seen),
  });
  const created = new Map<string, readonly string[]>();
  const recomputing: RecomputeContext = {
    run,
    matched,
    computed,
    plan: context,
    created,
    cutFields: cutFields(changes),
  };
  const isUnlimited = approval !== null;
  const applied = await applyChanges(
    applyContext({
      ...open,
      identity,
      troubles,
      ids,
      proofs,
      reads,
      matched,
      plan: recomputing,
      isBootstrap,
      isUnlimited,
      isSelective: plan.header.select.length > 0 || plan.header.exclude.length > 0,
      unsettled: settled.addresses,
      undo,
      created,
    }),
    plan.changes,
    changesByDigest(due, plan),
  );
  const report = applyReport({
    run,
    runId: identity.runId,
    started: reviewed.started,
    reviewed: plan,
    outcomes: applied.outcomes,
    stopped: applied.stopped,
    settled: settled.counts,
    agreed: proofs.base.length,
    appeared: undo === null ? appearedChanges(plan, changes) : [],
    reads,
  });
  const remaining = await remainingHolds(recomputing, store, due.changes, applied.outcomes);
  await endRun(open, {
    waiting: followRemaining(seen, remaining),
    identity,
    troubles,
    applied,
    counts: countOutcomes(applied.outcomes),
    report,
    reads,
  });
  return report;
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

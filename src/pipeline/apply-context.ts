import type { ApplyContext, RunIdentity } from '../apply/apply-context.ts';
import type { RecordIds } from '../apply/record-ids.ts';
import { isSystemOpen } from '../apply/windows.ts';
import type { Troubles } from '../apply/troubles.ts';
import { isPaced, type PacedConnector } from '../connector/paced.ts';
import { backoffMs } from '../connector/retry.ts';
import { sealEnvelope } from '../audit/envelope.ts';
import type { Change } from '../model/generated/plan.ts';
import type { LiveRecord, PlannedChange } from '../model/record.ts';
import { limitOf } from '../plan/limits.ts';
import { maskNativeId, maskVersion } from '../plan/mask-values.ts';
import { decodeRecords } from '../transform/decode.ts';
import { sameNative } from '../value/native-kind.ts';
import type { ApplyRun } from './apply-run.ts';
import { BirthBases } from './birth-base.ts';
import { liveCounts } from './compute-project.ts';
import type { Matched } from './match-entities.ts';
import { lookupRecords } from './read-bindings.ts';
import { recompute, type RecomputeContext } from './recompute.ts';
import type { Proofs } from './remember.ts';
import { bindingAddress, type BindingRead, type Run } from './run.ts';
import { recomputeUndo } from './undo.ts';
import { findByKey, isKeyTakenOutside } from './settle-run.ts';
import { approvalOf } from './standing.ts';

/** Most changes in one batch: small enough to stop soon, large enough to be fast. */
const BATCH_SIZE = 200;

/** What the context of one apply is made of. */
export interface ContextParts extends ApplyRun {
  readonly identity: RunIdentity;
  readonly troubles: Troubles;
  readonly ids: RecordIds;
  readonly proofs: Proofs;
  readonly reads: ReadonlyMap<string, BindingRead>;
  readonly matched: Matched;
  readonly plan: RecomputeContext;
  readonly isBootstrap: boolean;
  readonly isUnlimited: boolean;
  readonly isSelective: boolean;
  /** Addresses of intents that could not be settled: nothing else is sent there. */
  readonly unsettled: ReadonlySet<string>;
  /** Native ids that this run creates, by `entity NUL system NUL key`; filled as it goes. */
  readonly created: Map<string, readonly string[]>;
  /** The run that the plan takes back, or null. */
  readonly undo: string | null;
}

/** Gives apply its hands: every function that reads, decides about values or knows the manifests. */
export function applyContext(parts: ContextParts): ApplyContext {
  const { run, plan, matched } = parts;
  const { digests, world } = run.project;
  const { created } = parts;
  const births = new BirthBases(run);
  const live = liveCounts(parts.reads);
  return {
    ...parts.identity,
    world,
    digests,
    store: parts.store,
    lease: parts.lease,
    ids: parts.ids,
    troubles: parts.troubles,
    contests: run.memory.followed.contests,
    unsettled: parts.unsettled,
    batchSize: BATCH_SIZE,
    signal: run.signal,
    isUnlimited: parts.isUnlimited,
    isSelective: parts.isSelective,
    isWindowOpen: (system) => isSystemOpen(run.manifest.policies, system, world.now()),
    targetOf: (change) => targetOf(run, change),
    capabilitiesOf: ({ entity, system }) => run.capabilities.get(bindingAddress(entity, system)),
    retryBudgetOf: (system) => pacedOf(run, system)?.retryBudget ?? { take: () => true },
    backoffMs,
    turnOf: (system) => pacedOf(run, system)?.waitMs() ?? 0,
    recompute: (changes) =>
      parts.undo === null
        ? recompute({ ...plan, created }, changes)
        : recomputeUndo(run, parts.store, plan.plan, { runId: parts.undo, changes }),
    // A batch that was sent is read back, also when the run is told to stop.
    readBack: (change, nativeIds) => readBack(unstoppable(run), change, nativeIds),
    findCreated: ({ change, values }) => findByKey(unstoppable(run), change.entity, change.system, values),
    isKeyTaken: ({ change, values }) => isKeyTakenOutside(unstoppable(run), change.entity, change.system, values),
    differingFields: (planned, record) => differingFields(run, matched, planned, record),
    onCreated: (planned, record) => {
      created.set(`${planned.change.entity}\u0000${planned.change.system}\u0000${planned.matched.key}`, record.idParts);
      linkCreated(run, matched, planned, record);
    },
    birthBases: (planned, record, own) => births.of(planned, record, own),
    shownId: (change, nativeId) => {
      const runtime = run.runtimes.get(change.entity);
      return runtime === undefined ? nativeId : maskNativeId(digests, runtime, change.system, nativeId);
    },
    shownVersion: (change, version) => {
      const runtime = run.runtimes.get(change.entity);
      return runtime === undefined ? version : maskVersion(digests, runtime, change.system, version);
    },
    knownLink: (entity, system, nativeId) => parts.proofs.linkOf(entity, system, nativeId),
    isUnread: (change) => (matched.incomplete.get(change.entity)?.size ?? 0) > 0,
    approvalOf: (digest, holds, decisions) => {
      const { status, expires } = approvalOf(run, digest, holds, decisions);
      return status === 'approved' ? expires : null;
    },
    seal: (id, content) => sealEnvelope(digests, id, content),
    allowanceOf: (entity, system, action) =>
      limitOf({
        entity,
        system,
        action,
        live: live.get(bindingAddress(entity, system)) ?? 0,
        isBootstrap: parts.isBootstrap,
        policies: run.manifest.policies,
      }),
    lifecycleOwner: (entity) => run.manifest.entities.get(entity)?.lifecycle.owner ?? null,
    progress: (done, total, system) => run.progress({ phase: 'apply', system, count: done, total }),
  };
}

function unstoppable(run: Run): Run {
  return { ...run, signal: new AbortController().signal };
}

/** A connector that was opened past its pacing has no budget, and may always be asked once more. */
function pacedOf(run: Run, system: string): PacedConnector | null {
  const connector = run.connectors.get(system);
  return connector !== undefined && isPaced(connector) ? connector : null;
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

/** Written fields that, read back, do not equal what was written: neither under the field's equality, nor in the system's own form. */
async function differingFields(
  run: Run,
  matched: Matched,
  planned: PlannedChange,
  live: LiveRecord,
): Promise<readonly string[]> {
  const runtime = run.runtimes.get(planned.change.entity);
  if (runtime === undefined) return [''];
  const [side] = await decodeRecords(runtime, planned.change.system, [live], matched.refs, run.evaluator);
  return [...planned.written]
    .filter(([name, { at, normal }]) => {
      const field = side?.fields.get(name);
      if (field !== undefined && field.state === 'value' && field.normal === normal) return false;
      return !sameNative(live.native.get(at), planned.values.get(at), live.columns.get(at)?.kind ?? 'text');
    })
    .map(([name]) => name);
}

function linkCreated(run: Run, matched: Matched, planned: PlannedChange, live: LiveRecord): void {
  const entity = run.manifest.entities.get(planned.change.entity);
  if (entity === undefined) return;
  const owner = planned.matched.sides.get(entity.lifecycle.owner);
  const key =
    owner === undefined ? undefined : matched.refs.keyOf(entity.name, entity.lifecycle.owner, owner.live.nativeId);
  if (key !== undefined) matched.refs.link(entity.name, planned.change.system, live.nativeId, key);
}

import type { Recomputed } from '../apply/apply-context.ts';
import type { Proof } from '../match/situation.ts';
import type { Binding } from '../model/manifest.ts';
import type { Agreement, LiveRecord, MatchedRecord, PlannedChange, RecordSide } from '../model/record.ts';
import type { NativeValue } from '../model/value.ts';
import { draftChanges } from '../plan/build-plan.ts';
import type { PlanContext, ReplicaDiff } from '../plan/draft.ts';
import { narrowed } from '../plan/narrow.ts';
import { withStanding } from '../plan/standing.ts';
import { secondStepOf, withoutFields } from '../plan/two-steps.ts';
import { decodeRecords, decodeReferences } from '../transform/decode.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { nativeIdText, parseNativeId } from '../value/key-text.ts';
import { computeEntity } from './compute-entity.ts';
import { tombstonesOf, type ComputedProject } from './compute-project.ts';
import { idsOutsideFilter, matchSides, type Matched } from './match-entities.ts';
import { keyColumns } from './key-columns.ts';
import { lookupRecords } from './read-bindings.ts';
import type { Run } from './run.ts';

/** What recomputing needs from the run's own plan. */
export interface RecomputeContext {
  readonly run: Run;
  readonly matched: Matched;
  readonly computed: ComputedProject;
  readonly plan: PlanContext;
  /** Native ids that this run created, by `entity NUL system NUL key`. */
  readonly created: ReadonlyMap<string, readonly string[]>;
  /** Fields that a second step sets, by id of the create. */
  readonly cutFields: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the records of some changes again on all sides and computes these changes anew, through the same stages as the plan. */
export async function recompute(
  context: RecomputeContext,
  changes: readonly PlannedChange[],
): Promise<ReadonlyMap<string, Recomputed>> {
  const [first] = changes;
  const runtime = first === undefined ? undefined : context.run.runtimes.get(first.change.entity);
  if (first === undefined || runtime === undefined) return new Map();
  const isSecondStep = first.change.situation === 'second step';
  const records = await rematch(
    context,
    runtime,
    first.change.system,
    changes.map(({ matched }) => matched),
  );
  const proofs = await proofsNow(context, runtime, records);
  const unique = context.computed.unique.get(runtime.entity.name) ?? new Map();
  const replicas: ReplicaDiff[] = [];
  const agreements = new Map<string, Agreement>();
  const input = {
    run: context.run,
    runtime,
    refs: context.matched.refs,
    unique,
    shapes: context.computed.shapes.get(runtime.entity.name) ?? new Map(),
    isBootstrap: context.plan.isBootstrap || isSecondStep,
    proofs,
    incomplete: context.matched.incomplete.get(runtime.entity.name) ?? new Set<string>(),
    base: context.run.memory.base,
    isProving: true,
    tombstones: tombstonesOf(context.run, runtime.entity.name),
  };
  await computeEntity(input, records, ({ replica, agreement }) => {
    if (replica.system !== first.change.system) return;
    replicas.push(replica);
    if (agreement !== null) agreements.set(replica.matched.key, agreement);
  });
  return pickChanges(context, changes, replicas, agreements);
}

/** What the run's reads prove, together with what left a filter since. */
async function proofsNow(
  { run, matched }: RecomputeContext,
  runtime: EntityRuntime,
  records: readonly MatchedRecord[],
): Promise<ReadonlyMap<string, Proof>> {
  const proofs = matched.proofs.get(runtime.entity.name) ?? new Map<string, Proof>();
  const left: string[] = [];
  for (const system of runtime.entity.bindings.keys()) {
    for (const id of await idsOutsideFilter(run, runtime, system, records)) left.push(`${system}\u0000${id}`);
  }
  if (left.length === 0) return proofs;
  const widened = (proof: Proof): Proof => ({ ...proof, outOfScope: new Set([...proof.outOfScope, ...left]) });
  return new Map([...proofs].map(([system, proof]) => [system, widened(proof)] as const));
}

function pickChanges(
  context: RecomputeContext,
  changes: readonly PlannedChange[],
  replicas: readonly ReplicaDiff[],
  agreements: ReadonlyMap<string, Agreement>,
): Map<string, Recomputed> {
  const byKey = new Map(replicas.map((replica) => [replica.matched.key, replica] as const));
  const found = new Map<string, Recomputed>();
  for (const wanted of changes) {
    const replica = byKey.get(wanted.matched.key);
    if (replica === undefined) continue;
    const drafts = draftChanges(context.plan, [replica]);
    const action = wanted.change.action;
    const draft = drafts.find(({ change }) => change.action === action);
    const planned = draft === undefined ? undefined : fitted(context, replica, wanted, draft);
    // People decided about the change in the form in which they saw it.
    if (planned !== undefined)
      found.set(wanted.change.id, {
        planned: withStanding(planned, context.plan.standing),
        agreement: agreements.get(wanted.matched.key) ?? null,
      });
  }
  return found;
}

/** Brings a fresh draft into the form that the reviewed change has: its selected fields alone, or one of two steps. */
function fitted(
  context: RecomputeContext,
  replica: ReplicaDiff,
  wanted: PlannedChange,
  draft: PlannedChange,
): PlannedChange | undefined {
  if (wanted.kept !== undefined) return narrowed(context.plan, replica, draft, wanted.kept) ?? undefined;
  if (wanted.change.situation === 'second step')
    return secondStepOf(context.plan, replica, draft, new Set(wanted.change.fields.map(({ name }) => name)));
  const cut = context.cutFields.get(wanted.change.id);
  return cut === undefined ? draft : withoutFields(context.plan, replica, draft, cut);
}

async function rematch(
  context: RecomputeContext,
  runtime: EntityRuntime,
  target: string,
  records: readonly MatchedRecord[],
): Promise<readonly MatchedRecord[]> {
  const { run, matched } = context;
  const { entity } = runtime;
  const sides = new Map<string, readonly RecordSide[]>();
  for (const binding of entity.bindings.values()) {
    const isSearched = binding.system === target || binding.system === entity.lifecycle.owner;
    const lives = await rereadSide(context, runtime, { binding, isSearched }, records);
    const decoded = await decodeRecords(runtime, binding.system, lives, matched.refs, run.evaluator);
    sides.set(
      binding.system,
      decoded.map((side) => decodeReferences(runtime, side, matched.refs)),
    );
  }
  return matchSides(run, runtime, sides, new Set(entity.bindings.keys())).records;
}

/** One system of a re-read. In the written system and the life-cycle owner, a record that was not there is searched for again. */
interface Reread {
  readonly binding: Binding;
  readonly isSearched: boolean;
}

/**
 * Known records by their id; where a record has none in a searched system, whatever holds its key now: a create must not make a second one.
 * In other systems only what the run's snapshot saw is read again: a record that this run created there feeds no other write (design §3.5).
 */
async function rereadSide(
  context: RecomputeContext,
  runtime: EntityRuntime,
  { binding, isSearched }: Reread,
  records: readonly MatchedRecord[],
): Promise<readonly LiveRecord[]> {
  const { run } = context;
  const ids = new Map<string, readonly string[]>();
  const keys: (readonly NativeValue[])[] = [];
  const by = isSearched ? keyColumns(runtime, binding) : null;
  for (const record of records) {
    const parts = idOf(context, { binding, isSearched }, record);
    if (parts !== null) ids.set(nativeIdText(parts), parts);
    const isAbsent = parts === null || !record.sides.has(binding.system);
    const key = isAbsent && by !== null ? nativeKey(runtime, binding, record) : null;
    if (key !== null) keys.push(key);
  }
  const byId = await lookupRecords(run, runtime.entity.name, binding, binding.id, [...ids.values()], true);
  const byKey = by === null ? [] : await lookupRecords(run, runtime.entity.name, binding, by, keys, false);
  const all = new Map([...byId, ...byKey].map((live) => [live.nativeId, live] as const));
  return [...all.values()];
}

function idOf(
  context: RecomputeContext,
  { binding, isSearched }: Reread,
  record: MatchedRecord,
): readonly string[] | null {
  const side = record.sides.get(binding.system);
  if (side !== undefined) return side.live.idParts;
  const created = isSearched
    ? context.created.get(`${record.entity}\u0000${binding.system}\u0000${record.key}`)
    : undefined;
  if (created !== undefined) return created;
  const gone = record.gone.get(binding.system);
  return gone === undefined ? null : parseNativeId(gone, binding.id.length);
}

function nativeKey(runtime: EntityRuntime, binding: Binding, record: MatchedRecord): readonly NativeValue[] | null {
  const side = [...record.sides.values()].find((candidate) => candidate.key !== null);
  const parts: NativeValue[] = [];
  for (const name of runtime.entity.key) {
    const field = side?.fields.get(name);
    const codec = runtime.bindings.get(binding.system)?.fields.get(name)?.codec;
    if (field?.state !== 'value' || codec === undefined) return null;
    const encoded = codec.encode(field.value);
    if (!encoded.ok) return null;
    parts.push(encoded.value);
  }
  return parts;
}

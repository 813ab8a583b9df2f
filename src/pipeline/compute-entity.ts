import { diffDeactivation } from '../diff/diff-deactivation.ts';
import { diffRecord, type DiffInput } from '../diff/diff-record.ts';
import { holdGroups } from '../diff/groups.ts';
import { situationOf, type Proof } from '../match/situation.ts';
import type {
  Agreement,
  DesiredField,
  EncodedField,
  FieldDiff,
  MatchedRecord,
  RefIndex,
  ResolvedRecord,
  RowDigests,
  Situation,
} from '../model/record.ts';
import { isNothing } from '../model/value.ts';
import type { ReplicaDiff } from '../plan/draft.ts';
import { resolveFields } from '../resolve/resolve-fields.ts';
import { markDuplicates, type UniqueCounts } from '../rules/uniqueness.ts';
import { deriveFields } from '../transform/derive.ts';
import { encodeMapped, encodeWrites } from '../transform/encode.ts';
import { isReplicaField, type BindingRuntime, type EntityRuntime } from '../value/entity-runtime.ts';
import { agreementOf, rowDigests } from './agreement.ts';
import { checkRecords, holdAction, holdFields, type RuleVerdict } from './check-records.ts';
import type { FieldShapes } from './field-shapes.ts';
import { holdContested } from './standing.ts';
import type { Run } from './run.ts';

/** What computing one entity's diffs depends on beside its matched records. */
export interface ComputeInput {
  readonly run: Run;
  readonly runtime: EntityRuntime;
  readonly refs: RefIndex;
  readonly unique: UniqueCounts;
  /** Forms of current values, for the guards that ask about them. */
  readonly shapes: FieldShapes;
  readonly isBootstrap: boolean;
  /** Proof of absence, by replica. */
  readonly proofs: ReadonlyMap<string, Proof>;
  /** Systems that were not read in full; their nothing clears nothing. */
  readonly incomplete: ReadonlySet<string>;
  /** Base entries by `entity NUL system NUL record`. */
  readonly base: Run['memory']['base'];
  /** True when the caller records what is proven; a plan does not. */
  readonly isProving: boolean;
  /** Keys that a tombstone forbids to revive: `system NUL native id` of the owner's record. */
  readonly tombstones: ReadonlySet<string>;
}

/** One record in one replica: the diff for the plan, and what it proves for the base. */
export interface Computed {
  readonly replica: ReplicaDiff;
  readonly agreement: Agreement | null;
  readonly rules: RuleVerdict;
}

const SLICE = 1000;

/** Resolves, derives, encodes, checks and diffs matched records, slice by slice; each result is handed over once. */
export async function computeEntity(
  input: ComputeInput,
  records: readonly MatchedRecord[],
  take: (computed: Computed) => void,
): Promise<void> {
  for (let start = 0; start < records.length; start += SLICE) {
    input.run.signal.throwIfAborted();
    await computeSlice(input, records.slice(start, start + SLICE), take);
  }
}

async function computeSlice(
  input: ComputeInput,
  matched: readonly MatchedRecord[],
  take: (computed: Computed) => void,
): Promise<void> {
  const { runtime, run } = input;
  const owned = matched.map((record) =>
    markDuplicates({ matched: record, fields: resolveFields(runtime, record) }, input.unique),
  );
  const resolved = await deriveFields(runtime, owned, run.evaluator);
  const verdicts = await checkRecords(run, runtime, resolved);
  for (const binding of runtime.bindings.values()) {
    const writes = await encodeAllWrites(input, binding, resolved);
    resolved.forEach((record, index) => {
      const situation = situationFor(input, record.matched, binding);
      if (situation === null) return;
      const rules = verdicts[index] ?? { holds: [], findings: [] };
      take(
        computeReplica(
          input,
          binding,
          record,
          situation,
          writes.map(([native, values]) => [native, values[index]] as const),
          rules,
        ),
      );
    });
  }
}

type WriteColumn = readonly [string, readonly DesiredField[]];

async function encodeAllWrites(
  input: ComputeInput,
  binding: BindingRuntime,
  resolved: readonly ResolvedRecord[],
): Promise<WriteColumn[]> {
  const columns: WriteColumn[] = [];
  for (const write of binding.writes.values()) {
    columns.push([write.native, await encodeWrites(input.runtime, write, resolved, input.run.evaluator)]);
  }
  return columns;
}

function situationFor(input: ComputeInput, matched: MatchedRecord, binding: BindingRuntime): Situation | null {
  const { system } = binding.binding;
  const { owner } = input.runtime.entity.lifecycle;
  if (system === owner) return matched.sides.has(owner) ? 'linked' : null;
  if (!matched.sides.has(owner) && !matched.sides.has(system)) return null;
  const proof = input.proofs.get(system);
  return proof === undefined ? 'unknown' : situationOf(matched, system, proof);
}

function computeReplica(
  input: ComputeInput,
  binding: BindingRuntime,
  record: ResolvedRecord,
  situation: Situation,
  writes: readonly (readonly [string, DesiredField | undefined])[],
  rules: RuleVerdict,
): Computed {
  const { runtime } = input;
  const { system } = binding.binding;
  const diffInput = diffInputOf(input, binding, record, situation, writes);
  const { manifest } = input.run;
  const context = { runtime, matched: record.matched, system, situation, shapes: input.shapes };
  const diffs = holdGroups(
    runtime.entity,
    holdContested(input.run, record.matched, system, holdFields(manifest, context, diffsFor(diffInput, situation))),
  );
  const ownerId = record.matched.sides.get(runtime.entity.lifecycle.owner)?.live.nativeId;
  const isTombstoned =
    ownerId !== undefined && input.tombstones.has(`${runtime.entity.lifecycle.owner}\u0000${ownerId}`);
  const replica = {
    runtime,
    system,
    matched: record.matched,
    situation,
    diffs,
    holds: [...(diffs.length === 0 ? [] : rules.holds), ...holdAction(manifest, runtime, situation)],
    isTombstoned,
  };
  return { replica, agreement: input.isProving ? agreementOf(diffInput, situation, diffs) : null, rules };
}

function diffsFor(input: DiffInput, situation: Situation): FieldDiff[] {
  switch (situation) {
    case 'linked':
    case 'unlinked':
    case 're-keyed':
    case 'missing':
    case 'vanished':
      return diffRecord(input);
    case 'deleted at source':
      return input.runtime.entity.lifecycle.onDelete === 'deactivate' ? diffDeactivation(input) : [];
    default:
      return [];
  }
}

function diffInputOf(
  input: ComputeInput,
  binding: BindingRuntime,
  record: ResolvedRecord,
  situation: Situation,
  writes: readonly (readonly [string, DesiredField | undefined])[],
): DiffInput {
  const { runtime } = input;
  const { system } = binding.binding;
  const mapped = new Map<string, EncodedField>();
  for (const [name, field] of binding.fields) {
    if (!isReplicaField(runtime, system, name)) continue;
    const encoded = encodeMapped(runtime, system, field, record.fields.get(name), input.refs);
    mapped.set(name, isUncertifiedClear(input, name, encoded) ? UNCERTIFIED : encoded);
  }
  const base =
    record.matched.record === null
      ? undefined
      : input.base.get(`${runtime.entity.name}\u0000${system}\u0000${record.matched.record}`);
  return {
    runtime,
    binding,
    record: record.matched,
    mapped,
    writes: new Map(
      writes.flatMap(([native, desired]) => (desired === undefined ? [] : [[native, certified(input, desired)]])),
    ),
    base,
    rows: base === undefined && !input.isProving ? NO_ROWS : rowDigests(runtime, binding, record.matched),
    isBootstrap: input.isBootstrap,
    isCreate: situation === 'missing' || situation === 'vanished',
  };
}

const UNCERTIFIED: EncodedField = { desired: { state: 'unknown' }, awaits: null };

/** Design principle 5: no clear without a read certificate of the owner, or for a derived field of every system. */
function isUncertifiedClear(input: ComputeInput, name: string, { desired }: EncodedField): boolean {
  if (input.incomplete.size === 0 || desired.state !== 'value') return false;
  if (desired.value !== null && !isNothing(desired.value)) return false;
  const owner = input.runtime.fields.get(name)?.def.owner ?? null;
  return owner === null || input.incomplete.has(owner);
}

function certified(input: ComputeInput, desired: DesiredField): EncodedField {
  const isClear = desired.state === 'value' && (desired.native === null || desired.native === '');
  return isClear && input.incomplete.size > 0 ? UNCERTIFIED : { desired, awaits: null };
}

/** Row digests are compared with a base alone. */
const NO_ROWS: RowDigests = { owner: '', replica: '' };

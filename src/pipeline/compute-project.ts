import type { Finding } from '../model/generated/plan.ts';
import type { Binding } from '../model/manifest.ts';
import type { Agreement, MatchedRecord } from '../model/record.ts';
import type { PlanContext, ReplicaDiff } from '../plan/draft.ts';
import { caseFinding } from '../plan/case-findings.ts';
import type { Comparison } from '../plan/summary.ts';
import { resolveField } from '../resolve/resolve-fields.ts';
import { approvalOf } from '../rules/field-guards.ts';
import { countUnique, type UniqueCounts } from '../rules/uniqueness.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { DifferingPairs } from './differing-pairs.ts';
import { computeEntity, type Computed } from './compute-entity.ts';
import { fieldShapes, type FieldShapes } from './field-shapes.ts';
import type { Matched } from './match-entities.ts';
import { standingOf } from './standing.ts';
import { keyColumns } from './key-columns.ts';
import { accessOf, bindingAddress, type BindingRead, type Run } from './run.ts';

/** All diffs of a run that come to something, and counts of the rest. */
export interface ComputedProject {
  readonly replicas: readonly ReplicaDiff[];
  readonly findings: readonly Finding[];
  readonly comparison: Comparison;
  readonly unique: ReadonlyMap<string, UniqueCounts>;
  readonly shapes: ReadonlyMap<string, FieldShapes>;
}

/** resolve → encode → rules → diff over all entities. `onAgreement` gets every pair, also those without a difference; null where nobody records them. */
export async function computeProject(
  run: Run,
  matched: Matched,
  isBootstrap: boolean,
  onAgreement: ((agreement: Agreement) => void) | null,
): Promise<ComputedProject> {
  const replicas: ReplicaDiff[] = [];
  const findings: Finding[] = [];
  const unique = new Map<string, UniqueCounts>();
  const shapes = new Map<string, FieldShapes>();
  const counts: Counts = { compared: 0, differing: 0, byVerdict: new Map() };
  for (const name of run.entityOrder) {
    const runtime = run.runtimes.get(name);
    const records = matched.records.get(name);
    if (runtime === undefined || records === undefined) continue;
    const uniqueCounts = countUnique(runtime, ownedFields(runtime, records));
    unique.set(name, uniqueCounts);
    shapes.set(name, fieldShapes(run.manifest, runtime, records));
    const proofs = matched.proofs.get(name) ?? new Map();
    const seenRules = new Set<MatchedRecord>();
    const pairs = new DifferingPairs(runtime.entity.lifecycle.owner);
    const input = {
      run,
      runtime,
      refs: matched.refs,
      unique: uniqueCounts,
      shapes: shapes.get(name) ?? new Map(),
      isBootstrap,
      proofs,
      incomplete: matched.incomplete.get(name) ?? new Set<string>(),
      base: run.memory.base,
      isProving: onAgreement !== null,
      tombstones: tombstonesOf(run, name),
    };
    await computeEntity(input, records, (computed) => {
      count(counts, computed);
      pairs.take(computed.replica);
      if (computed.agreement !== null) onAgreement?.(computed.agreement);
      if (!seenRules.has(computed.replica.matched) && computed.rules.findings.length > 0) {
        seenRules.add(computed.replica.matched);
        findings.push(...computed.rules.findings);
      }
      if (isNoteworthy(computed.replica)) replicas.push(computed.replica);
    });
    counts.compared += pairs.compared;
    counts.differing += pairs.count();
  }
  findings.push(
    ...matched.cases.flatMap((found) => {
      const runtime = run.runtimes.get(found.entity);
      return runtime === undefined ? [] : [caseFinding(run.project.digests, runtime, found)];
    }),
  );
  const { compared, differing, byVerdict } = counts;
  return { replicas, findings, comparison: { compared, inAgreement: compared - differing, byVerdict }, unique, shapes };
}

/** True when a pair may come to a change or a finding. */
export function isNoteworthy(replica: ReplicaDiff): boolean {
  if (replica.situation === 'unknown' || replica.situation === 'out of scope') return false;
  if (replica.situation !== 'linked') return true;
  return replica.diffs.some((diff) => diff.decision !== 'nothing' || diff.problem !== null);
}

/** What planning needs from a run. */
export function planContext(run: Run, reads: ReadonlyMap<string, BindingRead>, isBootstrap: boolean): PlanContext {
  const byResource = new Map(
    [...reads.values()].map((read) => [`${read.system}\u0000${read.resource}`, read] as const),
  );
  return {
    manifest: run.manifest,
    digests: run.project.digests,
    isBootstrap,
    standing: standingOf(run),
    needsApproval: (entity, field) => needsApproval(run, entity, field),
    isCreateSafe: (entity, system) => isCreateSafe(run, entity, system),
    access: (system, resource) => accessOf(run.manifest, system, resource),
    abilities: (system, resource) =>
      byResource.get(`${system}\u0000${resource}`) ?? { actions: [], guard: { kind: 'none', strength: 'none' } },
  };
}

function isCreateSafe(run: Run, entity: string, system: string): boolean {
  const runtime = run.runtimes.get(entity);
  const binding = runtime?.entity.bindings.get(system);
  const capabilities = run.capabilities.get(bindingAddress(entity, system));
  if (runtime === undefined || binding === undefined) return false;
  const sent = sentColumns(runtime, binding);
  const isUnique = (capabilities?.uniqueKeys ?? []).some(
    (columns) => columns.length > 0 && columns.every((column) => sent.has(column)),
  );
  if ((capabilities?.idempotencyMs ?? 0) > 0 || isUnique) return true;
  const isFound = keyColumns(runtime, binding) !== null || binding.id.every((column) => sent.has(column));
  return isFound && capabilities?.isSearchable !== false;
}

function needsApproval(run: Run, entity: string, field: string): boolean {
  const type = run.runtimes.get(entity)?.fields.get(field)?.type.type;
  const move = { entity, field, term: type?.term ?? null, approve: type?.approve ?? null, before: null, after: null };
  return approvalOf(run.manifest.policies, { ...move, action: 'update' }) !== null;
}

/** Native fields that a create sends. */
function sentColumns(runtime: EntityRuntime, binding: Binding): ReadonlySet<string> {
  return new Set([
    ...[...binding.fields.values()]
      .filter(({ field }) => runtime.fields.get(field)?.def.owner !== binding.system)
      .map(({ at }) => at),
    ...binding.write.keys(),
  ]);
}

/** Native ids of the life-cycle owner that a tombstone forbids to revive: `system NUL native id`. */
export function tombstonesOf(run: Run, entity: string): ReadonlySet<string> {
  return new Set(
    run.memory.tombstones
      .filter((stone) => stone.entity === entity)
      .map((stone) => `${stone.system}\u0000${stone.nativeId}`),
  );
}

/** Live records by `entity NUL system`, for limits. */
export function liveCounts(reads: ReadonlyMap<string, BindingRead>): ReadonlyMap<string, number> {
  return new Map(
    [...reads.values()].map((read) => [bindingAddress(read.entity, read.system), read.certificate.count] as const),
  );
}

function* ownedFields(runtime: EntityRuntime, records: readonly MatchedRecord[]) {
  const unique = [...runtime.fields.values()].filter((field) => field.type.type.isUnique && field.def.owner !== null);
  if (unique.length === 0) return;
  for (const record of records) {
    yield new Map(
      unique.map(
        ({ def, type }) =>
          [def.name, resolveField(type, record.sides.get(def.owner ?? '')?.fields.get(def.name))] as const,
      ),
    );
  }
}

interface Counts {
  compared: number;
  differing: number;
  readonly byVerdict: Map<string, number>;
}

function count({ byVerdict }: Counts, { replica }: Computed): void {
  for (const { verdict } of replica.diffs) byVerdict.set(verdict, (byVerdict.get(verdict) ?? 0) + 1);
}

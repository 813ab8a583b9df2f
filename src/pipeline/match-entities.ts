import { indexLinks } from '../match/link-index.ts';
import { matchRecords, type MatchInput } from '../match/match-records.ts';
import type { Proof } from '../match/situation.ts';
import type { LiveRecord, MatchCase, MatchedRecord, RecordSide } from '../model/record.ts';
import { isAbsenceProven } from '../read/completeness.ts';
import { MatchedRefIndex } from '../read/ref-index.ts';
import { decodeRecords, decodeReferences } from '../transform/decode.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { parseNativeId } from '../value/key-text.ts';
import { lookupRecords } from './read-bindings.ts';
import { bindingAddress, type BindingRead, type Run } from './run.ts';

/** All entities matched, with the references between them. */
export interface Matched {
  readonly records: ReadonlyMap<string, readonly MatchedRecord[]>;
  readonly cases: readonly MatchCase[];
  readonly refs: MatchedRefIndex;
  /** Systems whose read has no certificate, by entity: nothing is cleared on their word. */
  readonly incomplete: ReadonlyMap<string, ReadonlySet<string>>;
  /** Proof of absence by entity and replica. */
  readonly proofs: ReadonlyMap<string, ReadonlyMap<string, Proof>>;
}

/** decode → match, entity by entity, each after those that its references point at. */
export async function matchEntities(run: Run, reads: ReadonlyMap<string, BindingRead>): Promise<Matched> {
  const refs = new MatchedRefIndex();
  const records = new Map<string, readonly MatchedRecord[]>();
  const cases: MatchCase[] = [];
  const proofs = new Map<string, ReadonlyMap<string, Proof>>();
  const incomplete = new Map(run.entityOrder.map((name) => [name, incompleteSystems(name, reads)] as const));
  for (const name of run.entityOrder) {
    const runtime = run.runtimes.get(name);
    if (runtime === undefined) continue;
    const matched = await matchEntity(run, runtime, reads, refs);
    cases.push(...matched.cases);
    if (isReferred(run, name)) refs.add(name, runtime.entity.key, runtime.entity.lifecycle.owner, matched.records);
    records.set(name, matched.records);
    proofs.set(name, await proveAbsence(run, runtime, reads, matched.records));
  }
  for (const [name, found] of records) records.set(name, withLateReferences(run.runtimes.get(name), found, refs));
  return { records, cases, refs, incomplete, proofs };
}

function incompleteSystems(entity: string, reads: ReadonlyMap<string, BindingRead>): ReadonlySet<string> {
  return new Set(
    [...reads.values()]
      .filter((read) => read.entity === entity && !read.certificate.complete)
      .map((read) => read.system),
  );
}

function isReferred(run: Run, name: string): boolean {
  return [...run.manifest.entities.values()].some((entity) =>
    [...entity.fields.values()].some((field) => field.ref === name),
  );
}

async function matchEntity(
  run: Run,
  runtime: EntityRuntime,
  reads: ReadonlyMap<string, BindingRead>,
  refs: MatchedRefIndex,
) {
  const { entity } = runtime;
  const sides = new Map<string, readonly RecordSide[]>();
  const complete = new Set<string>();
  for (const system of entity.bindings.keys()) {
    const read = reads.get(bindingAddress(entity.name, system));
    const lives: readonly LiveRecord[] = read?.records ?? [];
    sides.set(system, await decodeRecords(runtime, system, lives, refs, run.evaluator));
    if (read?.certificate.complete === true) complete.add(system);
  }
  return matchSides(run, runtime, sides, complete);
}

/** Records of an entity, decoded on each side, as one: under its own rules and the links that the state knows. */
export function matchSides(
  run: Run,
  { entity }: EntityRuntime,
  sides: MatchInput['sides'],
  complete: MatchInput['complete'],
): ReturnType<typeof matchRecords> {
  return matchRecords({
    entity: entity.name,
    owner: entity.lifecycle.owner,
    sides,
    links: run.memory.links.get(entity.name) ?? indexLinks([]),
    rules: entity.match,
    complete,
  });
}

/** References that pointed at entities matched later, itself included. */
export function withLateReferences(
  runtime: EntityRuntime | undefined,
  records: readonly MatchedRecord[],
  refs: MatchedRefIndex,
): readonly MatchedRecord[] {
  const hasReferences = [...(runtime?.bindings.values() ?? [])].some((binding) =>
    [...binding.fields.values()].some((field) => field.def.ref === 'id'),
  );
  if (runtime === undefined || !hasReferences) return records;
  return records.map((record) => ({
    ...record,
    sides: new Map([...record.sides].map(([system, side]) => [system, decodeReferences(runtime, side, refs)] as const)),
  }));
}

/** What each replica's read, and the owner's, prove about records that did not come; ids outside a filter are looked up without it. */
async function proveAbsence(
  run: Run,
  runtime: EntityRuntime,
  reads: ReadonlyMap<string, BindingRead>,
  records: readonly MatchedRecord[],
): Promise<ReadonlyMap<string, Proof>> {
  const { entity } = runtime;
  const outOfScope = new Set<string>();
  for (const system of entity.bindings.keys()) {
    if (reads.get(bindingAddress(entity.name, system))?.certificate.complete !== true) continue;
    for (const id of await idsOutsideFilter(run, runtime, system, records)) outOfScope.add(`${system}\u0000${id}`);
  }
  const ownerRead = reads.get(bindingAddress(entity.name, entity.lifecycle.owner));
  const isOwnerComplete = ownerRead?.certificate.complete === true;
  const mark = run.memory.marks.get(bindingAddress(entity.name, entity.lifecycle.owner));
  const isOwnerProven = ownerRead !== undefined && isAbsenceProven(ownerRead.certificate, mark, ownerRead.filter);
  const proofs = new Map<string, Proof>();
  for (const system of entity.bindings.keys()) {
    const isReplicaComplete = reads.get(bindingAddress(entity.name, system))?.certificate.complete === true;
    proofs.set(system, {
      owner: entity.lifecycle.owner,
      isOwnerProven,
      isOwnerComplete,
      isReplicaComplete,
      outOfScope,
    });
  }
  return proofs;
}

/** Linked ids that the filtered read did not return and that exist without the filter: out of scope, not gone. */
export async function idsOutsideFilter(
  run: Run,
  runtime: EntityRuntime,
  system: string,
  records: readonly MatchedRecord[],
): Promise<string[]> {
  const binding = runtime.entity.bindings.get(system);
  if (binding === undefined || binding.where === null) return [];
  const gone = records.flatMap((record) => record.gone.get(system) ?? []);
  const parts = gone.map((id) => parseNativeId(id, binding.id.length));
  const found = await lookupRecords(run, runtime.entity.name, binding, binding.id, parts, false);
  return found.map((live) => live.nativeId);
}

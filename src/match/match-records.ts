import type { MatchCase, MatchedBy, MatchedRecord, MatchResult, RecordSide } from '../model/record.ts';
import { compareText } from '../value/compare-text.ts';
import { splitDuplicateKeys } from './duplicate-keys.ts';
import type { LinkIndex } from './link-index.ts';
import { indexOwners, type OwnerIndex } from './owner-index.ts';
import { matchReplica, type ReplicaMatches } from './match-replica.ts';

/** One entity's sides by system, and what is known of them. */
export interface MatchInput {
  readonly entity: string;
  /** System of the life-cycle owner. */
  readonly owner: string;
  readonly sides: ReadonlyMap<string, readonly RecordSide[]>;
  /** The entity's crosswalk; built once, used for every batch of records. */
  readonly links: LinkIndex;
  /** Field sets tried after key and crosswalk, in order. */
  readonly rules: readonly (readonly string[])[];
  /** Systems whose read has a certificate; rules need one on both sides. */
  readonly complete: ReadonlySet<string>;
}

/** Pairs the records of all systems. Records that are part of a case are in no record; the result does not depend on input order. */
export function matchRecords(input: MatchInput): MatchResult {
  const { entity, links } = input;
  const sides = sorted(input.sides.get(input.owner) ?? []);
  const owners = splitDuplicateKeys(entity, sides);
  const index = indexOwners(sides, owners.cases, links, input.owner);
  const cases: MatchCase[] = [];
  const alsoStopped = new Map<RecordSide, RecordSide[]>();
  const replicas = new Map<string, ReplicaMatches>();
  for (const system of [...input.sides.keys()].filter((name) => name !== input.owner).sort()) {
    const split = splitDuplicateKeys(entity, sorted(input.sides.get(system) ?? []));
    const isSure = input.complete.has(input.owner) && input.complete.has(system);
    const doubles = split.cases.map((double) => withOwners(double, index));
    const stopped = stoppedSides(doubles);
    const candidates = owners.single.filter((side) => !stopped.has(side));
    const rules = isSure ? input.rules : [];
    const found = matchReplica({ entity, owners: candidates, replicas: split.single, index, rules });
    cases.push(...doubles, ...found.cases);
    for (const [owner, side] of found.stopped) alsoStopped.set(owner, [...(alsoStopped.get(owner) ?? []), side]);
    replicas.set(system, found);
  }
  const ownCases = owners.cases.map((found) => withReplicas(found, alsoStopped));
  const all = [...ownCases, ...cases];
  return { records: assemble(input, owners.single, replicas, all), cases: all };
}

/** A key that stands twice in a replica stops its owners as well: they are not missing there. */
function withOwners(double: MatchCase, index: OwnerIndex): MatchCase {
  const owners = new Set(double.sides.flatMap((side) => [index.byKey(side) ?? [], index.byLink(side)].flat()));
  return { ...double, sides: [...double.sides, ...owners] };
}

/** A key that stands twice in the owner stops what belongs to either: its owner is not gone. */
function withReplicas(double: MatchCase, stopped: ReadonlyMap<RecordSide, readonly RecordSide[]>): MatchCase {
  return { ...double, sides: [...double.sides, ...double.sides.flatMap((owner) => stopped.get(owner) ?? [])] };
}

function assemble(
  input: MatchInput,
  owners: readonly RecordSide[],
  replicas: ReadonlyMap<string, ReplicaMatches>,
  cases: readonly MatchCase[],
): MatchedRecord[] {
  const stopped = stoppedSides(cases);
  const records: MatchedRecord[] = [];
  const presence = new Presence(input.sides);
  for (const owner of owners) {
    if (stopped.has(owner)) continue;
    const sides = new Map([[input.owner, owner]]);
    const by = new Map<string, MatchedBy>([[input.owner, 'owner']]);
    for (const [system, found] of replicas) {
      const pair = found.pairs.get(owner);
      if (pair === undefined) continue;
      sides.set(system, pair.side);
      by.set(system, pair.by);
    }
    records.push(recordOf(input, keyOf(owner), sides, by, presence));
  }
  for (const [system, found] of replicas) {
    for (const side of found.unpaired) {
      records.push(recordOf(input, keyOf(side), new Map([[system, side]]), new Map(), presence));
    }
  }
  return records;
}

/** A record without a key is called by its id, in a form that no key has. */
function keyOf(side: RecordSide): string {
  return side.key ?? JSON.stringify([null, side.live.system, side.live.nativeId]);
}

function recordOf(
  { entity, links }: MatchInput,
  key: string,
  sides: ReadonlyMap<string, RecordSide>,
  matchedBy: ReadonlyMap<string, MatchedBy>,
  presence: Presence,
): MatchedRecord {
  const linked = new Set<string>();
  let record: string | null = null;
  for (const [system, side] of sides) {
    const link = links.linkOf(system, side.live.nativeId);
    if (link === undefined || (record !== null && link.record !== record)) continue;
    record = link.record;
    linked.add(system);
  }
  const gone = new Map<string, string>();
  for (const [system, ids] of record === null ? [] : links.idsOf(record)) {
    const [first] = ids;
    if (first !== undefined && !sides.has(system) && !ids.some((id) => presence.has(system, id)))
      gone.set(system, first);
  }
  return { entity, key, record, sides, matchedBy, linked, gone };
}

/** Which native ids the read returned; indexed when first asked for. */
class Presence {
  readonly #sides: ReadonlyMap<string, readonly RecordSide[]>;
  readonly #ids = new Map<string, ReadonlySet<string>>();

  constructor(sides: ReadonlyMap<string, readonly RecordSide[]>) {
    this.#sides = sides;
  }

  has(system: string, nativeId: string): boolean {
    let ids = this.#ids.get(system);
    if (ids === undefined) {
      ids = new Set((this.#sides.get(system) ?? []).map((side) => side.live.nativeId));
      this.#ids.set(system, ids);
    }
    return ids.has(nativeId);
  }
}

/** Owners that are part of a case are stopped as a whole: what they are in another system is not sure either. */
function stoppedSides(cases: readonly MatchCase[]): ReadonlySet<RecordSide> {
  return new Set(cases.flatMap((found) => found.sides));
}

function sorted(sides: readonly RecordSide[]): readonly RecordSide[] {
  return [...sides].sort(
    (a, b) => compareText(a.key ?? '', b.key ?? '') || compareText(a.live.nativeId, b.live.nativeId),
  );
}

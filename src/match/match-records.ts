import type { MatchCase, MatchedBy, MatchedRecord, MatchResult, RecordSide } from '../model/record.ts';
import type { CrosswalkLink } from '../model/state.ts';
import { splitDuplicateKeys } from './duplicate-keys.ts';
import { indexLinks, type LinkIndex } from './link-index.ts';
import { matchReplica, type ReplicaMatches } from './match-replica.ts';

/** One entity's sides by system, and what is known of them. */
export interface MatchInput {
  readonly entity: string;
  /** System of the life-cycle owner. */
  readonly owner: string;
  readonly sides: ReadonlyMap<string, readonly RecordSide[]>;
  readonly links: readonly CrosswalkLink[];
  /** Field sets tried after key and crosswalk, in order. */
  readonly rules: readonly (readonly string[])[];
  /** Systems whose read has a certificate; rules need one on both sides. */
  readonly complete: ReadonlySet<string>;
}

/** Pairs the records of all systems. Records that are part of a case are in no record; the result does not depend on input order. */
export function matchRecords(input: MatchInput): MatchResult {
  const links = indexLinks(input.links);
  const owners = splitDuplicateKeys(input.entity, sorted(input.sides.get(input.owner) ?? []));
  const cases: MatchCase[] = [...owners.cases];
  const ownerKeys = new Map(owners.single.flatMap((side) => (side.key === null ? [] : [[side.key, side] as const])));
  const ownerIds = new Map(owners.single.map((side) => [side.live.nativeId, side] as const));
  const doubleKeys = new Set(owners.cases.map((found) => found.sides[0]?.key));
  const replicas = new Map<string, ReplicaMatches>();
  for (const system of [...input.sides.keys()].filter((name) => name !== input.owner).sort()) {
    const split = splitDuplicateKeys(input.entity, sorted(input.sides.get(system) ?? []));
    const isSure = input.complete.has(input.owner) && input.complete.has(system);
    const free = split.single.filter((side) => side.key === null || !doubleKeys.has(side.key));
    const rules = isSure ? input.rules : [];
    const doubles = split.cases.map((double) => withOwner(double, ownerKeys));
    const stopped = stoppedSides(doubles);
    const candidates = owners.single.filter((side) => !stopped.has(side));
    const found = matchReplica({
      entity: input.entity,
      ownerSystem: input.owner,
      owners: candidates,
      replicas: free,
      links,
      rules,
      ownerKeys,
      ownerIds,
    });
    cases.push(...doubles, ...found.cases);
    replicas.set(system, found);
  }
  return { records: assemble(input, owners.single, replicas, cases, links), cases };
}

/** A key that stands twice in a replica stops its owner as well: it is not missing there. */
function withOwner(double: MatchCase, ownerKeys: ReadonlyMap<string, RecordSide>): MatchCase {
  const owner = ownerKeys.get(double.sides[0]?.key ?? '');
  return owner === undefined ? double : { ...double, sides: [...double.sides, owner] };
}

function assemble(
  input: MatchInput,
  owners: readonly RecordSide[],
  replicas: ReadonlyMap<string, ReplicaMatches>,
  cases: readonly MatchCase[],
  links: LinkIndex,
): MatchedRecord[] {
  const stopped = stoppedSides(cases);
  const records: MatchedRecord[] = [];
  for (const owner of owners) {
    const sides = new Map([[input.owner, owner]]);
    const by = new Map<string, MatchedBy>([[input.owner, 'owner']]);
    for (const [system, found] of replicas) {
      const pair = found.pairs.get(owner);
      if (pair === undefined) continue;
      sides.set(system, pair.side);
      by.set(system, pair.by);
    }
    if (!stopped.has(owner)) records.push(recordOf(input.entity, owner.key ?? owner.live.nativeId, sides, by, links));
  }
  for (const [system, found] of replicas) {
    for (const side of found.unpaired) {
      records.push(recordOf(input.entity, side.key ?? side.live.nativeId, new Map([[system, side]]), new Map(), links));
    }
  }
  return records;
}

function recordOf(
  entity: string,
  key: string,
  sides: ReadonlyMap<string, RecordSide>,
  matchedBy: ReadonlyMap<string, MatchedBy>,
  links: LinkIndex,
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
  for (const [system, link] of record === null ? [] : links.linksOf(record)) {
    if (!sides.has(system)) gone.set(system, link.nativeId);
  }
  return { entity, key, record, sides, matchedBy, linked, gone };
}

/** Owners that are part of a case are stopped as a whole: what they are in another system is not sure either. */
function stoppedSides(cases: readonly MatchCase[]): ReadonlySet<RecordSide> {
  return new Set(cases.flatMap((found) => found.sides));
}

function sorted(sides: readonly RecordSide[]): readonly RecordSide[] {
  return [...sides].sort((a, b) => compare(a.key ?? '', b.key ?? '') || compare(a.live.nativeId, b.live.nativeId));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

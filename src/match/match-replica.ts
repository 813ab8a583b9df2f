import type { MatchCase, MatchedBy, RecordSide } from '../model/record.ts';
import { matchByFields } from './match-rules.ts';
import type { OwnerIndex } from './owner-index.ts';

/** What matching one replica against the life-cycle owner needs. */
export interface ReplicaMatch {
  readonly entity: string;
  readonly owners: readonly RecordSide[];
  readonly replicas: readonly RecordSide[];
  readonly index: OwnerIndex;
  /** Field sets tried after key and crosswalk; [] when a read is incomplete and no candidate can be sure. */
  readonly rules: readonly (readonly string[])[];
}

/** Pairs of one replica, by owner side. */
export interface ReplicaMatches {
  readonly pairs: ReadonlyMap<RecordSide, { readonly side: RecordSide; readonly by: MatchedBy }>;
  readonly cases: readonly MatchCase[];
  /** Sides without a pair and not part of a case. */
  readonly unpaired: readonly RecordSide[];
  /** Sides that belong to an owner whose key stands twice: owner → side. */
  readonly stopped: readonly (readonly [RecordSide, RecordSide])[];
}

/** Key first, then crosswalk, then the declared rules in order. A tie or a contradiction is a case; nobody wins by coming first. */
export function matchReplica(input: ReplicaMatch): ReplicaMatches {
  const claims = new Map<RecordSide, { side: RecordSide; by: MatchedBy }[]>();
  const cases: MatchCase[] = [];
  const open: RecordSide[] = [];
  const stopped: (readonly [RecordSide, RecordSide])[] = [];
  for (const side of input.replicas) {
    const claim = claimOf(input.index, side);
    if (claim === null) open.push(side);
    else if ('against' in claim) cases.push(caseOf(input, claim.code, [side, ...claim.against]));
    else if (input.index.stopped.has(claim.owner)) stopped.push([claim.owner, side]);
    else pushClaim(claims, claim.owner, { side, by: claim.by });
  }
  const { pairs, blocked, doubled } = settleClaims(input, claims);
  for (const owner of cases.flatMap((found) => found.sides)) blocked.add(owner);
  const byRules = applyRules(input, pairs, blocked, open);
  return { pairs, cases: [...cases, ...doubled, ...byRules.cases], unpaired: byRules.unpaired, stopped };
}

type Claim =
  | { readonly owner: RecordSide; readonly by: MatchedBy }
  | { readonly code: MatchCase['code']; readonly against: readonly RecordSide[] };

function claimOf(index: OwnerIndex, side: RecordSide): Claim | null {
  const byKey = index.byKey(side);
  const byLink = index.byLink(side);
  const [linked, ...others] = byLink;
  if (others.length > 0) return { code: 'MATCH_LINKED_TWICE', against: byLink };
  if (byKey !== undefined && linked !== undefined && byKey.key !== linked.key) {
    return { code: 'MATCH_KEY_AGAINST_CROSSWALK', against: [byKey, linked] };
  }
  // Of several owners with one key, the linked one: all of them are stopped.
  if (byKey !== undefined) return { owner: linked ?? byKey, by: 'key' };
  return linked === undefined ? null : { owner: linked, by: 'crosswalk' };
}

function settleClaims(input: ReplicaMatch, claims: ReadonlyMap<RecordSide, { side: RecordSide; by: MatchedBy }[]>) {
  const pairs = new Map<RecordSide, { side: RecordSide; by: MatchedBy }>();
  const blocked = new Set<RecordSide>();
  const doubled: MatchCase[] = [];
  for (const [owner, claimed] of claims) {
    const [only, ...others] = claimed;
    if (only !== undefined && others.length === 0) {
      pairs.set(owner, only);
    } else {
      blocked.add(owner);
      doubled.push(caseOf(input, 'MATCH_LINKED_TWICE', [...claimed.map((claim) => claim.side), owner]));
    }
  }
  return { pairs, blocked, doubled };
}

function applyRules(
  input: ReplicaMatch,
  pairs: Map<RecordSide, { side: RecordSide; by: MatchedBy }>,
  blocked: Set<RecordSide>,
  open: readonly RecordSide[],
): { readonly unpaired: readonly RecordSide[]; readonly cases: readonly MatchCase[] } {
  let unpaired = open;
  const cases: MatchCase[] = [];
  for (const rule of input.rules) {
    if (unpaired.length === 0) break;
    const free = input.owners.filter((owner) => !pairs.has(owner) && !blocked.has(owner));
    const { pairs: found, ties } = matchByFields(free, unpaired, rule);
    const taken = new Set<RecordSide>();
    for (const { owner, replica } of found) {
      pairs.set(owner, { side: replica, by: 'rule' });
      taken.add(replica);
    }
    for (const tie of ties) {
      cases.push(caseOf(input, 'MATCH_DISPUTED', [...tie.replicas, ...tie.owners]));
      for (const owner of tie.owners) blocked.add(owner);
      for (const replica of tie.replicas) taken.add(replica);
    }
    unpaired = unpaired.filter((side) => !taken.has(side));
  }
  return { unpaired, cases };
}

function pushClaim<T>(claims: Map<RecordSide, T[]>, owner: RecordSide, claim: T): void {
  const list = claims.get(owner);
  if (list === undefined) claims.set(owner, [claim]);
  else list.push(claim);
}

function caseOf(input: ReplicaMatch, code: MatchCase['code'], sides: readonly RecordSide[]): MatchCase {
  const system = sides[0]?.live.system ?? '';
  return { kind: code === 'MATCH_DISPUTED' ? 'disputed' : 'collision', code, entity: input.entity, system, sides };
}

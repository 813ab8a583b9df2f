import { isLinkPending } from '../model/link-pending.ts';
import type { MatchedRecord, Situation } from '../model/record.ts';

/** What is known about absence in one record's case. */
export interface Proof {
  readonly owner: string;
  /** True when the owner's read proves that what it did not return is not there. */
  readonly isOwnerProven: boolean;
  /** True when the owner's read is complete: without it no candidate of a match is ruled out. */
  readonly isOwnerComplete: boolean;
  /** True when the replica's read is complete. */
  readonly isReplicaComplete: boolean;
  /** Native ids, `system NUL id`, that exist outside the binding's filter. */
  readonly outOfScope: ReadonlySet<string>;
}

/** The situation of one record in one replica, design §3.3. `disputed` and `collision` never get here: they are cases. */
export function situationOf(record: MatchedRecord, system: string, proof: Proof): Situation {
  const inOwner = record.sides.has(proof.owner);
  const inReplica = record.sides.has(system);
  if (inOwner && inReplica) return pairedSituation(record, system, proof.owner);
  if (inOwner) return missingSituation(record, system, proof);
  if (!inReplica) return 'unknown';
  const ownerId = record.gone.get(proof.owner);
  if (ownerId !== undefined && proof.outOfScope.has(`${proof.owner}\u0000${ownerId}`)) return 'out of scope';
  if (!proof.isOwnerProven) return 'unknown';
  return ownerId !== undefined ? 'deleted at source' : 'orphan';
}

function pairedSituation(record: MatchedRecord, system: string, owner: string): Situation {
  if (record.matchedBy.get(system) === 'crosswalk' && record.sides.get(owner)?.key !== record.sides.get(system)?.key)
    return 're-keyed';
  return isLinkPending(record, system) ? 'unlinked' : 'linked';
}

function missingSituation(record: MatchedRecord, system: string, proof: Proof): Situation {
  const id = record.gone.get(system);
  if (id !== undefined && proof.outOfScope.has(`${system}\u0000${id}`)) return 'out of scope';
  if (!proof.isReplicaComplete || !proof.isOwnerComplete) return 'unknown';
  return id !== undefined ? 'vanished' : 'missing';
}

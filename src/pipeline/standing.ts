import type { Decision } from '../model/decision.ts';
import type { Discrepancy } from '../model/discrepancy.ts';
import type { Change, Hold } from '../model/generated/plan.ts';
import { writeAddress, type Approval, type Standing } from '../plan/standing.ts';
import { approvalState, holdGroups, isApprovable } from '../rules/approvals.ts';
import { contestHold } from '../rules/contests.ts';
import { contestId } from '../apply/contests.ts';
import type { FieldDiff, MatchedRecord } from '../model/record.ts';
import { judgedNow } from './followed.ts';
import type { Followed, Run } from './run.ts';

/** What people and earlier runs decided, as planning and apply ask for it. */
export function standingOf(run: Run): Standing {
  const { followed } = run.memory;
  const open = [...followed.discrepancies.values()].filter(({ state }) => state !== 'resolved');
  const quarantined = new Map(open.filter(isQuarantined).map((found) => [found.digest ?? '', found] as const));
  const parked = new Map(
    open
      .filter(({ state }) => state === 'parked')
      .map((found) => [[found.entity, found.system, found.key].join('\u0000'), found] as const),
  );
  return {
    quarantineOf: (change) => quarantineOf(run, change, quarantined) ?? parkedHold(change, parked),
    approvalOf: (digest, holds) => approvalOf(run, digest, holds, followed.decisions),
  };
}

function isQuarantined({ state, digest }: Discrepancy): boolean {
  return state === 'quarantined' && digest !== null;
}

function quarantineOf(run: Run, change: Change, quarantined: ReadonlyMap<string, Discrepancy>): Hold | null {
  const found = quarantined.get(change.digest);
  if (found === undefined || found.manifests !== run.manifest.treeDigest) return null;
  return {
    code: 'quarantined',
    reason: `${change.system} refused exactly this before (${found.code}); it is tried again when its values or the manifests change.`,
  };
}

/** A create, or an unguarded write, whose earlier sending may still have landed must not be repeated without a person's look. */
function parkedHold(change: Change, parked: ReadonlyMap<string, Discrepancy>): Hold | null {
  if (change.action !== 'create' && change.guard.strength !== 'none') return null;
  const found = parked.get(writeAddress(change));
  return found === undefined
    ? null
    : {
        code: 'parked',
        reason: `An earlier write of it has an unknown outcome (${found.code}); see whether it landed.`,
      };
}

/** What people said about a held digest, judged at this instant. Who asked for it is who made the plan in which it was first seen. */
export function approvalOf(run: Run, digest: string, holds: readonly Hold[], decisions: readonly Decision[]): Approval {
  if (!isApprovable(holds)) return { status: 'waiting', by: [], expires: null };
  const { world } = run.project;
  return approvalState({
    digest,
    groups: holdGroups(holds),
    requester: requesterOf(run.memory.followed, digest) ?? run.requester,
    decisions,
    members: membersOf(run),
    now: judgedNow(run.memory.followed, world.now()),
  });
}

function requesterOf(followed: Followed, digest: string): string | null {
  return followed.holds.get(digest)?.requester ?? null;
}

/** Members of every declared group; a group that several policies declare has the members of all. */
export function membersOf({ manifest }: Pick<Run, 'manifest'>): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, readonly string[]>();
  for (const policy of manifest.policies) {
    for (const [group, names] of policy.groups) members.set(group, [...(members.get(group) ?? []), ...names]);
  }
  return members;
}

/** Stops fields that two writers overwrite in turn, or that come back different from what was sent. */
export function holdContested(
  run: Run,
  matched: MatchedRecord,
  system: string,
  diffs: readonly FieldDiff[],
): readonly FieldDiff[] {
  const { contests } = run.memory.followed;
  const { record, entity } = matched;
  if (contests.size === 0 || record === null) return diffs;
  return diffs.map((diff) => {
    if (diff.decision !== 'write') return diff;
    const id = contestId(run.project.digests.sha256, { entity, system, record, field: diff.name });
    const hold = contestHold(contests.get(id), diff.owner, run.manifest.treeDigest);
    return hold === null ? diff : { ...diff, decision: 'hold', hold };
  });
}

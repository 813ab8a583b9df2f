import type { Hold, PlanDocument } from '../model/generated/plan.ts';
import type { StateDocument } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { actorOf } from '../model/world.ts';
import { approvalState, holdGroups } from '../rules/approvals.ts';
import { judgedNow } from './followed.ts';
import type { Run } from './run.ts';
import { membersOf } from './standing.ts';

/** A yes to a plan over a limit: bound to that plan's digest, given by somebody else than who made the plan. */
export interface PlanApproval {
  readonly by: readonly string[];
  /** The decisions, marked as used by this run. */
  readonly used: (run: string) => readonly StateDocument[];
}

/** The approval that lets this very plan cross its limits, or null. */
export function planApproval(run: Run, plan: PlanDocument): PlanApproval | null {
  const { decisions } = run.memory.followed;
  const { digest } = plan.header;
  const own = decisions.filter((decision) => decision.digest === digest && decision.consumed === null);
  if (own.length === 0) return null;
  const { status, by } = approvalState({
    digest,
    groups: holdGroups(limitHolds(run, plan)),
    requester: plan.header.by ?? actorOf(run.project.world),
    decisions: own,
    members: membersOf(run),
    now: judgedNow(run.memory.followed, run.project.world.now()),
  });
  if (status !== 'approved') return null;
  const used = (id: string): readonly StateDocument[] =>
    own.map((decision) => ({
      kind: 'decision',
      id: decision.id,
      body: { ...decision, consumed: id } as unknown as Json,
    }));
  return { by, used };
}

/** What a plan over its limits waits for: the groups that may raise them, and always somebody else's eyes. */
export function limitHolds({ manifest }: Pick<Run, 'manifest'>, plan: PlanDocument): Hold[] {
  const limits = manifest.policies.flatMap((policy) => policy.limits);
  return plan.findings
    .filter(({ code }) => code.startsWith('LIMIT_'))
    .flatMap((finding): Hold[] => {
      const groups = new Set(
        limits.flatMap((limit) =>
          (limit.entity === null || limit.entity === finding.entity) &&
          (limit.system === null || limit.system === finding.system) &&
          (limit.action === null || finding.code === `LIMIT_${limit.action.toUpperCase()}`) &&
          limit.from !== null
            ? [limit.from]
            : [],
        ),
      );
      const hold = { code: 'limit', reason: finding.detail, four_eyes: true };
      return groups.size === 0 ? [hold] : [...groups].map((from) => ({ ...hold, from }));
    });
}

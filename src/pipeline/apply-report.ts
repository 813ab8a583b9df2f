import type { ChangeOutcome } from '../apply/apply-context.ts';
import type { ApplyReport } from '../model/generated/apply.ts';
import type { Change, PlanDocument } from '../model/generated/plan.ts';
import type { Outcome } from '../model/journal.ts';
import type { BindingRead, Run } from './run.ts';

/** What the report is made of. */
export interface ReportParts {
  readonly run: Run;
  readonly runId: string;
  readonly started: string;
  readonly reviewed: PlanDocument;
  readonly outcomes: readonly ChangeOutcome[];
  readonly stopped: string | null;
  readonly settled: ApplyReport['settled'];
  readonly agreed: number;
  readonly appeared: readonly Change[];
  readonly reads: ReadonlyMap<string, BindingRead>;
}

/** The published report of one apply; its counters balance with the reviewed changes. */
export function applyReport(parts: ReportParts): ApplyReport {
  const { outcomes, reviewed } = parts;
  const systems = [...new Set(outcomes.map(({ change }) => change.system))].sort();
  return {
    run: parts.runId,
    plan: {
      digest: reviewed.header.digest,
      created: reviewed.header.created,
      git: reviewed.header.git?.commit ?? null,
    },
    started: parts.started,
    finished: parts.run.project.world.now(),
    systems: systems.map((system) =>
      systemCounts(
        system,
        outcomes.filter(({ change }) => change.system === system),
      ),
    ),
    outcomes: outcomes.map(({ change, outcome, code, detail, nativeId, attempts }) => ({
      change: change.id,
      entity: change.entity,
      key: change.key,
      system: change.system,
      native_id: nativeId,
      action: change.action,
      outcome,
      code,
      detail,
      attempts,
    })),
    agreed: parts.agreed,
    appeared: parts.appeared.length,
    appeared_changes: parts.appeared
      .slice(0, 100)
      .map(({ entity, key, system, action }) => ({ entity, key, system, action })),
    stopped: parts.stopped,
    settled: parts.settled,
    exit: exitOf(parts),
  };
}

function systemCounts(system: string, outcomes: readonly ChangeOutcome[]): ApplyReport['systems'][number] {
  const count = (wanted: Outcome) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  return {
    system,
    of: outcomes.length,
    applied: count('applied'),
    applied_differently: count('applied_differently'),
    stale: count('stale'),
    conflict: count('conflict'),
    rejected: count('rejected'),
    failed: count('failed'),
    unknown: count('unknown'),
    held: count('held'),
    not_tried: count('not_tried'),
  };
}

/** Design §10.13: 4 beats 3; an incomplete read is 75 when nothing worse happened. Invalid values and disputed records wait for a person, too. */
function exitOf({ outcomes, reads, reviewed }: ReportParts): number {
  const isClean = outcomes.every(
    ({ outcome, change }) =>
      outcome === 'applied' || outcome === 'held' || (outcome === 'not_tried' && change.blocked !== null),
  );
  if (!isClean) return 4;
  if ([...reads.values()].some((read) => !read.certificate.complete)) return 75;
  const isHeldNow = outcomes.some(({ outcome }) => outcome === 'held');
  const { held, blocked } = reviewed.summary;
  return isHeldNow || held + blocked > 0 ? 3 : 0;
}

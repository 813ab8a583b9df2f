import type { Finding, PlanDocument, PlanHeader } from '../model/generated/plan.ts';
import type { Manifest } from '../model/manifest.ts';
import type { PlannedChange } from '../model/record.ts';
import { buildDraft } from './build-draft.ts';
import { planDigest } from './digest.ts';
import type { PlanContext, ReplicaDiff } from './draft.ts';
import { checkLimits, type LiveCounts } from './limits.ts';
import { orderByNeeds, sortChanges } from './order.ts';
import { holdTornGroups } from './holds.ts';
import { settleReferences } from './references.ts';
import { narrowed, selectChanges, type Narrow } from './narrow.ts';
import { parseSelector, selectsFinding, type Selection } from './select.ts';
import { summarise, type Comparison } from './summary.ts';
import { twoSteps } from './two-steps.ts';

/** Changes with what apply needs, before selection and limits. */
export interface PlannedChanges {
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
  /** One of these updates with some of its fields alone: a change with a digest of its own. Absent where none can be taken apart. */
  readonly narrow?: Narrow;
}

/** Turns diffs into ordered changes: drafts, references settled, circles cut in two steps. */
export function planChanges(
  context: PlanContext,
  replicas: readonly ReplicaDiff[],
  entityOrder: readonly string[],
): PlannedChanges {
  const origin = new Map<string, ReplicaDiff>();
  const changes: PlannedChange[] = [];
  const findings: Finding[] = [];
  for (const replica of replicas) {
    const draft = buildDraft(context, replica);
    for (const planned of draft.changes) origin.set(planned.change.id, replica);
    changes.push(...draft.changes);
    findings.push(...draft.findings);
  }
  const sorted = sortChanges(changes, entityOrder);
  const settled = settleReferences(
    sorted,
    twoSteps(context, (planned) => origin.get(planned.change.id)),
  ).map((planned) => {
    const groups = context.manifest.entities.get(planned.change.entity)?.groups.values() ?? [];
    return { ...planned, change: holdTornGroups(planned.change, groups) };
  });
  const narrow: Narrow = (planned, names) => {
    const replica = origin.get(planned.change.id);
    return replica === undefined ? null : narrowed(context, replica, planned, names);
  };
  return { changes: orderByNeeds(sortChanges(settled, entityOrder)), findings, narrow };
}

/** The changes of single replicas, before references are settled and before what people decided. */
export function draftChanges(context: PlanContext, replicas: readonly ReplicaDiff[]): readonly PlannedChange[] {
  return replicas.flatMap((replica) => buildDraft(context, replica).changes);
}

/** What the finished plan is made of. */
export interface PlanParts {
  readonly header: Omit<PlanHeader, 'digest'>;
  readonly planned: PlannedChanges;
  /** Findings of reading and matching. */
  readonly findings: readonly Finding[];
  readonly comparison: Comparison;
  readonly live: LiveCounts;
}

/** A finished plan, and whether a limit refuses it. */
export interface FinishedPlan {
  readonly plan: PlanDocument;
  readonly isOverLimit: boolean;
}

/** Selection, limits, counts and digest. */
export function finishPlan(context: PlanContext, parts: PlanParts): FinishedPlan {
  const selection = parseSelection(context.manifest, parts.header);
  const changes = selectChanges(parts.planned, selection).map(({ change }) => change);
  const limits = checkLimits(changes, context.manifest.policies, parts.live, context.isBootstrap);
  const found = sortFindings([...parts.planned.findings, ...parts.findings]).filter((finding) =>
    selectsFinding(finding, selection.select, selection.exclude),
  );
  const findings = [...limits, ...found];
  const digest = planDigest(context.digests, parts.header, changes, findings);
  const plan = {
    header: { ...parts.header, digest },
    changes,
    findings,
    summary: summarise(changes, findings, parts.comparison),
  };
  return { plan, isOverLimit: limits.length > 0 };
}

/** What the selectors mean in this project. Throws SELECT_UNKNOWN, exit 64. */
export function parseSelection(manifest: Manifest, header: Pick<PlanHeader, 'select' | 'exclude'>): Selection {
  const names = {
    entities: new Map([...manifest.entities].map(([name, entity]) => [name, new Set(entity.fields.keys())])),
    systems: new Set(manifest.systems.keys()),
  };
  return {
    select: header.select.map((text) => parseSelector(text, names)),
    exclude: header.exclude.map((text) => parseSelector(text, names)),
    groupsOf: (entity) => [...(manifest.entities.get(entity)?.groups.values() ?? [])],
  };
}

function sortFindings(findings: readonly Finding[]): Finding[] {
  const text = (finding: Finding) =>
    JSON.stringify([
      finding.entity,
      finding.code,
      finding.system,
      finding.key,
      finding.field,
      finding.at,
      finding.detail,
    ]);
  return findings
    .map((finding) => [text(finding), finding] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, finding]) => finding);
}

// manifest → read → decode → match → resolve → encode → rules → diff → plan → render → (review) → apply → audit
//
// A project's manifests are loaded and checked (openProject). A plan reads every system once, decodes records into canonical fields,
// matches them, takes each field's value from its owner, encodes what every replica should hold, checks rules, gives each difference
// its verdict, and orders the changes (planProject). Apply runs the same stages on live data and writes only what was reviewed
// (applyProject). What the stages share are types in `model`; only this file and its folder know their order.

import { readFile } from 'node:fs/promises';
import { signerOf } from './audit/heads.ts';
import { gitState } from './pipeline/git-state.ts';
import { closeRun, openByName, openRun, withOpenRun } from './pipeline/open-run.ts';
import { withLease } from './apply/lease.ts';
import { applyRun } from './pipeline/apply-run.ts';
import { computeProject, liveCounts, planContext } from './pipeline/compute-project.ts';
import { maskSelectors } from './pipeline/mask-selection.ts';
import { matchEntities } from './pipeline/match-entities.ts';
import { planHeader, readFindings, withExpiry } from './pipeline/plan-header.ts';
import { PAGE_SIZE, readBindings } from './pipeline/read-bindings.ts';
import { undoRun } from './pipeline/undo.ts';
import type { Progress, Project, Run } from './pipeline/run.ts';
import { loadConfig } from './manifest/load-config.ts';
import { loadManifest } from './manifest/load-manifest.ts';
import { ConcordatError } from './model/error.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { ApplyReport } from './model/generated/apply.ts';
import type { PlanDocument } from './model/generated/plan.ts';
import type { Digests } from './model/digest.ts';
import type { StateReader } from './model/state.ts';
import type { World } from './model/world.ts';
import { finishPlan, parseSelection, planChanges } from './plan/build-plan.ts';
import { parsePlanFile, planFileLines } from './plan/plan-file.ts';
import { loadProjectKey } from './state/key.ts';
import { openStateReader, openStateStore } from './state/open-state.ts';
import { check } from './transform/check.ts';
import { createEvaluator } from './transform/evaluator.ts';

export type { Progress, Project } from './pipeline/run.ts';
export { findRun } from './pipeline/find-run.ts';
export { deliverProjectAlerts, sendTestAlert } from './pipeline/alerts.ts';
export { acknowledgeAlert } from './pipeline/alerts-acknowledge.ts';
export { listAlerts } from './pipeline/alerts-list.ts';
export { projectStatus } from './pipeline/status.ts';
export { runTests } from './pipeline/run-tests.ts';
export { traceRecord } from './pipeline/trace.ts';
export { validateProject } from './pipeline/validate-live.ts';

/** Options of a plan. */
export interface PlanOptions {
  readonly isBootstrap: boolean;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Records per page of a read; the plan does not depend on it. */
  readonly pageSize?: number;
}

/** Manifests → a checked project. Throws MANIFEST_INVALID with every diagnostic, exit 65. */
export async function openProject(dir: string, world: World): Promise<Project> {
  const config = await loadConfig(dir, world);
  const { manifest, diagnostics } = await loadManifest(config);
  if (manifest === null) throw invalid(diagnostics);
  const evaluator = createEvaluator();
  const problems = [...diagnostics, ...(await check(manifest, evaluator).finally(() => evaluator.close()))];
  if (problems.some(({ severity }) => severity === 'error')) throw invalid(problems);
  const { digests, warnings } = await loadProjectKey(config, world);
  return {
    config,
    manifest,
    warnings: [...problems, ...warnings],
    world,
    digests,
    open: openByName(manifest, config.root, world),
    state: { reader: () => openStateReader(config, world), store: () => openStateStore(config, world) },
    git: () => gitState(config.root),
    evaluator: createEvaluator,
    signer: () => signerOf(digests, world),
  };
}

/** Live systems → a plan. Writes nothing anywhere. Exit 3: a limit refuses it; 75: a read is incomplete. */
export async function planProject(
  project: Project,
  options: PlanOptions,
): Promise<{ readonly plan: PlanDocument; readonly exit: 0 | 3 | 75 }> {
  // A slip in a selector is told before anything is read.
  parseSelection(project.manifest, { select: [...options.select], exclude: [...options.exclude] });
  const state = await project.state.reader();
  const run = await openRun(project, state, options.signal, options.progress).finally(() => state.close());
  try {
    return await planRun(run, options);
  } finally {
    await closeRun(run);
  }
}

async function planRun(
  run: Run,
  options: PlanOptions,
): Promise<{ readonly plan: PlanDocument; readonly exit: 0 | 3 | 75 }> {
  const reads = await readBindings(run, options.pageSize ?? PAGE_SIZE);
  const matched = await matchEntities(run, reads);
  const computed = await computeProject(run, matched, options.isBootstrap, null);
  const context = planContext(run, reads, options.isBootstrap);
  const planned = planChanges(context, computed.replicas, run.entityOrder);
  const asked = (selectors: readonly string[]) => maskSelectors(run, matched.records, selectors);
  const select = asked(options.select);
  const header = await planHeader(run, reads, { ...options, select, exclude: asked(options.exclude) });
  const findings = [...computed.findings, ...readFindings(reads)];
  const { plan: finished, isOverLimit } = finishPlan(context, {
    header,
    planned,
    findings,
    comparison: computed.comparison,
    live: liveCounts(reads),
  });
  const plan = withExpiry(finished);
  const isIncomplete = [...reads.values()].some((read) => !read.certificate.complete);
  if (isIncomplete) return { plan, exit: 75 };
  return { plan, exit: isOverLimit ? 3 : 0 };
}

/** A run of the journal → the plan that takes it back, where its records are still what it wrote. Writes nothing anywhere. */
export async function planUndo(
  project: Project,
  runId: string,
  options: Pick<PlanOptions, 'signal' | 'progress'>,
): Promise<{ readonly plan: PlanDocument; readonly exit: 0 | 3 | 75 }> {
  return withOpenRun(project, options, (run, state) => planUndoRun(run, state, runId));
}

async function planUndoRun(run: Run, state: StateReader, runId: string) {
  const reads = await readBindings(run);
  const context = planContext(run, reads, false);
  const planned = await undoRun(run, state, context, runId);
  const header = { ...(await planHeader(run, reads, { isBootstrap: false, select: [], exclude: [] })), undo: runId };
  const comparison = { compared: 0, inAgreement: 0, byVerdict: new Map<string, number>() };
  const parts = { header, planned, findings: [], comparison, live: liveCounts(reads) };
  const { plan, isOverLimit } = finishPlan(context, parts);
  return { plan: withExpiry(plan), exit: isOverLimit ? (3 as const) : (0 as const) };
}

/** A reviewed plan → outcomes. Writes only changes whose digest is the same on live data, each under its guard. */
export async function applyProject(
  project: Project,
  options: { readonly plan: PlanDocument; readonly signal: AbortSignal; readonly progress: Progress },
): Promise<ApplyReport> {
  const before = await project.state.reader();
  const lineage = await before.lineage().finally(() => before.close());
  const store = await project.state.store();
  try {
    return await withLease(store, project.world, async (lease) => {
      const run = await openRun(project, store, options.signal, options.progress);
      return applyRun({ run, store, lease }, options.plan, lineage?.id ?? null).finally(() => closeRun(run));
    });
  } finally {
    await store.close();
  }
}

/** The NDJSON lines of a plan file. */
export function planFile(plan: PlanDocument, digests: Digests): Iterable<string> {
  return planFileLines(plan, digests);
}

/** Reads a plan file; throws PLAN_MISSING, PLAN_UNREADABLE or PLAN_TAMPERED, exit 1. */
export async function readPlanFile(path: string, digests: Digests): Promise<PlanDocument> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ConcordatError('PLAN_MISSING', 'The plan file cannot be opened.', {
      at: path,
      advice: 'Make one with concordat plan --out FILE.',
      cause,
    });
  });
  return parsePlanFile(text, digests);
}

function invalid(diagnostics: readonly Diagnostic[]): ConcordatError {
  return new ConcordatError('MANIFEST_INVALID', 'The manifests are not valid.', { exit: 65, diagnostics });
}

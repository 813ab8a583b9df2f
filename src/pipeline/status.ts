import type { StatusReport } from '../model/generated/status.ts';
import type { StateReader } from '../model/state.ts';
import { finishPlan, planChanges } from '../plan/build-plan.ts';
import { computeProject, liveCounts, planContext } from './compute-project.ts';
import { matchEntities } from './match-entities.ts';
import { shownPlace } from '../state/state-place.ts';
import { withOpenRun } from './open-run.ts';
import { planHeader, readFindings } from './plan-header.ts';
import { readBindings } from './read-bindings.ts';
import type { BindingRead, Progress, Project, Run } from './run.ts';

/** Where the project stands: state, last run, systems, and drift counted by entity, system and verdict. Reads everything, writes nothing. */
export async function projectStatus(
  project: Project,
  options: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<StatusReport> {
  return withOpenRun(project, options, statusOf);
}

async function statusOf(run: Run, state: StateReader): Promise<StatusReport> {
  const reads = await readBindings(run);
  const matched = await matchEntities(run, reads);
  const computed = await computeProject(run, matched, false, null);
  const context = planContext(run, reads, false);
  const planned = planChanges(context, computed.replicas, run.entityOrder);
  const header = await planHeader(run, reads, { isBootstrap: false, select: [], exclude: [] });
  const { plan } = finishPlan(context, {
    header,
    planned,
    findings: [...computed.findings, ...readFindings(reads)],
    comparison: computed.comparison,
    live: liveCounts(reads),
  });
  const isComplete = [...reads.values()].every((read) => read.certificate.complete);
  return {
    project: run.project.config.name,
    instant: run.project.world.now(),
    state: {
      location: shownPlace(run.project.config),
      lineage: run.memory.lineage?.id ?? null,
      serial: run.memory.lineage?.serial ?? 0,
    },
    last_run: await lastRun(state),
    systems: systemsOf(run, reads),
    drift: driftOf(plan.changes),
    open_intents: (await state.openIntents()).length,
    exit: isComplete ? 0 : 75,
  };
}

async function lastRun(state: StateReader): Promise<StatusReport['last_run']> {
  let last: StatusReport['last_run'] = null;
  for await (const entry of state.journal({ last: 1000 })) {
    if (entry.kind === 'run-end')
      last = { run: entry.run, at: entry.at, outcomes: (entry.detail ?? {}) as Record<string, number> };
  }
  return last;
}

function systemsOf(run: Run, reads: ReadonlyMap<string, BindingRead>): StatusReport['systems'] {
  const names = [...new Set([...reads.values()].map((read) => read.system))].sort();
  return names.map((system) => {
    const own = [...reads.values()].filter((read) => read.system === system);
    const marks = [...run.memory.marks.values()]
      .filter((mark) => mark.system === system)
      .map((mark) => mark.at)
      .sort();
    return {
      system,
      connector: run.manifest.systems.get(system)?.connector ?? '',
      entities: own.map((read) => read.entity).sort(),
      last_complete_read: marks[marks.length - 1] ?? null,
      count: own.reduce((sum, read) => sum + read.certificate.count, 0),
    };
  });
}

function driftOf(changes: Awaited<ReturnType<typeof finishPlan>>['plan']['changes']): StatusReport['drift'] {
  const rows = new Map<string, { entity: string; system: string; verdict: string; fields: number; records: number }>();
  for (const change of changes) {
    const verdicts = change.fields.length === 0 ? [change.situation] : change.fields.map((field) => field.verdict);
    for (const verdict of new Set<string>(verdicts)) {
      const address = `${change.entity}\u0000${change.system}\u0000${verdict}`;
      const row = rows.get(address) ?? { entity: change.entity, system: change.system, verdict, fields: 0, records: 0 };
      rows.set(address, {
        ...row,
        fields: row.fields + verdicts.filter((found) => found === verdict).length,
        records: row.records + 1,
      });
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

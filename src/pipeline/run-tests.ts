import { RecordIds } from '../apply/record-ids.ts';
import { openConnector } from '../connector/load.ts';
import { formatPlace } from '../model/diagnostic.ts';
import type { Finding } from '../model/generated/plan.ts';
import type { Manifest, TestDef } from '../model/manifest.ts';
import type { StateReader } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { finishPlan, planChanges } from '../plan/build-plan.ts';
import { computeProject, liveCounts, planContext } from './compute-project.ts';
import { matchEntities } from './match-entities.ts';
import { closeRun, openRun } from './open-run.ts';
import { planHeader } from './plan-header.ts';
import { readBindings } from './read-bindings.ts';
import { Proofs } from './remember.ts';
import type { Evaluator } from '../transform/contract.ts';
import type { Project, Run } from './run.ts';
import { compareChanges, compareFindings } from './test-expectations.ts';

/** What one test manifest came to. */
export interface TestResult {
  readonly name: string;
  /** file:line:column */
  readonly at: string;
  readonly isPassed: boolean;
  readonly problems: readonly string[];
}

/** Runs every `kind: test` manifest over systems in memory: no network, no state. */
export async function runTests(
  project: Project,
  options: { readonly signal: AbortSignal },
): Promise<{ readonly tests: readonly TestResult[] }> {
  const tests: TestResult[] = [];
  const evaluator = project.evaluator();
  // One evaluator for all tests, and no look at git: no test shows a plan's header.
  const shared = {
    ...project,
    git: async () => null,
    evaluator: () => ({ ...bound(evaluator), close: async () => {} }),
  };
  try {
    for (const test of project.manifest.tests) {
      options.signal.throwIfAborted();
      const problems = await runTest(shared, test, options.signal);
      tests.push({ name: test.name, at: formatPlace(test.at), isPassed: problems.length === 0, problems });
    }
    return { tests };
  } finally {
    await evaluator.close();
  }
}

function bound(evaluator: Evaluator): Pick<Evaluator, 'evaluate'> {
  return { evaluate: (expression, inputs) => evaluator.evaluate(expression, inputs) };
}

async function runTest(project: Project, test: TestDef, signal: AbortSignal): Promise<readonly string[]> {
  const state = test.base === null ? emptyState() : await agreedState(project, test, test.base, signal);
  const plan = await withRun(project, test, test.given, state, signal, async (run) => {
    const { matched, computed, reads } = await computeAll(run, test.isBootstrap, null);
    const context = planContext(run, reads, test.isBootstrap);
    const planned = planChanges(context, computed.replicas, run.entityOrder);
    const header = await planHeader(run, reads, { isBootstrap: test.isBootstrap, select: [], exclude: [] });
    const { plan: finished } = finishPlan(context, {
      header,
      planned,
      findings: computed.findings,
      comparison: computed.comparison,
      live: liveCounts(reads),
    });
    const values = new Map(planned.changes.map((change) => [change.change.id, change] as const));
    return {
      changes: finished.changes.filter((change) => change.entity === test.entity),
      findings: finished.findings.filter(isOf(test.entity)),
      values,
      matched,
    };
  });
  return [
    ...compareChanges(test.expect.changes, plan.changes, plan.values),
    ...compareFindings(test.expect.findings, plan.findings),
  ];
}

/** Limits are about the size of live systems: a handful of given records says nothing of them. */
function isOf(entity: string): (finding: Finding) => boolean {
  return (finding) => (finding.entity === null || finding.entity === entity) && !finding.code.startsWith('LIMIT_');
}

async function computeAll(run: Run, isBootstrap: boolean, onAgreement: Parameters<typeof computeProject>[3]) {
  const reads = await readBindings(run);
  const matched = await matchEntities(run, reads);
  return { reads, matched, computed: await computeProject(run, matched, isBootstrap, onAgreement) };
}

/** The state that an apply over the test's `base` records would leave. */
async function agreedState(
  project: Project,
  test: TestDef,
  base: NonNullable<TestDef['base']>,
  signal: AbortSignal,
): Promise<StateReader> {
  return withRun(project, test, base, emptyState(), signal, async (run) => {
    const proofs = new Proofs(run, new RecordIds(countingIds(project.world), ({ key }) => key));
    await computeAll(run, false, (agreement) => proofs.take(agreement));
    return stateOf(proofs);
  });
}

function countingIds(world: Project['world']): Project['world'] {
  let next = 0;
  return { ...world, now: () => world.now(), newId: () => `record-${(next += 1)}` };
}

async function withRun<T>(
  project: Project,
  test: TestDef,
  records: TestDef['given'],
  state: StateReader,
  signal: AbortSignal,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const manifest = onlyEntity(project.manifest, test.entity);
  const open = async (system: string) => {
    const def = manifest.systems.get(system);
    const binding = manifest.entities.get(test.entity)?.bindings.get(system);
    if (def === undefined || binding === undefined)
      throw new Error('Bug in concordat: a test uses a system without a binding.');
    const connection = { records: { [binding.resource]: withIds(binding.id, records.get(system) ?? []) } };
    return openConnector({ ...def, connector: 'memory', connection }, project.config.root, project.world);
  };
  const run = await openRun({ ...project, manifest, open }, state, signal, () => {});
  return work(run).finally(() => closeRun(run));
}

/** The tested entity alone, without native filters, which systems in memory do not know. */
function onlyEntity(manifest: Manifest, name: string): Manifest {
  const entity = manifest.entities.get(name);
  if (entity === undefined) return manifest;
  const bindings = new Map(
    [...entity.bindings].map(([system, binding]) => [system, { ...binding, where: null }] as const),
  );
  return { ...manifest, entities: new Map([[name, { ...entity, bindings }]]) };
}

function withIds(id: readonly string[], records: readonly Readonly<Record<string, Json>>[]): Record<string, Json>[] {
  return records.map((record, index) => ({
    ...Object.fromEntries(id.map((column) => [column, String(index + 1)])),
    ...record,
  }));
}

function emptyState(): StateReader {
  return stateOf({ links: [], base: [] });
}

function stateOf({ links, base }: Pick<Proofs, 'links' | 'base'>): StateReader {
  return {
    lineage: async () => null,
    links: (entity) => iterate(links.filter((link) => link.entity === entity)),
    base: (entity) => iterate(base.filter((entry) => entry.entity === entity)),
    reads: async () => [],
    tombstones: () => iterate([]),
    journal: () => iterate([]),
    openIntents: async () => [],
    documents: () => iterate([]),
    audit: () => iterate([]),
    close: async () => {},
  };
}

async function* iterate<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

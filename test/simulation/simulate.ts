import { createHash } from 'node:crypto';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import { allHolds } from '../../src/plan/standing.ts';
import { Choices, type Decision } from './choices.ts';
import { settleCompany } from './company.ts';
import { checkConvergence, isEmptyPlan } from './convergence.ts';
import { addInvariants } from './invariants/all.ts';
import { decideAll, decidePlan, letOperatorWork, thaw } from './operator.ts';
import { letPeopleWork } from './people.ts';
import { letRivalsWork } from './rivals.ts';
import { LONGEST_LAG_MS, scenarioOf, type Size } from './scenario.ts';
import { Simulation, type CrashPlan, type EngineRun } from './simulation.ts';
import { KINDS } from './systems-by-kind.ts';

/** What is simulated. */
export interface SimulationOptions {
  readonly seed: number;
  /** The decisions that may be taken; null for all. */
  readonly only?: readonly Decision[] | null;
  readonly crashes?: CrashPlan;
  /** Nothing breaks but what \`crashes\` says, and one round of people's work is all there is. */
  readonly isCalm?: boolean;
  readonly kinds?: readonly string[];
  /** Default as the seed draws it. */
  readonly size?: Size;
}

/** What came of it. */
export interface SimulationResult {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly decisions: readonly Decision[];
  readonly trace: readonly string[];
  /** SHA-256 of the trace. */
  readonly digest: string;
  /** Effects by process, for crash points. */
  readonly effects: ReadonlyMap<string, readonly string[]>;
  readonly events: number;
  readonly writes: number;
}

/** Runs one world from its first agreement through bad days to calm ones, and checks that everything promised was kept. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const choices = new Choices(options.seed, options.only ?? null);
  const scenario = scenarioOf(options.seed, options.kinds ?? KINDS, options.size);
  const sim = new Simulation(scenario, choices, options.crashes ?? new Map());
  settleCompany(sim.scenario, sim.systems);
  addInvariants(sim);
  letRivalsWork(sim);
  await agreeAtFirst(sim);
  if (sim.watch.violations.length === 0) await (options.isCalm === true ? oneCalmRound(sim) : badDays(sim));
  if (sim.watch.violations.length === 0) await calmDays(sim);
  return resultOf(sim, options.seed);
}

function resultOf(sim: Simulation, seed: number): SimulationResult {
  const { trace, violations } = sim.watch;
  return {
    seed,
    violations,
    decisions: sim.choices.taken,
    trace,
    digest: createHash('sha256').update(trace.join('\n')).digest('hex'),
    effects: new Map(sim.processes.map(({ name, effectNames }) => [name, effectNames] as const)),
    events: sim.scheduler.count,
    writes: sim.watch.engineWrites.length,
  };
}

async function agreeAtFirst(sim: Simulation): Promise<void> {
  // The replicas of the systems have caught up.
  await sim.pass(LONGEST_LAG_MS);
  const run = sim.engine({ name: 'first', actor: 'eve', isBootstrap: true });
  await sim.finish([run], 600_000);
  if (run.report?.exit !== 0)
    sim.watch.violate('start', `the first agreement ends with ${run.report?.exit ?? String(run.error)}`);
}

/** The world of the crash points: people work once, the engine runs once, and dies where it is told to. */
async function oneCalmRound(sim: Simulation): Promise<void> {
  letPeopleWork(sim, 'calm', 0.8);
  await sim.pass(61_000);
  const held = sim.engine({ name: 'look', actor: 'eve' });
  await sim.finish([held], 600_000);
  decideAll(sim, [...sim.watch.plans.values()], { verdict: 'approved', actor: 'fay' });
  await sim.pass(61_000);
  for (const name of ['work', 'again']) {
    const run = sim.engine({ name, actor: 'eve' });
    await sim.finish([run], 600_000);
    await sim.pass(61_000);
  }
}

async function badDays(sim: Simulation): Promise<void> {
  const { choices } = sim;
  for (let i = 1; i <= sim.scenario.rounds && sim.watch.violations.length === 0; i += 1) {
    const round = `r${i}`;
    weather(sim, round);
    const runs: EngineRun[] = [startEngine(sim, `${round}a`, 'eve')];
    letPeopleWork(sim, round, 0.55);
    letOperatorWork(sim, round, 0.3, () => [...sim.watch.plans.values()]);
    if (choices.happens(`second engine ${round}`, 0.3))
      sim.scheduler.after(choices.integer(`second engine ${round} at`, 0, 3_000), () => {
        runs.push(startEngine(sim, `${round}b`, 'gus'));
      });
    jumpClocks(sim, round);
    await sim.pass(3_000);
    await sim.finish(runs, 1_800_000);
    await sim.pass(choices.of(`pause ${round}`, [100, 5_000, 70_000]));
    decideMaybe(sim, round);
  }
}

function decideMaybe(sim: Simulation, round: string): void {
  if (sim.choices.happens(`approve after ${round}`, 0.5))
    decideAll(sim, [...sim.watch.plans.values()], {
      verdict: 'approved',
      actor: sim.choices.of(`approver ${round}`, ['fay', 'eve']),
    });
}

/** How bad this round is. */
function weather(sim: Simulation, round: string): void {
  sim.network.faultRate = sim.choices.of(`weather ${round}`, [0, 0.03, 0.08, 0.2]);
  sim.disk.rate = sim.choices.of(`disk ${round}`, [0, 0, 0, 0.01, 0.05]);
  sim.rivalry = sim.choices.of(`rivals ${round}`, [0, 0.1, 0.3]);
  if (sim.choices.happens(`outage ${round}`, 0.06)) {
    const system = sim.choices.of(`outage ${round} of`, [...sim.systems.keys()]);
    const atMs = sim.choices.integer(`outage ${round} at`, 0, 1_000);
    sim.scheduler.after(atMs, () =>
      sim.network.refuse(system, 503, sim.choices.of(`outage ${round} for`, [60_000, 600_000])),
    );
  }
  sim.crashRate = sim.choices.of(`crashes ${round}`, [0, 0.002, 0.01]);
}

function startEngine(sim: Simulation, name: string, actor: string): EngineRun {
  const { choices } = sim;
  const reviewMs = choices.of(`review ${name}`, [0, 0, 500, 2_000, 30_000]);
  const stop = new AbortController();
  if (choices.happens(`interrupt ${name}`, 0.05))
    sim.scheduler.after(choices.integer(`interrupt ${name} at`, 0, 3_000), () => stop.abort());
  const run = sim.engine({ name, actor, reviewMs, signal: stop.signal, tamper: (text) => tamper(sim, name, text) });
  if (choices.happens(`stop ${name}`, 0.08))
    sim.scheduler.after(choices.integer(`stop ${name} at`, 0, reviewMs + 1_500), () =>
      run.process.stop(choices.of(`stop ${name} for`, [20_000, 75_000, 200_000])),
    );
  return run;
}

/** Somebody changes the plan file between review and apply. */
function tamper(sim: Simulation, name: string, text: string): string {
  if (!sim.choices.happens(`tamper ${name}`, 0.04)) return text;
  switch (sim.choices.of(`tamper ${name} how`, ['value', 'line', 'expires'] as const)) {
    case 'value':
      return text.replace(/"after":"[^"]*"/, '"after":"slipped in"');
    case 'line':
      return text.replace(/^\{"type":"change".*\n/m, '');
    case 'expires':
      return text.replace(/"expires":"20/, '"expires":"21');
  }
}

function jumpClocks(sim: Simulation, round: string): void {
  if (!sim.choices.happens(`clock ${round}`, 0.2)) return;
  const jumpMs = sim.choices.of(
    `clock ${round} by`,
    [-3_600_000, -90_000, -5_000, 5_000, 90_000, 18_000_000, 100_000_000],
  );
  sim.scheduler.after(sim.choices.integer(`clock ${round} at`, 0, 2_000), () => {
    sim.watch.note(`clocks jump by ${jumpMs}`);
    sim.clockOffsetMs += jumpMs;
    for (const process of sim.processes) process.clockOffsetMs += jumpMs;
  });
}

/** Nothing breaks any more, nobody edits: within three rounds everything agrees, or waits for a person. */
async function calmDays(sim: Simulation): Promise<void> {
  sim.choices.isQuiet = true;
  sim.network.calm();
  await sim.pass(200_000_000);
  thaw(sim);
  const offset = Math.abs(sim.clockOffsetMs);
  sim.clockOffsetMs = 0;
  await sim.pass(2 * offset);
  const said = new Set<string>();
  let rounds = 3;
  for (let i = 1; i <= rounds + 1; i += 1) {
    const before = sim.watch.landed.length;
    const run = sim.engine({ name: `calm${i}`, actor: 'eve', review: (plan) => raiseLimits(sim, plan) });
    await sim.finish([run], 1_800_000);
    if (sim.watch.violations.length > 0) return;
    const { plan, report } = run;
    if (plan === null || report === null) return sim.watch.violate('convergence', `a run fails: ${String(run.error)}`);
    // What a person releases goes in a round of its own.
    const isReleasing = plan.changes.some(
      (change) => !said.has(change.digest) && allHolds(change).some(({ code }) => APPROVABLE.has(code)),
    );
    if (isEmptyPlan(plan) && !(isReleasing && i < 8)) return provePeace(sim, plan, before);
    if (isReleasing && i < 8) rounds = i + 3;
    decideOnce(sim, plan, said);
    await sim.pass(LONGEST_LAG_MS);
  }
  sim.watch.violate('convergence', 'after three rounds there is still something to do');
}

const APPROVABLE: ReadonlySet<string> = new Set(['approval', 'guard']);

/** A plan over a limit goes with another person's yes to that very plan. */
function raiseLimits(sim: Simulation, plan: PlanDocument): void {
  if (plan.findings.some(({ code }) => code.startsWith('LIMIT_'))) decidePlan(sim, plan, 'fay');
}

/** Says yes to what waits, once: what comes back after that is left to wait. */
function decideOnce(sim: Simulation, plan: PlanDocument, said: Set<string>): void {
  const changes = plan.changes.filter(({ digest }) => !said.has(digest));
  for (const { digest } of changes) said.add(digest);
  decideAll(sim, [{ ...plan, changes }], { verdict: 'approved', actor: 'fay' });
}

/** Nothing is left but what waits for a person, and applying that wrote nothing. */
function provePeace(sim: Simulation, plan: PlanDocument, before: number): void {
  if (sim.watch.landed.length > before) sim.watch.violate('convergence', 'an empty plan writes');
  checkConvergence(sim, plan);
  for (const invariant of sim.watch.invariants) invariant.onEnd?.();
}

import { signerOf } from '../../src/audit/heads.ts';
import { Gate } from '../../src/connector/gate.ts';
import { paced } from '../../src/connector/paced.ts';
import { EMPTY_EVALUATOR } from './no-expressions.ts';
import { applyProject, planProject, type Project } from '../../src/pipeline.ts';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import { ConcordatError } from '../../src/model/error.ts';
import { digestsUnder } from '../../src/state/key.ts';
import { parsePlanFile, planFileLines } from '../../src/plan/plan-file.ts';
import type { Choices } from './choices.ts';
import type { SimSystem } from './contract.ts';
import { faultyCalls, type DiskWeather } from './faulty-calls.ts';
import { MemoryState } from './memory-state.ts';
import { memoryReader, memoryStore, type StatePlace } from './memory-store.ts';
import { Process, type CrashPoint } from './process.ts';
import { stream } from './random.ts';
import { CANARY, CONFIG, manifestOf, resourcesOf, switchesOf, type Scenario } from './scenario.ts';
import { Scheduler } from './scheduler.ts';
import { makeSystem } from './systems-by-kind.ts';
import { Watch } from './watch.ts';
import { Network } from './wire.ts';

/** Shared by all worlds of one process. */
const DIGESTS = digestsUnder('a key of the simulation, long enough');
const SIGNER = signerOf(DIGESTS, { env: () => undefined });

/** Where processes are killed: by name of the process. */
export type CrashPlan = ReadonlyMap<string, CrashPoint>;

/** What came of one engine process. */
export interface EngineRun {
  readonly process: Process;
  plan: PlanDocument | null;
  report: Awaited<ReturnType<typeof applyProject>> | null;
  error: unknown;
  isDone: boolean;
}

/** How an engine is run. */
export interface EngineOptions {
  readonly name: string;
  readonly actor: string;
  readonly isBootstrap?: boolean;
  /** Time between plan and apply. Default none. */
  readonly reviewMs?: number;
  /** Told when the plan is there, before it is applied. */
  readonly review?: (plan: PlanDocument) => void;
  readonly signal?: AbortSignal;
  /** The text of the plan file as somebody else gives it back. Default as it was written. */
  readonly tamper?: (text: string) => string;
}

/** One simulated world with its systems, its state, its network and its clock. */
export class Simulation {
  readonly scenario: Scenario;
  readonly choices: Choices;
  readonly scheduler = new Scheduler();
  readonly state: MemoryState;
  readonly place: StatePlace;
  readonly watch: Watch;
  readonly network: Network;
  readonly disk: DiskWeather = { rate: 0 };
  readonly systems = new Map<string, SimSystem>();
  readonly processes: Process[] = [];
  readonly digests = DIGESTS;
  readonly #crashes: CrashPlan;
  /** How far the clocks of this machine are off, for processes that begin now. */
  clockOffsetMs = 0;
  /** Probability that somebody edits the very record that is about to be written. */
  rivalry = 0;
  /** Probability that an effect kills its process. */
  crashRate = 0;

  constructor(scenario: Scenario, choices: Choices, crashes: CrashPlan) {
    this.scenario = scenario;
    this.choices = choices;
    this.#crashes = crashes;
    this.state = new MemoryState(`lineage-${choices.seed}`);
    this.place = { state: this.state };
    this.watch = new Watch(this.scheduler, this.state);
    this.network = new Network(this.scheduler, choices, this.watch);
    this.watch.delivering = () => this.network.delivering;
    for (const { name, kind } of scenario.systems) {
      const system = makeSystem(kind, {
        name,
        now: () => this.scheduler.nowMs,
        random: stream(choices.seed, `system ${name}`),
        resources: resourcesOf(scenario, name),
        switches: switchesOf(scenario, name),
      });
      system.onLanded((write) => this.watch.onLanded(write));
      this.systems.set(name, system);
    }
  }

  /** A system by name. */
  system(name: string): SimSystem {
    const system = this.systems.get(name);
    if (system === undefined) throw new RangeError(`There is no system ${name}.`);
    return system;
  }

  /** Starts plan and apply in a process of their own. */
  engine(options: EngineOptions): EngineRun {
    const process = this.#process(options.name, options.actor);
    const run: EngineRun = { process, plan: null, report: null, error: null, isDone: false };
    void this.#work(run, options).then(
      () => this.#finish(run),
      (error: unknown) => {
        run.error = error;
        this.#finish(run);
      },
    );
    return run;
  }

  /** Lets time pass until all of these have ended, one way or the other, or for at most so long. */
  async finish(runs: readonly EngineRun[], atMostMs: number): Promise<void> {
    const isOver = (): boolean =>
      this.watch.violations.length > 0 || runs.every(({ isDone, process }) => isDone || process.isDead);
    await this.scheduler.runUntil(isOver, this.scheduler.nowMs + atMostMs);
  }

  /** Lets so much time pass, virtual milliseconds. */
  async pass(ms: number): Promise<void> {
    await this.scheduler.runUntil(() => this.watch.violations.length > 0, this.scheduler.nowMs + ms);
  }

  #process(name: string, actor: string): Process {
    const process: Process = new Process({
      name,
      actor,
      scheduler: this.scheduler,
      random: stream(this.choices.seed, `process ${name}`),
      isCrashing: (effect) => this.#crashOf(name, effect),
      onCrash: (_process, at) => this.watch.note(`${name} dies ${at}`),
    });
    process.clockOffsetMs = this.clockOffsetMs;
    this.processes.push(process);
    return process;
  }

  #crashOf(name: string, effect: number): CrashPoint['when'] | null {
    const crash = this.#crashes.get(name);
    if (crash !== undefined) return crash.effect === effect ? crash.when : null;
    for (const when of ['before', 'after'] as const)
      if (this.choices.happens(`crash ${name} ${effect} ${when}`, this.crashRate)) return when;
    return null;
  }

  async #work(run: EngineRun, options: EngineOptions): Promise<void> {
    const project = this.#project(run.process);
    const signal = options.signal ?? new AbortController().signal;
    const { plan } = await planProject(project, {
      isBootstrap: options.isBootstrap ?? false,
      select: [],
      exclude: [],
      signal,
      progress: () => {},
      pageSize: 3,
    });
    const text = this.#write(run, plan);
    if (options.reviewMs !== undefined) await run.process.sleep(options.reviewMs);
    const given = options.tamper?.(text) ?? text;
    if (given !== text) this.watch.tampered.add(run.process.name);
    const chosen = parsePlanFile(given, this.digests);
    options.review?.(chosen);
    run.report = await applyProject(project, { plan: chosen, signal, progress: () => {} });
  }

  /** The plan file; what is in it has been reviewed. */
  #write(run: EngineRun, plan: PlanDocument): string {
    const text = [...planFileLines(plan, this.digests)].join('');
    run.plan = plan;
    this.watch.sink('a plan file', text);
    this.watch.review(JSON.parse(JSON.stringify(plan)) as PlanDocument);
    this.watch.note(`${run.process.name} plan ${plan.header.digest.slice(0, 12)} with ${plan.changes.length} changes`);
    return text;
  }

  #finish(run: EngineRun): void {
    run.isDone = true;
    if (run.report !== null) {
      this.watch.note(`${run.process.name} ends with ${run.report.exit}`);
      this.watch.onReport(run.process, run.report);
    }
    if (run.error !== null) this.#takeError(run);
  }

  #takeError({ process, error }: EngineRun): void {
    const text = error instanceof Error ? `${error.name} ${error.message} ${error.stack ?? ''}` : String(error);
    this.watch.sink('an error', text);
    const isOurs = error instanceof ConcordatError && !error.message.includes('Bug in concordat');
    this.watch.note(`${process.name} fails with ${error instanceof ConcordatError ? error.code : 'another error'}`);
    if (!isOurs && !isAbort(error)) this.watch.violate('error', `${process.name}: ${text}`);
  }

  #project(process: Process): Project {
    const env = { SIM_URL: `${CANARY}-connection` };
    const world = process.world(env);
    const unguarded = new Set(
      this.scenario.systems.filter(({ kind }) => kind.endsWith('none')).map(({ name }) => name),
    );
    const manifest = manifestOf(this.scenario, unguarded);
    const gates = new Map<string, Gate>();
    const call = faultyCalls(process, this.choices, {
      weather: this.disk,
      onFailed: (name, error) => this.watch.stateFailed(process, name, error),
      onDone: (name) => this.watch.stateDone(process, name),
    });
    return {
      config: CONFIG,
      manifest,
      warnings: [],
      world,
      digests: this.digests,
      open: async (name) => {
        const limits = { ...NO_LIMITS, ...manifest.systems.get(name)?.limits, system: name };
        const gate = gates.get(name) ?? new Gate(limits, world);
        gates.set(name, gate);
        return paced(this.system(name).connect(this.network.wireOf(process), world), limits, world, gate);
      },
      state: {
        reader: async () => memoryReader(this.place, call),
        store: async () => memoryStore(this.state, call),
      },
      git: async () => null,
      evaluator: () => EMPTY_EVALUATOR,
      signer: () => SIGNER,
    };
  }
}

const NO_LIMITS = { requests: null, concurrency: null, budget: null };

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

import { ConcordatError } from '../../src/model/error.ts';
import type { ApplyReport } from '../../src/model/generated/apply.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { Change, PlanDocument } from '../../src/model/generated/plan.ts';
import type { LandedWrite } from './contract.ts';
import type { Committed, MemoryState } from './memory-state.ts';
import { EPOCH_MS, type Process } from './process.ts';
import { CANARY } from './scenario.ts';
import type { Scheduler } from './scheduler.ts';
import type { WireObserver, WireRequest } from './wire.ts';

/** A write of the engine as it landed, with everything that is known about where it came from. */
export interface EngineWrite {
  readonly write: LandedWrite;
  readonly request: WireRequest;
  /** The intent it was sent under, or null when there was none. */
  readonly intent: JournalEntry | null;
  /** The reviewed change, or null when no reviewed plan has it. */
  readonly change: Change | null;
}

/** One invariant: told about everything that happens, it says what must not be. */
export interface Invariant {
  onSent?(request: WireRequest): void;
  onAnswer?(request: WireRequest, retryAfterMs: number | null): void;
  onLanded?(write: LandedWrite): void;
  onEngineWrite?(write: EngineWrite): void;
  onCommit?(committed: Committed): void;
  onReport?(process: Process, report: ApplyReport): void;
  /** A write of the state was made. */
  onStateDone?(process: Process, name: string): void;
  /** A write of the state failed, for whatever reason. */
  onStateFailed?(process: Process, name: string): void;
  /** After everything is over. */
  onEnd?(): void;
}

/** Watches one run: keeps its trace, knows who sent what, and collects what must not have happened. */
export class Watch implements WireObserver {
  readonly trace: string[] = [];
  readonly violations: string[] = [];
  readonly invariants: Invariant[] = [];
  readonly plans = new Map<string, PlanDocument>();
  /** Intents by change id, in order of commit. */
  readonly intents = new Map<string, JournalEntry[]>();
  readonly landed: LandedWrite[] = [];
  /** Processes that were given a plan file which somebody had changed. */
  readonly tampered = new Set<string>();
  readonly outcomes: JournalEntry[] = [];
  readonly engineWrites: EngineWrite[] = [];
  readonly #scheduler: Scheduler;
  readonly #state: MemoryState;
  /** The request that is being performed. */
  delivering: () => WireRequest | null = () => null;

  constructor(scheduler: Scheduler, state: MemoryState) {
    this.#scheduler = scheduler;
    this.#state = state;
    state.onCommit((committed) => this.#onCommit(committed));
  }

  /** Virtual milliseconds since the start. */
  get nowMs(): number {
    return this.#scheduler.nowMs;
  }

  /** The true instant, UTC ISO. */
  get now(): string {
    return new Date(EPOCH_MS + this.#scheduler.nowMs).toISOString();
  }

  get state(): MemoryState {
    return this.#state;
  }

  violate(invariant: string, what: string): void {
    this.violations.push(`${invariant}: ${what}`);
    this.note(`VIOLATION ${invariant}: ${what}`);
  }

  note(text: string): void {
    this.trace.push(`${this.#scheduler.nowMs} ${text}`);
  }

  /** A plan that people have reviewed; only such may be written. */
  review(plan: PlanDocument): void {
    this.plans.set(plan.header.digest, plan);
  }

  /** Text that leaves the engine: no classified value may be in it. */
  sink(name: string, text: string): void {
    if (text.includes(CANARY)) this.violate('secrets', `a classified value stands in ${name}`);
  }

  onReport(process: Process, report: ApplyReport): void {
    this.sink('a report', JSON.stringify(report));
    for (const invariant of this.invariants) invariant.onReport?.(process, report);
  }

  stateDone(process: Process, name: string): void {
    for (const invariant of this.invariants) invariant.onStateDone?.(process, name);
  }

  stateFailed(process: Process, name: string, error: unknown): void {
    this.note(`${process.name} cannot ${name}: ${error instanceof ConcordatError ? error.code : 'error'}`);
    for (const invariant of this.invariants) invariant.onStateFailed?.(process, name);
  }

  onSent(request: WireRequest): void {
    if (request.kind === 'write')
      request.note = new Map([...this.#state.open.values()].flat().map((intent) => [intent.change, intent] as const));
    this.note(`${request.process.name} sends ${request.system}.${request.name}`);
    for (const invariant of this.invariants) invariant.onSent?.(request);
  }

  onAnswer(
    request: WireRequest,
    fault: { readonly kind: string; readonly status: number | null; readonly retryAfterMs: number | null } | null,
  ): void {
    if (fault !== null)
      this.note(`${request.process.name} gets ${fault.kind} ${fault.status ?? ''} from ${request.system}`);
    for (const invariant of this.invariants) invariant.onAnswer?.(request, fault?.retryAfterMs ?? null);
  }

  /** A write landed in a system, whoever did it. */
  onLanded(write: LandedWrite): void {
    this.landed.push(write);
    this.note(`${write.by} ${write.action} ${write.system}.${write.resource} ${write.nativeId}`);
    for (const invariant of this.invariants) invariant.onLanded?.(write);
    if (!write.by.startsWith('concordat:')) return;
    const request = this.delivering();
    if (request === null) return this.violate('wire', 'the engine wrote without a request');
    const id = write.by.slice('concordat:'.length);
    const intent = (request.note as ReadonlyMap<string, JournalEntry> | null)?.get(id) ?? null;
    const plan = intent === null ? undefined : this.plans.get(intent.plan ?? '');
    const change = plan?.changes.find((candidate) => candidate.id === id) ?? null;
    const engineWrite = { write, request, intent, change };
    this.engineWrites.push(engineWrite);
    for (const invariant of this.invariants) invariant.onEngineWrite?.(engineWrite);
  }

  #sinkRows(name: string, rows: readonly unknown[]): void {
    if (rows.length > 0) this.sink(name, JSON.stringify(rows));
  }

  #onCommit(committed: Committed): void {
    const { commit, lease } = committed;
    const entries = commit.journal ?? [];
    for (const [i, entry] of entries.entries()) {
      const stored = { ...entry, seq: committed.firstSeq + i };
      if (entry.kind === 'intent' && entry.change !== null)
        this.intents.set(entry.change, [...(this.intents.get(entry.change) ?? []), stored]);
      if (entry.kind === 'outcome') this.outcomes.push(entry);
      this.note(`journal ${entry.kind} ${entry.change ?? ''} ${entry.outcome ?? ''} ${entry.code ?? ''}`);
    }
    this.#sinkRows('the journal', entries);
    this.#sinkRows('the audit trail', commit.audit ?? []);
    this.#sinkRows('a document', commit.documents ?? []);
    this.#sinkRows('the crosswalk', commit.links ?? []);
    this.#sinkRows('the crosswalk', commit.tombstones ?? []);
    for (const { kind, id } of commit.documents ?? []) this.note(`document ${kind} ${id}`);
    for (const leaf of commit.audit ?? [])
      this.note(`audit ${leaf.kind} ${leaf.action} ${leaf.change ?? ''} ${leaf.outcome ?? ''}`);
    if (lease === null) this.note('decision');
    for (const invariant of this.invariants) invariant.onCommit?.(committed);
  }
}

/** The process that a run id was made by: ids begin with the process's name. */
export function isOf(process: Process, run: string): boolean {
  return run.startsWith(`${process.name}-`);
}

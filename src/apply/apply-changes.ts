import type { Change } from '../model/generated/plan.ts';
import { planKeyText } from '../model/plan-key.ts';
import type { PlannedChange } from '../model/record.ts';
import { applyBatch } from './apply-batch.ts';
import { asReviewed } from './as-reviewed.ts';
import { outcomeOf, type ApplyContext, type ChangeOutcome } from './apply-context.ts';
import { nextBatch } from './batches.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { Retries } from './retries.ts';
import { isDown, RunBrake } from './run-brake.ts';
import { RunningLimits } from './running-limits.ts';

/** What a run came to. */
export interface Applied {
  readonly outcomes: readonly ChangeOutcome[];
  /** Why the run stopped before its end, or null. */
  readonly stopped: string | null;
  /** The code of the stop, or null. */
  readonly stopCode: string | null;
}

/**
 * Applies the reviewed changes in order, batch by batch: the first ten one at a time, then more and more together. `fresh` holds the plan
 * made from live data at the start of this apply, by digest. Every reviewed change gets exactly one outcome. An error of the state ends it
 * at once: what cannot be recorded is not sent.
 */
export async function applyChanges(
  context: ApplyContext,
  reviewed: readonly Change[],
  fresh: ReadonlyMap<string, PlannedChange>,
): Promise<Applied> {
  const run = new ApplyLoop(context, reviewed, fresh);
  return run.finish();
}

/** One pass over the reviewed changes. */
class ApplyLoop {
  readonly #context: ApplyContext;
  readonly #reviewed: readonly Change[];
  readonly #outcomes = new Map<string, ChangeOutcome>();
  readonly #brake: RunBrake;
  readonly #retries: Retries;
  readonly #limits: RunningLimits;
  /** Systems, or where rights are missing resources, that failed as a whole in this run, with the code. */
  readonly #down = new Map<string, string>();
  #rest: readonly PlannedChange[];
  readonly #total: number;

  constructor(context: ApplyContext, reviewed: readonly Change[], fresh: ReadonlyMap<string, PlannedChange>) {
    this.#context = context;
    this.#reviewed = reviewed;
    const due: PlannedChange[] = [];
    for (const change of reviewed) {
      const planned = fresh.get(change.digest);
      const early = earlyOutcome(context, change, planned);
      if (early !== null) this.#outcomes.set(change.id, early);
      else if (planned !== undefined) due.push(asReviewed(planned, change));
    }
    this.#rest = due;
    this.#total = due.length;
    this.#brake = new RunBrake(context.world, context.batchSize, reviewed);
    this.#retries = new Retries(context);
    this.#limits = new RunningLimits(context);
  }

  async finish(): Promise<Applied> {
    const early = [...this.#outcomes.values()];
    await recordOutcomes(this.#context, early);
    this.#brake.take(early);
    while (this.#rest.length > 0 && this.#stop() === null) await this.#step();
    const stop = this.#rest.length === 0 ? null : this.#stop();
    const untried = this.#rest.map(({ change }) => this.#unsent(change, stop));
    await recordOutcomes(this.#context, untried);
    for (const outcome of untried) this.#outcomes.set(outcome.change.id, outcome);
    return {
      outcomes: this.#reviewed.map((change) => this.#outcomes.get(change.id) ?? outcomeOf(change, 'not_tried')),
      stopped: stop === null ? null : `${stop.reason} ${untried.length} changes were not tried.`,
      stopCode: stop?.code ?? null,
    };
  }

  #noteDown(outcomes: readonly ChangeOutcome[]): void {
    const [first] = outcomes;
    const isWhole = outcomes.every(
      ({ outcome, code, attempts }) => outcome === 'failed' && attempts > 0 && isDown(code),
    );
    if (first === undefined || !isWhole) return;
    const { system, resource } = first.change;
    this.#down.set(first.code === 'SYSTEM_DENIED' ? `${system}\u0000${resource}` : system, first.code ?? '');
  }

  #downCode(change: Change | undefined): string | undefined {
    if (change === undefined) return undefined;
    return this.#down.get(change.system) ?? this.#down.get(`${change.system}\u0000${change.resource}`);
  }

  /** What was sent before, and not again, keeps what came of that sending. */
  #unsent(change: Change, stop: { readonly code: string; readonly reason: string } | null): ChangeOutcome {
    return (
      this.#retries.lastOf(change) ??
      outcomeOf(change, 'not_tried', stop?.code ?? 'STOPPED', stop?.reason ?? 'The run was stopped before it.')
    );
  }

  #stop(): { readonly code: string; readonly reason: string } | null {
    if (this.#context.signal.aborted) return { code: 'STOPPED', reason: 'Stopped between batches;' };
    return this.#brake.stop() ?? this.#limits.stop();
  }

  async #step(): Promise<void> {
    // A system in this very process never waits: without a turn, neither Ctrl-C nor the lease's heartbeat would get one.
    await this.#context.world.sleep(0);
    const { batch, unready, remaining } = nextBatch(this.#rest, this.#outcomes, this.#brake.batchSize());
    const lost = unready.map(({ change }) =>
      outcomeOf(change, 'not_tried', 'NEED_NOT_APPLIED', 'A change that it needs was not applied.'),
    );
    const down = this.#downCode(batch[0]?.change);
    if (down !== undefined)
      lost.push(...batch.map(({ change }) => this.#retries.lastOf(change) ?? notTriedThere(change, down)));
    await recordOutcomes(this.#context, lost);
    for (const outcome of lost) this.#outcomes.set(outcome.change.id, outcome);
    this.#rest = remaining;
    if (batch.length > 0 && down === undefined) await this.#send(batch);
    this.#context.progress(this.#total - this.#rest.length, this.#total, batch[0]?.change.system ?? '');
  }

  async #send(batch: readonly PlannedChange[]): Promise<void> {
    const started = this.#context.world.monotonicMs();
    const allowed = this.#limits.allow(batch);
    this.#rest = [...batch.slice(allowed.length), ...this.#rest];
    if (allowed.length === 0) return;
    const done = await applyBatch(this.#context, allowed, this.#retries);
    const again: PlannedChange[] = [];
    for (const outcome of done) {
      const planned = allowed.find(({ change }) => change.id === outcome.change.id);
      if (outcome.again !== undefined && planned !== undefined) again.push(planned);
      else this.#outcomes.set(outcome.change.id, outcome);
    }
    const final = done.filter(({ again: isAgain }) => isAgain === undefined);
    this.#limits.take(final);
    this.#noteDown(final);
    this.#brake.take(final);
    this.#brake.tookMs(allowed.length, this.#context.world.monotonicMs() - started);
    if (again.length === 0) return;
    this.#rest = [...again, ...this.#rest];
    await this.#retries.wait(done);
  }
}

function notTriedThere(change: Change, code: string): ChangeOutcome {
  return outcomeOf(change, 'not_tried', 'SYSTEM_DOWN', `${change.system} failed as a whole in this run (${code}).`);
}

function earlyOutcome(context: ApplyContext, change: Change, planned: PlannedChange | undefined): ChangeOutcome | null {
  if (change.blocked !== null) return outcomeOf(change, 'not_tried', 'BLOCKED', change.blocked.reason);
  if (change.holds.length > 0) return outcomeOf(change, 'held', 'HELD', change.holds[0]?.reason ?? null);
  if (context.unsettled.has([change.entity, change.system, planKeyText(change.key)].join('\u0000')))
    return outcomeOf(
      change,
      'failed',
      'INTENT_OPEN',
      'An earlier write of it has an unknown outcome, and its system could not be read.',
    );
  if (planned === undefined && context.isUnread(change))
    return outcomeOf(
      change,
      'failed',
      'READ_INCOMPLETE',
      'A system that it depends on was not read in full, so nothing was sent.',
    );
  if (planned === undefined)
    return outcomeOf(change, 'stale', 'STALE', 'The records changed since the plan; plan again to see it.');
  if (planned.change.holds.length > 0 || planned.change.blocked !== null)
    return outcomeOf(change, 'held', 'HELD', 'It was released when it was planned, and waits for a person now.');
  if (change.approved !== undefined && planned.change.approved === undefined)
    return outcomeOf(
      change,
      'held',
      'APPROVAL_GONE',
      'Its approval expired, was used up or taken back before it was written.',
    );
  return null;
}

/** Something that happens at a virtual instant. */
interface Event {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | null;
}

/** A timer that can be taken back. */
export interface Timer {
  cancel(): void;
}

/**
 * A virtual clock with a queue of events. Time moves only when nothing else can: after each event every promise that it settled has run to
 * its next wait before the next event begins. Events of one instant run in the order in which they were put in.
 */
export class Scheduler {
  /** Virtual milliseconds since the start. */
  nowMs = 0;
  /** Events that have run. */
  count = 0;
  readonly #heap: Event[] = [];
  #order = 0;

  /** Runs `run` after `delayMs`, at the earliest in the next turn. */
  after(delayMs: number, run: () => void): Timer {
    const event: Event = { atMs: this.nowMs + Math.max(0, delayMs), order: this.#order, run };
    this.#order += 1;
    this.#push(event);
    return {
      cancel: () => {
        event.run = null;
      },
    };
  }

  /** Runs events until `isDone` or until the next one is later than `untilMs`; then the clock stands there. True when `isDone`. */
  async runUntil(isDone: () => boolean, untilMs: number): Promise<boolean> {
    for (;;) {
      await quiescence();
      if (isDone()) return true;
      const [next] = this.#heap;
      if (next === undefined || next.atMs > untilMs) {
        if (Number.isFinite(untilMs)) this.nowMs = Math.max(this.nowMs, untilMs);
        return false;
      }
      this.#pop();
      if (next.run === null) continue;
      this.nowMs = Math.max(this.nowMs, next.atMs);
      this.count += 1;
      next.run();
    }
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(event, at_(heap, parent))) break;
      heap[at] = at_(heap, parent);
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(at_(heap, child + 1), at_(heap, child))) child += 1;
      if (!isBefore(at_(heap, child), last)) break;
      heap[at] = at_(heap, child);
      at = child;
    }
    heap[at] = last;
  }
}

function at_(heap: readonly Event[], index: number): Event {
  const event = heap[index];
  if (event === undefined) throw new RangeError('The queue has no such event.');
  return event;
}

function isBefore(a: Event, b: Event): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

/** Resolves when no promise can go on by itself. True as long as nothing in the process does real input or output. */
function quiescence(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

import { LATE_LANDING_MS, WireFault, type Wire } from './contract.ts';
import type { Choices } from './choices.ts';
import type { Process } from './process.ts';
import type { Scheduler } from './scheduler.ts';

/** One request on the wire, as observers see it. */
export interface WireRequest {
  readonly process: Process;
  readonly system: string;
  readonly kind: 'read' | 'write';
  readonly name: string;
  /** Number of this request in the whole run, from 1. */
  readonly number: number;
  readonly sentMs: number;
  /** What an observer noted when it was sent. */
  note: unknown;
}

/** Told about requests, in order. */
export interface WireObserver {
  onSent(request: WireRequest): void;
  /** The answer that a client got: how long it was asked to wait, or null. */
  onAnswer(request: WireRequest, fault: WireFault | null): void;
}

/** How long a client waits for an answer. */
export const CLIENT_TIMEOUT_MS = 10_000;

/** The network of one run: every request of every process goes through it, and chance may hit each. */
export class Network {
  /** Share of requests that something happens to, 0..1. */
  faultRate = 0;
  /** The request that is being performed at its server right now. */
  delivering: WireRequest | null = null;
  readonly #scheduler: Scheduler;
  readonly #choices: Choices;
  readonly #observer: WireObserver;
  readonly #counts = new Map<string, number>();
  /** Until when a system refuses by itself, by system. */
  readonly #refusing = new Map<string, { readonly untilMs: number; readonly status: number; readonly hint: boolean }>();
  readonly #dark = new Map<string, number>();
  #requests = 0;

  constructor(scheduler: Scheduler, choices: Choices, observer: WireObserver) {
    this.#scheduler = scheduler;
    this.#choices = choices;
    this.#observer = observer;
  }

  /** The wire of one process. */
  wireOf(process: Process): Wire {
    return { request: (call) => this.#request(process, call) };
  }

  /** From now on a system refuses everything, for so long. */
  refuse(system: string, status: number, ms: number): void {
    this.#refusing.set(system, { untilMs: this.#scheduler.nowMs + ms, status, hint: false });
  }

  /** From now on nothing reaches a system, and nobody is told so, for so long. */
  darken(system: string, ms: number): void {
    this.#dark.set(system, this.#scheduler.nowMs + ms);
  }

  /** Nothing refuses any more. */
  calm(): void {
    this.#refusing.clear();
    this.#dark.clear();
  }

  #request<T>(process: Process, call: Parameters<Wire['request']>[0] & { readonly perform: () => T }): Promise<T> {
    if (process.isDead) return new Promise<T>(() => {});
    const crash = process.enter(`${call.system}.${call.name}`);
    if (crash === 'before') return new Promise<T>(() => {});
    this.#requests += 1;
    const request: WireRequest = {
      process,
      system: call.system,
      kind: call.kind,
      name: call.name,
      number: this.#requests,
      sentMs: this.#scheduler.nowMs,
      note: null,
    };
    this.#observer.onSent(request);
    return new Promise<T>((resolve, reject) => {
      const answer = (delayMs: number, fault: WireFault | null, result: T | null): void => {
        this.#scheduler.after(delayMs, () => {
          process.wake(() => {
            this.#observer.onAnswer(request, fault);
            if (fault === null) resolve(result as T);
            else reject(fault);
          });
        });
      };
      this.#deliver(request, call.perform, answer);
      if (crash === 'after') process.kill(`after ${call.system}.${call.name}`);
    });
  }

  #deliver<T>(
    request: WireRequest,
    perform: () => T,
    answer: (delayMs: number, fault: WireFault | null, result: T | null) => void,
  ): void {
    const name = this.#nameOf(request);
    const travelMs = 1 + Math.floor(this.#choices.number(`${name} travel`) * 20);
    const land = (): T => this.#perform(request, perform);
    const lost = (): void => answer(CLIENT_TIMEOUT_MS, new WireFault('lost'), null);
    if ((this.#dark.get(request.system) ?? 0) > this.#scheduler.nowMs) return lost();
    const refusal = this.#refusal(request, name);
    if (refusal !== null) return answer(travelMs, refusal, null);
    switch (this.#fault(name, request.kind)) {
      case 'unsent':
        return answer(travelMs, new WireFault('unsent'), null);
      case 'lost-before':
        return lost();
      case 'lost-after':
        this.#later(travelMs, land);
        return lost();
      case 'late':
        this.#later(CLIENT_TIMEOUT_MS + this.#choices.integer(`${name} late`, 1, LATE_LANDING_MS - 1), land);
        return lost();
      case 'slow-reply':
        return this.#answerAfter(land, travelMs, travelMs + this.#choices.integer(`${name} slow`, 100, 9_000), answer);
      case 'slow-send': {
        const delayMs = this.#choices.integer(`${name} slow`, 100, 9_000);
        this.#scheduler.after(delayMs, () => this.#answerAfter(land, 0, travelMs, answer));
        return;
      }
      case 'twice':
        this.#later(travelMs + this.#choices.integer(`${name} second`, 1, LATE_LANDING_MS - 1), land);
        return this.#answerAfter(land, travelMs, travelMs, answer);
      case 'partial':
        this.#later(travelMs, land);
        return answer(2 * travelMs, new WireFault('partial'), null);
      case 'none':
        return this.#answerAfter(land, travelMs, travelMs, answer);
    }
  }

  /** Performs the request at once after `landMs`, and answers `answerMs` later than that. */
  #answerAfter<T>(
    land: () => T,
    landMs: number,
    answerMs: number,
    answer: (delayMs: number, fault: WireFault | null, result: T | null) => void,
  ): void {
    this.#scheduler.after(landMs, () => {
      try {
        answer(answerMs, null, land());
      } catch (error) {
        if (!(error instanceof WireFault)) throw error;
        answer(answerMs, error, null);
      }
    });
  }

  #later(delayMs: number, land: () => unknown): void {
    this.#scheduler.after(delayMs, () => {
      try {
        land();
      } catch (error) {
        if (!(error instanceof WireFault)) throw error;
      }
    });
  }

  #perform<T>(request: WireRequest, perform: () => T): T {
    const outer = this.delivering;
    this.delivering = request;
    try {
      return perform();
    } finally {
      this.delivering = outer;
    }
  }

  /** The same request of the same process has the same name in every run in which the process got there. */
  #nameOf(request: WireRequest): string {
    const place = `${request.process.name} ${request.system} ${request.name}`;
    const count = (this.#counts.get(place) ?? 0) + 1;
    this.#counts.set(place, count);
    return `wire ${place} ${count}`;
  }

  #fault(name: string, kind: 'read' | 'write'): Fault {
    const weights = kind === 'write' ? WRITE_FAULTS : READ_FAULTS;
    for (const [fault, weight] of weights)
      if (this.#choices.happens(`${name} ${fault}`, this.faultRate * weight)) return fault;
    return 'none';
  }

  /** A refusal that began lasts for a while, as quotas, outages and expired credentials do. */
  #refusal(request: WireRequest, name: string): WireFault | null {
    const now = this.#scheduler.nowMs;
    const known = this.#refusing.get(request.system);
    if (known !== undefined && now < known.untilMs)
      return new WireFault('status', known.status, known.hint ? known.untilMs - now : null);
    for (const [status, hint, weight, longestMs] of REFUSALS) {
      if (!this.#choices.happens(`${name} ${status}${hint ? ' hint' : ''}`, this.faultRate * weight)) continue;
      const untilMs = now + this.#choices.integer(`${name} refusing`, 500, longestMs);
      this.#refusing.set(request.system, { untilMs, status, hint });
      return new WireFault('status', status, hint ? untilMs - now : null);
    }
    return null;
  }
}

type Fault =
  | 'unsent'
  | 'lost-before'
  | 'lost-after'
  | 'late'
  | 'slow-reply'
  | 'slow-send'
  | 'twice'
  | 'partial'
  | 'none';

const READ_FAULTS: readonly (readonly [Fault, number])[] = [
  ['unsent', 0.2],
  ['lost-before', 0.1],
  ['slow-reply', 0.3],
  ['slow-send', 0.2],
  ['partial', 0.2],
];

const WRITE_FAULTS: readonly (readonly [Fault, number])[] = [
  ['unsent', 0.3],
  ['lost-before', 0.3],
  ['lost-after', 0.5],
  ['late', 0.5],
  ['slow-reply', 0.3],
  ['slow-send', 0.3],
  ['twice', 0.4],
  ['partial', 0.3],
];

/** Status, whether a Retry-After comes with it, weight, longest duration. */
const REFUSALS: readonly (readonly [number, boolean, number, number])[] = [
  [429, true, 0.15, 20_000],
  [429, false, 0.1, 10_000],
  [503, false, 0.1, 10_000],
  [401, false, 0.03, 120_000],
];

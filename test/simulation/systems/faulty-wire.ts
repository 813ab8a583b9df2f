import { type Wire, WireFault } from '../contract.ts';

/** What happens to one request: its fault, and whether the server performs it all the same. */
export interface Mishap {
  readonly name: string;
  readonly fault: WireFault;
  /** `late` performs when the test calls `land`. */
  readonly server: 'nothing' | 'performs' | 'late';
}

/** A wire on which chosen requests go wrong, each once, and a record of all that were sent. */
export class FaultyWire implements Wire {
  readonly sent: string[] = [];
  readonly #mishaps: Mishap[];
  #late: (() => unknown)[] = [];

  constructor(...mishaps: readonly Mishap[]) {
    this.#mishaps = [...mishaps];
  }

  /** One more request that goes wrong. */
  expect(next: Mishap): void {
    this.#mishaps.push(next);
  }

  async request<T>(call: { readonly name: string; readonly perform: () => T }): Promise<T> {
    this.sent.push(call.name);
    const index = this.#mishaps.findIndex(({ name }) => name === call.name);
    const [mishap] = index === -1 ? [] : this.#mishaps.splice(index, 1);
    if (mishap === undefined) return call.perform();
    if (mishap.server === 'performs') call.perform();
    if (mishap.server === 'late') this.#late.push(call.perform);
    throw mishap.fault;
  }

  /** Delivers what is under way still. */
  land(): void {
    for (const perform of this.#late) perform();
    this.#late = [];
  }
}

/** A request that goes wrong. */
export function mishap(name: string, kind: WireFault['kind'], server: Mishap['server'] = 'nothing'): Mishap {
  return { name, fault: new WireFault(kind), server };
}

/** A request that the server answers with a status. */
export function refusal(name: string, status: number, retryAfterMs: number | null = null): Mishap {
  return { name, fault: new WireFault('status', status, retryAfterMs), server: 'nothing' };
}

import type { SimRecord } from '../contract.ts';
import type { Records, SimStore } from './store.ts';

interface Copy {
  readonly atMs: number;
  readonly resource: string;
  readonly oldId: string;
  readonly newId: string | null;
  readonly record: SimRecord | undefined;
}

/** A copy of a server's records that is a while behind. */
export class Replica {
  readonly #store: SimStore;
  readonly #lagMs: number;
  readonly #records = new Map<string, Map<string, SimRecord>>();
  #queue: Copy[] = [];

  constructor(store: SimStore, lagMs: number) {
    this.#store = store;
    this.#lagMs = lagMs;
    store.onLanded(({ atMs, resource, nativeId, after }) => {
      const newId = after === null ? null : String(after.get(store.specOf(resource).id));
      const record = newId === null ? undefined : store.recordsOf(resource).get(newId);
      this.#queue.push({ atMs, resource, oldId: nativeId, newId, record });
    });
  }

  recordsOf(resource: string): Records {
    const untilMs = this.#store.spec.now() - this.#lagMs;
    const due = this.#queue.filter(({ atMs }) => atMs <= untilMs);
    this.#queue = this.#queue.filter(({ atMs }) => atMs > untilMs);
    for (const copy of due) this.#take(copy);
    return this.#of(resource);
  }

  #take({ resource, oldId, newId, record }: Copy): void {
    const records = this.#of(resource);
    if (oldId !== newId) records.delete(oldId);
    if (newId !== null && record !== undefined) records.set(newId, record);
  }

  #of(resource: string): Map<string, SimRecord> {
    const found = this.#records.get(resource) ?? new Map<string, SimRecord>();
    this.#records.set(resource, found);
    return found;
  }
}

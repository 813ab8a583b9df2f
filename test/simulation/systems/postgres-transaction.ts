import type { WriteChange } from '../../../src/model/connector.ts';
import type { SimRecord } from '../contract.ts';
import { digestOf } from './page.ts';
import { refuseUnsendable } from './postgres-driver.ts';
import { Refusal } from './refusal.ts';
import { type Records, type SimStore, type Writer, keyText } from './store.ts';
import { LATE_MS } from './switches.ts';

/** A client that says nothing for so long is gone. Longer than any answer and any late landing takes. */
const IDLE_MS = 30_000;

/** One statement's effect, seen by its own transaction until the commit. */
interface Staged {
  readonly resource: string;
  /** The record's id before; null on create. */
  readonly nativeId: string | null;
  readonly newId: string | null;
  readonly before: SimRecord | null;
  readonly after: SimRecord | null;
  readonly writer: Writer;
}

/** A transaction of read committed: its records are locked for other transactions, and land together. */
export class PostgresTransaction {
  readonly #store: SimStore;
  readonly #others: () => readonly PostgresTransaction[];
  #staged: Staged[] = [];
  #state: 'open' | 'committed' | 'rolled back' = 'open';
  #untilMs: number;

  constructor(store: SimStore, others: () => readonly PostgresTransaction[]) {
    this.#store = store;
    this.#others = others;
    this.#untilMs = store.spec.now() + IDLE_MS;
  }

  /** Name of the system. */
  get system(): string {
    return this.#store.spec.name;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** When the server ends the transaction by itself. */
  get untilMs(): number {
    return this.#untilMs;
  }

  /** The client closed its connection: only what is under way already can still come. */
  abandon(): void {
    this.#untilMs = this.#store.spec.now() + LATE_MS;
  }

  /** One guarded statement. Throws Refusal; the transaction goes on, as under a savepoint. Returns the record's id, or null when the guard let nothing through. */
  write(resource: string, change: WriteChange): string | null {
    if (!this.isOpen) throw new Refusal('SYSTEM_BUSY', 'The transaction is closed.');
    this.#untilMs = this.#store.spec.now() + IDLE_MS;
    const view = this.#view(resource);
    const nativeId = change.nativeId?.[0] ?? null;
    if (change.action === 'create') return this.#create(resource, change, view);
    refuseUnsendable(change.values, this.#store.specOf(resource).fields);
    const before = nativeId === null ? undefined : view.get(nativeId);
    if (nativeId === null || before === undefined || !isAsRead(before, change)) return null;
    this.#refuseLocked(resource, nativeId);
    const after = change.action === 'delete' ? null : this.#store.prepare(resource, before, change.values);
    if (after !== null) this.#store.checkUnique(resource, after, (id) => id !== nativeId, view);
    const newId = after === null ? null : this.#idOf(resource, after);
    this.#staged.push({ resource, nativeId, newId, before, after, writer: writerOf(change, tokenOf(before, change)) });
    return newId ?? nativeId;
  }

  /** True when everything landed; false when nothing did. */
  commit(): boolean {
    if (!this.isOpen) return this.#state === 'committed';
    const isPossible = this.#isStillTrue();
    this.#state = isPossible ? 'committed' : 'rolled back';
    if (!isPossible) return false;
    for (const { resource, nativeId, after, writer } of this.#staged)
      this.#store.land(resource, nativeId, after, writer);
    return true;
  }

  rollback(): void {
    if (this.isOpen) this.#state = 'rolled back';
  }

  /** True when this open transaction wrote the record. */
  locks(resource: string, nativeId: string): boolean {
    return this.isOpen && this.#staged.some((each) => each.resource === resource && isOf(each, nativeId));
  }

  /** Records that this open transaction made or changed. */
  written(resource: string): Records {
    const mine = this.#staged.filter((each) => each.resource === resource);
    return new Map(mine.flatMap(({ newId, after }) => (newId === null || after === null ? [] : [[newId, after]])));
  }

  #create(resource: string, change: WriteChange, view: Records): string {
    const after = this.#store.prepare(resource, null, change.values);
    this.#store.checkUnique(resource, after, () => true, view);
    for (const other of this.#others()) this.#refuseClash(resource, after, other);
    const newId = this.#idOf(resource, after);
    this.#staged.push({ resource, nativeId: null, newId, before: null, after, writer: writerOf(change, null) });
    return newId;
  }

  /** Another transaction holds the same unique key: it would be waited for, longer than the lock timeout. */
  #refuseClash(resource: string, record: SimRecord, other: PostgresTransaction): void {
    try {
      this.#store.checkUnique(resource, record, () => true, other.written(resource));
    } catch (error) {
      throw error instanceof Refusal ? new Refusal('SYSTEM_BUSY', 'The lock timed out.') : error;
    }
  }

  #refuseLocked(resource: string, nativeId: string): void {
    if (this.#others().some((other) => other.locks(resource, nativeId)))
      throw new Refusal('SYSTEM_BUSY', 'The lock timed out.');
  }

  /** What this transaction sees: what is committed, with its own writes over it. */
  #view(resource: string): Records {
    const committed = this.#store.recordsOf(resource);
    if (this.#staged.length === 0) return committed;
    const view = new Map(committed);
    for (const { resource: place, nativeId, newId, after } of this.#staged) {
      if (place !== resource) continue;
      if (nativeId !== null) view.delete(nativeId);
      if (newId !== null && after !== null) view.set(newId, after);
    }
    return view;
  }

  /**
   * People write at once and wait for no lock. Who wrote a record of this transaction meanwhile has won: the server
   * ends it, as it does with one side of a deadlock.
   */
  #isStillTrue(): boolean {
    return this.#staged.every(({ resource, nativeId, before, after }) => {
      const committed = this.#store.recordsOf(resource);
      if (nativeId !== null && committed.get(nativeId) !== before) return false;
      return after === null || this.#isFree(resource, after);
    });
  }

  #isFree(resource: string, record: SimRecord): boolean {
    const isUntouched = (id: string): boolean =>
      !this.#staged.some((each) => each.resource === resource && isOf(each, id));
    try {
      this.#store.checkUnique(resource, record, isUntouched, this.#store.recordsOf(resource));
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  #idOf(resource: string, { values }: SimRecord): string {
    return keyText(values.get(this.#store.specOf(resource).id));
  }
}

function isOf({ nativeId, newId }: Staged, id: string): boolean {
  return nativeId === id || newId === id;
}

function isAsRead(record: SimRecord, change: WriteChange): boolean {
  return change.before !== null && change.version === tokenOf(record, change);
}

/** The version of a record over the fields that the change was read with. */
function tokenOf(record: SimRecord, { before }: WriteChange): string {
  return `${record.version}:${digestOf(record, before?.keys() ?? [])}`;
}

function writerOf({ id, version, idempotencyKey }: WriteChange, versionBefore: string | null): Writer {
  return { by: `concordat:${id}`, guard: version, versionBefore, idempotencyKey: idempotencyKey ?? null };
}

import type { Alert, Discrepancy } from '../model/discrepancy.ts';
import type { DocumentKind, StateDocument, StateReader, StateStore } from '../model/state.ts';
import type { Json } from '../model/value.ts';

/** A failed delivery, as it is remembered. */
export type Retry = Alert['retries'][string];

/** The alerts of a state, and what became of them. Marks are set one after the other: two routes may deliver the same alert at once. */
export class Outbox {
  readonly #state: StateStore;
  #last: Promise<void> = Promise.resolve();

  constructor(state: StateStore) {
    this.#state = state;
  }

  /** Remembers that a route took these alerts. Durable when it resolves. */
  markDelivered(ids: readonly string[], route: string, at: string): Promise<void> {
    return this.#change(ids, (alert) => {
      const { [route]: _gone, ...retries } = alert.retries;
      return { ...alert, delivered: { ...alert.delivered, [route]: at }, retries };
    });
  }

  /** Remembers that a route did not take these alerts. */
  markFailed(ids: readonly string[], route: string, retry: Retry): Promise<void> {
    return this.#change(ids, (alert) => ({ ...alert, retries: { ...alert.retries, [route]: retry } }));
  }

  #change(ids: readonly string[], edit: (alert: Alert) => Alert): Promise<void> {
    const work = this.#after(this.#last, ids, edit);
    // The next mark is not to fail because this one did.
    this.#last = work.catch(() => undefined);
    return work;
  }

  async #after(last: Promise<void>, ids: readonly string[], edit: (alert: Alert) => Alert): Promise<void> {
    await last;
    const documents: StateDocument[] = [];
    for await (const { id, body } of this.#state.documents('alert', ids)) {
      documents.push({ kind: 'alert', id, body: edit(body as unknown as Alert) as unknown as Json });
    }
    if (documents.length > 0) await this.#state.decide({ documents });
  }
}

/** Every alert of a state. */
export function loadAlerts(state: StateReader): Promise<readonly Alert[]> {
  return bodiesOf<Alert>(state, 'alert');
}

/** Every discrepancy of a state, by id. */
export async function loadDiscrepancies(state: StateReader): Promise<ReadonlyMap<string, Discrepancy>> {
  const all = await bodiesOf<Discrepancy>(state, 'discrepancy');
  return new Map(all.map((found) => [found.id, found] as const));
}

/** Bodies of all documents of one kind; the kind says what they are. */
export async function bodiesOf<T>(state: StateReader, kind: DocumentKind): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const { body } of state.documents(kind)) all.push(body as unknown as T);
  return all;
}

/** Body of a document of kind `acknowledgement`; its id is the discrepancy's. It is about one occurrence: the one that began at `since`. */
export interface Acknowledgement {
  readonly discrepancy: string;
  readonly since: string;
  readonly actor: string;
  readonly at: string;
  readonly reason: string | null;
}

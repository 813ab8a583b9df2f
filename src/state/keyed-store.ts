import { ConcordatError } from '../model/error.ts';
import type { DecisionCommit, Lease, StateCommit, StateReader, StateStore } from '../model/state.ts';
import { actorOf, type World } from '../model/world.ts';
import { sealState } from './change-keys.ts';
import { encryptedReader, sealCommit } from './encrypted-state.ts';
import type { RawStore } from './raw-store.ts';
import { type KeyText, openStateKeys, readKeyBody, type StateKeys } from './state-keys.ts';

/** Life of the lease under which a state is encrypted for a decision. */
const LEASE_MS = 60_000;
/** How often it is tried, and how long is waited in between. */
const SEAL_TRIES = 25;
const SEAL_PAUSE_MS = 200;

/** What a store is opened with. */
export interface KeyedPlace {
  readonly raw: RawStore;
  readonly text: KeyText;
  readonly world: World;
}

/**
 * The store of a project: sealed when the project encrypts, open otherwise. The first writer under encryption seals what is there; whoever
 * takes the lease takes the keys as they are then, so that nobody writes with old ones.
 */
export async function openKeyedStore({ raw, text, world }: KeyedPlace): Promise<StateStore> {
  const store = new KeyedStore({ raw, text, world }, await openStateKeys(raw, text));
  await text?.();
  return store;
}

/** Keeps the keys as last read. */
class KeyedStore implements StateStore {
  readonly #place: KeyedPlace;
  #keys: StateKeys;
  #reader: StateReader;

  constructor(place: KeyedPlace, keys: StateKeys) {
    this.#place = place;
    this.#keys = keys;
    this.#reader = encryptedReader(place.raw, keys.ring);
  }

  lineage = (): ReturnType<StateReader['lineage']> => this.#reader.lineage();
  links: StateReader['links'] = (entity) => this.#reader.links(entity);
  base: StateReader['base'] = (entity) => this.#reader.base(entity);
  reads: StateReader['reads'] = () => this.#reader.reads();
  tombstones: StateReader['tombstones'] = (entity) => this.#reader.tombstones(entity);
  journal: StateReader['journal'] = (query) => this.#reader.journal(query);
  openIntents: StateReader['openIntents'] = () => this.#reader.openIntents();
  documents: StateReader['documents'] = (kind, ids) => this.#reader.documents(kind, ids);
  audit: StateReader['audit'] = (from) => this.#reader.audit(from);
  close = (): Promise<void> => this.#place.raw.close();

  acquireLease = async (holder: string, ttlMs: number, now: string): Promise<Lease> => {
    const { raw } = this.#place;
    const lease = await raw.acquireLease(holder, ttlMs, now);
    try {
      await this.#takeKeys(lease, now);
      return lease;
    } catch (error) {
      await raw.releaseLease(lease);
      throw error;
    }
  };

  renewLease: StateStore['renewLease'] = (lease, ttlMs, now) => this.#place.raw.renewLease(lease, ttlMs, now);
  releaseLease: StateStore['releaseLease'] = (lease) => this.#place.raw.releaseLease(lease);

  commit = async (lease: Lease, commit: StateCommit): Promise<void> =>
    this.#place.raw.commit(lease, sealCommit(this.#keys.ring, commit));

  decide = async (commit: DecisionCommit): Promise<void> => {
    const { raw, text } = this.#place;
    if (!needsSeal(commit)) return raw.decide(commit);
    if (text !== null && this.#keys.ring.active === null) await this.#sealFirst();
    const sealed = sealCommit(this.#keys.ring, commit);
    return this.#keys.ring.active === null ? raw.decideUnder(this.#keys.body, sealed) : raw.decide(sealed);
  };

  /** Seals the state under a lease of its own; when somebody else holds it, waits a little: they may be doing the same. */
  async #sealFirst(): Promise<void> {
    const { raw, text, world } = this.#place;
    for (let tries = 1; ; tries += 1) {
      const keys = await openStateKeys(raw, text);
      if (keys.ring.active !== null) return this.#use(keys);
      try {
        return await this.releaseLease(await this.acquireLease(world.newId(), LEASE_MS, world.now()));
      } catch (error) {
        if (!(error instanceof ConcordatError) || error.code !== 'STATE_LOCKED' || tries === SEAL_TRIES) throw error;
        await world.sleep(SEAL_PAUSE_MS);
      }
    }
  }

  /** Under the lease: the keys as they are now; an open state of a project that encrypts is sealed first. */
  async #takeKeys(lease: Lease, now: string): Promise<void> {
    const { raw, text, world } = this.#place;
    const body = await readKeyBody(raw);
    const isSame = JSON.stringify(body) === JSON.stringify(this.#keys.body);
    let keys = isSame ? this.#keys : await openStateKeys(raw, text);
    if (text !== null && keys.ring.active === null) {
      keys = await sealState(raw, { lease, keys, text: await text(), who: { actor: actorOf(world), at: now } });
    }
    this.#use(keys);
  }

  #use(keys: StateKeys): void {
    this.#keys = keys;
    this.#reader = encryptedReader(this.#place.raw, keys.ring);
  }
}

/** A freeze is obeyed at once, also while somebody else holds the lease of a state that is not sealed yet. */
function needsSeal({ documents, undocuments }: DecisionCommit): boolean {
  return [...(documents ?? []), ...(undocuments ?? [])].some(({ kind }) => kind !== 'freeze');
}

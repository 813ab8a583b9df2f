import { ConcordatError } from '../model/error.ts';
import type { Lease, StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** How long a lease lasts without a heartbeat. */
export const LEASE_MS = 60_000;

/** Why a heartbeat ends with its work. */
const OVER = 'The work is over.';

/** A lease in the hands of a run. */
export interface HeldLease {
  current: Lease;
  /** Until when it surely stands, by this process's own monotonic clock: those of the machines may differ. */
  validUntilMs: number;
}

/**
 * Takes the lease for the length of `work`, renews it at a third of its life, and gives it back. A lease that was lost is not taken again:
 * the next commit is refused with STATE_FENCED.
 */
export async function withLease<T>(
  store: StateStore,
  world: World,
  work: (lease: HeldLease) => Promise<T>,
): Promise<T> {
  const askedMs = world.monotonicMs();
  const current = await store.acquireLease(world.newId(), LEASE_MS, world.now());
  const lease = { current, validUntilMs: askedMs + LEASE_MS };
  const stop = new AbortController();
  const heartbeat = beat(store, world, lease, stop.signal);
  try {
    return await work(lease);
  } finally {
    stop.abort(OVER);
    await heartbeat;
    await release(store, lease.current);
  }
}

/** A lease that cannot be given back ends by itself; why the work failed is told before that. */
async function release(store: StateStore, lease: Lease): Promise<void> {
  try {
    await store.releaseLease(lease);
  } catch (error) {
    if (!(error instanceof ConcordatError)) throw error;
  }
}

/** A busy or unreachable state is asked again soon; a lost lease never is: then the store refuses the next commit by itself. */
async function beat(store: StateStore, world: World, lease: HeldLease, signal: AbortSignal): Promise<void> {
  let pauseMs = LEASE_MS / 3;
  for (;;) {
    try {
      await world.sleep(pauseMs, signal);
      const askedMs = world.monotonicMs();
      lease.current = await store.renewLease(lease.current, LEASE_MS, world.now());
      lease.validUntilMs = askedMs + LEASE_MS;
      pauseMs = LEASE_MS / 3;
    } catch (error) {
      if (signal.aborted || !(error instanceof ConcordatError) || !error.isRetryable) return;
      pauseMs = LEASE_MS / 12;
    }
  }
}

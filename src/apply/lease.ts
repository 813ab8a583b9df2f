import type { Lease, StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** How long a lease lasts without a heartbeat. */
export const LEASE_MS = 60_000;

/**
 * Takes the lease for the length of `work`, renews it at a third of its life, and gives it back. A lease that was lost is not taken again:
 * the next commit is refused with STATE_FENCED.
 */
export async function withLease<T>(
  store: StateStore,
  world: World,
  work: (lease: { current: Lease }) => Promise<T>,
): Promise<T> {
  const lease = { current: await store.acquireLease(world.newId(), LEASE_MS, world.now()) };
  const stop = new AbortController();
  const heartbeat = beat(store, world, lease, stop.signal);
  try {
    return await work(lease);
  } finally {
    stop.abort();
    await heartbeat;
    await store.releaseLease(lease.current);
  }
}

async function beat(store: StateStore, world: World, lease: { current: Lease }, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await world.sleep(LEASE_MS / 3, signal);
      lease.current = await store.renewLease(lease.current, LEASE_MS, world.now());
    } catch {
      // Stopped, or the lease is lost: then the store refuses the next commit by itself.
      return;
    }
  }
}

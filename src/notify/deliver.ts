import type { Discrepancy } from '../model/discrepancy.ts';
import type { RouteDef } from '../model/manifest.ts';
import type { AlertMessage, Notifier } from '../model/notifier.ts';
import type { StateStore } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { AlertGroup } from './group-alerts.ts';
import { deliverRoute, type RouteDelivery } from './deliver-route.ts';
import { loadAlerts, loadDiscrepancies, Outbox } from './outbox.ts';
import { retireAlerts } from './retire-alerts.ts';

export type { RouteDelivery } from './deliver-route.ts';

/** What a delivery works with. */
export interface Delivery {
  readonly state: StateStore;
  readonly routes: readonly RouteDef[];
  readonly world: World;
  /** Opens the channel of a route; only called when something is due there. */
  readonly open: (route: RouteDef) => Promise<Notifier>;
  /** The message of a group. `remaining`: how many of those alike are not resolved. */
  readonly render: (group: AlertGroup, remaining: number) => AlertMessage;
  readonly stewards: (about: Discrepancy) => readonly string[];
  /** Id of the discrepancy that says of a route that no run ended in time. */
  readonly notRunOf: (route: string) => string;
  readonly sha256: (text: string) => string;
  /** After so long nothing more is sent; what is left goes out with the next delivery. */
  readonly budgetMs: number;
  readonly signal: AbortSignal;
}

/**
 * Sends every alert that a route wants, has not got and may have now, and remembers which were taken. At least once: what was sent and
 * not remembered is sent again, under the same id. All routes at once, each within the budget; never throws for what a channel does.
 */
export async function deliverAlerts(delivery: Delivery): Promise<readonly RouteDelivery[]> {
  const { state, routes, world } = delivery;
  if (routes.length === 0) return [];
  const alerts = await loadAlerts(state);
  const discrepancies = await loadDiscrepancies(state);
  const known = { discrepancies, stewards: delivery.stewards, notRunOf: delivery.notRunOf, now: world.now() };
  const outbox = new Outbox(state);
  const ended = new AbortController();
  const signal = AbortSignal.any([delivery.signal, ended.signal]);
  const over = new AbortController();
  const budget = world.sleep(delivery.budgetMs, over.signal).then(
    () => ended.abort(),
    () => undefined,
  );
  try {
    const told = await Promise.all(
      routes.map((route) => deliverRoute({ ...delivery, signal }, { route, alerts, known, outbox })),
    );
    await retireAlerts(state, { routes, alerts, known });
    return told;
  } finally {
    over.abort();
    await budget;
  }
}

/** True when every alert went out that a route wants. */
export function isAllDelivered(told: readonly RouteDelivery[]): boolean {
  return told.every(({ failed, waiting }) => failed === 0 && waiting === 0);
}

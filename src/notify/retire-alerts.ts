import type { Alert } from '../model/discrepancy.ts';
import type { RouteDef } from '../model/manifest.ts';
import type { StateStore } from '../model/state.ts';
import { isOver, type Known, pendingOf } from './select-alerts.ts';

const KEPT_MS = 30 * 86_400_000;

/** Takes alerts out of the outbox that are over, older than 30 days, and that no route waits for. */
export async function retireAlerts(
  state: StateStore,
  work: { readonly routes: readonly RouteDef[]; readonly alerts: readonly Alert[]; readonly known: Known },
): Promise<void> {
  const { routes, alerts, known } = work;
  const old = alerts.filter(
    (alert) => Date.parse(known.now) - Date.parse(alert.at) > KEPT_MS && isOver(alert, known.discrepancies),
  );
  if (old.length === 0) return;
  const wanted = new Set(routes.flatMap((route) => pendingOf(route, old, known)).map(({ id }) => id));
  const undocuments = old.filter(({ id }) => !wanted.has(id)).map(({ id }) => ({ kind: 'alert', id }) as const);
  if (undocuments.length > 0) await state.decide({ undocuments });
}

import type { Discrepancy } from '../model/discrepancy.ts';
import { ConcordatError } from '../model/error.ts';
import type { AlertProblem, AlertRoute, AlertsReport } from '../model/generated/alerts.ts';
import type { Manifest, RouteDef } from '../model/manifest.ts';
import type { StateReader, StateStore } from '../model/state.ts';
import { type Delivery, deliverAlerts, isAllDelivered, type RouteDelivery } from '../notify/deliver.ts';
import { heartbeatDocuments, notRunId } from '../notify/heartbeat.ts';
import { openNotifier } from '../notify/open-notifier.ts';
import { bodiesOf, loadDiscrepancies } from '../notify/outbox.ts';
import { renderAlertMessage, renderTestMessage } from '../render/alert-message.ts';
import type { Project } from './run.ts';

/** Options of a delivery. */
export interface AlertsOptions {
  readonly signal: AbortSignal;
  /** After so long nothing more is sent. */
  readonly budgetMs: number;
}

/**
 * Delivers the alerts of a project to its routes, after a look at the heartbeats. Opens the state for itself, also while a run holds the
 * lease; without routes it does nothing. Never throws for what a channel does. Exit of the report: 0, or 75 when something is left.
 */
export async function deliverProjectAlerts(project: Project, options: AlertsOptions): Promise<AlertsReport> {
  const { manifest, world } = project;
  const told = manifest.routes.length === 0 ? [] : await deliverFrom(project, options);
  return {
    project: project.config.name,
    instant: world.now(),
    discrepancies: [],
    delivery: { routes: told.map(routeReport), exit: isAllDelivered(told) ? 0 : 75 },
  };
}

async function deliverFrom(project: Project, options: AlertsOptions): Promise<readonly RouteDelivery[]> {
  const { manifest, state } = project;
  const reader = await state.reader();
  const lineage = await reader.lineage().finally(() => reader.close());
  if (lineage === null && manifest.routes.every(({ heartbeatMs }) => heartbeatMs === null)) return [];
  const store = await state.store();
  try {
    await beat(project, store);
    return await deliverAlerts(deliveryOf(project, store, options));
  } finally {
    await store.close();
  }
}

/** Opens or resolves `not-run` for the routes with a heartbeat. */
async function beat({ manifest, digests, world }: Project, store: StateStore): Promise<void> {
  const documents = heartbeatDocuments({
    routes: manifest.routes,
    discrepancies: await loadDiscrepancies(store),
    lastRun: await lastRunEnd(store),
    now: world.now(),
    notRunOf: (route) => notRunId(route, digests.sha256),
  });
  if (documents.length > 0) await store.decide({ documents });
}

async function lastRunEnd(state: StateReader): Promise<string | null> {
  const runs = await bodiesOf<{ readonly finished: string }>(state, 'run');
  return runs.reduce<string | null>((last, { finished }) => (last === null || finished > last ? finished : last), null);
}

function deliveryOf(project: Project, state: StateStore, { signal, budgetMs }: AlertsOptions): Delivery {
  const { config, manifest, world, digests } = project;
  const stewards = stewardsOf(manifest);
  return {
    state,
    routes: manifest.routes,
    world,
    signal,
    budgetMs,
    sha256: digests.sha256,
    stewards,
    notRunOf: (route) => notRunId(route, digests.sha256),
    open: (route) => openNotifier(route, { root: config.root, world }),
    render: ({ id, alerts, alike, isGroup }, remaining) =>
      renderAlertMessage({
        project: config.name,
        id,
        alerts,
        alike: { id: alike, isGroup, remaining },
        stewards: stewards(alerts[0].about),
      }),
  };
}

/** People who are stewards of the term of a discrepancy's field. */
export function stewardsOf({ entities, terms }: Manifest): (about: Discrepancy) => readonly string[] {
  return ({ entity, field }) => {
    const term = field === null ? undefined : entities.get(entity)?.fields.get(field)?.type.term;
    return term === undefined || term === null ? [] : (terms.get(term)?.steward ?? []);
  };
}

/** Sends a test message over one route; what goes wrong is thrown. Nothing is remembered. Throws ROUTE_UNKNOWN, exit 64. */
export async function sendTestAlert(
  project: Project,
  name: string,
  { signal, budgetMs }: AlertsOptions,
): Promise<void> {
  const { config, manifest, world } = project;
  const route = routeNamed(manifest, name);
  const notifier = await openNotifier(route, { root: config.root, world });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(budgetMs)]);
  const id = world.newId();
  const now = world.now();
  try {
    // An issue that a test opens is closed by it, too.
    for (const state of route.channel === 'github' ? (['open', 'resolved'] as const) : (['open'] as const)) {
      await notifier.send(renderTestMessage({ project: config.name, route: name, id, now, state }), limit);
    }
  } finally {
    await notifier.close();
  }
}

function routeNamed({ routes }: Manifest, name: string): RouteDef {
  const route = routes.find((each) => each.name === name);
  if (route !== undefined) return route;
  const names = routes.map((each) => each.name).join(', ');
  throw new ConcordatError('ROUTE_UNKNOWN', 'No route of this name is declared.', {
    exit: 64,
    advice: names === '' ? 'The manifests declare no route.' : `There are ${names}.`,
  });
}

function routeReport({ problems, ...told }: RouteDelivery): AlertRoute {
  return {
    ...told,
    problems: problems.map(({ code, severity, summary, detail }): AlertProblem => ({
      code,
      severity,
      summary,
      detail,
    })),
  };
}

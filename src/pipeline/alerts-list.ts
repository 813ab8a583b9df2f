import type { Alert, Discrepancy } from '../model/discrepancy.ts';
import type { AlertItem, AlertsReport } from '../model/generated/alerts.ts';
import { notRunId } from '../notify/heartbeat.ts';
import { type Acknowledgement, bodiesOf, loadAlerts, loadDiscrepancies } from '../notify/outbox.ts';
import { byCourse, isHistory, isWanted, type Known } from '../notify/select-alerts.ts';
import { stewardsOf } from './alerts.ts';
import type { Project } from './run.ts';

/** Which discrepancies are listed; null: any. */
export interface AlertFilter {
  /** Also what is resolved. */
  readonly isAll: boolean;
  readonly kind: string | null;
  readonly code: string | null;
  readonly entity: string | null;
  readonly system: string | null;
}

/** What is wrong, who looks after it, and who was told. Reads the state and writes nothing. */
export async function listAlerts(project: Project, filter: AlertFilter): Promise<AlertsReport> {
  const { config, manifest, state, world, digests } = project;
  const reader = await state.reader();
  try {
    const discrepancies = await loadDiscrepancies(reader);
    const known: Known = {
      discrepancies,
      stewards: stewardsOf(manifest),
      notRunOf: (route) => notRunId(route, digests.sha256),
      now: world.now(),
    };
    const alerts = Map.groupBy(await loadAlerts(reader), ({ discrepancy }) => discrepancy);
    const acknowledged = new Map(
      (await bodiesOf<Acknowledgement>(reader, 'acknowledgement')).map((each) => [each.discrepancy, each] as const),
    );
    const waiting = (alert: Alert): string[] =>
      manifest.routes
        .filter((route) => isWaiting(route.name, alert) && isWanted(route, alert, known))
        .map(({ name }) => name);
    const isWaiting = (route: string, alert: Alert): boolean =>
      alert.delivered[route] === undefined && (alert.retries[route] !== undefined || !isHistory(alert, known));
    const items = [...discrepancies.values()]
      .filter((found) => isListed(found, filter))
      .sort(byAge)
      .map((found) =>
        toItem(found, { alerts: alerts.get(found.id) ?? [], acknowledged: acknowledged.get(found.id), waiting }),
      );
    return { project: config.name, instant: known.now, discrepancies: items, delivery: null };
  } finally {
    await reader.close();
  }
}

function isListed(found: Discrepancy, { isAll, kind, code, entity, system }: AlertFilter): boolean {
  return (
    (isAll || found.state !== 'resolved') &&
    (kind === null || found.kind === kind) &&
    (code === null || found.code === code) &&
    (entity === null || found.entity === entity) &&
    (system === null || found.system === system)
  );
}

function byAge(a: Discrepancy, b: Discrepancy): number {
  const [left, right] = [`${a.since} ${a.id}`, `${b.since} ${b.id}`];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** One discrepancy as it is reported. */
export function toItem(
  found: Discrepancy,
  more: {
    readonly alerts: readonly Alert[];
    readonly acknowledged: Acknowledgement | undefined;
    readonly waiting: (alert: Alert) => string[];
  },
): AlertItem {
  const { acknowledged } = more;
  const isOwn = acknowledged !== undefined && acknowledged.since === found.since && found.state !== 'resolved';
  return {
    id: found.id,
    kind: found.kind,
    code: found.code,
    state: found.state,
    severity: found.severity,
    entity: found.entity === '' ? null : found.entity,
    system: found.system === '' ? null : found.system,
    key: found.key,
    field: found.field,
    owner: found.owner,
    from: found.from,
    detail: found.detail,
    since: found.since,
    last: found.last,
    count: found.count,
    run: found.run,
    command: found.command,
    acknowledged: isOwn ? { by: acknowledged.actor, at: acknowledged.at, reason: acknowledged.reason } : null,
    alerts: [...more.alerts].sort(byCourse).map((alert) => ({
      id: alert.id,
      state: alert.state,
      at: alert.at,
      delivered: { ...alert.delivered },
      waiting: more.waiting(alert),
    })),
  };
}

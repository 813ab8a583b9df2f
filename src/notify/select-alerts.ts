import type { Alert, Discrepancy } from '../model/discrepancy.ts';
import type { RouteDef } from '../model/manifest.ts';
import { compareText } from '../value/compare-text.ts';

/** What selection needs to know beside the alerts. */
export interface Known {
  /** Discrepancies by id, as they stand now. */
  readonly discrepancies: ReadonlyMap<string, Discrepancy>;
  /** People named as stewards of what it is about. */
  readonly stewards: (about: Discrepancy) => readonly string[];
  /** Id of the discrepancy that says of a route that no run ended in time. */
  readonly notRunOf: (route: string) => string;
  /** UTC ISO instant. */
  readonly now: string;
}

/** What is over and was never tried on a route is news for this long; later a route, a new one above all, is spared the history. */
const NEWS_MS = 7 * 86_400_000;

/** True when the route wants this alert, delivered or not. */
export function isWanted(
  route: RouteDef,
  { state, about }: Alert,
  known: Pick<Known, 'stewards' | 'notRunOf'>,
): boolean {
  if (!route.states.includes(state)) return false;
  if (about.kind === 'not-run') return about.id === known.notRunOf(route.name);
  const owners = [about.owner, about.from, ...known.stewards(about)].filter((name) => name !== null);
  return (
    (route.kinds === null || route.kinds.includes(about.kind)) &&
    (route.entities === null || route.entities.includes(about.entity)) &&
    (route.systems === null || route.systems.includes(about.system)) &&
    (route.severities === null || route.severities.includes(about.severity)) &&
    (route.owners === null || owners.some((owner) => route.owners?.includes(owner)))
  );
}

/** Alerts that the route wants and has not got: those of one discrepancy in its course, the oldest discrepancy first. */
export function pendingOf(route: RouteDef, alerts: readonly Alert[], known: Known): readonly Alert[] {
  const pending = alerts
    .filter((alert) => alert.delivered[route.name] === undefined && isWanted(route, alert, known))
    .filter((alert) => alert.retries[route.name] !== undefined || !isHistory(alert, known))
    .sort((a, b) => compareText(a.at, b.at) || compareText(a.id, b.id));
  return [...Map.groupBy(pending, ({ discrepancy }) => discrepancy).values()].flatMap((own) => own.sort(byCourse));
}

const COURSE: readonly Alert['state'][] = ['open', 'acknowledged', 'resolved'];

/** Order of the alerts of one discrepancy. Not by their instants: a clock may have been set back. */
export function byCourse(a: Alert, b: Alert): number {
  return a.about.count - b.about.count || COURSE.indexOf(a.state) - COURSE.indexOf(b.state);
}

/** True when what it tells is over, and old. */
export function isHistory(alert: Alert, { discrepancies, now }: Pick<Known, 'discrepancies' | 'now'>): boolean {
  return isOver(alert, discrepancies) && Date.parse(now) - Date.parse(alert.at) > NEWS_MS;
}

/** True when the trouble is resolved, or has begun anew since. */
export function isOver({ discrepancy, about }: Alert, discrepancies: Known['discrepancies']): boolean {
  const found = discrepancies.get(discrepancy);
  return found === undefined || found.state === 'resolved' || found.since !== about.since;
}

import type { Alert, Discrepancy } from '../model/discrepancy.ts';
import type { RouteDef } from '../model/manifest.ts';
import type { StateDocument } from '../model/state.ts';
import type { Json } from '../model/value.ts';

/** What a heartbeat is judged by. */
export interface Pulse {
  readonly routes: readonly RouteDef[];
  readonly discrepancies: ReadonlyMap<string, Discrepancy>;
  /** When the last run ended, UTC; null when none ever did. */
  readonly lastRun: string | null;
  readonly now: string;
  readonly notRunOf: (route: string) => string;
}

/** Documents that open or resolve `not-run`, one discrepancy for each route with a heartbeat; none while nothing changes. */
export function heartbeatDocuments(pulse: Pulse): readonly StateDocument[] {
  const beating = pulse.routes.filter(({ heartbeatMs }) => heartbeatMs !== null);
  const known = new Set(beating.map(({ name }) => pulse.notRunOf(name)));
  const orphans = [...pulse.discrepancies.values()].filter(({ id, kind }) => kind === 'not-run' && !known.has(id));
  return [
    ...beating.flatMap((route) => routeDocuments(pulse, route)),
    ...orphans.filter(({ state }) => state !== 'resolved').flatMap((found) => resolved(found, pulse.now)),
  ];
}

/** Id of the discrepancy that says of a route that no run ended in time. */
export function notRunId(route: string, sha256: (text: string) => string): string {
  return sha256(JSON.stringify(['not-run', route])).slice(0, 16);
}

function routeDocuments({ discrepancies, lastRun, now, notRunOf }: Pulse, route: RouteDef): readonly StateDocument[] {
  const heartbeatMs = route.heartbeatMs ?? 0;
  const found = discrepancies.get(notRunOf(route.name));
  const isOpen = found !== undefined && found.state !== 'resolved';
  const isLate = lastRun === null || Date.parse(now) - Date.parse(lastRun) > heartbeatMs;
  if (isLate === isOpen) return [];
  if (!isLate) return found === undefined ? [] : resolved(found, now);
  const about: Discrepancy = {
    ...NOWHERE,
    id: notRunOf(route.name),
    detail:
      lastRun === null
        ? 'No run has ended yet: nothing is kept in agreement.'
        : `No run ended within ${spanOf(heartbeatMs)}: nothing is kept in agreement since.`,
    since: now,
    last: now,
    count: (found?.count ?? 0) + 1,
  };
  return documents(about, 'open');
}

const NOWHERE: Omit<Discrepancy, 'id' | 'detail' | 'since' | 'last' | 'count'> = {
  entity: '',
  system: '',
  key: null,
  nativeId: null,
  field: null,
  kind: 'not-run',
  code: 'NOT_RUN',
  state: 'open',
  severity: 'error',
  owner: null,
  run: null,
  change: null,
  digest: null,
  manifests: null,
  command: 'concordat apply',
  from: null,
};

function resolved(found: Discrepancy, now: string): readonly StateDocument[] {
  return documents({ ...found, state: 'resolved', last: now }, 'resolved');
}

function documents(about: Discrepancy, state: Alert['state']): readonly StateDocument[] {
  const alert = alertOf(about, state, about.last);
  return [
    { kind: 'discrepancy', id: about.id, body: about as unknown as Json },
    { kind: 'alert', id: alert.id, body: alert as unknown as Json },
  ];
}

/** A new row of the outbox. */
export function alertOf(about: Discrepancy, state: Alert['state'], at: string): Alert {
  const id = `${about.id}:${state}:${about.count}`;
  return { id, discrepancy: about.id, state, kind: about.kind, at, about, delivered: {}, retries: {} };
}

/** `26 hours`, `90 minutes`: whole units only. */
function spanOf(ms: number): string {
  for (const [unit, size] of [
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
  ] as const) {
    if (ms % size === 0) return ms === size ? `1 ${unit}` : `${ms / size} ${unit}s`;
  }
  return `${ms} milliseconds`;
}

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert, Discrepancy } from '../../src/model/discrepancy.ts';
import type { RouteDef } from '../../src/model/manifest.ts';
import type { Notifier } from '../../src/model/notifier.ts';
import type { StateStore } from '../../src/model/state.ts';
import type { Json } from '../../src/model/value.ts';
import type { World } from '../../src/model/world.ts';
import { deliverAlerts, type RouteDelivery } from '../../src/notify/deliver.ts';
import { alertOf, notRunId } from '../../src/notify/heartbeat.ts';
import { openNotifier } from '../../src/notify/open-notifier.ts';
import { loadAlerts } from '../../src/notify/outbox.ts';
import { renderAlertMessage } from '../../src/render/alert-message.ts';
import { openStateStore } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';

/** When a test begins. */
export const START = '2026-11-22T12:00:00.000Z';
/** A secret that is long enough. */
export const SECRET = 'a-secret-of-a-route-for-tests';

/** A state in SQLite, a clock that stands, and the delivery over it. */
export interface Stage {
  readonly dir: string;
  readonly world: World;
  readonly state: StateStore;
  /** Chance of the world. Default 0.5. */
  random: number;
  /** Moves the clock. */
  wait(ms: number): void;
  /** Puts discrepancies and their alerts into the state. */
  put(...alerts: readonly Alert[]): Promise<void>;
  /** Rows of the outbox, by id. */
  alerts(): Promise<ReadonlyMap<string, Alert>>;
  deliver(routes: readonly RouteDef[], more?: DeliverMore): Promise<readonly RouteDelivery[]>;
  close(): Promise<void>;
}

/** What differs from a plain delivery. */
export interface DeliverMore {
  readonly state?: StateStore;
  readonly open?: (route: RouteDef) => Promise<Notifier>;
  readonly budgetMs?: number;
  readonly stewards?: readonly string[];
  readonly signal?: AbortSignal;
}

/** As the project hashes. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Opens a stage in a folder of its own. */
export async function openStage(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-notify-'));
  let nowMs = Date.parse(START);
  const real = realWorld();
  const world: World = {
    ...real,
    now: () => new Date(nowMs).toISOString(),
    random: () => stage.random,
    env: (name) => ({ SECRET, ...env })[name],
  };
  const state = await openStateStore({ name: 'two', root: dir, manifests: 'sync.d', state: 'state.db' }, world);
  const stage: Stage = {
    dir,
    world,
    state,
    random: 0.5,
    wait: (ms) => {
      nowMs += ms;
    },
    put: (...alerts) =>
      state.decide({
        documents: alerts.flatMap(({ about, ...alert }) => [
          { kind: 'discrepancy', id: about.id, body: about as unknown as Json } as const,
          { kind: 'alert', id: alert.id, body: { ...alert, about } as unknown as Json } as const,
        ]),
      }),
    alerts: async () => new Map((await loadAlerts(state)).map((alert) => [alert.id, alert] as const)),
    deliver: (routes, more = {}) => deliver(stage, routes, more),
    close: async () => {
      await state.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return stage;
}

function deliver(stage: Stage, routes: readonly RouteDef[], more: DeliverMore): Promise<readonly RouteDelivery[]> {
  const { world, dir } = stage;
  const stewards = more.stewards ?? [];
  return deliverAlerts({
    state: more.state ?? stage.state,
    routes,
    world,
    open: more.open ?? ((route) => openNotifier(route, { root: dir, world })),
    stewards: () => stewards,
    notRunOf: (route) => notRunId(route, sha256),
    render: ({ id, alerts, alike, isGroup }, remaining) =>
      renderAlertMessage({ project: 'two', id, alerts, alike: { id: alike, isGroup, remaining }, stewards }),
    sha256,
    budgetMs: more.budgetMs ?? 5_000,
    signal: more.signal ?? new AbortController().signal,
  });
}

/** A failed update of customer 00042 in the ERP, with what differs. */
export function discrepancyOf(parts: Partial<Discrepancy> = {}): Discrepancy {
  return {
    id: sha256(JSON.stringify([parts.key, parts.entity, parts.system, parts.code])).slice(0, 16),
    entity: 'customer',
    system: 'erp',
    key: '00042',
    nativeId: '7',
    field: 'credit',
    kind: 'failure',
    code: 'WRITE_REFUSED',
    state: 'open',
    severity: 'error',
    detail: 'The system refused the update: a check constraint on credit_limit.',
    owner: 'crm',
    since: START,
    last: START,
    count: 1,
    run: '7f3a',
    change: 'c1',
    digest: 'd1',
    manifests: 'm1',
    command: 'concordat trace customer 00042',
    from: null,
    ...parts,
  };
}

/** Its alert. */
export function alert(about: Discrepancy = discrepancyOf(), state: Alert['state'] = 'open', at = about.last): Alert {
  return alertOf(state === 'resolved' ? { ...about, state: 'resolved' } : about, state, at);
}

/** A route of any channel. */
export function routeOf(
  channel: RouteDef['channel'],
  target: Readonly<Record<string, Json>>,
  more: Partial<RouteDef> = {},
): RouteDef {
  return {
    name: 'ops',
    at: { file: 'sync.d/route.yaml', line: 1, column: 1 },
    channel,
    target: { allow_private: 'A server of the test.', ...target },
    kinds: null,
    entities: null,
    systems: null,
    severities: null,
    owners: null,
    states: ['open', 'resolved'],
    heartbeatMs: null,
    ...more,
  };
}

/** A route to a webhook of one's own. */
export function webhookTo(url: string, more: Partial<RouteDef> = {}): RouteDef {
  return routeOf('webhook', { url, secret: '${env:SECRET}' }, more);
}

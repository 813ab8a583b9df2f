import type { Diagnostic } from '../model/diagnostic.ts';
import type { Alert } from '../model/discrepancy.ts';
import { ConcordatError } from '../model/error.ts';
import type { RouteDef } from '../model/manifest.ts';
import type { Notifier } from '../model/notifier.ts';
import type { Delivery } from './deliver.ts';
import { type AlertGroup, remainingAlike, wavesOf } from './group-alerts.ts';
import { ABOUT_MESSAGE } from './judge-answer.ts';
import type { Outbox } from './outbox.ts';
import { nextTry, waitOfAlert, waitOfRoute } from './retry-time.ts';
import { type Known, pendingOf } from './select-alerts.ts';

/** What became of the alerts of one route. */
export interface RouteDelivery {
  readonly route: string;
  readonly channel: RouteDef['channel'];
  /** Alerts that the channel took. */
  readonly sent: number;
  /** Alerts that it did not take. */
  readonly failed: number;
  /** Alerts that were not tried. */
  readonly waiting: number;
  /** When the first of those that are left is due, UTC; null when nothing is left. */
  readonly next: string | null;
  readonly problems: readonly Diagnostic[];
}

/** One route under delivery. */
export interface RouteWork {
  readonly route: RouteDef;
  readonly alerts: readonly Alert[];
  readonly known: Known;
  readonly outbox: Outbox;
}

/** What happened so far. */
interface Tally {
  sent: number;
  failed: number;
  /** Discrepancies of which a message did not go out: their later ones wait. */
  readonly stuck: Set<string>;
  readonly times: string[];
  readonly problems: Map<string, Diagnostic>;
}

/** Delivers to one route; a failure of the channel ends it for now, one of a message only holds what follows that message. */
export async function deliverRoute(delivery: Delivery, work: RouteWork): Promise<RouteDelivery> {
  const { route, known } = work;
  const now = delivery.world.now();
  const pending = pendingOf(route, work.alerts, known);
  const tally: Tally = { sent: 0, failed: 0, stuck: new Set(), times: [], problems: new Map() };
  const wait = waitOfRoute(pending, route.name, now);
  if (wait !== null) tally.times.push(wait);
  else if (pending.length > 0) await whileOpen(delivery, work, tally, pending);
  const waiting = pending.length - tally.sent - tally.failed;
  const next = waiting + tally.failed === 0 ? null : (tally.times.sort()[0] ?? delivery.world.now());
  const { sent, failed, problems } = tally;
  return { route: route.name, channel: route.channel, sent, failed, waiting, next, problems: [...problems.values()] };
}

async function whileOpen(delivery: Delivery, work: RouteWork, tally: Tally, pending: readonly Alert[]): Promise<void> {
  let notifier: Notifier | null = null;
  try {
    notifier = await delivery.open(work.route);
    await sendWaves(delivery, { ...work, notifier, tally }, pending);
  } catch (error) {
    tell(tally, work.route, error);
  } finally {
    await notifier?.close();
  }
}

type Sending = RouteWork & { readonly notifier: Notifier; readonly tally: Tally };

async function sendWaves(delivery: Delivery, sending: Sending, pending: readonly Alert[]): Promise<void> {
  const { route, tally } = sending;
  const due: Alert[] = [];
  for (const alert of pending) {
    const wait = waitOfAlert(alert, route.name, delivery.world.now());
    if (wait !== null) {
      tally.times.push(wait);
      tally.stuck.add(alert.discrepancy);
    } else if (!tally.stuck.has(alert.discrepancy)) due.push(alert);
  }
  for (const wave of wavesOf(due, delivery.sha256)) {
    for (const group of wave) {
      if (delivery.signal.aborted) return;
      if (group.alerts.some(({ discrepancy }) => tally.stuck.has(discrepancy))) continue;
      if (!(await sendGroup(delivery, sending, group))) return;
    }
  }
}

/** Sends one message and remembers what became of it. False when the channel is to be left alone. */
async function sendGroup(delivery: Delivery, sending: Sending, group: AlertGroup): Promise<boolean> {
  const { route, outbox, tally, notifier, known } = sending;
  const ids = group.alerts.map(({ id }) => id);
  const message = delivery.render(group, remainingAlike(group.alerts[0].about, known.discrepancies.values()));
  try {
    const warnings = await untilAborted(notifier.send(message, delivery.signal), delivery.signal);
    for (const warning of warnings) tally.problems.set(warning, partly(route, warning));
  } catch (error) {
    const failure = asFailure(error, delivery.signal);
    await remember(delivery, sending, group, failure);
    tell(tally, route, failure);
    return ABOUT_MESSAGE.has(failure.code);
  }
  await outbox.markDelivered(ids, route.name, delivery.world.now());
  tally.sent += ids.length;
  return true;
}

async function remember(
  { world }: Delivery,
  { route, outbox, tally }: Sending,
  { alerts }: AlertGroup,
  { code, retryAfterMs = 0 }: ConcordatError,
): Promise<void> {
  tally.failed += alerts.length;
  for (const { discrepancy } of alerts) tally.stuck.add(discrepancy);
  const count = Math.max(...alerts.map(({ retries }) => retries[route.name]?.count ?? 0)) + 1;
  const next = nextTry({ count, retryAfterMs, random: world.random() }, world.now());
  tally.times.push(next);
  await outbox.markFailed(
    alerts.map(({ id }) => id),
    route.name,
    { count, next, code },
  );
}

/** What a channel does not give up by itself, a lookup of a name above all, is not waited for. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(new Error('aborted'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Whatever a notifier threw; what is not ours may hold a secret and is not told. */
function asFailure(error: unknown, signal: AbortSignal): ConcordatError {
  if (error instanceof ConcordatError) return error;
  if (signal.aborted)
    return new ConcordatError('NOTIFY_TIMEOUT', 'There was no time left to wait for the channel.', {
      isRetryable: true,
    });
  return new ConcordatError('NOTIFY_FAILED', 'The channel failed in a way that is not known.', { isRetryable: true });
}

function tell(tally: Tally, route: RouteDef, error: unknown): void {
  if (!(error instanceof ConcordatError)) throw error;
  const advice = error.advice === undefined ? '' : ` ${error.advice}`;
  tally.problems.set(error.code, {
    code: error.code,
    severity: 'error',
    summary: 'An alert was not delivered.',
    detail: `${error.message}${advice} It is tried again with the next apply, or with concordat alerts deliver.`,
    at: `route:${route.name}`,
  });
}

function partly(route: RouteDef, detail: string): Diagnostic {
  return {
    code: 'NOTIFY_PARTLY',
    severity: 'warning',
    summary: 'An alert did not reach everybody.',
    detail,
    at: `route:${route.name}`,
  };
}

import type { Alert } from '../../src/model/discrepancy.ts';
import type { RouteDef } from '../../src/model/manifest.ts';
import type { AlertMessage, Notifier } from '../../src/model/notifier.ts';
import { openNotifier } from '../../src/notify/open-notifier.ts';
import { renderAlertMessage } from '../../src/render/alert-message.ts';
import { realWorld } from '../../src/world.ts';
import { alert, SECRET, sha256, START } from './stage.ts';

/** Characters that do harm where they are read as notation. */
export const HOSTILE =
  'a\r\nBcc: x@y.z\u202e<img src=x> @team #1 <!channel> [l](http://e.vil) `x` </details> \u001b[2J';

/** A message of one alert, or of a group. */
export function messageOf(
  alerts: readonly [Alert, ...Alert[]] = [alert()],
  more: Partial<AlertMessage['alike']> = {},
): AlertMessage {
  const isGroup = alerts.length > 1;
  return renderAlertMessage({
    project: 'two',
    id: isGroup ? `group:${sha256(alerts.map(({ id }) => id).join(' ')).slice(0, 8)}` : alerts[0].id,
    alerts,
    alike: { id: 'alike1', isGroup, remaining: alerts.length, ...more },
    stewards: [],
  });
}

/** Opens the channel of a route in a world whose clock stands; `SECRET` and more are set. */
export function openChannel(
  route: RouteDef,
  root: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Notifier> {
  const world = { ...realWorld(), now: () => START, env: (name: string) => ({ SECRET, ...env })[name] };
  return openNotifier(route, { root, world });
}

/** Sends once over a route. */
export async function sendOver(
  route: RouteDef,
  message: AlertMessage,
  more: { readonly root?: string; readonly env?: Readonly<Record<string, string>>; readonly signal?: AbortSignal } = {},
): Promise<readonly string[]> {
  const notifier = await openChannel(route, more.root ?? '/', more.env);
  try {
    return await notifier.send(message, more.signal ?? new AbortController().signal);
  } finally {
    await notifier.close();
  }
}

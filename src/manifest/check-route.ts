import type { RouteManifest } from '../model/generated/route.ts';
import type { RouteDef } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { Check } from './check-context.ts';
import { expectEntity, expectSystem, fail, itemSpan, keySpan, valueSpan } from './check-context.ts';
import { CHANNELS } from './resolve-route.ts';
import { listWords } from './suggest.ts';
import { nodeAt } from './yaml-node.ts';

/** Keys that hold a secret, by channel. */
const SECRETS: Readonly<Record<RouteDef['channel'], readonly string[]>> = {
  email: ['password'],
  slack: ['url'],
  webhook: ['secret'],
  github: ['token'],
};

const REFERENCE = /^\$\{(?:env|file):[^{}]+\}$/;
const HAS_REFERENCE = /\$\{(?:env|file):[^{}]*\}/;
const LOOPBACK = /^http:\/\/(?:localhost|127\.[0-9.]+|\[::1\])(?::[0-9]+)?(?:[/?#]|$)/i;
/** One mailbox: no list, no line break, no angle brackets. */
const MAILBOX = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/;

/** A route: names resolve, secrets are references, addresses are safe to send to, and what it waits for can happen. */
export function checkRoute(check: Check, route: RouteDef): void {
  for (const name of route.entities ?? []) expectEntity(check, name, itemSpan(check, ['for', 'entities'], name));
  for (const name of route.systems ?? []) expectSystem(check, name, itemSpan(check, ['for', 'systems'], name));
  if (!hasOneChannel(check)) return;
  checkSecrets(check, route);
  for (const key of ['url', 'api']) checkAddress(check, route, key);
  if (route.channel === 'email') checkMailboxes(check, route);
  if (route.kinds?.includes('not-run') === true && route.heartbeatMs === null) {
    fail(check, itemSpan(check, ['for', 'kinds'], 'not-run'), {
      code: 'ROUTE_NO_HEARTBEAT',
      summary: 'A route that waits for not-run needs a heartbeat.',
      detail: 'Nothing says how long may pass without a run, so this alert would never come. Add "heartbeat: 26h".',
    });
  }
}

function hasOneChannel(check: Check): boolean {
  const { to } = check.document.json as unknown as RouteManifest;
  const named = CHANNELS.filter((channel) => to[channel] !== undefined);
  if (named.length === 1) return true;
  fail(check, keySpan(check, ['to', ...named.slice(1, 2)]), {
    code: 'ROUTE_ONE_CHANNEL',
    summary: 'A route has one channel.',
    detail: `It names ${named.length === 0 ? 'none' : named.join(' and ')}. Name one of ${listWords(CHANNELS)}; for several, write several routes.`,
  });
  return false;
}

function checkSecrets(check: Check, route: RouteDef): void {
  for (const key of SECRETS[route.channel]) {
    const value = route.target[key];
    if (typeof value !== 'string' || REFERENCE.test(value)) continue;
    check.diagnostics.push({
      ...targetSpan(check, route, key),
      code: 'ROUTE_SECRET_WRITTEN',
      severity: 'error',
      summary: 'A secret of a route is written out.',
      detail: `"${key}" is a secret, and everyone who can read the repository could use it. Write \${env:NAME} or \${file:path} instead, and change the secret.`,
      frame: [],
    });
  }
}

/** What an address that stands in the manifest already tells; one behind a reference is judged when it is used. */
function checkAddress(check: Check, route: RouteDef, key: string): void {
  const value = route.target[key];
  if (typeof value !== 'string' || HAS_REFERENCE.test(value) || (route.channel === 'slack' && key === 'url')) return;
  const fault = faultOfAddress(value, route.target['allow_private']);
  if (fault === null) return;
  check.diagnostics.push({
    ...targetSpan(check, route, key),
    code: 'ROUTE_ADDRESS',
    severity: 'error',
    summary: 'This address cannot be used.',
    detail: fault,
    ...(value.includes('@') ? { frame: [] } : {}),
  });
}

function faultOfAddress(url: string, reason: Json | undefined): string | null {
  if (!URL.canParse(url)) return 'It is no address. For example: https://ops.example.com/alerts';
  const { protocol, username, password } = new URL(url);
  if (username !== '' || password !== '') return 'It holds a user or a password. They do not belong into an address.';
  if (protocol === 'https:') return null;
  if (protocol !== 'http:' || !LOOPBACK.test(url))
    return 'It must begin with https://: alerts do not travel unencrypted.';
  return reason === undefined ? 'It is on loopback. Say why with "allow_private: <reason>".' : null;
}

function checkMailboxes(check: Check, route: RouteDef): void {
  for (const key of ['from', 'to']) {
    for (const mailbox of [route.target[key] ?? []].flat()) {
      if (typeof mailbox !== 'string' || HAS_REFERENCE.test(mailbox) || MAILBOX.test(mailbox)) continue;
      const span = itemSpan(check, ['to', 'email', key], mailbox);
      fail(check, span, {
        code: 'ROUTE_MAILBOX',
        summary: 'This is not the address of one mailbox.',
        detail: 'It takes one plain address without a name, for example finance@example.com. Several stand in a list.',
      });
    }
  }
}

function targetSpan(check: Check, route: RouteDef, key: string): ReturnType<typeof valueSpan> {
  const path = ['to', route.channel, key];
  return valueSpan(check, nodeAt(check.document.node, path) === undefined ? ['to', route.channel] : path);
}

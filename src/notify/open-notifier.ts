import { lookUpReference, REFERENCE } from '../connector/reference.ts';
import { formatPlace } from '../model/diagnostic.ts';
import { ConcordatError } from '../model/error.ts';
import type { RouteDef } from '../model/manifest.ts';
import type { Notifier, NotifierPlugin } from '../model/notifier.ts';
import type { Json } from '../model/value.ts';
import type { World } from '../model/world.ts';
import { checkedAddresses } from './address.ts';
import { guardedHttp, REQUEST_TIMEOUT_MS } from './http.ts';

/** The plugin behind each channel. */
const PLUGINS: Readonly<Record<RouteDef['channel'], string>> = {
  email: 'email',
  slack: 'slack',
  webhook: 'webhook',
  github: 'github-issues',
};

/** Where a route is opened. */
export interface NotifierContext {
  /** Absolute path of the project. */
  readonly root: string;
  readonly world: World;
}

/** Opens the channel of a route. Throws ROUTE_SECRET_MISSING or ROUTE_MISCONFIGURED, exit 1; no message shows a secret. */
export async function openNotifier(route: RouteDef, { root, world }: NotifierContext): Promise<Notifier> {
  const plugin = await loadPlugin(route);
  const target = resolveTarget(route, plugin, { root, world });
  const isPrivateAllowed = typeof route.target['allow_private'] === 'string';
  const ca =
    typeof route.target['ca'] === 'string'
      ? resolveText(route, `\${file:${route.target['ca']}}`, { root, world })
      : null;
  const at = `route:${route.name}`;
  return plugin.open({
    route: route.name,
    target,
    ca,
    world,
    http: guardedHttp({ route: route.name, isPrivateAllowed, ca, world, timeoutMs: REQUEST_TIMEOUT_MS }),
    addressOf: async (host) => {
      const [first] = await checkedAddresses(host, { isPrivateAllowed, at });
      if (first === undefined) throw misconfigured(route, 'names a host without an address.');
      return first;
    },
  });
}

async function loadPlugin(route: RouteDef): Promise<NotifierPlugin> {
  const module = (await import(`concordat/plugins/${PLUGINS[route.channel]}`)) as { readonly default: NotifierPlugin };
  return module.default;
}

function resolveTarget(
  route: RouteDef,
  plugin: NotifierPlugin,
  context: NotifierContext,
): Readonly<Record<string, unknown>> {
  const target: Record<string, unknown> = {};
  for (const [name, key] of Object.entries(plugin.target)) {
    const value = resolveValue(route, route.target[name] ?? null, context);
    if (value === null && key.required !== true) continue;
    const typed = typeOf(key.type, value);
    const isRight = typeof typed === key.type && typed !== null;
    if (!isRight || Number.isNaN(typed)) throw misconfigured(route, `needs "${name}": ${key.description}`);
    target[name] = typed;
  }
  return target;
}

/** A reference gives text, also where a number is wanted; one text stands for a list of one. */
function typeOf(type: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'number') return Number(value);
  return type === 'object' ? [value] : value;
}

/** A text, a list of texts, or what needs no resolving. */
function resolveValue(route: RouteDef, value: Json, context: NotifierContext): unknown {
  if (typeof value === 'string') return resolveText(route, value, context);
  return Array.isArray(value) ? value.map((item) => resolveValue(route, item as Json, context)) : value;
}

function resolveText(route: RouteDef, text: string, context: NotifierContext): string {
  return text.replaceAll(REFERENCE, (_, kind: string, name: string) => {
    const found = lookUpReference(context, kind, name);
    if (found.text !== null) return found.text;
    throw new ConcordatError('ROUTE_SECRET_MISSING', `Route ${route.name} cannot resolve its target: ${found.why}.`, {
      at: formatPlace(route.at),
      advice: 'Set it and try again. Secrets stay outside the manifests: ${env:NAME} or ${file:path}.',
    });
  });
}

function misconfigured(route: RouteDef, why: string): ConcordatError {
  return new ConcordatError('ROUTE_MISCONFIGURED', `The target of route ${route.name} ${why}`, {
    at: formatPlace(route.at),
  });
}

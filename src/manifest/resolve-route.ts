import type { RouteManifest } from '../model/generated/route.ts';
import type { Alert, Discrepancy } from '../model/discrepancy.ts';
import type { RouteDef } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { parseDurationMs } from './quantity.ts';

/** Channels that ship with concordat. */
export const CHANNELS: readonly RouteDef['channel'][] = ['email', 'slack', 'webhook', 'github'];

/** A route with its short forms expanded. Names are taken as they stand: checkRoute says which do not resolve. */
export function resolveRoute(document: ManifestDocument): RouteDef {
  const manifest = document.json as unknown as RouteManifest;
  const selected = manifest.for ?? {};
  const channel = CHANNELS.find((name) => manifest.to[name] !== undefined) ?? 'email';
  const target = (manifest.to as Readonly<Record<string, Json>>)[channel] ?? {};
  return {
    name: manifest.name,
    at: document.at,
    channel,
    target: typeof target === 'string' ? { url: target } : (target as Readonly<Record<string, Json>>),
    kinds: listOf<Discrepancy['kind']>(selected.kinds),
    entities: listOf(selected.entities),
    systems: listOf(selected.systems),
    severities: listOf<Discrepancy['severity']>(selected.severity),
    owners: listOf(selected.owners),
    states: listOf<Alert['state']>(manifest.states) ?? ['open', 'resolved'],
    heartbeatMs: manifest.heartbeat === undefined ? null : parseDurationMs(manifest.heartbeat),
  };
}

/** One or a list as a list. The shape was checked. */
function listOf<T extends string>(given: string | readonly string[] | undefined): readonly T[] | null {
  return given === undefined ? null : ([given].flat() as unknown as readonly T[]);
}

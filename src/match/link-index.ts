import type { CrosswalkLink } from '../model/state.ts';

/** The crosswalk of one entity, both ways. */
export interface LinkIndex {
  /** The link of a native record, or undefined. */
  linkOf(system: string, nativeId: string): CrosswalkLink | undefined;
  /** The links of one record, by system. A record linked twice in one system keeps its first; the rest are in `doubles`. */
  linksOf(record: string): ReadonlyMap<string, CrosswalkLink>;
  readonly doubles: ReadonlySet<string>;
  readonly records: Iterable<string>;
}

/** Indexes crosswalk links; order does not matter. */
export function indexLinks(links: readonly CrosswalkLink[]): LinkIndex {
  const byNative = new Map<string, CrosswalkLink>();
  const byRecord = new Map<string, Map<string, CrosswalkLink>>();
  const doubles = new Set<string>();
  for (const link of links) {
    byNative.set(`${link.system}\u0000${link.nativeId}`, link);
    const systems = byRecord.get(link.record) ?? new Map<string, CrosswalkLink>();
    if (systems.has(link.system)) doubles.add(link.record);
    else systems.set(link.system, link);
    byRecord.set(link.record, systems);
  }
  const none: ReadonlyMap<string, CrosswalkLink> = new Map();
  return {
    linkOf: (system, nativeId) => byNative.get(`${system}\u0000${nativeId}`),
    linksOf: (record) => byRecord.get(record) ?? none,
    doubles,
    records: byRecord.keys(),
  };
}

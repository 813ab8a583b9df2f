import type { CrosswalkLink } from '../model/state.ts';

/** The crosswalk of one entity, both ways. */
export interface LinkIndex {
  /** The link of a native record, or undefined. */
  linkOf(system: string, nativeId: string): CrosswalkLink | undefined;
  /** Native ids of one record by system, sorted. More than one: it was deleted and made anew, or linked twice. */
  idsOf(record: string): ReadonlyMap<string, readonly string[]>;
}

/** Indexes crosswalk links; order does not matter. */
export function indexLinks(links: readonly CrosswalkLink[]): LinkIndex {
  const byNative = new Map<string, CrosswalkLink>();
  const byRecord = new Map<string, Map<string, readonly string[]>>();
  for (const link of links) {
    byNative.set(`${link.system}\u0000${link.nativeId}`, link);
    const systems = byRecord.get(link.record) ?? new Map<string, readonly string[]>();
    const known = systems.get(link.system);
    systems.set(link.system, known === undefined ? [link.nativeId] : [...known, link.nativeId].sort());
    byRecord.set(link.record, systems);
  }
  const none: ReadonlyMap<string, readonly string[]> = new Map();
  return {
    linkOf: (system, nativeId) => byNative.get(`${system}\u0000${nativeId}`),
    idsOf: (record) => byRecord.get(record) ?? none,
  };
}

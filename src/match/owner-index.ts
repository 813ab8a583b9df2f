import type { MatchCase, RecordSide } from '../model/record.ts';
import type { LinkIndex } from './link-index.ts';

/** The life-cycle owner's records, found by what a replica's record says of itself. */
export interface OwnerIndex {
  /** The owner with the same key; the first of several with one key, which are all stopped. */
  byKey(side: RecordSide): RecordSide | undefined;
  /** Owners that the crosswalk names for this record and that the read returned; normally at most one. */
  byLink(side: RecordSide): readonly RecordSide[];
  /** Owners that share their key with another: nothing may be done to them, or to what belongs to them. */
  readonly stopped: ReadonlySet<RecordSide>;
}

/** Indexes the owner's sides, those of `cases` among them. */
export function indexOwners(
  sides: readonly RecordSide[],
  cases: readonly MatchCase[],
  links: LinkIndex,
  system: string,
): OwnerIndex {
  const keys = new Map<string, RecordSide>();
  for (const side of sides) {
    if (side.key !== null && !keys.has(side.key)) keys.set(side.key, side);
  }
  let ids: ReadonlyMap<string, RecordSide> | null = null;
  return {
    byKey: (side) => (side.key === null ? undefined : keys.get(side.key)),
    byLink: (side) => {
      const link = links.linkOf(side.live.system, side.live.nativeId);
      const linked = link === undefined ? undefined : links.idsOf(link.record).get(system);
      if (linked === undefined) return [];
      ids ??= new Map(sides.map((owner) => [owner.live.nativeId, owner] as const));
      return linked.flatMap((id) => ids?.get(id) ?? []);
    },
    stopped: new Set(cases.flatMap((found) => found.sides)),
  };
}

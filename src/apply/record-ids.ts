import type { MatchedRecord } from '../model/record.ts';
import type { CrosswalkLink } from '../model/state.ts';
import type { World } from '../model/world.ts';

/** Gives each matched record its stable id: the crosswalk's, else one new id per record and run. */
export class RecordIds {
  readonly #world: World;
  readonly #ids = new Map<string, string>();
  readonly #keyText: (record: MatchedRecord) => string;

  /** @param keyText a record's key as the state may hold it: a fingerprint where a part of it is classified */
  constructor(world: World, keyText: (record: MatchedRecord) => string) {
    this.#world = world;
    this.#keyText = keyText;
  }

  /** Key text of a record as the state holds it. */
  keyOf(record: MatchedRecord): string {
    return this.#keyText(record);
  }

  /** Id of a record; the same for every system of it. */
  of(record: MatchedRecord): string {
    if (record.record !== null) return record.record;
    const address = `${record.entity}\u0000${record.key}`;
    const known = this.#ids.get(address);
    if (known !== undefined) return known;
    const id = this.#world.newId();
    this.#ids.set(address, id);
    return id;
  }

  /** Crosswalk rows of a record's sides; `known` leaves out those that stand already. */
  linksOf(
    record: MatchedRecord,
    systems: Iterable<string>,
    known: (system: string, nativeId: string) => CrosswalkLink | undefined,
  ): CrosswalkLink[] {
    const links: CrosswalkLink[] = [];
    for (const system of systems) {
      const side = record.sides.get(system);
      if (side === undefined) continue;
      const link = {
        entity: record.entity,
        system,
        nativeId: side.live.nativeId,
        record: this.of(record),
        key: this.#keyText(record),
      };
      const old = known(system, link.nativeId);
      if (old === undefined || old.record !== link.record || old.key !== link.key) links.push(link);
    }
    return links;
  }
}

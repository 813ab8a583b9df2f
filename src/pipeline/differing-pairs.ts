import { isAgreement } from '../diff/decide.ts';
import type { FieldDiff, MatchedRecord } from '../model/record.ts';
import type { ReplicaDiff } from '../plan/draft.ts';

/**
 * Counts the pairs of one entity, a record in its life-cycle owner and in one other system, and those that differ on either side: the
 * life-cycle owner may be the one that holds an old value of a field that another system owns. Only differing pairs are kept.
 */
export class DifferingPairs {
  compared = 0;
  readonly #owner: string;
  readonly #differing = new Map<MatchedRecord, Set<string>>();

  constructor(owner: string) {
    this.#owner = owner;
  }

  /** Takes one record in one system; the order does not matter. */
  take({ system, matched, situation, diffs }: ReplicaDiff): void {
    if (system === this.#owner) {
      for (const diff of diffs.filter(isDifferent)) this.#tell(matched, diff);
      return;
    }
    if (matched.sides.size < 2 || !matched.sides.has(system)) return;
    this.compared += 1;
    if (situation !== 'linked' || diffs.some(isDifferent)) this.#add(matched, system);
  }

  /** How many of the pairs differ. */
  count(): number {
    let count = 0;
    for (const systems of this.#differing.values()) count += systems.size;
    return count;
  }

  /** What the life-cycle owner holds otherwise differs from the field's owner; a computed field, from every system. */
  #tell(matched: MatchedRecord, diff: FieldDiff): void {
    for (const system of matched.sides.keys()) {
      if (system !== this.#owner && (diff.owner === null || diff.owner === system)) this.#add(matched, system);
    }
  }

  #add(matched: MatchedRecord, system: string): void {
    const systems = this.#differing.get(matched);
    if (systems === undefined) this.#differing.set(matched, new Set([system]));
    else systems.add(system);
  }
}

function isDifferent({ verdict }: FieldDiff): boolean {
  return !isAgreement(verdict) && verdict !== 'unmanaged';
}

import { rankOf, signOf, type Sign } from './change-kind.ts';
import type { SingleChange } from './group-changes.ts';

/** A change with its sign. */
export interface SignedChange extends SingleChange {
  readonly sign: Sign;
}

/** All changes of one entity that are shown one by one; those of one record stand together. */
export interface EntityChanges {
  readonly entity: string;
  readonly changes: readonly SignedChange[];
}

/** What is shown one by one, and how many records are not. */
export interface OrderedRecords {
  readonly entities: readonly EntityChanges[];
  readonly hiddenRecords: number;
}

interface RecordChanges {
  readonly entity: string;
  rank: number;
  readonly changes: SignedChange[];
}

/**
 * Orders single changes by entity, then by record: those that need a reviewer's eye first, else as in the plan. Keeps `most`
 * records over all entities, by the same order, so that a delete is never among those left out for an update.
 */
export function orderRecords(singles: readonly SingleChange[], most: number): OrderedRecords {
  const records = new Map<string, RecordChanges>();
  for (const single of singles) {
    const { change } = single;
    const sign = signOf(change, single.fields);
    const rank = rankOf(change, sign);
    const key = JSON.stringify([change.entity, change.key]);
    const record = records.get(key) ?? { entity: change.entity, rank, changes: [] };
    records.set(key, record);
    record.rank = Math.min(record.rank, rank);
    record.changes.push({ ...single, sign });
  }
  const entityOrder = [...new Set([...records.values()].map((record) => record.entity))];
  const kept = [...records.values()].sort((a, b) => a.rank - b.rank).slice(0, most);
  const entities = entityOrder.map((entity) => ({
    entity,
    changes: kept.filter((record) => record.entity === entity).flatMap((record) => record.changes),
  }));
  return { entities: entities.filter(({ changes }) => changes.length > 0), hiddenRecords: records.size - kept.length };
}

import type { OwnedField, ResolvedRecord } from '../model/record.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';

/** How often each owner's value stands in a `unique` field: field → normal form → count. */
export type UniqueCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Counts the values of the entity's `unique` fields; empty when it has none. */
export function countUnique(runtime: EntityRuntime, records: Iterable<ReadonlyMap<string, OwnedField>>): UniqueCounts {
  const names = [...runtime.fields.values()].filter((field) => field.type.type.isUnique).map((field) => field.def.name);
  const counts = new Map(names.map((name) => [name, new Map<string, number>()] as const));
  if (names.length === 0) return counts;
  for (const fields of records) {
    for (const [name, seen] of counts) {
      const field = fields.get(name);
      if (field?.state === 'value' && field.value !== null) seen.set(field.normal, (seen.get(field.normal) ?? 0) + 1);
    }
  }
  return counts;
}

/** Marks values that stand twice in a `unique` field as invalid. */
export function markDuplicates(record: ResolvedRecord, counts: UniqueCounts): ResolvedRecord {
  const doubles = [...counts].filter(([name, seen]) => isDouble(record.fields.get(name), seen));
  if (doubles.length === 0) return record;
  const fields = new Map(record.fields);
  for (const [name] of doubles) {
    fields.set(name, {
      state: 'invalid',
      code: 'VALUE_NOT_UNIQUE',
      detail: 'Another record of the owner holds the same value, and the field is unique.',
    });
  }
  return { ...record, fields };
}

function isDouble(field: OwnedField | undefined, seen: ReadonlyMap<string, number>): boolean {
  return field?.state === 'value' && (seen.get(field.normal) ?? 0) > 1;
}

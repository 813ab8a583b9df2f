import type { Manifest } from '../model/manifest.ts';
import type { DecodedField, MatchedRecord } from '../model/record.ts';
import { isNothing } from '../model/value.ts';
import { needsShapes } from '../rules/field-guards.ts';
import { shapesOf } from '../rules/shapes.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';

/** Forms of the values that a field has in a system now, by `system NUL field`; only for the fields that a guard asks about. */
export type FieldShapes = ReadonlyMap<string, ReadonlySet<string>>;

/** Takes the forms from the records as this run read them, before it wrote anything. */
export function fieldShapes(
  { policies }: Pick<Manifest, 'policies'>,
  runtime: EntityRuntime,
  records: readonly MatchedRecord[],
): FieldShapes {
  const entity = runtime.entity.name;
  const fields = [...runtime.fields.keys()].filter((field) => needsShapes(policies, { entity, field }));
  const shapes = new Map<string, ReadonlySet<string>>();
  for (const field of fields) {
    for (const system of runtime.bindings.keys()) {
      const values = records.map((record) => textOf(record.sides.get(system)?.fields.get(field)));
      shapes.set(`${system}\u0000${field}`, shapesOf(values));
    }
  }
  return shapes;
}

function textOf(field: DecodedField | undefined): string | null {
  if (field?.state !== 'value' || field.value === null || isNothing(field.value)) return null;
  return typeof field.value === 'object' ? JSON.stringify(field.value) : String(field.value);
}

import type { Binding } from '../model/manifest.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';

/** Native columns of the entity's key in a system, or null when one of them has no column of its own. */
export function keyColumns(runtime: EntityRuntime, binding: Binding): readonly string[] | null {
  const columns = runtime.entity.key.map((name) => binding.fields.get(name)?.at);
  return columns.every((column) => column !== undefined) ? columns : null;
}

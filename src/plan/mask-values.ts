import type { Digests } from '../model/digest.ts';
import type { PlanValue } from '../model/generated/plan.ts';
import type { DataClass } from '../model/manifest.ts';
import type { MatchedRecord, RecordSide } from '../model/record.ts';
import type { Value } from '../model/value.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { isClassified, planValue } from '../value/mask.ts';

/** A field's value as a plan shows it: classified ones as mask and fingerprint over entity, field and canonical value (design §10.5). */
export function maskField(
  digests: Digests,
  entity: string,
  field: string,
  dataClass: DataClass,
  value: Value | undefined,
  normal: string | null,
): PlanValue {
  const fingerprint = () => fingerprintOf(digests, entity, field, normal ?? JSON.stringify(value ?? null));
  return (planValue(value ?? null, dataClass, fingerprint) ?? null) as PlanValue;
}

/** The keyed fingerprint of one canonical value in normal form, 64 hex characters; plans show the first 8. */
export function fingerprintOf(digests: Digests, entity: string, field: string, normal: string): string {
  return digests.hmac(`${entity}\u0000${field}\u0000${normal}`);
}

/** The key of a record as a plan shows it, field to value; parts that are missing are null. */
export function maskKey(digests: Digests, runtime: EntityRuntime, side: RecordSide): Record<string, PlanValue> {
  const key: Record<string, PlanValue> = {};
  for (const name of runtime.entity.key) {
    const field = side.fields.get(name);
    const dataClass = runtime.fields.get(name)?.type.type.class ?? 'internal';
    const value = field?.state === 'value' ? field.value : null;
    key[name] = maskField(
      digests,
      runtime.entity.name,
      name,
      dataClass,
      value,
      field?.state === 'value' ? field.normal : null,
    );
  }
  return key;
}

/** The side whose key stands for the record: the life-cycle owner's, else the first by name. */
export function keySide(runtime: EntityRuntime, matched: MatchedRecord): RecordSide | undefined {
  const owner = matched.sides.get(runtime.entity.lifecycle.owner);
  if (owner !== undefined) return owner;
  const [first] = [...matched.sides.keys()].sort();
  return first === undefined ? undefined : matched.sides.get(first);
}

/** True when the binding reads or writes a classified field in any of `columns`, or in any at all when null. */
function holdsClassified(runtime: EntityRuntime, system: string, columns: readonly string[] | null): boolean {
  const binding = runtime.bindings.get(system);
  if (binding === undefined) return false;
  const touches = (native: readonly string[]) => columns === null || native.some((name) => columns.includes(name));
  const isSecret = (names: readonly string[]) =>
    names.some((name) => isClassified(runtime.fields.get(name)?.type.type.class ?? 'internal'));
  return (
    [...binding.fields.values()].some(({ def }) => isSecret([def.field]) && touches([def.at])) ||
    [...binding.reads].some(([name, read]) => isSecret([name]) && (read.readsAll || touches(read.reads))) ||
    [...binding.writes.values()].some((write) => isSecret(write.reads) && touches([write.native]))
  );
}

/** A native id as people may see it: its fingerprint where an id column holds a classified field. */
export function maskNativeId(digests: Digests, runtime: EntityRuntime, system: string, nativeId: string): string {
  const columns = runtime.bindings.get(system)?.binding.id ?? [];
  if (!holdsClassified(runtime, system, columns)) return nativeId;
  return `fp:${digests.hmac(`${runtime.entity.name}\u0000${system}\u0000${nativeId}`).slice(0, 8)}`;
}

/** A version as people may see it: versions are often plain digests of the record, which would tell a classified value to who guesses it. */
export function maskVersion(digests: Digests, runtime: EntityRuntime, system: string, version: string): string {
  return holdsClassified(runtime, system, null) ? digests.hmac(version).slice(0, 16) : version;
}

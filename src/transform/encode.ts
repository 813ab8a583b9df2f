import type { DesiredField, EncodedField, OwnedField, RefIndex, ResolvedRecord } from '../model/record.ts';
import type { Json, NativeValue } from '../model/value.ts';
import type { EntityRuntime, MappedField, WriteExpression } from '../value/entity-runtime.ts';
import type { Evaluator } from './contract.ts';

/** What one mapped field of a replica should hold, by the owner's value. */
export function encodeMapped(
  runtime: EntityRuntime,
  system: string,
  mapped: MappedField,
  owned: OwnedField | undefined,
  refs: RefIndex,
): EncodedField {
  if (owned === undefined || owned.state === 'unknown') return { desired: { state: 'unknown' }, awaits: null };
  if (owned.state === 'invalid') return { desired: owned, awaits: null };
  const target = runtime.fields.get(mapped.def.field)?.def.ref ?? null;
  if (mapped.def.ref === 'id' && target !== null && owned.value !== null) {
    const id = refs.idOf(target, system, owned.normal);
    const desired: DesiredField = { state: 'value', native: id ?? null, value: owned.value, normal: owned.normal };
    return { desired, awaits: id === undefined ? { entity: target, key: owned.normal } : null };
  }
  const encoded = mapped.codec.encode(owned.value);
  if (!encoded.ok) return { desired: { state: 'invalid', code: encoded.code, detail: encoded.detail }, awaits: null };
  return { desired: { state: 'value', native: encoded.value, value: owned.value, normal: owned.normal }, awaits: null };
}

/** What one `write` field should hold in each record, in order. Unknown while any field it reads is unknown; invalid while one is invalid. */
export async function encodeWrites(
  runtime: EntityRuntime,
  write: WriteExpression,
  records: readonly ResolvedRecord[],
  evaluator: Evaluator,
): Promise<DesiredField[]> {
  const results = await evaluator.evaluate(
    write.expression.source,
    records.map((record) => canonicalInput(runtime, record.fields)),
  );
  return results.map((result, index): DesiredField => {
    const record = records[index];
    const blocker = record === undefined ? undefined : firstBlocked(write.reads, record);
    if (blocker !== undefined) return blocker;
    if (!result.ok) return { state: 'invalid', code: result.code, detail: result.detail };
    const native: NativeValue = result.value ?? null;
    return { state: 'value', native, value: null, normal: JSON.stringify(native) };
  });
}

/** The canonical record as expressions see it: nothings left out. */
export function canonicalInput(runtime: EntityRuntime, fields: ReadonlyMap<string, OwnedField>): Json {
  const input: Record<string, Json> = {};
  for (const [name, owned] of fields) {
    if (owned.state !== 'value') continue;
    const seen = runtime.fields.get(name)?.type.toExpression(owned.value);
    if (seen !== undefined) input[name] = seen;
  }
  return input;
}

function firstBlocked(reads: readonly string[], record: ResolvedRecord): DesiredField | undefined {
  for (const name of reads) {
    const owned = record.fields.get(name);
    if (owned === undefined || owned.state === 'unknown') return { state: 'unknown' };
    if (owned.state === 'invalid') return { state: 'invalid', code: owned.code, detail: owned.detail };
  }
  return undefined;
}

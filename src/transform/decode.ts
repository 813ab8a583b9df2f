import type { DecodedField, LiveRecord, RecordSide, RefIndex } from '../model/record.ts';
import { isUnreadable, type Json, type NativeValue } from '../model/value.ts';
import type { Converted, TypeRuntime } from '../value/contract.ts';
import type { BindingRuntime, EntityRuntime, MappedField, ReadExpression } from '../value/entity-runtime.ts';
import { keyText, nativeIdText } from '../value/key-text.ts';
import { nativeToExpression } from '../value/native-kind.ts';
import type { Value } from '../model/value.ts';
import type { Evaluator } from './contract.ts';

/** Live records of one binding → canonical sides, in the same order. References into entities that `refs` does not know yet stay absent. */
export async function decodeRecords(
  runtime: EntityRuntime,
  system: string,
  lives: readonly LiveRecord[],
  refs: RefIndex,
  evaluator: Evaluator,
): Promise<RecordSide[]> {
  const binding = runtime.bindings.get(system);
  if (binding === undefined) return [];
  const computed = new Map<string, readonly DecodedField[]>();
  for (const [field, read] of binding.reads)
    computed.set(field, await decodeExpression(runtime, field, read, lives, evaluator));
  return lives.map((live, index) => {
    const fields = new Map<string, DecodedField>();
    for (const [name, mapped] of binding.fields) {
      const decoded = decodeMapped(runtime, binding, mapped, live, refs);
      if (decoded !== undefined) fields.set(name, decoded);
    }
    for (const [name, values] of computed) {
      const decoded = values[index];
      if (decoded !== undefined) fields.set(name, decoded);
    }
    return { live, fields, key: keyOfFields(runtime, fields) };
  });
}

/** Fills in the references that an earlier decodeRecords had to leave absent. */
export function decodeReferences(runtime: EntityRuntime, side: RecordSide, refs: RefIndex): RecordSide {
  const binding = runtime.bindings.get(side.live.system);
  if (binding === undefined) return side;
  const fields = new Map(side.fields);
  for (const [name, mapped] of binding.fields) {
    if (mapped.def.ref !== 'id' || fields.has(name)) continue;
    const decoded = decodeMapped(runtime, binding, mapped, side.live, refs);
    if (decoded !== undefined) fields.set(name, decoded);
  }
  return { ...side, fields };
}

function decodeMapped(
  runtime: EntityRuntime,
  binding: BindingRuntime,
  mapped: MappedField,
  live: LiveRecord,
  refs: RefIndex,
): DecodedField | undefined {
  const native = live.native.get(mapped.def.at);
  const column = live.columns.get(mapped.def.at);
  const field = runtime.fields.get(mapped.def.field);
  if (native === undefined || column === undefined || field === undefined) return undefined;
  if (isUnreadable(native)) return { state: 'unreadable' };
  if (mapped.def.ref === 'id' && field.def.ref !== null && native !== null) {
    return decodeReference(field.def.ref, binding.binding.system, native, refs);
  }
  return toDecoded(field.type, mapped.codec.decode(native, column.kind), native);
}

function decodeReference(
  entity: string,
  system: string,
  native: NativeValue,
  refs: RefIndex,
): DecodedField | undefined {
  if (!refs.has(entity)) return undefined;
  const id = nativeIdText([String(native)]);
  const key = refs.keyOf(entity, system, id);
  if (key !== undefined) return { state: 'value', value: key.value, normal: key.normal };
  const detail = `It points at a ${entity} that this system does not hold, or that is not matched.`;
  return { state: 'invalid', code: 'REF_DANGLING', detail, normal: `\u0000ref:${id}` };
}

async function decodeExpression(
  runtime: EntityRuntime,
  field: string,
  read: ReadExpression,
  lives: readonly LiveRecord[],
  evaluator: Evaluator,
): Promise<DecodedField[]> {
  const type = runtime.fields.get(field)?.type;
  if (type === undefined || lives.length === 0) return [];
  const results = await evaluator.evaluate(
    read.expression.source,
    lives.map((live) => expressionInput(live, read)),
  );
  return results.map((result, index): DecodedField => {
    const live = lives[index];
    if (live !== undefined && isInputUnreadable(live, read)) return { state: 'unreadable' };
    if (!result.ok)
      return {
        state: 'invalid',
        code: result.code,
        detail: result.detail,
        normal: `\u0000failed:${live?.rawDigest ?? ''}`,
      };
    return toDecoded(type, type.fromExpression(result.value), result.value ?? null);
  });
}

function expressionInput(live: LiveRecord, read: ReadExpression): Json {
  const input: Record<string, Json> = {};
  for (const name of read.readsAll ? live.native.keys() : read.reads) {
    const native = live.native.get(name);
    const column = live.columns.get(name);
    if (native === undefined || column === undefined) continue;
    const seen = nativeToExpression(native, column);
    if (seen !== undefined) input[name] = seen;
  }
  return input;
}

function isInputUnreadable(live: LiveRecord, read: ReadExpression): boolean {
  return read.reads.some((name) => isUnreadable(live.native.get(name)));
}

function toDecoded(type: TypeRuntime, converted: Converted<Value>, native: unknown): DecodedField {
  if (!converted.ok) {
    return {
      state: 'invalid',
      code: converted.code,
      detail: converted.detail,
      normal: `\u0000invalid:${JSON.stringify(native)}`,
    };
  }
  if (isUnreadable(converted.value)) return { state: 'unreadable' };
  return { state: 'value', value: converted.value, normal: type.normalForm(converted.value) };
}

/** Key text of decoded fields, or null when a part is missing, empty or invalid. */
export function keyOfFields(runtime: EntityRuntime, fields: ReadonlyMap<string, DecodedField>): string | null {
  const parts: string[] = [];
  for (const name of runtime.entity.key) {
    const field = fields.get(name);
    if (field?.state !== 'value' || field.value === null || isEmpty(field.value)) return null;
    parts.push(field.normal);
  }
  return keyText(parts);
}

function isEmpty(value: Value): boolean {
  return typeof value === 'object' && value !== null && 'nothing' in value;
}

import type { DecodedField, MatchedRecord, OwnedField } from '../model/record.ts';
import type { TypeRuntime } from '../value/contract.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';

/** The owner's value of every owned field of one record. Derived fields are not here: they are computed from these. */
export function resolveFields(runtime: EntityRuntime, record: MatchedRecord): ReadonlyMap<string, OwnedField> {
  const fields = new Map<string, OwnedField>();
  for (const [name, field] of runtime.fields) {
    if (field.def.owner === null) continue;
    fields.set(name, resolveField(field.type, record.sides.get(field.def.owner)?.fields.get(name)));
  }
  return fields;
}

/** One decoded field as its owner states it: a violated constraint makes it invalid, absent and unreadable make it unknown. */
export function resolveField(type: TypeRuntime, decoded: DecodedField | undefined): OwnedField {
  if (decoded === undefined || decoded.state === 'unreadable') return { state: 'unknown' };
  if (decoded.state === 'invalid') return { state: 'invalid', code: decoded.code, detail: decoded.detail };
  const [violation] = type.violations(decoded.value);
  if (violation !== undefined) return { state: 'invalid', code: violation.code, detail: violation.detail };
  return decoded;
}

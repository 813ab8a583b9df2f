import type { DecodedField, RecordSide } from '../../src/model/record.ts';

/** A side of a record: system, native id, key and further fields, all texts. */
export function side(
  system: string,
  nativeId: string,
  key: string | null,
  fields: Readonly<Record<string, string | null>> = {},
): RecordSide {
  const decoded = new Map<string, DecodedField>(
    Object.entries(fields).map(([name, value]) => [name, { state: 'value', value, normal: String(value) }]),
  );
  const live = {
    entity: 'customer',
    system,
    nativeId,
    idParts: [nativeId],
    version: '1',
    guard: { kind: 'values', strength: 'strong' as const },
    native: new Map(),
    columns: new Map(),
    rawDigest: `${system}${nativeId}`,
  };
  return { live, fields: decoded, key };
}

import type { Agreement } from '../model/record.ts';
import type { BaseEntry, BaseField } from '../model/state.ts';
import { shortDigest } from '../value/text-digest.ts';

/**
 * The base entry that an agreement proves, or null when it proves nothing new. Fields that differ keep what was agreed before;
 * row digests stand only when every field was proven at once.
 * @param record stable id of the record in the crosswalk
 */
export function baseEntryOf(agreement: Agreement, record: string): BaseEntry | null {
  const { previous } = agreement;
  const fields = new Map<string, BaseField>(previous?.fields);
  let isNew = false;
  let isAllProven = true;
  for (const [name, field] of agreement.fields) {
    if (!field.isEqual) {
      isAllProven = false;
      continue;
    }
    const proven = { value: shortDigest(field.normal), rule: field.rule };
    const known = fields.get(name);
    if (known?.value === proven.value && known.rule === proven.rule) continue;
    fields.set(name, proven);
    isNew = true;
  }
  for (const name of fields.keys()) isAllProven &&= agreement.fields.get(name)?.isEqual === true;
  if (fields.size === 0) return null;
  const rows = isAllProven
    ? { ownerDigest: agreement.rows.owner, replicaDigest: agreement.rows.replica }
    : { ownerDigest: null, replicaDigest: null };
  const isMoved =
    isAllProven && (previous?.ownerDigest !== rows.ownerDigest || previous.replicaDigest !== rows.replicaDigest);
  if (!isNew && !isMoved) return null;
  return { entity: agreement.entity, system: agreement.system, record, ...rows, fields };
}

/** The same agreement after a write was proven by reading it back. */
export function afterWrite(
  agreement: Agreement,
  written: ReadonlyMap<string, { readonly normal: string }>,
  replicaDigest: string,
): Agreement {
  const fields = new Map(agreement.fields);
  for (const [name, { normal }] of written)
    fields.set(name, { normal, rule: fields.get(name)?.rule ?? '', isEqual: true });
  return { ...agreement, rows: { ...agreement.rows, replica: replicaDigest }, fields };
}

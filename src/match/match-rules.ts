import type { RecordSide } from '../model/record.ts';

/** Pairs found by one rule, and groups in which more than one candidate stands on a side. */
export interface RuleMatches {
  readonly pairs: readonly { readonly owner: RecordSide; readonly replica: RecordSide }[];
  readonly ties: readonly { readonly owners: readonly RecordSide[]; readonly replicas: readonly RecordSide[] }[];
}

/** Matches sides on equal fields, in normal form. Sides with a missing, empty or invalid part do not take part. */
export function matchByFields(
  owners: readonly RecordSide[],
  replicas: readonly RecordSide[],
  fields: readonly string[],
): RuleMatches {
  const groups = new Map<string, { owners: RecordSide[]; replicas: RecordSide[] }>();
  for (const replica of replicas) {
    const text = textOf(replica, fields);
    if (text === null) continue;
    const group = groups.get(text);
    if (group === undefined) groups.set(text, { owners: [], replicas: [replica] });
    else group.replicas.push(replica);
  }
  for (const owner of owners) {
    const text = textOf(owner, fields);
    if (text !== null) groups.get(text)?.owners.push(owner);
  }
  const pairs: { owner: RecordSide; replica: RecordSide }[] = [];
  const ties: { owners: RecordSide[]; replicas: RecordSide[] }[] = [];
  for (const group of groups.values()) {
    const [owner] = group.owners;
    const [replica] = group.replicas;
    if (owner === undefined || replica === undefined) continue;
    if (group.owners.length === 1 && group.replicas.length === 1) pairs.push({ owner, replica });
    else ties.push(group);
  }
  return { pairs, ties };
}

function textOf(side: RecordSide, fields: readonly string[]): string | null {
  const parts: string[] = [];
  for (const name of fields) {
    const field = side.fields.get(name);
    if (field?.state !== 'value' || field.value === null) return null;
    if (typeof field.value === 'object' && 'nothing' in field.value) return null;
    parts.push(field.normal);
  }
  return JSON.stringify(parts);
}

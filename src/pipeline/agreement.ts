import { isAgreement } from '../diff/decide.ts';
import type { DiffInput } from '../diff/diff-record.ts';
import type { Agreement, FieldDiff, MatchedRecord, RowDigests, Situation } from '../model/record.ts';
import { isReplicaField, type BindingRuntime, type EntityRuntime } from '../value/entity-runtime.ts';
import { textDigest } from '../value/text-digest.ts';

/** The owner side: raw digests of every system that owns a field held here; the replica side: this system's own. */
export function rowDigests(runtime: EntityRuntime, binding: BindingRuntime, matched: MatchedRecord): RowDigests {
  const { system } = binding.binding;
  const isComputed =
    binding.writes.size > 0 || [...binding.fields.keys()].some((name) => runtime.fields.get(name)?.def.owner === null);
  const names = isComputed ? [...runtime.fields.keys()] : [...binding.fields.keys()];
  const owners = new Set(names.map((name) => runtime.fields.get(name)?.def.owner ?? system));
  const parts = [...owners]
    .filter((owner) => owner !== system)
    .sort()
    .map((owner) => `${owner}:${matched.sides.get(owner)?.live.rawDigest ?? '-'}`);
  return { owner: textDigest(parts.join(' ')), replica: matched.sides.get(system)?.live.rawDigest ?? '' };
}

/** What the diffs of one pair prove about agreement, or null where the situation proves nothing. */
export function agreementOf(input: DiffInput, situation: Situation, diffs: readonly FieldDiff[]): Agreement | null {
  if (situation === 'unknown' || situation === 'out of scope' || situation === 'orphan') return null;
  if (situation === 'deleted at source') return deactivationOf(input, diffs);
  return agreementOver(input, diffs);
}

/**
 * A deactivation proves no equality: its owner is gone. Once it is written, its marks are what concordat left there, so that a record that
 * comes back in its owner is a stale replica, and only somebody else's edit is a foreign one.
 */
function deactivationOf(input: DiffInput, diffs: readonly FieldDiff[]): Agreement | null {
  const { system } = input.binding.binding;
  const marks = diffs.filter(
    ({ name, verdict }) => verdict === 'deactivated' && isReplicaField(input.runtime, system, name),
  );
  return marks.length === 0 ? null : agreementOver(input, marks);
}

function agreementOver(input: DiffInput, diffs: readonly FieldDiff[]): Agreement {
  const fields = new Map<string, { normal: string; rule: string; isEqual: boolean }>();
  for (const diff of diffs) {
    if (diff.afterNormal === null) continue;
    const rule =
      input.binding.fields.get(diff.name)?.ruleDigest ?? input.binding.writes.get(diff.name)?.ruleDigest ?? '';
    fields.set(diff.name, { normal: diff.afterNormal, rule, isEqual: isAgreement(diff.verdict) });
  }
  const { system } = input.binding.binding;
  return {
    entity: input.runtime.entity.name,
    system,
    matched: input.record,
    rows: input.rows,
    previous: input.base,
    fields,
  };
}

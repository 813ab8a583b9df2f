import type { RowDigests } from '../model/record.ts';
import type { BaseEntry, BaseField } from '../model/state.ts';
import { shortDigest } from '../value/text-digest.ts';

/** True when the owner's value is not what was agreed. An unmoved row proves that the value did not move, whatever the rule does with it now. */
export function isOwnerMoved(base: BaseEntry, field: BaseField, rows: RowDigests, normal: string): boolean {
  return base.ownerDigest !== rows.owner && field.value !== shortDigest(normal);
}

/** True when the replica's value is not what was agreed. */
export function isReplicaMoved(base: BaseEntry, field: BaseField, rows: RowDigests, normal: string | null): boolean {
  if (base.replicaDigest === rows.replica) return false;
  return normal === null || field.value !== shortDigest(normal);
}

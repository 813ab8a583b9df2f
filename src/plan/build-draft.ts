import type { Change, FieldChange, Guard } from '../model/generated/plan.ts';
import type { ChangeWrites, FieldDiff, HoldReason, LiveRecord, PlannedChange } from '../model/record.ts';
import type { NativeValue } from '../model/value.ts';
import { bindingOf, fieldChange, ruleText } from './change-fields.ts';
import { changeDigest } from './digest.ts';
import type { Draft, PlanContext, ReplicaDiff } from './draft.ts';
import { mergeHolds, withoutHold } from './holds.ts';
import { fieldFindings, observedFinding, recordFindings } from './findings.ts';
import { keySide, maskKey, maskNativeId, maskVersion } from './mask-values.ts';
import { blockOf } from './permissions.ts';

/** The changes and findings that one record in one replica comes to. */
export function buildDraft(context: PlanContext, replica: ReplicaDiff): Draft {
  const findings = [...fieldFindings(context, replica), ...recordFindings(context, replica)];
  const changes: PlannedChange[] = [];
  if (replica.situation === 'unlinked') changes.push(planned(context, replica, 'link', [], []));
  const action = actionOf(replica);
  if (action === null) return { changes, findings };
  if (action !== 'update' && bindingOf(replica)?.binding.mode === 'observe')
    return { changes, findings: [...findings, observedFinding(context, replica, action)] };
  const fields =
    action === 'delete'
      ? []
      : replica.diffs.filter(
          (diff) => diff.decision === 'write' || (diff.decision === 'hold' && diff.problem === null),
        );
  if (action === 'update' && fields.length === 0) return { changes, findings };
  changes.push(planned(context, replica, action, fields, situationHolds(replica)));
  return { changes, findings };
}

/** What the situation asks for, or null for nothing. A hold on it still gives a change, held. */
function actionOf(replica: ReplicaDiff): Change['action'] | null {
  const { lifecycle } = replica.runtime.entity;
  switch (replica.situation) {
    case 'linked':
    case 'unlinked':
    case 're-keyed':
      return 'update';
    case 'missing':
      return lifecycle.onMissing === 'report' ? null : 'create';
    case 'vanished':
      return 'create';
    case 'deleted at source':
      if (lifecycle.onDelete === 'report') return null;
      return lifecycle.onDelete === 'deactivate' ? 'update' : 'delete';
    case 'orphan':
      return lifecycle.onOrphan === 'report' ? null : 'delete';
    default:
      return null;
  }
}

function situationHolds(replica: ReplicaDiff): HoldReason[] {
  const { lifecycle } = replica.runtime.entity;
  const holds = [...replica.holds];
  const hold = (code: string, reason: string) => holds.push({ code, reason });
  if (replica.situation === 'missing' && lifecycle.onMissing === 'hold')
    hold('on_missing', 'The record is missing here, and on_missing is hold.');
  if (replica.situation === 'vanished') hold('vanished', 'It was here and is gone, though its owner still has it.');
  if (replica.situation === 'deleted at source' && lifecycle.onDelete === 'hold')
    hold('on_delete', 'Its owner deleted it, and on_delete is hold.');
  if (replica.situation === 'orphan' && lifecycle.onOrphan === 'hold')
    hold('on_orphan', 'Its owner never had it, and on_orphan is hold.');
  if (isCreate(replica) && replica.isTombstoned)
    hold('tombstone', 'It was deleted before; a late read must not revive it.');
  if (isCreate(replica) && keySide(replica.runtime, replica.matched)?.key === null)
    hold('key_missing', 'Its key is missing or invalid in the owner.');
  const required = replica.diffs
    .filter((diff) => diff.verdict === 'invalid' && isNeeded(replica, diff.name))
    .map((diff) => diff.name);
  if (isCreate(replica) && required.length > 0)
    hold('invalid', `It cannot be created without ${required.join(', ')}, which is invalid in the owner.`);
  const dangling = replica.diffs.filter((diff) => diff.problem?.code === 'REF_DANGLING').map((diff) => diff.name);
  if (isCreate(replica) && dangling.length > 0)
    hold('ref_missing', `It is not created with an empty ${dangling.join(', ')}, which leads nowhere in the owner.`);
  return holds;
}

function isNeeded(replica: ReplicaDiff, name: string): boolean {
  return replica.runtime.entity.key.includes(name) || replica.runtime.fields.get(name)?.type.type.isRequired === true;
}

function isCreate(replica: ReplicaDiff): boolean {
  return replica.situation === 'missing' || replica.situation === 'vanished';
}

function planned(
  context: PlanContext,
  replica: ReplicaDiff,
  action: Change['action'],
  diffs: readonly FieldDiff[],
  holds: readonly HoldReason[],
): PlannedChange {
  const live = replica.matched.sides.get(replica.system)?.live ?? null;
  const blocked = action === 'link' ? null : blockOf(context, replica, action);
  const fields = diffs.map((diff) => fieldChange(context, replica, diff, diff.hold));
  const isAllHeld = isWaiting(replica, action, fields);
  const change = withDigest(context, replica, diffs, {
    entity: replica.runtime.entity.name,
    key: keyOf(context, replica),
    system: replica.system,
    resource: bindingOf(replica)?.binding.resource ?? '',
    native_id: live === null ? null : maskNativeId(context.digests, replica.runtime, replica.system, live.nativeId),
    action,
    situation: replica.situation,
    fields: isAllHeld ? fields.map(withoutHold) : fields,
    guard: guardOf(context, replica, action, live),
    holds: isAllHeld ? mergeHolds(holds, fields) : [...holds],
    blocked,
    after: [],
  });
  const released = writesOf(diffs.filter((diff) => diff.decision === 'write'));
  return { change, matched: replica.matched, live, ...released, whole: writesOf(diffs) };
}

function writesOf(diffs: readonly FieldDiff[]): ChangeWrites {
  return {
    values: new Map<string, NativeValue>(diffs.map((diff) => [diff.at, diff.after ?? null])),
    written: new Map(diffs.map((diff) => [diff.name, { at: diff.at, normal: diff.afterNormal ?? '' }] as const)),
    awaits: diffs.flatMap((diff) => (diff.awaits === null ? [] : [{ at: diff.at, name: diff.name, ...diff.awaits }])),
  };
}

/** Completes a change with its digest and its id, which is the same in every plan that edits this record in this way. */
export function withDigest(
  context: PlanContext,
  replica: ReplicaDiff,
  diffs: readonly FieldDiff[],
  change: Omit<Change, 'digest' | 'id'>,
): Change {
  const rule = context.digests.sha256(
    ruleText(
      replica,
      diffs.map((diff) => diff.name),
    ),
  );
  const identity = [
    change.entity,
    change.system,
    change.action,
    replica.matched.key,
    ...(change.situation === 'second step' ? ['2'] : []),
  ];
  const id = `c${context.digests.hmac(identity.join('\u0000')).slice(0, 12)}`;
  const live = replica.matched.sides.get(replica.system)?.live;
  const removed = change.action === 'delete' && live !== undefined ? live.rawDigest : null;
  return { id, ...change, digest: changeDigest(context.digests, { change, rule, removed }) };
}

function keyOf(context: PlanContext, replica: ReplicaDiff): Change['key'] {
  const side = keySide(replica.runtime, replica.matched);
  return side === undefined ? {} : maskKey(context.digests, replica.runtime, side);
}

function guardOf(context: PlanContext, replica: ReplicaDiff, action: Change['action'], live: LiveRecord | null): Guard {
  if (live !== null)
    return {
      kind: live.guard.kind,
      strength: live.guard.strength,
      version: action === 'create' ? null : maskVersion(context.digests, replica.runtime, replica.system, live.version),
    };
  const { guard } = context.abilities(replica.system, bindingOf(replica)?.binding.resource ?? '');
  return { kind: guard.kind, strength: guard.strength, version: null };
}

/** True when the holds of its fields stop the whole change: of an update all of them, of a create all or one that it cannot be without. */
function isWaiting(replica: ReplicaDiff, action: Change['action'], fields: readonly FieldChange[]): boolean {
  if (fields.length > 0 && fields.every((field) => field.hold !== undefined)) return true;
  return action === 'create' && fields.some((field) => field.hold !== undefined && isNeeded(replica, field.name));
}

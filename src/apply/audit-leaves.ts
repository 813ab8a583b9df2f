import { type AuditLeaf, auditLeaf } from '../model/audit.ts';
import type { Change } from '../model/generated/plan.ts';
import { planKeyText } from '../model/plan-key.ts';
import type { Json } from '../model/value.ts';
import type { ApplyContext, ChangeOutcome, RunIdentity } from './apply-context.ts';
import { envelopeId } from './intent-commit.ts';

/** The audited fact of one sent change. Classified values stand as their fingerprint alone. */
export function writeLeaf(context: ApplyContext, found: ChangeOutcome): AuditLeaf {
  const { change } = found;
  const { kind, strength, version } = change.guard;
  return {
    ...runLeaf(context, context.world.now(), change.action),
    kind: 'write',
    change: change.id,
    digest: change.digest,
    entity: change.entity,
    system: change.system,
    resource: change.resource,
    key: planKeyText(change.key),
    nativeId: found.nativeId,
    fields: fieldsOf(change),
    guard: { kind, strength, version, after: found.versionAfter ?? null },
    outcome: found.outcome,
    code: found.code,
    attempts: found.attempts,
    envelope: change.action === 'link' ? null : envelopeId(context.runId, change.id),
    detail: change.approved === undefined ? null : { approved_by: [...change.approved.by] },
  };
}

/** The audited fact of a run's start or end. */
export function runLeaf(identity: RunIdentity, at: string, action: string, detail: Json = null): AuditLeaf {
  const { actor, runId: run, planDigest: plan, commit } = identity;
  return auditLeaf({ kind: 'run', at, actor, action, run, plan, commit, detail });
}

function fieldsOf(change: Change): Json {
  return change.fields
    .filter((field) => field.hold === undefined)
    .map(({ name, at, before, after, verdict, rule, owner }) => ({
      name,
      at,
      before: bare(before),
      after: bare(after),
      verdict,
      rule,
      owner,
    }));
}

/** A classified value keeps its fingerprint and loses its mask: nothing of it is in the hashed leaf. */
function bare(value: unknown): Json {
  if (typeof value === 'object' && value !== null && 'fp' in value) return { fp: String(value.fp) };
  return (value ?? null) as Json;
}

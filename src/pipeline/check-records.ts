import { formatRule } from '../model/diagnostic.ts';
import type { Finding } from '../model/generated/plan.ts';
import type { Manifest } from '../model/manifest.ts';
import type { DecodedField, FieldDiff, HoldReason, MatchedRecord, ResolvedRecord, Situation } from '../model/record.ts';
import { isNothing, type Value } from '../model/value.ts';
import { keySide, maskKey } from '../plan/mask-values.ts';
import { actionHolds, holdOf, joinHolds, type FieldMove } from '../rules/field-guards.ts';
import { brokenRules, type BrokenRule } from '../rules/record-rules.ts';
import { canonicalInput } from '../transform/encode.ts';
import { sourcesOf, type EntityRuntime } from '../value/entity-runtime.ts';
import type { FieldShapes } from './field-shapes.ts';
import type { Run } from './run.ts';

/** What the entity's rules say about one record. */
export interface RuleVerdict {
  readonly holds: readonly HoldReason[];
  readonly findings: readonly Finding[];
}

/** Runs the entity's rules over resolved records, in order. */
export async function checkRecords(
  run: Run,
  runtime: EntityRuntime,
  records: readonly ResolvedRecord[],
): Promise<readonly RuleVerdict[]> {
  const { rules } = runtime.entity;
  if (rules.length === 0) return records.map(() => ({ holds: [], findings: [] }));
  const inputs = records.map((record) => canonicalInput(runtime, record.fields));
  const results = [];
  for (const rule of rules) results.push(await run.evaluator.evaluate(rule.check.source, inputs));
  const broken = brokenRules(rules, results, records.length);
  return records.map((record, index) => {
    const own = record.matched.sides.has(runtime.entity.lifecycle.owner) ? (broken[index] ?? []) : [];
    return {
      holds: own.filter((found) => found.rule.severity === 'error').map(ruleHold),
      findings: own.map((found) => ruleFinding(run, runtime, record.matched, found)),
    };
  });
}

function ruleHold({ rule }: BrokenRule): HoldReason {
  return { code: 'rule', reason: `It breaks the rule ${rule.name}: ${rule.message}`, at: formatRule(rule.at) };
}

function ruleFinding(run: Run, runtime: EntityRuntime, matched: MatchedRecord, { rule, failure }: BrokenRule): Finding {
  const side = keySide(runtime, matched);
  return {
    code: failure === null ? 'RULE_BROKEN' : 'RULE_FAILED',
    severity: rule.severity,
    summary:
      failure === null
        ? 'A record breaks a rule of its entity.'
        : 'A rule could not be checked, so it counts as broken.',
    detail: `${rule.name}: ${rule.message}${failure === null ? '' : ` (${failure.code}: ${failure.detail})`}`,
    at: formatRule(rule.at),
    entity: runtime.entity.name,
    ...(side === undefined ? {} : { key: maskKey(run.project.digests, runtime, side) }),
  };
}

/** Which record in which replica a field change belongs to. */
export interface FieldContext {
  readonly runtime: EntityRuntime;
  readonly matched: MatchedRecord;
  readonly system: string;
  readonly situation: Situation;
  readonly shapes: FieldShapes;
}

/** Puts guards and approvals of the policies on the fields that are about to be written, and on those that would be once a person says yes. */
export function holdFields(
  manifest: Manifest,
  context: FieldContext,
  diffs: readonly FieldDiff[],
): readonly FieldDiff[] {
  return diffs.map((diff) => {
    const isWaiting = diff.decision === 'hold' && diff.problem === null;
    if (diff.decision !== 'write' && !isWaiting) return diff;
    const move = moveOf(context, diff);
    if (move.before === null && move.after === null) return diff;
    const asked = [diff.hold, holdOf(manifest.policies, move), sourceHold(manifest, context, move)];
    const hold = joinHolds(asked.filter((each) => each !== null));
    return hold === null ? diff : { ...diff, decision: 'hold', hold };
  });
}

/** A computed value is guarded as everything that it is computed from, and needs the approvals of all of it. */
function sourceHold(
  manifest: Manifest,
  { runtime, system, matched }: FieldContext,
  move: FieldMove,
): HoldReason | null {
  const holds = [...sourcesOf(runtime, system, move.field)].map((name) => {
    const type = runtime.fields.get(name)?.type.type;
    const owner = runtime.fields.get(name)?.def.owner ?? '';
    const held = textOfField(matched.sides.get(system)?.fields.get(name));
    // Where the system does not hold the source itself, the moved column speaks for it.
    const values =
      held === undefined
        ? {}
        : { before: held, after: textOfField(matched.sides.get(owner)?.fields.get(name)) ?? move.after };
    return holdOf(manifest.policies, {
      ...move,
      ...values,
      field: name,
      term: type?.term ?? null,
      approve: type?.approve ?? null,
    });
  });
  return joinHolds(holds.filter((each) => each !== null));
}

function textOfField(field: DecodedField | undefined): string | null | undefined {
  return field?.state === 'value' ? textOf(field.value) : undefined;
}

/** Approvals of a create or a delete as a whole; those of updates stand on their fields. */
export function holdAction(manifest: Manifest, runtime: EntityRuntime, situation: Situation): readonly HoldReason[] {
  const entity = runtime.entity.name;
  if (situation === 'missing' || situation === 'vanished')
    return actionHolds(manifest.policies, { entity, action: 'create' });
  const isDelete =
    situation === 'orphan' || (situation === 'deleted at source' && runtime.entity.lifecycle.onDelete !== 'deactivate');
  return isDelete ? actionHolds(manifest.policies, { entity, action: 'delete' }) : [];
}

function moveOf({ runtime, matched, system, situation, shapes }: FieldContext, diff: FieldDiff): FieldMove {
  const field = runtime.fields.get(diff.name);
  const owner = field?.def.owner ?? null;
  const source = owner === null ? undefined : matched.sides.get(owner)?.fields.get(diff.name);
  const replica = matched.sides.get(system)?.fields.get(diff.name);
  return {
    entity: runtime.entity.name,
    field: diff.name,
    term: field?.type.type.term ?? null,
    approve: field?.type.type.approve ?? null,
    action: situation === 'missing' || situation === 'vanished' ? 'create' : 'update',
    before:
      replica?.state === 'value' ? textOf(replica.value) : field === undefined ? textOf(diff.before ?? null) : null,
    shapes: shapes.get(`${system}\u0000${diff.name}`) ?? new Set(),
    after: source?.state === 'value' ? textOf(source.value) : textOf(diff.after ?? null),
  };
}

function textOf(value: Value): string | null {
  if (value === null || isNothing(value)) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

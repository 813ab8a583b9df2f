import { formatRule, type Place } from '../model/diagnostic.ts';
import type { FieldChange, Hold } from '../model/generated/plan.ts';
import type { DataClass } from '../model/manifest.ts';
import type { FieldDiff } from '../model/record.ts';
import type { BindingRuntime } from '../value/entity-runtime.ts';
import type { PlanContext, ReplicaDiff } from './draft.ts';
import { strictestClass } from '../value/mask.ts';
import { maskField } from './mask-values.ts';

/** One field of a change as the plan shows it. */
export function fieldChange(
  context: PlanContext,
  replica: ReplicaDiff,
  diff: FieldDiff,
  hold: Hold | null,
): FieldChange {
  const entity = replica.runtime.entity.name;
  const dataClass = classOf(replica, diff.name);
  const shown = diff.shown ?? { before: diff.before, after: diff.after };
  const fields = {
    name: diff.name,
    at: diff.at,
    before: maskField(context.digests, entity, diff.name, dataClass, shown.before, diff.beforeNormal),
    after: maskField(context.digests, entity, diff.name, dataClass, shown.after, diff.afterNormal),
    owner: diff.owner,
    verdict: diff.verdict as FieldChange['verdict'],
    rule: formatRule(placeOf(replica, diff.name)),
  };
  return hold === null ? fields : { ...fields, hold };
}

/** The class of a canonical field, or the strictest of those that a `write` expression reads. */
export function classOf(replica: ReplicaDiff, name: string): DataClass {
  const field = replica.runtime.fields.get(name);
  const write = bindingOf(replica)?.writes.get(name);
  if (field !== undefined && write === undefined) return field.type.type.class;
  return strictestClass(
    (write?.reads ?? []).map((read) => replica.runtime.fields.get(read)?.type.type.class ?? 'internal'),
  );
}

/** The manifest line that maps the field. */
export function placeOf(replica: ReplicaDiff, name: string): Place {
  const binding = bindingOf(replica);
  return binding?.fields.get(name)?.def.place ?? binding?.writes.get(name)?.expression.at ?? replica.runtime.entity.at;
}

/** The compiled binding of the replica. */
export function bindingOf(replica: ReplicaDiff): BindingRuntime | undefined {
  return replica.runtime.bindings.get(replica.system);
}

/** Text of everything that decides the fields' values, without places: what the rule part of a digest hashes. */
export function ruleText(replica: ReplicaDiff, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => ruleOf(replica, name)));
}

function ruleOf(replica: ReplicaDiff, name: string): unknown {
  const field = replica.runtime.fields.get(name);
  const binding = bindingOf(replica);
  const owner = field?.def.owner ?? null;
  const source = owner === null ? undefined : replica.runtime.bindings.get(owner);
  return {
    name,
    owner,
    derive: field?.def.derive?.source ?? null,
    ref: field?.def.ref ?? null,
    read: source?.reads.get(name)?.expression.source ?? null,
    from: source?.fields.get(name)?.ruleDigest ?? null,
    to: binding?.fields.get(name)?.ruleDigest ?? binding?.writes.get(name)?.ruleDigest ?? null,
  };
}

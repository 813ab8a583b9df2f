import type { Change, Hold } from '../model/generated/plan.ts';
import { bindingOf } from './change-fields.ts';
import type { PlanContext, ReplicaDiff } from './draft.ts';
import type { GuardStrength } from '../model/connector.ts';
import { sourcesOf, type EntityRuntime } from '../value/entity-runtime.ts';

/** What somebody wants to do to one record in one system. */
export interface Attempt {
  readonly runtime: EntityRuntime;
  readonly system: string;
  readonly action: Exclude<Change['action'], 'link'>;
  /** Strength of the guard of this very record. */
  readonly strength: GuardStrength;
  /** Canonical fields, or native ones of expressions, that would be written. */
  readonly fields: readonly string[];
}

/** Why this action cannot be written at all, or null: no right in the manifest, no such action in the connector, or no guard. */
export function blockOf(
  context: PlanContext,
  replica: ReplicaDiff,
  action: Exclude<Change['action'], 'link'>,
): Hold | null {
  const binding = bindingOf(replica)?.binding;
  if (binding === undefined) return { code: 'binding', reason: 'The system has no binding of this entity.' };
  const { guard } = context.abilities(replica.system, binding.resource);
  return refusalOf(context, {
    runtime: replica.runtime,
    system: replica.system,
    action,
    strength: replica.matched.sides.get(replica.system)?.live.guard.strength ?? guard.strength,
    fields: replica.diffs.filter(({ decision }) => decision === 'write' || decision === 'hold').map(({ name }) => name),
  });
}

/** Why an attempt cannot be written at all, or null. The same for every plan, whatever made it. */
export function refusalOf(context: PlanContext, attempt: Attempt): Hold | null {
  const { runtime, system, action, strength } = attempt;
  const binding = runtime.bindings.get(system)?.binding;
  if (binding === undefined) return { code: 'binding', reason: 'The system has no binding of this entity.' };
  const { resource } = binding;
  if (!context.access(system, resource).includes(action)) {
    return {
      code: 'access',
      reason: `The manifest does not let concordat ${action} ${resource}; add ${action} to access of system ${system}.`,
    };
  }
  if (!context.abilities(system, resource).actions.includes(action))
    return { code: 'capability', reason: `The system offers no ${action} for ${resource}.` };
  if (strength === 'none' && action !== 'create' && binding.acceptUnguarded === null) {
    return {
      code: 'unguarded',
      reason: `Writes to ${resource} cannot be guarded; accept that with accept_unguarded and a reason.`,
    };
  }
  if (strength === 'none' && action !== 'create' && isHighStakes(context, attempt))
    return {
      code: 'unguarded',
      reason: `Writes to ${resource} cannot be guarded, and this one deletes or touches a field that needs an approval or is confidential: it is done by hand.`,
    };
  if (action === 'create' && !context.isCreateSafe(runtime.entity.name, system))
    return {
      code: 'handoff',
      reason: `A create in ${resource} whose answer is lost could not be found again: the key has no columns of its own there, and the system keeps nothing unique. Create it by hand.`,
    };
  return null;
}

/** Deletes, and fields that need an approval or are confidential, or are computed from such. */
function isHighStakes(context: PlanContext, { runtime, system, action, fields }: Attempt): boolean {
  if (action === 'delete') return true;
  return fields.some((name) => {
    const sources = [name, ...sourcesOf(runtime, system, name)];
    return sources.some(
      (source) =>
        runtime.fields.get(source)?.type.type.class === 'confidential' ||
        context.needsApproval(runtime.entity.name, source),
    );
  });
}

import type { Change, Hold } from '../model/generated/plan.ts';
import { bindingOf } from './change-fields.ts';
import type { PlanContext, ReplicaDiff } from './draft.ts';

/** Why this action cannot be written at all, or null: no right in the manifest, no such action in the connector, or no guard. */
export function blockOf(
  context: PlanContext,
  replica: ReplicaDiff,
  action: Exclude<Change['action'], 'link'>,
): Hold | null {
  const binding = bindingOf(replica)?.binding;
  if (binding === undefined) return { code: 'binding', reason: 'The system has no binding of this entity.' };
  const { resource } = binding;
  if (!context.access(replica.system, resource).includes(action)) {
    return {
      code: 'access',
      reason: `The manifest does not let concordat ${action} ${resource}; add ${action} to access of system ${replica.system}.`,
    };
  }
  const { actions, guard } = context.abilities(replica.system, resource);
  if (!actions.includes(action))
    return { code: 'capability', reason: `The system offers no ${action} for ${resource}.` };
  const strength = replica.matched.sides.get(replica.system)?.live.guard.strength ?? guard.strength;
  if (strength === 'none' && action !== 'create' && binding.acceptUnguarded === null) {
    return {
      code: 'unguarded',
      reason: `Writes to ${resource} cannot be guarded; accept that with accept_unguarded and a reason.`,
    };
  }
  return null;
}

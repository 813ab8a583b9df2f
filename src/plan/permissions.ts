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
  if (strength === 'none' && action !== 'create' && isHighStakes(replica, action))
    return {
      code: 'unguarded',
      reason: `Writes to ${resource} cannot be guarded, and this one deletes or touches a field that needs an approval or is confidential: it is done by hand.`,
    };
  if (action === 'create' && !context.isCreateSafe(replica.runtime.entity.name, replica.system))
    return {
      code: 'handoff',
      reason: `A create in ${resource} whose answer is lost could not be found again: the key has no columns of its own there, and the system keeps nothing unique. Create it by hand.`,
    };
  return null;
}

/** Deletes, and fields that need an approval or are confidential. */
function isHighStakes(replica: ReplicaDiff, action: Exclude<Change['action'], 'link'>): boolean {
  if (action === 'delete') return true;
  return replica.diffs.some(({ name, hold, decision }) => {
    if (decision !== 'write' && decision !== 'hold') return false;
    const type = replica.runtime.fields.get(name)?.type.type;
    return (
      hold?.code === 'approval' || (type !== undefined && (type.approve !== null || type.class === 'confidential'))
    );
  });
}

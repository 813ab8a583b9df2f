import type { Change, PlanDocument } from '../model/generated/plan.ts';
import { escapeValue } from './escape.ts';
import { countOf } from './words.ts';

/** What qualifies a plan as a whole: selection, first run, weak or missing guards. One sentence each, escaped. */
export function planNotes(plan: PlanDocument): string[] {
  const { header } = plan;
  const select =
    header.select.length > 0
      ? [`Only a part was planned: --select ${header.select.map(escapeValue).join(' --select ')}.`]
      : [];
  const exclude =
    header.exclude.length > 0
      ? [`A part was left out: --exclude ${header.exclude.map(escapeValue).join(' --exclude ')}.`]
      : [];
  const bootstrap = header.bootstrap
    ? ['A first run (--bootstrap): first contacts are released, the default limits on creates and updates are off.']
    : [];
  return [...select, ...exclude, ...bootstrap, ...guardNotes(plan.changes)];
}

/** What waits is not written by this plan. */
function isWaiting({ holds, blocked, fields }: Change): boolean {
  if (holds.length > 0 || blocked !== null) return true;
  return fields.length > 0 && fields.every(({ hold }) => hold !== undefined);
}

function guardNotes(changes: readonly Change[]): string[] {
  const places = new Map<string, { readonly change: Change; count: number }>();
  for (const change of changes) {
    if (change.guard.strength === 'strong' || change.action === 'link' || change.action === 'create') continue;
    if (isWaiting(change)) continue;
    const key = JSON.stringify([change.system, change.entity, change.guard.kind, change.guard.strength]);
    const place = places.get(key) ?? { change, count: 0 };
    place.count += 1;
    places.set(key, place);
  }
  return [...places.values()].map(({ change, count }) => {
    const where = `${countOf(count, 'write')} to ${escapeValue(change.entity)} in ${escapeValue(change.system)}`;
    const kind = escapeValue(change.guard.kind);
    return change.guard.strength === 'weak'
      ? `${where}: weak guard (${kind}), an edit made in the moment of writing can be lost.`
      : `${where}: no guard, an edit made since the read will be lost.`;
  });
}

import type { Change } from '../model/generated/plan.ts';
import type { PlannedChange } from '../model/record.ts';
import { compareText } from '../value/compare-text.ts';

const PHASES: readonly Change['action'][] = ['link', 'create', 'update', 'delete'];

/** Names what makes one created record findable: entity, system and key. */
export function recordAddress(entity: string, system: string, key: string): string {
  return `${entity}\u0000${system}\u0000${key}`;
}

/** Sorted by phase, entity, system and key; entities that others point at come first, and last among deletes. */
export function sortChanges(changes: readonly PlannedChange[], entityOrder: readonly string[]): PlannedChange[] {
  const rank = new Map(entityOrder.map((name, index) => [name, index] as const));
  return [...changes].sort((a, b) => {
    const phase = PHASES.indexOf(a.change.action) - PHASES.indexOf(b.change.action);
    if (phase !== 0) return phase;
    const direction = a.change.action === 'delete' ? -1 : 1;
    const byEntity = (rank.get(a.change.entity) ?? 0) - (rank.get(b.change.entity) ?? 0);
    if (byEntity !== 0) return byEntity * direction;
    return (
      compareText(a.change.system, b.change.system) ||
      compareText(a.matched.key, b.matched.key) ||
      compareText(a.change.id, b.change.id)
    );
  });
}

/** Moves each create behind those it needs, keeping the given order otherwise. `after` must be free of cycles. */
export function orderByNeeds(changes: readonly PlannedChange[]): PlannedChange[] {
  const byId = new Map(changes.map((planned) => [planned.change.id, planned] as const));
  const done = new Set<string>();
  const open = new Set<string>();
  const ordered: PlannedChange[] = [];
  for (const first of changes) {
    const stack = [first];
    while (stack.length > 0) {
      const planned = stack[stack.length - 1];
      if (planned === undefined) break;
      const waiting = planned.change.after
        .map((id) => byId.get(id))
        .find((need) => need !== undefined && !done.has(need.change.id));
      if (waiting !== undefined && !open.has(waiting.change.id)) {
        open.add(waiting.change.id);
        stack.push(waiting);
        continue;
      }
      stack.pop();
      if (done.has(planned.change.id)) continue;
      done.add(planned.change.id);
      ordered.push(planned);
    }
  }
  return ordered;
}

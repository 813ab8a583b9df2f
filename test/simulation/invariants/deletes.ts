import type { LandedWrite } from '../contract.ts';
import { entitiesOf, nativeName, type Scenario } from '../scenario.ts';
import type { Invariant, Watch } from '../watch.ts';

/** How long a record may already be back when its delete lands: the slowest re-read and the latest landing. */
const BACK_FOR_MS = 40_000;

/** What the life-cycle owner holds all the time is deleted nowhere. */
export function certifiedDeletes(watch: Watch, scenario: Scenario): Invariant {
  const since = new Map<string, number>();
  const keys = new Map<string, string>(entitiesOf(scenario).map(({ name, key }) => [`${name}s`, key] as const));
  const keyOf = (write: LandedWrite, record: LandedWrite['after']): string | null => {
    const value = record?.get(nativeName(write.system, keys.get(write.resource) ?? '')) ?? null;
    return value === null ? null : `${write.resource}\u0000${JSON.stringify(value)}`;
  };
  return {
    onLanded(write) {
      if (write.system !== 'crm') return;
      const before = keyOf(write, write.before);
      const after = keyOf(write, write.after);
      if (before === after) return;
      if (before !== null) since.delete(before);
      if (after !== null) since.set(after, watch.nowMs);
    },
    onEngineWrite({ write }) {
      if (write.action !== 'delete') return;
      const key = keyOf(write, write.before);
      const there = key === null ? undefined : since.get(key);
      if (there !== undefined && watch.nowMs - there > BACK_FOR_MS)
        watch.violate('delete', `${write.by} deleted in ${write.system} what its owner holds`);
    },
  };
}

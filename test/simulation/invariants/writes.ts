import type { Change } from '../../../src/model/generated/plan.ts';
import { isNothing } from '../../../src/model/value.ts';
import type { EngineWrite, Invariant, Watch } from '../watch.ts';
import { nativeName, ownerOf, type Scenario } from '../scenario.ts';

/** Every landed write of the engine has a durable intent from before it was sent, in a plan that was reviewed. */
export function intended(watch: Watch): Invariant {
  return {
    onEngineWrite({ write, intent, change }) {
      if (intent === null)
        return watch.violate('intent', `${write.by} landed in ${write.system} without an open intent`);
      if (change === null) return watch.violate('review', `${write.by} is in no reviewed plan`);
      if (change.digest !== intent.digest)
        watch.violate('review', `the intent of ${write.by} has another digest than its plan`);
      if (change.system !== write.system || change.action !== write.action)
        watch.violate(
          'review',
          `${write.by} did ${write.action} in ${write.system}, planned was ${change.action} in ${change.system}`,
        );
      if (change.holds.length > 0 || change.blocked !== null) watch.violate('held', `${write.by} was held or blocked`);
    },
  };
}

/** Only the planned fields are written, none that the system owns, none that no manifest names; with the planned value. */
export function withinFields(watch: Watch, scenario: Scenario, exactSystems: ReadonlySet<string>): Invariant {
  return {
    onEngineWrite(engineWrite) {
      const { write, change } = engineWrite;
      if (change === null || write.action === 'delete') return;
      const planned = new Map(
        change.fields.filter((field) => field.hold === undefined).map((field) => [field.at, field] as const),
      );
      for (const [native, after] of write.after ?? []) {
        const before = write.before?.get(native) ?? null;
        if (JSON.stringify(before) === JSON.stringify(after) || native === 'id') continue;
        const field = planned.get(native);
        if (field === undefined) {
          watch.violate('fields', `${write.by} wrote ${write.system}.${native}, which was not planned`);
          continue;
        }
        if (
          write.action === 'update' &&
          nativeName(write.system, field.name) === native &&
          ownerOf(field.name) === write.system
        )
          watch.violate('owner', `${write.by} wrote ${write.system}.${native}, which that system owns`);
        if (exactSystems.has(write.system) && !isShown(field, after))
          watch.violate('value', `${write.by} wrote ${write.system}.${native} other than planned`);
      }
      void scenario;
    },
  };
}

/** True when the landed value is the one that the plan showed, as far as the plan shows it. */
function isShown(field: Change['fields'][number], landed: unknown): boolean {
  const { after } = field;
  if (field.known_after !== undefined || typeof after === 'object' || field.name === 'agent') return true;
  return String(after) === String(landed);
}

/** A strong guard's pre-image is what was planned: version named and met, fields as they stood in the plan. */
export function guarded(watch: Watch): Invariant {
  return {
    onEngineWrite({ write, change }) {
      if (change === null || write.action === 'create') return;
      if (change.guard.strength !== 'strong') return;
      if (write.guard === null) return watch.violate('guard', `${write.by} landed in ${write.system} without a guard`);
      if (write.guard !== write.versionBefore)
        watch.violate('guard', `${write.by} landed in ${write.system} on another version than its guard's`);
      for (const field of change.fields) {
        if (
          field.name === 'agent' ||
          (typeof field.before === 'object' && field.before !== null && !isNothing(field.before))
        )
          continue;
        const before = write.before?.get(field.at) ?? null;
        if (String(before ?? '') !== String(plain(field.before) ?? ''))
          watch.violate(
            'guard',
            `${write.by} overwrote another value of ${write.system}.${field.at} than the planned one`,
          );
      }
    },
  };
}

function plain(value: unknown): unknown {
  return isNothing(value) ? '' : value;
}

/** At most one record per business key is made by the engine in a system. */
export function oneRecordPerKey(watch: Watch, countOf: (write: EngineWrite['write']) => number): Invariant {
  return {
    onEngineWrite({ write }) {
      if (write.action !== 'create') return;
      const count = countOf(write);
      if (count > 1) watch.violate('double', `${write.by} made record number ${count} of one key in ${write.system}`);
    },
  };
}

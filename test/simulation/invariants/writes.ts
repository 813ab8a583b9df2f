import type { Change } from '../../../src/model/generated/plan.ts';
import { isNothing } from '../../../src/model/value.ts';
import type { Invariant, Watch } from '../watch.ts';
import { entitiesOf, nativeName, ownerOf } from '../scenario.ts';
import type { Simulation } from '../simulation.ts';

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
export function withinFields(watch: Watch, isExact: (native: string) => boolean): Invariant {
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
        if (isExact(native) && !isShown(field, after))
          watch.violate('value', `${write.by} wrote ${write.system}.${native} other than planned`);
      }
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

/** The engine makes no second record of a key that it could have seen: none that was there when it last looked, and none itself. */
export function oneRecordPerKey(watch: Watch, sim: Simulation): Invariant {
  const keys = new Map<string, string>(entitiesOf(sim.scenario).map(({ name, key }) => [`${name}s`, key] as const));
  const looking = new Map<string, number>();
  const looked = new Map<string, number>();
  const born = new Map<string, { readonly atMs: number; readonly request: number | null }>();
  return {
    // From the first read of a re-read until its intents are durable.
    onSent({ process, kind, sentMs }) {
      if (kind === 'read' && !looking.has(process.name)) looking.set(process.name, sentMs);
    },
    onCommit({ commit }) {
      for (const { kind, run } of commit.journal ?? []) {
        const name = run.split('-')[0] ?? '';
        if (kind === 'intent') looked.set(name, looking.get(name) ?? 0);
        looking.delete(name);
      }
    },
    onLanded(write) {
      const request = write.by.startsWith('concordat:') ? (watch.delivering()?.number ?? null) : null;
      if (write.action === 'create')
        born.set(`${write.system} ${write.resource} ${write.nativeId}`, { atMs: watch.nowMs, request });
    },
    onEngineWrite({ write, request }) {
      if (write.action !== 'create') return;
      const field = nativeName(write.system, keys.get(write.resource) ?? '');
      const wanted = write.after?.get(field) ?? null;
      // A replica that is behind shows what stood there a while ago.
      const lagMs = sim.scenario.systems.find(({ name }) => name === write.system)?.staleMs ?? 0;
      const seenMs = (looked.get(request.process.name) ?? 0) - lagMs;
      for (const [id, { values }] of sim.system(write.system).resources.get(write.resource) ?? []) {
        if (id === write.nativeId || values.get(field) !== wanted) continue;
        const other = born.get(`${write.system} ${write.resource} ${id}`);
        // One request that the network delivered twice, or a person's record from after the last look: nobody could know.
        if (other === undefined || other.request === request.number) continue;
        if (other.request !== null || other.atMs < seenMs)
          watch.violate('double', `${write.by} made a second record of one key in ${write.system}`);
      }
    },
  };
}

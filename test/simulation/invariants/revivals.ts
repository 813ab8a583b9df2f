import type { LandedWrite } from '../contract.ts';
import { entitiesOf, nativeName, type Scenario } from '../scenario.ts';
import type { Invariant, Watch } from '../watch.ts';

/** What was deleted everywhere is not made again on the word of the very record that was gone: a person has to say so. */
export function noRevivals(watch: Watch, scenario: Scenario): Invariant {
  const owners = new Map<string, string>();
  const deleted = new Map<string, string>();
  const keys = new Map<string, string>(entitiesOf(scenario).map(({ name, key }) => [`${name}s`, key] as const));
  const keyOf = (write: LandedWrite): string =>
    JSON.stringify([
      write.resource,
      (write.after ?? write.before)?.get(nativeName(write.system, keys.get(write.resource) ?? '')) ?? null,
    ]);
  return {
    onLanded(write) {
      if (write.system === 'crm' && write.after !== null) owners.set(keyOf(write), write.nativeId);
    },
    onEngineWrite({ write, change }) {
      const address = `${write.system} ${keyOf(write)}`;
      const owner = owners.get(keyOf(write)) ?? '';
      if (write.action === 'delete') deleted.set(address, owner);
      if (write.action !== 'create' || change === null || change.approved !== undefined) return;
      if (deleted.get(address) === owner)
        watch.violate('revival', `${write.by} makes in ${write.system} again what was deleted with its owner's record`);
    },
  };
}

import { isDeepStrictEqual } from 'node:util';
import type { JournalEntry, Outcome } from '../../../src/model/journal.ts';
import type { LandedWrite } from '../contract.ts';
import type { Invariant, Watch } from '../watch.ts';

const WRITTEN: ReadonlySet<Outcome | null> = new Set(['applied', 'applied_differently']);

/** One terminal outcome per change and run; what landed is told as such, what did not is not. */
export function trueOutcomes(watch: Watch): Invariant {
  const outcomes = new Map<string, JournalEntry>();
  return {
    onCommit({ commit }) {
      for (const entry of commit.journal ?? []) {
        if (entry.kind !== 'outcome') continue;
        const address = `${entry.run} ${entry.change ?? ''}`;
        const known = outcomes.get(address);
        if (known !== undefined && known.outcome !== 'failed')
          watch.violate('outcome', `${address} ends twice: ${known.outcome} and ${entry.outcome}`);
        outcomes.set(address, entry);
      }
    },
    onEnd() {
      const written = new Map<string, Set<number>>();
      for (const { write, intent, request } of watch.engineWrites) {
        if (intent === null) continue;
        const address = `${intent.run} ${intent.change ?? ''}`;
        // What a person undid before it could be read back, and what the system itself undid, looks as if it had never landed.
        const isTouched = wasTouchedAfter(watch, write) || isTraceless(write);
        if (!isTouched) written.set(address, (written.get(address) ?? new Set()).add(request.number));
        const told = outcomes.get(address);
        if (told === undefined)
          watch.violate('outcome', `${write.by} landed in ${write.system}, and nothing tells of it`);
        else if (!WRITTEN.has(told.outcome) && told.outcome !== 'unknown' && !isTouched)
          watch.violate('outcome', `${write.by} landed in ${write.system}, and is told as ${told.outcome}`);
        if (!written.has(address)) written.set(address, new Set());
      }
      for (const [address, told] of outcomes)
        if (
          WRITTEN.has(told.outcome) &&
          told.action !== 'link' &&
          !written.has(address) &&
          !isDoneByPerson(watch, told)
        )
          watch.violate('outcome', `${address} is told as ${told.outcome}, and never landed`);
      for (const [address, { size: count }] of written)
        if (count > 1) watch.violate('twice', `${address} landed ${count} times`);
      if (watch.state.open.size > 0)
        watch.violate('outcome', `${watch.state.open.size} intents are still open at the end`);
    },
  };
}

/** True when a person took the record away that concordat was to delete: who comes later sees it gone, and cannot tell by whom. */
export function isDoneByPerson(
  watch: Watch,
  told: Pick<JournalEntry, 'action' | 'system' | 'resource' | 'nativeId'>,
): boolean {
  if (told.action !== 'delete') return false;
  return watch.landed.some(
    ({ by, action, system, resource, nativeId }) =>
      !by.startsWith('concordat:') &&
      action === 'delete' &&
      system === told.system &&
      resource === told.resource &&
      nativeId === told.nativeId,
  );
}

/** True when the write left the record as it was: a trigger took it back at once. */
function isTraceless({ before, after }: LandedWrite): boolean {
  if (before === null || after === null) return false;
  return isDeepStrictEqual([...before], [...after]);
}

/** True when a person changed the same record after it was written. */
export function wasTouchedAfter(watch: Watch, write: LandedWrite): boolean {
  return watch.landed
    .slice(watch.landed.indexOf(write) + 1)
    .some(
      (later) =>
        !later.by.startsWith('concordat:') &&
        later.system === write.system &&
        later.resource === write.resource &&
        later.nativeId === write.nativeId,
    );
}

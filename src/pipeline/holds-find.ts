import { ConcordatError } from '../model/error.ts';
import type { HoldBook, KnownHold } from './holds.ts';

/** Fewer characters could come to mean something else tomorrow. */
const SHORTEST_ID = 8;
const MOST_TOLD = 8;

/**
 * The hold whose digest begins with `id`. Throws USAGE (exit 64) for what cannot be an id, HOLD_UNKNOWN or HOLD_AMBIGUOUS (exit 1);
 * the latter lists the candidates.
 */
export function findHold({ holds }: HoldBook, id: string): KnownHold {
  const prefix = id.toLowerCase();
  if (!/^[0-9a-f]{1,64}$/.test(prefix) || prefix.length < SHORTEST_ID) {
    throw new ConcordatError('USAGE', `An id is the beginning of a digest, ${SHORTEST_ID} hex digits or more.`, {
      exit: 64,
      at: id,
      advice: 'concordat holds list shows the ids.',
    });
  }
  const found = holds.filter(({ held }) => held.digest.startsWith(prefix));
  const [first, ...others] = found;
  if (first === undefined) {
    throw new ConcordatError('HOLD_UNKNOWN', 'Nothing that waits has this id.', {
      at: id,
      advice:
        'concordat holds list shows what waits; what no apply has seen yet needs its plan file: --plan FILE. An id ends when a byte of the change does.',
    });
  }
  if (others.length > 0) throw ambiguous(id, found);
  return first;
}

function ambiguous(id: string, found: readonly KnownHold[]): ConcordatError {
  const length = distinctLength(found.map(({ held }) => held.digest));
  const told = found.slice(0, MOST_TOLD).map(({ held }) => `${held.digest.slice(0, length)} (${whatOf(held)})`);
  const more = found.length > MOST_TOLD ? ` and ${found.length - MOST_TOLD} more` : '';
  return new ConcordatError('HOLD_AMBIGUOUS', `${found.length} things that wait have an id that begins so.`, {
    at: id,
    advice: `Say more of it: ${told.join(', ')}${more}.`,
  });
}

/** How many characters tell all of them apart, at least those of an id. */
function distinctLength(digests: readonly string[]): number {
  let length = 12;
  while (length < 64 && new Set(digests.map((digest) => digest.slice(0, length))).size < digests.length) length += 1;
  return length;
}

/** Names only: a key may not stand in an error. */
function whatOf({ entity, system, action }: KnownHold['held']): string {
  return entity === null ? 'a plan over a limit' : `${action ?? 'change'} of ${entity} in ${system ?? 'a system'}`;
}

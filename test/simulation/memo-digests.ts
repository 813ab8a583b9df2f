import type { Digests } from '../../src/model/digest.ts';
import { digestsUnder } from '../../src/state/key.ts';

/** Most texts that are remembered. */
const MOST = 50_000;

/** Digests under a key that remember what they have hashed: the worlds of a simulation are alike. */
export function memoDigests(key: string): Digests {
  const digests = digestsUnder(key);
  return { ...digests, sha256: remembered(digests.sha256), hmac: remembered(digests.hmac) };
}

function remembered(hash: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = hash(text);
    if (known.size >= MOST) known.clear();
    if (text.length < 4_000) known.set(text, made);
    return made;
  };
}

/** Shared by all worlds of one process. */
export const DIGESTS: Digests = memoDigests('a key of the simulation, long enough');

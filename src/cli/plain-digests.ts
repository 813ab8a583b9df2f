import { createHash } from 'node:crypto';
import type { Digests } from '../model/digest.ts';
import { ConcordatError } from '../model/error.ts';

/** Digests without a project's key: enough to see whether a plan file was changed, not to make fingerprints. */
export function plainDigests(): Digests {
  return {
    sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
    hmac: () => {
      throw new ConcordatError(
        'KEY_MISSING',
        'Bug in concordat: a fingerprint was asked for without the key of a project.',
      );
    },
    keyId: '',
  };
}

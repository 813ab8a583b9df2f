import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Digests } from '../model/digest.ts';
import { ConcordatError } from '../model/error.ts';
import type { AuditHead } from '../model/generated/audit-anchor.ts';
import type { World } from '../model/world.ts';
import { headText } from './verify.ts';

export { verifyHead } from './verify.ts';

/** Who signs heads. */
export interface AuditSigner {
  readonly privateKey: KeyObject;
  /** Base64 of its SubjectPublicKeyInfo in DER: what a verifier has to trust. */
  readonly publicKey: string;
}

/** A PKCS#8 Ed25519 private key in DER is these bytes and the seed (RFC 8410 §7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED = /^[A-Za-z0-9+/]{43}=?$|^[A-Za-z0-9_-]{43}=?$/;

/**
 * The key that signs heads: `CONCORDAT_SIGNING_KEY` (an Ed25519 private key in PEM, or the base64 of its 32-byte seed), else one derived
 * from the project's key. Throws SIGNING_KEY_INVALID, exit 1.
 */
export function signerOf(digests: Digests, world: Pick<World, 'env'>): AuditSigner {
  const given = world.env('CONCORDAT_SIGNING_KEY')?.trim();
  const privateKey =
    given === undefined || given === ''
      ? keyOfSeed(Buffer.from(digests.hmac('concordat-audit-signing/1'), 'hex'))
      : givenKey(given);
  return {
    privateKey,
    publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** Signs the end of a chain: whoever changes anything up to this record has to sign again. */
export function signHead(
  signer: AuditSigner,
  parts: {
    readonly lineage: string;
    readonly record: { readonly seq: number; readonly hash: string };
    readonly at: string;
  },
): AuditHead {
  const { lineage, record, at } = parts;
  const head = { lineage, seq: record.seq, hash: record.hash, at };
  const signature = sign(null, Buffer.from(headText(head)), signer.privateKey).toString('base64');
  return { ...head, public_key: signer.publicKey, signature };
}

function givenKey(text: string): KeyObject {
  if (SEED.test(text)) return keyOfSeed(Buffer.from(text, 'base64url'));
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below: the text of a parser's error could hold a part of the key.
  }
  throw new ConcordatError('SIGNING_KEY_INVALID', 'The signing key is not an Ed25519 private key.', {
    at: 'CONCORDAT_SIGNING_KEY',
    advice: 'Give PEM, as `openssl genpkey -algorithm ed25519` prints it, or the base64 of a 32-byte seed.',
  });
}

function keyOfSeed(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { Digests } from '../model/digest.ts';
import type { World } from '../model/world.ts';

/** First version. */
export function signerOf(digests: Digests, _world: World): KeyObject {
  const seed = Buffer.from(digests.hmac('concordat-audit-signing/1'), 'hex');
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

/** First version. */
export function signHead(
  signer: KeyObject,
  {
    lineage,
    record,
    at,
  }: {
    readonly lineage: string;
    readonly record: { readonly seq: number; readonly hash: string };
    readonly at: string;
  },
) {
  const text = `concordat-audit-head/1\n${lineage}\n${record.seq}\n${record.hash}\n${at}`;
  const public_key = createPublicKey(signer).export({ format: 'der', type: 'spki' }).toString('base64');
  return { lineage, ...record, at, public_key, signature: sign(null, Buffer.from(text), signer).toString('base64') };
}

import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Digests } from '../model/digest.ts';
import type { Json } from '../model/value.ts';

/** Encrypts what belongs to one write. */
export function sealEnvelope(digests: Digests, id: string, content: Json): Json {
  const key = Buffer.from(digests.hmac('concordat-envelope/1'), 'hex');
  const text = JSON.stringify(content);
  const nonce = createHmac('sha256', key).update(id).update('\u0000').update(text).digest().subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { v: 1, sealed: Buffer.concat([nonce, data, cipher.getAuthTag()]).toString('base64') };
}

/** Undoes sealEnvelope; null when it is not ours. */
export function openEnvelope(digests: Digests, id: string, body: Json): Json | null {
  const { sealed } = body as { sealed?: string };
  if (typeof sealed !== 'string') return null;
  const key = Buffer.from(digests.hmac('concordat-envelope/1'), 'hex');
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(id));
    decipher.setAuthTag(bytes.subarray(-16));
    return JSON.parse(
      Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8'),
    ) as Json;
  } catch {
    return null;
  }
}

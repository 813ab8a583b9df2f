import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Digests } from '../model/digest.ts';
import type { Json } from '../model/value.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what belongs to one write: the body of a document of kind `envelope`. Only the key of the project opens it, and only under its
 * own id. The nonce is made from id and content, so that the same write gives the same bytes in every simulation.
 */
export function sealEnvelope(digests: Digests, id: string, content: Json): Json {
  const text = JSON.stringify(content);
  const nonce = createHmac('sha256', keyFor(digests, 'concordat-envelope-nonce/1'))
    .update(`${id}\u0000${text}`)
    .digest()
    .subarray(0, NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(digests, 'concordat-envelope/1'), nonce).setAAD(bound(id));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { v: 1, sealed: Buffer.concat([nonce, data, cipher.getAuthTag()]).toString('base64') };
}

/** Undoes sealEnvelope. Null when it was altered, sealed under another id or another key, or is no envelope at all. */
export function openEnvelope(digests: Digests, id: string, body: Json): Json | null {
  const bytes = sealedBytes(body);
  if (bytes === null) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  try {
    const decipher = createDecipheriv(CIPHER, keyFor(digests, 'concordat-envelope/1'), nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bound(id)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const data = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
    return JSON.parse(Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')) as Json;
  } catch {
    return null;
  }
}

function sealedBytes(body: Json): Buffer | null {
  if (typeof body !== 'object' || body === null || !('sealed' in body) || !('v' in body)) return null;
  if (body['v'] !== 1 || typeof body['sealed'] !== 'string') return null;
  const bytes = Buffer.from(body['sealed'], 'base64');
  return bytes.length > NONCE_BYTES + TAG_BYTES ? bytes : null;
}

function keyFor(digests: Digests, purpose: string): Buffer {
  return Buffer.from(digests.hmac(purpose), 'hex');
}

function bound(id: string): Buffer {
  return Buffer.from(`concordat-envelope/1\u0000${id}`);
}

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** A key that rows of the state are sealed with, as objects of the crypto library: five times faster than bytes. `id` says which key, not what. */
export interface DataKey {
  readonly id: string;
  /** Encrypts, AES-256. */
  readonly cipher: KeyObject;
  /** Makes nonces, HMAC-SHA-256. */
  readonly nonce: KeyObject;
}

/** What stands before every sealed text: version 1, then the key's id. */
const MARK = 'c1';
const SEALED = /^c1\.([0-9a-f]{16})\.([A-Za-z0-9_-]+)$/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** 32 new random bytes. Never from World.random, which a simulation may fix. */
export function newSecret(): Uint8Array {
  return randomBytes(32);
}

/** The working keys of a 32-byte secret. */
export function dataKeyOf(secret: Uint8Array): DataKey {
  const derive = (use: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, '', `concordat-state/1 ${use}`, 32));
  const id = createHash('sha256').update(derive('id')).digest('hex').slice(0, 16);
  return { id, cipher: createSecretKey(derive('cipher')), nonce: createSecretKey(derive('nonce')) };
}

/**
 * AES-256-GCM with a nonce made from place and text (HMAC-SHA-256), so that the same text at the same place always gives the same sealed
 * text and can be looked up. `place` is authenticated: a sealed text moved to another row does not open.
 */
export function sealText(key: DataKey, place: readonly string[], text: string): string {
  const context = contextOf(place);
  const nonce = createHmac('sha256', key.nonce).update(`${context}\n${text}`).digest().subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.cipher, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${MARK}.${key.id}.${sealed.toString('base64url')}`;
}

/** Id of the key that a text was sealed with, or null when it is no sealed text. */
export function sealKeyId(text: string): string | null {
  return SEALED.exec(text)?.[1] ?? null;
}

/** Undoes sealText; null when the text was altered, moved, or sealed with another key. */
export function openText(key: DataKey, place: readonly string[], sealed: string): string | null {
  const [, id, body = ''] = SEALED.exec(sealed) ?? [];
  const bytes = Buffer.from(body, 'base64url');
  if (id !== key.id || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key.cipher, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(contextOf(place)));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** JSON has no line break: what follows one is the text. */
function contextOf(place: readonly string[]): string {
  return JSON.stringify(place);
}

import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json } from '../model/value.ts';
import { dataKeyOf } from './seal.ts';
import type { Keyring } from './keyring.ts';
import { stateKeyBroken, stateKeyWrong } from './state-errors.ts';

/** Secrets of data keys by id, 32 bytes each, with the id of the one that seals. Kept in memory only. */
export interface KeySecrets {
  readonly active: string | null;
  readonly secrets: ReadonlyMap<string, Uint8Array>;
}

/** How the key that wraps is made of the project's text. */
export interface Kdf {
  readonly name: 'scrypt';
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
}

/** The data keys, wrapped under a key derived from the project's text. */
export interface WrappedKeys {
  readonly format: 1;
  readonly kdf: Kdf;
  readonly active: string;
  readonly wrapped: string;
}

/** Encryption was turned off: the keys of the journal's sealed past stand in clear. */
export interface ClearKeys {
  readonly format: 1;
  readonly open: Readonly<Record<string, string>>;
}

/** Body of the document of kind `key`. */
export type KeyDocument = WrappedKeys | ClearKeys;

/** Cost of a new wrapping: 16 MB and about 40 ms. RFC 7914. */
const COST = { n: 16_384, r: 8, p: 1 };
/** Most that a stored document may ask for. */
const MOST_MEMORY_BYTES = 512 * 1024 * 1024;

/** The keyring of unwrapped secrets. */
export function keyringOfSecrets({ active, secrets }: KeySecrets): Keyring {
  const keys = new Map([...secrets].map(([id, secret]) => [id, dataKeyOf(secret)] as const));
  return { active: active === null ? null : (keys.get(active) ?? null), keys };
}

/** Wraps the secrets under the project's text, with a new salt. */
export async function wrapKeys(text: string, lineage: string, keys: KeySecrets): Promise<WrappedKeys> {
  const kdf = { name: 'scrypt', ...COST, salt: randomBytes(16).toString('base64url') } as const;
  const active = keys.active ?? '';
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(text, kdf), nonce);
  cipher.setAAD(associated(lineage, kdf, active));
  const body = Buffer.concat([
    nonce,
    cipher.update(JSON.stringify(plainKeys(keys))),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return { format: 1, kdf, active, wrapped: body.toString('base64url') };
}

/** The secrets of a document whose encryption was turned off. */
export function openKeys({ open }: ClearKeys): KeySecrets {
  return { active: null, secrets: secretsOf(open) };
}

/** The document of a state whose encryption is turned off. */
export function clearKeys(keys: KeySecrets): ClearKeys {
  return { format: 1, open: plainKeys(keys) };
}

/** Undoes wrapKeys. Throws STATE_KEY_WRONG when the text is not the one, or the document was altered or copied from another state. */
export async function unwrapKeys(
  text: string,
  lineage: string,
  { kdf, active, wrapped }: WrappedKeys,
): Promise<KeySecrets> {
  const bytes = Buffer.from(wrapped, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', await derive(text, kdf), bytes.subarray(0, 12));
  decipher.setAAD(associated(lineage, kdf, active));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    return { active, secrets: secretsOf(JSON.parse(plain) as Record<string, string>) };
  } catch {
    throw stateKeyWrong();
  }
}

/** Checks the form of a stored body. Throws STATE_KEY_BROKEN. */
export function parseKeyDocument(body: Json): KeyDocument {
  const document = body as unknown as KeyDocument;
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body) && document.format === 1;
  if (!isObject) throw stateKeyBroken();
  if ('open' in document && typeof document.open === 'object') return document;
  if (!('wrapped' in document) || !isSane(document.kdf)) throw stateKeyBroken();
  if (Buffer.from(String(document.wrapped), 'base64url').length < 28) throw stateKeyBroken();
  return document;
}

function isSane(kdf: Kdf): boolean {
  const { n, r, p } = kdf;
  const isWhole = [n, r, p].every((value) => Number.isSafeInteger(value) && value >= 1);
  return (
    kdf.name === 'scrypt' &&
    isWhole &&
    n > 1 &&
    Number.isInteger(Math.log2(n)) &&
    p <= 16 &&
    128 * n * r <= MOST_MEMORY_BYTES &&
    typeof kdf.salt === 'string'
  );
}

function derive(text: string, { n, r, p, salt }: Kdf): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: MOST_MEMORY_BYTES + 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(text.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(stateKeyBroken());
    });
  });
}

/** What the wrapping vouches for besides the keys. */
function associated(lineage: string, kdf: Kdf, active: string): Buffer {
  return Buffer.from(canonicalize({ use: 'concordat-state-key/1', lineage, kdf, active }) ?? '', 'utf8');
}

function plainKeys({ secrets }: KeySecrets): Record<string, string> {
  return Object.fromEntries([...secrets].map(([id, secret]) => [id, Buffer.from(secret).toString('base64url')]));
}

function secretsOf(keys: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(keys).map(([id, text]) => [id, Buffer.from(text, 'base64url')]));
}

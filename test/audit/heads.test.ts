import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signerOf, signHead, verifyHead } from '../../src/audit/heads.ts';
import { keyText } from '../../src/audit/verify.ts';
import { digestsUnder } from '../../src/state/key.ts';
import { OTHER, OWN, WORLD } from './chain.ts';

const RECORD = { seq: 7, hash: 'ab'.repeat(32) };
const HEAD = signHead(OWN, { lineage: 'a-state', record: RECORD, at: '2026-11-22T12:00:00.000Z' });
const digests = digestsUnder('a key for tests, long enough');
const given = (key: string) =>
  signerOf(digests, { ...WORLD, env: (name) => (name === 'CONCORDAT_SIGNING_KEY' ? key : undefined) });

describe('a signed head', () => {
  it('says which record of which state has which hash, and holds nothing else', () => {
    expect(HEAD).toEqual({
      lineage: 'a-state',
      ...RECORD,
      at: '2026-11-22T12:00:00.000Z',
      public_key: OWN.publicKey,
      signature: expect.stringMatching(/^[A-Za-z0-9+/]{86}==$/) as string,
    });
  });

  it('is believed under its own key, and no other', () => {
    expect(verifyHead(HEAD)).toBe(true);
    expect(verifyHead(HEAD, OWN.publicKey)).toBe(true);
    expect(verifyHead(HEAD, OTHER.publicKey)).toBe(false);
    expect(verifyHead(HEAD, 'no key')).toBe(false);
  });

  it.each([
    { lineage: 'b-state' },
    { seq: 8 },
    { hash: 'cd'.repeat(32) },
    { at: '2026-11-22T12:00:00.001Z' },
    { public_key: OTHER.publicKey },
    { public_key: '' },
    { signature: '' },
  ])('with %o in it is not believed', (part) => {
    expect(verifyHead({ ...HEAD, ...part })).toBe(false);
  });

  it('is the same for the same record, so that a simulation is deterministic', () => {
    expect(signHead(OWN, { lineage: 'a-state', record: RECORD, at: HEAD.at })).toEqual(HEAD);
  });
});

describe('the key that signs', () => {
  it('comes from the key of the project: the same from the same, another from another', () => {
    expect(signerOf(digests, WORLD).publicKey).toBe(OWN.publicKey);
    expect(OTHER.publicKey).not.toBe(OWN.publicKey);
    expect(given('  ').publicKey).toBe(OWN.publicKey);
  });

  it('may be given as PEM or as the base64 of its seed', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const der = publicKey.export({ format: 'der', type: 'spki' });
    const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);

    for (const text of [pem, `\n${pem}\n`, seed.toString('base64'), seed.toString('base64url')])
      expect(given(text).publicKey).toBe(der.toString('base64'));
    expect(given(pem).publicKey).not.toBe(OWN.publicKey);
  });

  it('of another kind is refused without a word of it', () => {
    const rsa = String(
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
    );

    for (const text of [rsa, 'canary-secret', 'AAAA', `${rsa.slice(0, 60)}`]) {
      expect(() => given(text)).toThrow(expect.objectContaining({ code: 'SIGNING_KEY_INVALID', exit: 1 }) as Error);
      expect(() => given(text)).not.toThrow(/canary/);
    }
  });

  it('has a public key that is read as base64, as raw base64 and as PEM', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const der = publicKey.export({ format: 'der', type: 'spki' });
    const pem = String(publicKey.export({ format: 'pem', type: 'spki' }));

    for (const text of [der.toString('base64'), der.subarray(-32).toString('base64'), pem])
      expect(keyText(text)).toBe(der.toString('base64'));
    for (const text of ['', 'x', '-----BEGIN PUBLIC KEY-----', 'A'.repeat(80)]) expect(keyText(text)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataKeyOf, newSecret, openText, sealKeyId, sealText } from '../../src/state/seal.ts';

const key = dataKeyOf(new Uint8Array(32).fill(7));
const other = dataKeyOf(newSecret());
const place = fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 });
const text = fc.string({ unit: 'binary', maxLength: 200 }).map((value) => value.toWellFormed());

describe('a sealed text', () => {
  it('opens to what it was, only at its place and with its key', () => {
    fc.assert(
      fc.property(place, place, text, (here, there, plain) => {
        const sealed = sealText(key, here, plain);

        expect(openText(key, here, sealed)).toBe(plain);
        expect(openText(other, here, sealed)).toBeNull();
        if (JSON.stringify(here) !== JSON.stringify(there)) expect(openText(key, there, sealed)).toBeNull();
      }),
    );
  });

  it('is the same for the same text at the same place, and has another nonce otherwise', () => {
    const nonceOf = (sealed: string): string =>
      Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('hex', 0, 12);
    fc.assert(
      fc.property(place, text, place, text, (p1, t1, p2, t2) => {
        const isSame = JSON.stringify([p1, t1]) === JSON.stringify([p2, t2]);

        expect(sealText(key, p1, t1) === sealText(key, p2, t2)).toBe(isSame);
        expect(nonceOf(sealText(key, p1, t1)) === nonceOf(sealText(key, p2, t2))).toBe(isSame);
      }),
    );
  });

  it('opens no more when any of its bits is turned', () => {
    const sealed = sealText(key, ['link', 'key'], 'C-1');
    const [mark = '', id = '', body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));

      expect(openText(key, ['link', 'key'], `${mark}.${id}.${turned.toString('base64url')}`)).toBeNull();
    }
  });

  it('cut to any length opens no more', () => {
    const sealed = sealText(key, [], 'C-1');

    for (let length = 0; length < sealed.length; length += 1)
      expect(openText(key, [], sealed.slice(0, length))).toBeNull();
  });

  it('names its key, which other texts do not', () => {
    expect(sealKeyId(sealText(key, [], ''))).toBe(key.id);
    for (const plain of ['', 'C-1', 'c1.', `c1.${key.id}`, `c1.${key.id}.!`, ` c1.${key.id}.AAAA`])
      expect(sealKeyId(plain)).toBeNull();
  });

  it('is as it always was: states that are sealed today open tomorrow', () => {
    expect(key.id).toBe('87af91a924917d34');
    expect(
      openText(
        key,
        ['link', 'native_id', 'customer', 'erp'],
        'c1.87af91a924917d34.JZ9MZ7hT5hjMlN9ZVoFyyvQ_1BZJPxZleoy-cA8--7I0zA',
      ),
    ).toBe('Zoë 1');
  });
});

import { describe, expect, it } from 'vitest';
import { foldCase, toNfc } from '../../src/value/fold-text.ts';

describe('foldCase', () => {
  it('is the same for both cases of every character of the planes that hold letters with case, but the capital of dotless i', () => {
    const broken: string[] = [];
    for (let point = 0; point <= 0x1ffff; point += 1) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const character = String.fromCodePoint(point);
      const folded = foldCase(character);
      const isSame =
        foldCase(character.toLowerCase()) === folded &&
        foldCase(character.toUpperCase()) === folded &&
        foldCase(folded) === folded;
      if (!isSame) broken.push(character);
    }

    expect(broken).toEqual(['ı']);
  });

  it('does not depend on the place of a sigma in its word', () => {
    expect(foldCase('ΟΔΟΣ ΣΑΣ')).toBe(foldCase('οδοσ σας'));
  });
});

describe('toNfc', () => {
  it('composes what stands apart', () => {
    expect([toNfc('e\u0301'), toNfc('\u1100\u1161'), toNfc('\u212b'), toNfc('abc é')]).toEqual([
      '\u00e9',
      '\uac00',
      '\u00c5',
      'abc é',
    ]);
  });
});

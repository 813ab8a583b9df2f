import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cutEnd, cutMiddle, cutPair, displayWidth, padLeft, padRight, wrapText } from '../../src/render/width.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.stringMatching(/^[\u0020-\u052f\u2010-\u2030]{0,40}$/),
);

describe('displayWidth', () => {
  it('agrees with string-width, its fast path included', () => {
    fc.assert(fc.property(text, (value) => displayWidth(value) === stringWidth(value)));
  });
});

describe('padding', () => {
  it('counts columns, not characters', () => {
    expect([padRight('東京', 6), padLeft('👩‍👧', 4), padRight('long', 2)]).toEqual(['東京  ', '  👩‍👧', 'long']);
  });
});

describe('cutting', () => {
  it('keeps what fits, and both ends of what does not', () => {
    expect(cutMiddle('Obere Str. 57', 13)).toBe('Obere Str. 57');
    expect(cutMiddle('Obere Straße 57', 10)).toBe('Obere … 57');
    expect(cutMiddle('abc', 2)).toBe('…');
    expect(cutEnd('abcdef', 4)).toBe('abc…');
  });

  it('never gives more columns than asked for', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 3, max: 50 }), (a, b, width) => {
        for (const cut of [cutMiddle(a, width), cutEnd(a, width), ...cutPair(a, b, width)])
          expect(displayWidth(cut)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('shows where two long values differ', () => {
    const before = `${'a'.repeat(100)}X${'b'.repeat(100)}`;
    const after = `${'a'.repeat(100)}Y${'b'.repeat(100)}`;

    expect(cutPair(before, after, 20)).toEqual(['…aaaaaaXbbbbbbbbbbb…', '…aaaaaaYbbbbbbbbbbb…']);
  });

  it('does not split a character where the difference begins', () => {
    const [before, after] = cutPair(`${'😀'.repeat(50)}a${'b'.repeat(60)}`, `${'😀'.repeat(50)}c${'b'.repeat(60)}`, 17);

    expect(before.isWellFormed() && after.isWellFormed() && before !== after).toBe(true);
  });
});

describe('wrapText', () => {
  it('breaks between words, and inside a word that is too long', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('abcdefgh ij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrapText('', 4)).toEqual(['']);
  });

  it('loses nothing but spaces', () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 2, max: 30 }),
        (value, width) => wrapText(value, width).join('').replaceAll(' ', '') === value.replaceAll(' ', ''),
      ),
    );
  });
});

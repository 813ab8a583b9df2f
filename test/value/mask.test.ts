import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY, UNREADABLE, type Value } from '../../src/model/value.ts';
import { maskText, planValue } from '../../src/value/mask.ts';

const DOTS = '••••';

describe('maskText', () => {
  it.each([
    ['', DOTS],
    ['1', DOTS],
    ['12', DOTS],
    ['123', DOTS],
    ['1234', DOTS],
    ['12345', DOTS],
    ['1234567', DOTS],
    ['12345678', `${DOTS}78`],
    ['123456789012', `${DOTS}012`],
    ['DE89370400440532014711', `${DOTS}4711`],
    ['😀😀😀😀😀😀a😀', `${DOTS}a😀`],
    ['😀😀😀😀', DOTS],
  ])('shows %j as %j', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it('shows at most four characters and a quarter of them, and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = Array.from(maskText(text).slice(DOTS.length));
        expect(shown.length).toBeLessThanOrEqual(Math.min(4, [...text].length / 4));
        expect(text.endsWith(shown.join(''))).toBe(true);
        expect(maskText(text).isWellFormed()).toBe(true);
      }),
    );
  });

  it('says nothing about the length of short texts', () => {
    expect(new Set(['', 'a', 'abcdefg'].map(maskText)).size).toBe(1);
  });
});

describe('planValue', () => {
  const fingerprint = (): string => '0123456789abcdef';

  it.each(['personal', 'confidential'] as const)(
    'hides values of class %s and shows their fingerprint',
    (dataClass) => {
      const values: Value[] = [
        'max@example.com',
        '19.90',
        true,
        ['secret-element'],
        { a: 'secret-member' },
        12_345_678,
      ];

      const shown = values.map((value) => planValue(value, dataClass, fingerprint));

      expect(shown).toEqual(
        [`${DOTS}com`, DOTS, DOTS, DOTS, DOTS, `${DOTS}78`].map((masked) => ({ masked, fp: '01234567' })),
      );
    },
  );

  it.each(['public', 'internal'] as const)('shows values of class %s and asks for no fingerprint', (dataClass) => {
    const refuse = (): string => {
      throw new Error('asked');
    };

    expect(planValue('x', dataClass, refuse)).toBe('x');
    expect(planValue(['a'], dataClass, refuse)).toEqual(['a']);
  });

  it('keeps null, absent, empty and unreadable apart, in any class', () => {
    const values = [null, undefined, EMPTY, UNREADABLE] as const;

    for (const dataClass of ['internal', 'confidential'] as const) {
      expect(values.map((value) => planValue(value, dataClass, fingerprint))).toEqual([
        null,
        undefined,
        { nothing: 'empty' },
        { nothing: 'unreadable' },
      ]);
    }
  });
});

import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalDecimal,
  canonicalInteger,
  compareDecimals,
  decimalScale,
  normalDecimal,
  shiftDecimal,
} from '../../src/value/decimal-text.ts';

const Exact = Decimal.clone({ precision: 2000, toExpNeg: -9_000, toExpPos: 9_000 });
const sign = fc.constantFrom('', '+', '-');
const digits = fc.string({ unit: fc.constantFrom('0', '1', '5', '9'), minLength: 1, maxLength: 20 });
const numbers = fc
  .tuple(sign, digits, fc.option(digits), fc.option(fc.integer({ min: -30, max: 30 })))
  .map(
    ([s, int, fraction, exponent]) =>
      `${s}${int}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`,
  );
const canonical = numbers.map((text) => canonicalDecimal(text) ?? 'none');

describe('decimal text', () => {
  it('has the value of an exact decimal library, and is its own canonical form', () => {
    fc.assert(
      fc.property(numbers, (text) => {
        const value = canonicalDecimal(text) ?? 'none';
        expect(new Exact(value).equals(new Exact(text))).toBe(true);
        expect(canonicalDecimal(value)).toBe(value);
        expect(value).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
      }),
      { numRuns: 1000 },
    );
  });

  it('has one normal form for each number', () => {
    fc.assert(
      fc.property(canonical, canonical, (a, b) => {
        expect(normalDecimal(a)).toBe(new Exact(a).toFixed().replace(/^-0$/, '0'));
        expect(normalDecimal(a) === normalDecimal(b)).toBe(new Exact(a).equals(b));
      }),
      { numRuns: 1000 },
    );
  });

  it('is ordered by value', () => {
    fc.assert(
      fc.property(canonical, canonical, (a, b) => {
        expect(Math.sign(compareDecimals(a, b))).toBe(new Exact(a).comparedTo(b));
      }),
      { numRuns: 1000 },
    );
  });

  it('moves its point exactly, and back', () => {
    fc.assert(
      fc.property(canonical, fc.integer({ min: -30, max: 30 }), (text, places) => {
        const shifted = shiftDecimal(text, places);
        expect(new Exact(shifted).equals(new Exact(text).times(new Exact(10).pow(places)))).toBe(true);
        expect(normalDecimal(shiftDecimal(shifted, -places))).toBe(normalDecimal(text));
      }),
    );
  });

  it.each(['', '.', '+', 'e5', '1e', '0x10', '1_000', '1 000', '1.2.3', '١', '1e1001', 'NaN', '--1'])(
    'is not %j',
    (text) => {
      expect(canonicalDecimal(text)).toBeUndefined();
    },
  );

  it('counts the digits that carry value', () => {
    expect(['20', '20.0', '20.50', '0.001'].map(decimalScale)).toEqual([0, 0, 1, 3]);
  });

  it('has integers of any width, and no other spelling of them', () => {
    expect(canonicalInteger('+00123456789012345678901234567890')).toBe('123456789012345678901234567890');
    expect(['1.0', '1e2', '1.', '', 'x', ' 1'].map(canonicalInteger)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

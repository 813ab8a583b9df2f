import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlierOf, epochMs, plusMs } from '../../src/rules/instants.ts';

const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');
const instant = fc.integer({ min: Date.parse('1900-01-01T00:00:00Z'), max: LAST_MS });

describe('instants', () => {
  it('have the milliseconds that the platform gives them', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        expect(epochMs(new Date(ms).toISOString())).toBe(ms);
      }),
    );
  });

  it('move by milliseconds as the platform moves them', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 10 ** 12 }), (ms, step) => {
        const expected = new Date(Math.min(ms + step, LAST_MS)).toISOString();

        expect(plusMs(new Date(ms).toISOString(), step)).toBe(expected);
      }),
    );
  });

  it('may leave their fraction out, or give more of it', () => {
    expect(epochMs('1970-01-01T00:00:01Z')).toBe(1_000);
    expect(epochMs('1970-01-01T00:00:01.5Z')).toBe(1_500);
    expect(epochMs('1970-01-01T00:00:00.570999Z')).toBe(570);
  });

  it.each(['', 'never', '2026-11-22', '2026-11-22T12:00:00+01:00'])('%j is none', (text) => {
    expect(epochMs(text)).toBeNaN();
    expect(plusMs(text, 1)).toBe(text);
  });

  it('the earlier of two is none when one is none', () => {
    expect(earlierOf('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z')).toBe('2026-01-01T00:00:00Z');
    expect(earlierOf('2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00Z');
    expect(earlierOf('x', '2026-01-01T00:00:00Z')).toBe('x');
    expect(earlierOf('2026-01-01T00:00:00Z', 'x')).toBe('x');
  });
});

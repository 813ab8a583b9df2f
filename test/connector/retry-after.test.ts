import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../src/connector/retry-after.ts';

const now = '2026-11-22T12:00:00.000Z';

describe('a Retry-After header', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sunday, 22-Nov-26 12:00:30 GMT', 30_000],
    ['Sun Nov 22 12:00:30 2026', 30_000],
    ['Tue Dec  1 12:00:00 2026', 9 * 86_400_000],
    ['Sun, 22 Nov 2026 11:59:30 GMT', 0],
    ['Sunday, 22-Nov-94 12:00:30 GMT', 0],
  ])('says in %j: %d ms', (text, ms) => {
    expect(parseRetryAfter(text, { now })).toBe(ms);
  });

  it('is meant by the clock of the server that sent it', () => {
    const date = 'Sun, 22 Nov 2026 15:00:00 GMT';

    expect(parseRetryAfter('Sun, 22 Nov 2026 15:00:10 GMT', { date, now })).toBe(10_000);
    expect(parseRetryAfter('Sun, 22 Nov 2026 12:00:10 GMT', { date: 'yesterday', now })).toBe(10_000);
    expect(parseRetryAfter('Sun, 22 Nov 2026 12:00:10 GMT', { date: null, now })).toBe(10_000);
  });

  it.each([
    '',
    '-1',
    '1.5',
    'soon',
    '2026-11-22T12:00:30Z',
    'Sun, 22 Nov 2026 12:00:30 CET',
    'Sun, 31 Feb 2026 12:00:30 GMT',
    'Sun, 22 Nop 2026 12:00:30 GMT',
    'Sun, 22 Nov 2026 24:00:30 GMT',
    'Sun, 22 Nov 2026 12:60:30 GMT',
    'Sun, 22 Nov 2026 12:00:61 GMT',
  ])('is nothing: %j', (text) => {
    expect(parseRetryAfter(text, { now })).toBeNull();
  });

  it('is nothing without any clock', () => {
    expect(parseRetryAfter('Sun, 22 Nov 2026 12:00:30 GMT', { now: 'never' })).toBeNull();
  });
});

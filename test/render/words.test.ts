import { describe, expect, it } from 'vitest';
import { formatAge, formatClockOf, formatDuration, formatMoment, secondsBetween } from '../../src/render/age.ts';
import { countOf, joinWords, listSome, pluralOf, startLarge } from '../../src/render/words.ts';

const NOW = '2026-11-22T12:04:12.000Z';

describe('words', () => {
  it('count things in English', () => {
    expect([countOf(1, 'record'), countOf(0, 'record'), countOf(1_204_000, 'record')]).toEqual([
      '1 record',
      '0 records',
      '1,204,000 records',
    ]);
    expect(['category', 'day', 'address', 'status', 'box', 'orders', 'customer'].map(pluralOf)).toEqual([
      'categories',
      'days',
      'addresses',
      'statuses',
      'boxes',
      'orders',
      'customers',
    ]);
  });

  it('list things', () => {
    expect([joinWords([]), joinWords(['a']), joinWords(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect([listSome(['a', 'b'], 2), listSome(['a', 'b', 'c'], 1)]).toEqual(['a, b', 'a and 2 more']);
    expect([startLarge('über'), startLarge('')]).toEqual(['Über', '']);
  });
});

describe('ages', () => {
  it.each([
    ['2026-11-22T12:04:00.000Z', 'just now'],
    ['2026-11-22T12:03:12Z', '1 minute ago'],
    ['2026-11-22T09:04:12.000Z', '3 hours ago'],
    ['2026-11-16T09:14:31.000Z', '6 days ago'],
    ['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['yesterday', 'yesterday'],
  ])('%s is %s', (at, age) => {
    expect(formatAge(at, NOW)).toBe(age);
  });

  it('measure a run', () => {
    expect(formatDuration('2026-11-22T12:04:12.000Z', '2026-11-22T12:04:12.900Z')).toBe('0.9 s');
    expect(formatDuration('2026-11-22T12:04:12.000Z', '2026-11-22T12:04:54.100Z')).toBe('42 s');
    expect(formatDuration('2026-11-22T12:04:12.000Z', '2026-11-22T12:07:32Z')).toBe('3 min 20 s');
    expect(formatDuration(NOW, 'later')).toBe('');
    expect(secondsBetween('2026-02-28T23:59:59.500Z', '2026-03-01T00:00:00.000Z')).toBe(0.5);
  });

  it('show moments in UTC, with the year when it is another', () => {
    expect(formatMoment('2026-11-16T09:13:58.000Z', NOW)).toBe('Nov 16 09:13:58');
    expect(formatMoment('2025-01-02T09:13:58.000Z', NOW)).toBe('2025 Jan 02 09:13:58');
    expect([formatMoment('soon', NOW), formatClockOf('soon'), formatClockOf(NOW)]).toEqual([
      'soon',
      'soon',
      '12:04:12',
    ]);
  });
});

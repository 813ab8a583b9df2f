import { describe, expect, it } from 'vitest';
import { isWindowOpen, parseWindow } from '../../src/apply/windows.ts';

describe('isWindowOpen', () => {
  it.each([
    ['Mon-Fri 06:00-20:00 Europe/Berlin', '2026-11-20T05:00:00Z', true],
    ['Mon-Fri 06:00-20:00 Europe/Berlin', '2026-11-20T04:59:59Z', false],
    ['Mon-Fri 06:00-20:00 Europe/Berlin', '2026-11-20T19:00:00Z', false],
    ['Mon-Fri 06:00-20:00 Europe/Berlin', '2026-11-22T12:00:00Z', false],
    ['Mon-Fri 06:00-20:00 Europe/Berlin', '2026-07-20T04:00:00Z', true],
    ['Sun 12:00-12:01 Asia/Kathmandu', '2026-11-22T06:15:59Z', true],
    ['Mon 00:00-01:00 Pacific/Auckland', '2026-11-22T11:00:00Z', true],
    ['Mon-Sun 00:00-24:00 Europe/Nowhere', '2026-11-22T12:00:00Z', false],
    ['Sat,Sun 00:00-24:00 UTC', '2026-11-22T12:00:00Z', true],
    ['22:00-02:00 UTC', '2026-11-22T01:00:00Z', true],
    ['Sat 22:00-02:00 UTC', '2026-11-22T01:00:00Z', true],
    ['Sun 22:00-02:00 UTC', '2026-11-22T01:00:00Z', false],
    ['Fri-Mon 00:00-24:00 UTC', '2026-11-22T01:00:00Z', true],
  ])('%s at %s: %s', (window, now, isOpen) => {
    expect(isWindowOpen(window, now)).toBe(isOpen);
  });

  it.each(['', 'always', 'Mon-Fri 25:00-26:00 UTC', 'Xyz 06:00-07:00 UTC', 'Mon 06:00 UTC'])(
    'is closed when %j does not parse',
    (window) => {
      expect(parseWindow(window)).toBeNull();
      expect(isWindowOpen(window, '2026-11-20T12:00:00Z')).toBe(false);
    },
  );
});

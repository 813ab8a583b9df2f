import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { progressText, startProgressLine } from '../../src/cli/progress-line.ts';

function begin(isInteractive: boolean) {
  const written: string[] = [];
  const stream = new Writable({ write: (text, _, done) => (written.push(String(text)), done()) });
  const clock = { nowMs: 0 };
  const line = startProgressLine(stream, { isInteractive, isColour: false, width: 40 }, () => clock.nowMs);
  return { line, clock, written };
}

describe('startProgressLine', () => {
  it('says nothing in the first two seconds', () => {
    const { line, clock, written } = begin(true);

    line.tell({ phase: 'reading', count: 1 });
    clock.nowMs = 1_999;
    line.tell({ phase: 'reading', count: 2 });
    line.clear();

    expect(written).toEqual([]);
  });

  it('redraws one line on a terminal, cut to its width, and takes it away', () => {
    const { line, clock, written } = begin(true);

    clock.nowMs = 2_000;
    line.tell({ phase: 'reading', system: 'a-system-with-a-very-long-name-indeed', count: 12_000 });
    line.clear();

    expect(written).toEqual(['\r\u001b[2Kreading a-system-with-a-very-long-name-', '\r\u001b[2K']);
  });

  it('writes at most one plain line a second elsewhere, none twice', () => {
    const { line, clock, written } = begin(false);

    for (clock.nowMs = 2_000; clock.nowMs < 4_000; clock.nowMs += 100)
      line.tell({ phase: 'reading', count: clock.nowMs });
    for (clock.nowMs = 4_000; clock.nowMs < 8_000; clock.nowMs += 100) line.tell({ phase: 'matching' });
    line.clear();

    expect(written).toEqual(['reading: 2,000\n', 'reading: 3,000\n', 'matching\n']);
  });

  it('goes on after it was taken away', () => {
    const { line, clock, written } = begin(false);

    clock.nowMs = 3_000;
    line.tell({ phase: 'reading' });
    line.clear();
    clock.nowMs = 5_000;
    line.tell({ phase: 'reading' });

    expect(written).toEqual(['reading\n', 'reading\n']);
  });
});

describe('progressText', () => {
  it.each([
    [{ phase: 'reading', system: 'crm', count: 1200, total: 4000 }, 12, 'reading crm: 1,200 of 4,000  12 s'],
    [{ phase: 'matching' }, null, 'matching'],
    [{ phase: 'apply', system: 'erp' }, null, 'writing erp'],
  ])('%j', (event, seconds, text) => {
    expect(progressText(event, seconds)).toBe(text);
  });
});

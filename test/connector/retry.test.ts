import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, RetryBudget } from '../../src/connector/retry.ts';

describe('the pause before a repetition', () => {
  it('has full jitter below a ceiling that doubles from 250 ms to 30 s', () => {
    const ceilings = [1, 2, 3, 4, 5, 8, 20].map((attempt) =>
      backoffMs({ attempt, retryAfterMs: null, random: 1 - 2 ** -50 }),
    );

    expect(ceilings).toEqual([249, 499, 999, 1999, 3999, 29_999, 29_999]);
    expect(backoffMs({ attempt: 3, retryAfterMs: undefined, random: 0 })).toBe(0);
    expect(backoffMs({ attempt: 0, retryAfterMs: null, random: 0.5 })).toBe(125);
  });

  it('is never shorter than the system asked for', () => {
    expect(backoffMs({ attempt: 1, retryAfterMs: 9000, random: 0.5 })).toBe(9000);
    expect(backoffMs({ attempt: 5, retryAfterMs: 10, random: 0.5 })).toBe(2000);
  });
});

describe("a system's budget of retries", () => {
  it('allows ten repetitions from the start, then one for every ten first requests', () => {
    const budget = new RetryBudget();
    const fromStart = Array.from({ length: 12 }, () => budget.take());
    for (let count = 0; count < 9; count += 1) budget.earn();
    const early = budget.take();
    budget.earn();

    expect(fromStart.filter(Boolean)).toHaveLength(10);
    expect([early, budget.take(), budget.take()]).toEqual([false, true, false]);
  });

  it('saves at most ten, however long all went well', () => {
    const budget = new RetryBudget();
    for (let count = 0; count < 10_000; count += 1) budget.earn();

    expect(Array.from({ length: 50 }, () => budget.take()).filter(Boolean)).toHaveLength(10);
  });

  it('sends at most 1.1 requests per first one, plus ten, whatever fails', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 400 }), (wishes) => {
        const budget = new RetryBudget();
        let sent = 0;
        for (const wish of wishes) {
          budget.earn();
          sent += 1;
          for (let count = 0; count < wish && budget.take(); count += 1) sent += 1;
        }
        expect(sent).toBeLessThanOrEqual(wishes.length * 1.1 + 10);
      }),
    );
  });
});

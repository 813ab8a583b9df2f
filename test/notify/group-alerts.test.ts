import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/model/discrepancy.ts';
import { MOST_ALIKE, wavesOf } from '../../src/notify/group-alerts.ts';
import { pendingOf } from '../../src/notify/select-alerts.ts';
import { alert, discrepancyOf, sha256, START, webhookTo } from './stage.ts';

const alerts = fc
  .array(
    fc.record({
      key: fc.integer({ min: 0, max: 60 }),
      code: fc.constantFrom('A', 'B'),
      state: fc.constantFrom('open' as const, 'acknowledged' as const, 'resolved' as const),
      count: fc.integer({ min: 1, max: 3 }),
      minute: fc.integer({ min: 0, max: 59 }),
    }),
    { maxLength: 150 },
  )
  .map((rows) => {
    const made = rows.map(({ key, code, state, count, minute }) =>
      alert(
        { ...discrepancyOf({ key: `${key}`, code }), count },
        state,
        `2026-11-22T12:${String(minute).padStart(2, '0')}:00.000Z`,
      ),
    );
    return [...new Map(made.map((each) => [each.id, each])).values()];
  });

const route = webhookTo('https://a.example', { states: ['open', 'acknowledged', 'resolved'] });
const pending = (all: readonly Alert[]) =>
  pendingOf(route, all, { discrepancies: new Map(), stewards: () => [], notRunOf: () => '', now: START });

describe('waves of alerts', () => {
  it('hold every alert exactly once', () => {
    fc.assert(
      fc.property(alerts, (all) => {
        const sent = wavesOf(pending(all), sha256).flatMap((wave) => wave.flatMap((group) => group.alerts));

        expect(sent.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
      }),
    );
  });

  it('tell the course of each discrepancy in order, one message after the other', () => {
    fc.assert(
      fc.property(alerts, (all) => {
        const seen = new Map<string, number>();
        for (const wave of wavesOf(pending(all), sha256)) {
          const own = wave.flatMap((group) => group.alerts);
          expect(new Set(own.map(({ discrepancy }) => discrepancy)).size).toBe(own.length);
          for (const { discrepancy, about } of own) {
            expect(about.count).toBeGreaterThanOrEqual(seen.get(discrepancy) ?? 0);
            seen.set(discrepancy, about.count);
          }
        }
      }),
    );
  });

  it('group only what is alike, and only more than 20', () => {
    fc.assert(
      fc.property(alerts, (all) => {
        for (const group of wavesOf(pending(all), sha256).flat()) {
          const kinds = new Set(group.alerts.map(({ state, about }) => `${state} ${about.code}`));

          expect(kinds.size).toBe(1);
          expect(group.isGroup ? group.alerts.length > MOST_ALIKE : group.alerts.length === 1).toBe(true);
        }
      }),
    );
  });

  it('do not depend on the order of the outbox', () => {
    fc.assert(
      fc.property(alerts, (all) => {
        const ids = (given: readonly Alert[]) =>
          wavesOf(pending(given), sha256).map((wave) => wave.map(({ id }) => id));

        expect(ids([...all].reverse())).toEqual(ids(all));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/model/discrepancy.ts';
import { type AlertFacts, renderAlertMessage } from '../../src/render/alert-message.ts';
import { alert, discrepancyOf, START } from './stage.ts';

const factsOf = (alerts: readonly [Alert, ...Alert[]], more: Partial<AlertFacts> = {}): AlertFacts => ({
  project: 'two',
  id: alerts.length > 1 ? 'group:1' : alerts[0].id,
  alerts,
  alike: { id: 'alike1', isGroup: alerts.length > 1, remaining: 30 },
  stewards: [],
  ...more,
});
const many = (count: number, parts = {}): readonly [Alert, ...Alert[]] => {
  const [first = alert(), ...rest] = Array.from({ length: count }, (_, i) =>
    alert(discrepancyOf({ key: `C-${i}`, ...parts })),
  );
  return [first, ...rest];
};

describe('the message of one alert', () => {
  it('says who has to look, and who may decide', () => {
    const held = alert(discrepancyOf({ kind: 'hold', code: 'APPROVAL', state: 'held', from: 'finance', field: null }));

    const { subject, text } = renderAlertMessage(factsOf([held], { stewards: ['anna', 'ben'] }));

    expect(subject).toBe('Open: hold APPROVAL, customer 00042 in erp');
    expect(text).toMatch(/^Owner +crm; steward anna, ben$/m);
    expect(text).toMatch(/^Waits for +finance$/m);
    expect(text).toMatch(/^State +held$/m);
    expect(text).not.toMatch(/^Field/m);
  });

  it('leaves out what it is not about', () => {
    const nowhere = alert(discrepancyOf({ entity: '', system: '', key: null, field: null, owner: null, run: null }));

    const { subject, text, data } = renderAlertMessage(factsOf([nowhere]));

    expect(subject).toBe('Open: failure WRITE_REFUSED');
    expect(text).not.toMatch(/^(?:Record|System|Field|Owner|Run)/m);
    expect(data).toMatchObject({ entity: null, system: null, key: null, keys: [] });
  });

  it('of what is resolved has nothing more to do', () => {
    const { subject, text, markdown } = renderAlertMessage(factsOf([alert(discrepancyOf(), 'resolved')]));

    expect(subject).toMatch(/^Resolved: /);
    expect(text).toMatch(/^State +resolved$/m);
    expect(text + markdown).not.toContain('Do');
  });

  it('says who looks after it', () => {
    const told: Alert = { ...alert(discrepancyOf(), 'acknowledged'), by: { actor: 'anna', reason: null } };

    const { subject, text, data } = renderAlertMessage(factsOf([told]));

    expect(subject).toMatch(/^Acknowledged: /);
    expect(text).toMatch(/^By +anna$/m);
    expect(data['acknowledged']).toEqual({ by: 'anna', reason: null });
  });

  it('is on one line in the subject and without controls anywhere, whatever the values are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (key, detail) => {
        const { subject, text, markdown } = renderAlertMessage(
          factsOf([alert(discrepancyOf({ key, detail, owner: key }))]),
        );

        expect(subject).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect((text + markdown).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(text.split('\n')[0]).not.toContain('\n');
      }),
    );
  });

  it('cuts a key that is endless', () => {
    const { subject, text } = renderAlertMessage(factsOf([alert(discrepancyOf({ key: 'x'.repeat(10_000) }))]));

    expect(subject.length).toBeLessThanOrEqual(150);
    expect(text.length).toBeLessThan(1_000);
  });
});

describe('the message of many alike', () => {
  it('says how many, the first 20 keys, and how to list the rest', () => {
    const { subject, text, markdown, data } = renderAlertMessage(factsOf(many(1_204)));

    expect(subject).toBe('Open: 1,204 × failure WRITE_REFUSED, customer in erp');
    expect(text).toMatch(/^Count +1,204$/m);
    expect(text).toMatch(/^Left +30 not resolved$/m);
    expect(text).toMatch(
      /^Do +concordat alerts list --kind failure --code WRITE_REFUSED --entity customer --system erp$/m,
    );
    expect(text).toContain('  C-19\n  and 1,184 more\n');
    expect(markdown).toContain('- `C-19`\n- and 1,184 more\n');
    expect(data).toMatchObject({ count: 1_204, key: null, discrepancy: null, since: START });
  });

  it('says nothing of keys when there are none', () => {
    const { text, markdown } = renderAlertMessage(factsOf(many(25, { key: null, entity: '', system: '' })));

    expect(text).not.toContain('more');
    expect(markdown).not.toContain('Records:');
    expect(text).toMatch(/^Do +concordat alerts list --kind failure --code WRITE_REFUSED$/m);
  });

  it('has the age of the oldest and the instant of the newest', () => {
    const [first, ...rest] = many(25);
    const older = { ...first, about: { ...first.about, since: '2026-11-20T00:00:00.000Z' } };
    const newer = { ...first, at: '2026-11-23T00:00:00.000Z' };

    const { at, text, data } = renderAlertMessage(factsOf([older, newer, ...rest]));

    expect(at).toBe('2026-11-23T00:00:00.000Z');
    expect(text).toMatch(/^Since +2026-11-20 00:00:00 UTC$/m);
    expect(data['since']).toBe('2026-11-20T00:00:00.000Z');
  });
});

import { describe, expect, it } from 'vitest';
import type { Alert, Discrepancy } from '../../src/model/discrepancy.ts';
import { heartbeatDocuments, notRunId, type Pulse } from '../../src/notify/heartbeat.ts';
import { sha256, START, webhookTo } from './stage.ts';

const HOUR = 3_600_000;
const after = (ms: number): string => new Date(Date.parse(START) + ms).toISOString();
const idOf = (route: string): string => notRunId(route, sha256);
const beat = (pulse: Partial<Pulse>) =>
  heartbeatDocuments({
    routes: [webhookTo('https://a.example', { heartbeatMs: 26 * HOUR })],
    discrepancies: new Map(),
    lastRun: START,
    now: after(27 * HOUR),
    notRunOf: idOf,
    ...pulse,
  });
const openedBy = (documents: ReturnType<typeof beat>): ReadonlyMap<string, Discrepancy> =>
  new Map(
    documents.filter(({ kind }) => kind === 'discrepancy').map(({ id, body }) => [id, body as unknown as Discrepancy]),
  );
const alertsOf = (documents: ReturnType<typeof beat>): readonly Alert[] =>
  documents.filter(({ kind }) => kind === 'alert').map(({ body }) => body as unknown as Alert);

describe('a heartbeat', () => {
  it('opens one discrepancy and one alert when no run ended in time', () => {
    const documents = beat({});

    expect([...openedBy(documents).keys()]).toEqual([idOf('ops')]);
    expect(alertsOf(documents)).toMatchObject([{ id: `${idOf('ops')}:open:1`, state: 'open', kind: 'not-run' }]);
  });

  it('says nothing up to the last millisecond, and nothing twice', () => {
    const discrepancies = openedBy(beat({}));

    expect(beat({ now: after(26 * HOUR) })).toEqual([]);
    expect(beat({ now: after(26 * HOUR + 1) })).toHaveLength(2);
    expect(beat({ discrepancies, now: after(99 * HOUR) })).toEqual([]);
  });

  it('resolves it when a run ended, and counts when it opens again', () => {
    const open = openedBy(beat({}));
    const resolved = beat({ discrepancies: open, lastRun: after(28 * HOUR), now: after(28 * HOUR) });
    const again = beat({ discrepancies: openedBy(resolved), lastRun: after(28 * HOUR), now: after(99 * HOUR) });

    expect(alertsOf(resolved)).toMatchObject([{ state: 'resolved', id: `${idOf('ops')}:resolved:1` }]);
    expect(alertsOf(again)).toMatchObject([{ state: 'open', id: `${idOf('ops')}:open:2` }]);
  });

  it('alerts when no run ended ever', () => {
    expect([...openedBy(beat({ lastRun: null })).values()][0]?.detail).toContain('No run has ended yet');
  });

  it.each([
    [26 * HOUR, '26 hours'],
    [HOUR, '1 hour'],
    [90 * 60_000, '90 minutes'],
    [45_000, '45 seconds'],
  ])('of %i ms is told as %s', (heartbeatMs, words) => {
    const [found] = openedBy(beat({ routes: [webhookTo('https://a.example', { heartbeatMs })] })).values();

    expect(found?.detail).toContain(`within ${words}:`);
  });

  it('is each route for itself', () => {
    const routes = [
      webhookTo('https://a.example', { name: 'fast', heartbeatMs: HOUR }),
      webhookTo('https://a.example', { name: 'slow', heartbeatMs: 99 * HOUR }),
      webhookTo('https://a.example', { name: 'none' }),
    ];

    expect([...openedBy(beat({ routes })).keys()]).toEqual([idOf('fast')]);
  });

  it('ends with its route', () => {
    const discrepancies = openedBy(beat({}));

    expect(alertsOf(beat({ routes: [], discrepancies }))).toMatchObject([{ state: 'resolved' }]);
  });
});

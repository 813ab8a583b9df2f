import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notifier } from '../../src/model/notifier.ts';
import { type ChannelServer, channelServer, type Seen } from './channel-server.ts';
import { alert, discrepancyOf, openStage, type Stage, START, webhookTo } from './stage.ts';

const idsOf = (seen: readonly Seen[]): unknown[] => seen.map(({ body }) => (JSON.parse(body) as { id: string }).id);
const dataOf = (seen: Seen | undefined): Record<string, unknown> =>
  (JSON.parse(seen?.body ?? '{}') as { data: Record<string, unknown> }).data;
const many = (count: number, parts = {}) =>
  Array.from({ length: count }, (_, i) =>
    alert(discrepancyOf({ key: `C-${String(i + 1).padStart(3, '0')}`, ...parts })),
  );

describe('delivery', () => {
  let server: ChannelServer;
  let stage: Stage;
  beforeEach(async () => {
    server = await channelServer();
    stage = await openStage();
  });
  afterEach(async () => {
    await server.close();
    await stage.close();
  });
  const route = () => webhookTo(`${server.url}/hook`);

  it('sends each alert once and remembers the instant', async () => {
    const one = alert();
    await stage.put(one);

    const [first] = await stage.deliver([route()]);
    const [second] = await stage.deliver([route()]);

    expect(first).toMatchObject({ route: 'ops', channel: 'webhook', sent: 1, failed: 0, waiting: 0, problems: [] });
    expect(second).toMatchObject({ sent: 0, failed: 0, waiting: 0, next: null });
    expect(idsOf(server.seen)).toEqual([one.id]);
    expect((await stage.alerts()).get(one.id)?.delivered).toEqual({ ops: START });
  });

  it('sends again under the same id what was sent and not remembered', async () => {
    const one = alert();
    await stage.put(one);
    const crashing = { ...stage.state, decide: () => Promise.reject(new Error('killed')) };

    await expect(stage.deliver([route()], { state: crashing })).rejects.toThrow('killed');
    await stage.deliver([route()]);

    expect(idsOf(server.seen)).toEqual([one.id, one.id]);
    expect(server.seen[0]?.headers['webhook-id']).toBe(server.seen[1]?.headers['webhook-id']);
  });

  it('goes only where it is wanted', async () => {
    await stage.put(
      alert(discrepancyOf({ key: '1' })),
      alert(discrepancyOf({ key: '2', entity: 'order' })),
      alert(discrepancyOf({ key: '3', system: 'warehouse' })),
      alert(discrepancyOf({ key: '4', kind: 'hold', state: 'held', from: 'finance' })),
      alert(discrepancyOf({ key: '5', severity: 'warning' })),
      alert(discrepancyOf({ key: '6', owner: 'pim' })),
    );
    const routes = [
      webhookTo(`${server.url}/kinds`, { name: 'kinds', kinds: ['hold'] }),
      webhookTo(`${server.url}/entities`, { name: 'entities', entities: ['order'] }),
      webhookTo(`${server.url}/systems`, { name: 'systems', systems: ['warehouse'] }),
      webhookTo(`${server.url}/severity`, { name: 'severity', severities: ['warning'] }),
      webhookTo(`${server.url}/owners`, { name: 'owners', owners: ['pim', 'finance'] }),
      webhookTo(`${server.url}/states`, { name: 'states', states: ['resolved'] }),
    ];

    await stage.deliver(routes);

    const got = Map.groupBy(server.seen, ({ path }) => path.slice(1));
    expect(
      Object.fromEntries([...got].map(([name, all]) => [name, all.map((seen) => dataOf(seen)['key']).sort()])),
    ).toEqual({ kinds: ['4'], entities: ['2'], systems: ['3'], severity: ['5'], owners: ['4', '6'] });
  });

  it('finds the steward of a field among the owners', async () => {
    await stage.put(alert());

    await stage.deliver([webhookTo(server.url, { owners: ['anna@example.com'] })], { stewards: ['anna@example.com'] });

    expect(dataOf(server.seen[0])['stewards']).toEqual(['anna@example.com']);
  });

  it('sends 20 alike alerts one by one, and more as one message with 20 keys and the command for the rest', async () => {
    await stage.put(...many(20, { code: 'A' }), ...many(21, { code: 'B' }));

    const [told] = await stage.deliver([route()]);

    const groups = server.seen.filter(({ body }) => body.includes('alert.group.open'));
    expect(told).toMatchObject({ sent: 41, failed: 0 });
    expect(server.seen).toHaveLength(21);
    expect(groups).toHaveLength(1);
    expect(dataOf(groups[0])).toMatchObject({
      count: 21,
      key: null,
      code: 'B',
      remaining: 21,
      command: 'concordat alerts list --kind failure --code B --entity customer --system erp',
    });
    expect(dataOf(groups[0])['keys']).toHaveLength(20);
    expect([...(await stage.alerts()).values()].every(({ delivered }) => delivered['ops'] === START)).toBe(true);
  });

  it('gives the same alerts of a group the same id again', async () => {
    await stage.put(...many(30));
    server.answer = () => ({ status: 500 });
    await stage.deliver([route()]);
    server.answer = () => ({});
    stage.wait(3_600_000);

    const [told] = await stage.deliver([route()]);

    expect(told?.sent).toBe(30);
    expect(new Set(idsOf(server.seen)).size).toBe(1);
    expect(server.seen).toHaveLength(2);
  });

  it('tells of one discrepancy in order, each change of state once', async () => {
    const about = discrepancyOf();
    await stage.put(
      alert(about),
      alert(about, 'acknowledged', '2026-11-22T12:01:00.000Z'),
      alert({ ...about, last: '2026-11-22T12:02:00.000Z' }, 'resolved'),
    );

    await stage.deliver([{ ...route(), states: ['open', 'acknowledged', 'resolved'] }]);

    expect(server.seen.map((seen) => dataOf(seen)['state'])).toEqual(['open', 'acknowledged', 'resolved']);
  });

  it('keeps that order when the clock was set back meanwhile', async () => {
    const about = discrepancyOf();
    await stage.put(alert(about), alert({ ...about, count: 2 }, 'resolved', '2026-11-22T09:00:00.000Z'));

    await stage.deliver([route()]);

    expect(server.seen.map((seen) => dataOf(seen)['state'])).toEqual(['open', 'resolved']);
  });

  it('does not tell that something is resolved before it told that it is open', async () => {
    const [one, other] = [discrepancyOf({ key: '1' }), discrepancyOf({ key: '2' })];
    await stage.put(alert(one), alert(one, 'resolved', '2026-11-22T12:02:00.000Z'), alert(other));
    server.answer = ({ body }) => (dataOf({ body } as Seen)['key'] === '1' ? { status: 422 } : {});

    const [told] = await stage.deliver([route()]);

    expect(told).toMatchObject({ sent: 1, failed: 1, waiting: 1 });
    expect(told?.problems.map(({ code }) => code)).toEqual(['NOTIFY_REFUSED']);
    expect(server.seen.map((seen) => `${String(dataOf(seen)['key'])} ${String(dataOf(seen)['state'])}`).sort()).toEqual(
      ['1 open', '2 open'],
    );
  });

  it('leaves a failing channel alone until its time has come, with a pause that doubles', async () => {
    await stage.put(...many(3));
    server.answer = () => ({ status: 503 });

    const [told] = await stage.deliver([route()]);
    const [again] = await stage.deliver([route()]);

    expect(told).toMatchObject({ sent: 0, failed: 1, waiting: 2, next: '2026-11-22T12:00:00.500Z' });
    expect(again).toMatchObject({ sent: 0, failed: 0, waiting: 3, next: '2026-11-22T12:00:00.500Z' });
    expect(server.seen).toHaveLength(1);

    stage.wait(500);
    const [later] = await stage.deliver([route()]);

    expect(later?.next).toBe('2026-11-22T12:00:01.500Z');
    expect(server.seen).toHaveLength(2);
  });

  it('never waits longer than an hour by itself', async () => {
    await stage.put(alert());
    stage.random = 0.999;
    server.answer = () => ({ status: 500 });
    for (let attempt = 0; attempt < 15; attempt += 1) {
      await stage.deliver([route()]);
      stage.wait(3_600_000);
    }

    const [row] = [...(await stage.alerts()).values()];

    expect(server.seen).toHaveLength(15);
    expect(row?.retries['ops']).toMatchObject({ count: 15, code: 'NOTIFY_UNREACHABLE' });
    expect(Date.parse(row?.retries['ops']?.next ?? '') - Date.parse(stage.world.now())).toBeLessThanOrEqual(0);
  });

  it.each([
    ['seconds', () => '120'],
    ['a date', () => new Date(Date.parse(START) + 120_000).toUTCString()],
  ])('waits as long as a channel asks for in %s', async (_, retryAfter) => {
    await stage.put(...many(2));
    server.answer = () => ({ status: 429, headers: { 'retry-after': retryAfter() } });
    await stage.deliver([route()]);
    server.answer = () => ({});

    stage.wait(119_000);
    const [early] = await stage.deliver([route()]);
    stage.wait(1_000);
    const [due] = await stage.deliver([route()]);

    expect(early).toMatchObject({ sent: 0, waiting: 2, next: '2026-11-22T12:02:00.000Z' });
    expect(due).toMatchObject({ sent: 2, waiting: 0 });
  });

  it('does not wait for ever when the clock is set back', async () => {
    await stage.put(alert());
    server.answer = () => ({ status: 500 });
    await stage.deliver([route()]);
    server.answer = () => ({});
    stage.wait(-30 * 86_400_000);

    expect((await stage.deliver([route()]))[0]?.sent).toBe(1);
  });

  it('ends within its budget when a channel is silent, and tries again later', async () => {
    await stage.put(...many(2));
    server.answer = () => ({ isSilent: true });
    const started = performance.now();

    const [told] = await stage.deliver([route()], { budgetMs: 300 });

    expect(performance.now() - started).toBeLessThan(2_000);
    expect(told).toMatchObject({ sent: 0, failed: 1, waiting: 1 });
    expect(told?.problems.map(({ code }) => code)).toEqual(['NOTIFY_TIMEOUT']);
  });

  it('does not wait for a channel that cannot be stopped', async () => {
    await stage.put(alert());
    const open = (): Promise<Notifier> =>
      Promise.resolve({ send: () => new Promise(() => {}), close: () => Promise.resolve() });

    const [told] = await stage.deliver([route()], { open, budgetMs: 100 });

    expect(told?.problems.map(({ code }) => code)).toEqual(['NOTIFY_TIMEOUT']);
  });

  it('delivers thousands of alike alerts as one message', async () => {
    await stage.put(...many(5_000));

    const [told] = await stage.deliver([route()]);

    expect(told).toMatchObject({ sent: 5_000, waiting: 0 });
    expect(server.seen).toHaveLength(1);
    expect((await stage.deliver([route()]))[0]).toMatchObject({ sent: 0, waiting: 0 });
  });

  it('delivers to the others when one channel fails, and keeps the marks of all', async () => {
    const one = alert();
    await stage.put(one);
    const broken = webhookTo('http://127.0.0.1:1/', { name: 'broken' });

    const told = await stage.deliver([broken, route(), webhookTo(`${server.url}/b`, { name: 'second' })]);

    expect(told.map(({ sent, failed }) => [sent, failed])).toEqual([
      [0, 1],
      [1, 0],
      [1, 0],
    ]);
    const row = (await stage.alerts()).get(one.id);
    expect(Object.keys(row?.delivered ?? {}).sort()).toEqual(['ops', 'second']);
    expect(Object.keys(row?.retries ?? {})).toEqual(['broken']);
  });

  it('tells of a secret that is not set, and counts no attempt', async () => {
    await stage.put(alert());
    const lacking = webhookTo(server.url);

    const [told] = await stage.deliver([{ ...lacking, target: { ...lacking.target, secret: '${env:GONE}' } }]);

    expect(told).toMatchObject({ sent: 0, failed: 0, waiting: 1 });
    expect(told?.problems.map(({ code }) => code)).toEqual(['ROUTE_SECRET_MISSING']);
    expect(Object.values([...(await stage.alerts()).values()][0]?.retries ?? {})).toEqual([]);
  });

  it('shows nothing of an error that it does not know', async () => {
    await stage.put(alert());
    const open = (): Promise<Notifier> =>
      Promise.resolve({ send: () => Promise.reject(new Error('CANARY')), close: () => Promise.resolve() });

    const told = await stage.deliver([route()], { open });

    expect(told[0]?.problems.map(({ code }) => code)).toEqual(['NOTIFY_FAILED']);
    expect(JSON.stringify([told, [...(await stage.alerts())]])).not.toContain('CANARY');
  });

  it('spares a new route what is over for a week, and tells it what is still open', async () => {
    const [gone, open] = [discrepancyOf({ key: 'gone' }), discrepancyOf({ key: 'open' })];
    await stage.put(alert(gone), alert(gone, 'resolved', '2026-11-22T13:00:00.000Z'), alert(open));
    stage.wait(8 * 86_400_000);

    const [told] = await stage.deliver([route()]);

    expect(told).toMatchObject({ sent: 1, waiting: 0 });
    expect(dataOf(server.seen[0])['key']).toBe('open');
  });

  it('keeps alerts for 30 days after they are over', async () => {
    const [gone, open] = [discrepancyOf({ key: 'gone' }), discrepancyOf({ key: 'open' })];
    await stage.put(alert(gone), alert(gone, 'resolved'), alert(open));
    await stage.deliver([route()]);

    stage.wait(29 * 86_400_000);
    await stage.deliver([route()]);
    expect((await stage.alerts()).size).toBe(3);
    stage.wait(2 * 86_400_000);
    await stage.deliver([route()]);

    expect([...(await stage.alerts()).values()].map(({ about }) => about.key)).toEqual(['open']);
  });

  it('sends nothing when it is told to stop', async () => {
    await stage.put(alert());

    const [told] = await stage.deliver([route()], { signal: AbortSignal.abort() });

    expect(told).toMatchObject({ sent: 0, failed: 0, waiting: 1 });
    expect(server.seen).toEqual([]);
  });
});

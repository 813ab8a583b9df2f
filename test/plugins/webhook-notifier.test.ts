import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTILE, messageOf, sendOver } from '../notify/channel.ts';
import { type ChannelServer, channelServer } from '../notify/channel-server.ts';
import { alert, discrepancyOf, routeOf, SECRET, START, webhookTo } from '../notify/stage.ts';

/** What the page of this notifier tells receivers to do. */
function isGenuine(headers: Readonly<Record<string, unknown>>, body: string, key: string | Buffer): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

describe('a webhook', () => {
  let server: ChannelServer;
  beforeEach(async () => {
    server = await channelServer();
  });
  afterEach(() => server.close());

  it('gets a CloudEvent 1.0 in structured mode', async () => {
    await sendOver(webhookTo(`${server.url}/hook`), messageOf());

    const [seen] = server.seen;
    expect(seen?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(JSON.parse(seen?.body ?? '')).toEqual({
      specversion: '1.0',
      id: alert().id,
      source: '/concordat/two',
      type: 'dev.concordat.alert.open',
      subject: alert().discrepancy,
      time: START,
      datacontenttype: 'application/json',
      data: {
        project: 'two',
        state: 'open',
        kind: 'failure',
        code: 'WRITE_REFUSED',
        severity: 'error',
        detail: 'The system refused the update: a check constraint on credit_limit.',
        entity: 'customer',
        system: 'erp',
        key: '00042',
        field: 'credit',
        owner: 'crm',
        stewards: [],
        from: null,
        since: START,
        last: START,
        run: '7f3a',
        discrepancy: alert().discrepancy,
        acknowledged: null,
        command: 'concordat trace customer 00042',
        count: 1,
        keys: ['00042'],
        remaining: 1,
        alerts: [alert().id],
      },
    });
  });

  it('can verify who sent it, when, and that nothing was changed', async () => {
    await sendOver(webhookTo(server.url), messageOf([alert(discrepancyOf({ key: 'Müller' }))]));

    const [seen] = server.seen;
    const [headers, body] = [seen?.headers ?? {}, seen?.body ?? ''];
    expect(isGenuine(headers, body, SECRET)).toBe(true);
    expect(Number(headers['webhook-timestamp'])).toBe(Date.parse(START) / 1000);
    expect(isGenuine(headers, body.replace('Müller', 'Mueller'), SECRET)).toBe(false);
    expect(isGenuine({ ...headers, 'webhook-timestamp': '1' }, body, SECRET)).toBe(false);
    expect(isGenuine({ ...headers, 'webhook-id': 'x' }, body, SECRET)).toBe(false);
    expect(isGenuine(headers, body, `${SECRET}x`)).toBe(false);
  });

  it('takes secrets in the form of Standard Webhooks', async () => {
    const key = Buffer.alloc(32, 7);

    await sendOver(webhookTo(server.url), messageOf(), { env: { SECRET: `whsec_${key.toString('base64')}` } });

    expect(isGenuine(server.seen[0]?.headers ?? {}, server.seen[0]?.body ?? '', key)).toBe(true);
  });

  it.each(['short', 'whsec_AAAA', ''])('is not opened with the secret "%s"', async (secret) => {
    await expect(sendOver(webhookTo(server.url), messageOf(), { env: { SECRET: secret } })).rejects.toMatchObject({
      code: secret === '' ? 'ROUTE_SECRET_MISSING' : 'ROUTE_MISCONFIGURED',
    });
    expect(server.seen).toEqual([]);
  });

  it('gets many alike alerts as one event', async () => {
    const alerts = Array.from({ length: 25 }, (_, i) => alert(discrepancyOf({ key: String(i) })));
    const [first = alert(), ...rest] = alerts;

    await sendOver(webhookTo(server.url), messageOf([first, ...rest]));

    const event = JSON.parse(server.seen[0]?.body ?? '') as Record<string, Record<string, unknown>>;
    expect(event).toMatchObject({ type: 'dev.concordat.alert.group.open', subject: 'alike1' });
    expect(event['id']).toMatch(/^group:[0-9a-f]+$/);
    expect(event['data']?.['keys']).toHaveLength(20);
    expect(event['data']?.['alerts']).toHaveLength(25);
  });

  it('gets a hostile key as data, and no header from it', async () => {
    await sendOver(webhookTo(server.url), messageOf([alert(discrepancyOf({ key: HOSTILE }))]));

    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ data: { key: HOSTILE } });
    expect(server.seen[0]?.headers).not.toHaveProperty('bcc');
  });

  it('is refused on loopback without a reason', async () => {
    const { target, ...route } = routeOf('webhook', { url: server.url, secret: '${env:SECRET}' });
    const { allow_private: _reason, ...plain } = target;

    await expect(sendOver({ ...route, target: plain }, messageOf())).rejects.toMatchObject({ code: 'NOTIFY_INSECURE' });
    expect(server.seen).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTILE, messageOf, sendOver } from '../notify/channel.ts';
import { type ChannelServer, channelServer } from '../notify/channel-server.ts';
import { alert, discrepancyOf, routeOf } from '../notify/stage.ts';

interface Body {
  readonly text: string;
  readonly blocks: readonly {
    readonly type: string;
    readonly text: { readonly type: string; readonly text: string };
  }[];
}

describe('a Slack-style webhook', () => {
  let server: ChannelServer;
  beforeEach(async () => {
    server = await channelServer();
  });
  afterEach(() => server.close());
  const route = () => routeOf('slack', { url: '${env:HOOK}' });
  const sent = async (...alerts: Parameters<typeof messageOf>): Promise<Body> => {
    await sendOver(route(), messageOf(...alerts), { env: { HOOK: `${server.url}/T/1` } });
    return JSON.parse(server.seen.at(-1)?.body ?? '') as Body;
  };

  it('gets blocks of plain text with record, field, error, owner and command', async () => {
    const { blocks } = await sent();

    expect(blocks[0]).toMatchObject({
      type: 'header',
      text: { type: 'plain_text', text: '[two] Open: failure WRITE_REFUSED, customer 00042, credit in erp' },
    });
    expect(blocks[1]?.text.text).toBe(`The system refused the update: a check constraint on credit_limit.

Record  customer 00042
System  erp
Field   credit
Error   WRITE_REFUSED
Owner   crm
Since   2026-11-22 12:00:00 UTC
Seen    1 time, last 2026-11-22 12:00:00 UTC
Run     7f3a
State   open
Do      concordat trace customer 00042

Alert ${alert().id} of two`);
    expect(server.seen[0]?.path).toBe('/T/1');
  });

  it('reads nothing of a hostile key as notation, in the blocks or in the fallback', async () => {
    const body = await sent([alert(discrepancyOf({ key: HOSTILE, detail: `A ${HOSTILE}` }))]);

    const shown = body.blocks.map(({ text }) => text.text).join('\n');
    expect(body.blocks.every(({ text }) => text.type === 'plain_text')).toBe(true);
    expect(shown).not.toMatch(/[<>\u202e\u001b\r]/);
    const fallback = body.text.slice(4, -4);
    expect(body.text).toMatch(/^```\n[^]*\n```$/);
    expect(fallback).not.toMatch(/[`<>@\u202e\u001b\r]/);
  });

  it('stays within the limits of Slack', async () => {
    const alerts = Array.from({ length: 60 }, (_, i) => alert(discrepancyOf({ key: `${i}-${'ä'.repeat(5_000)}` })));
    const [first = alert(), ...rest] = alerts;

    const { blocks } = await sent([first, ...rest]);

    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(blocks[0]?.text.text.length).toBeLessThanOrEqual(150);
    expect(Math.max(...blocks.map(({ text }) => text.text.length))).toBeLessThanOrEqual(3_000);
    expect(blocks.map(({ text }) => text.text).join('\n')).toContain('and 40 more');
  });

  it('cuts a long line into pieces', async () => {
    const { blocks } = await sent([alert(discrepancyOf({ detail: `${'x'.repeat(7_000)}${'<'.repeat(2_000)}` }))]);

    expect(blocks.map(({ text }) => text.text).join('')).toContain('x'.repeat(7_000) + '&lt;'.repeat(2_000));
    expect(Math.max(...blocks.map(({ text }) => text.text.length))).toBeLessThanOrEqual(3_000);
  });

  it('fails when the webhook is refused', async () => {
    server.answer = () => ({ status: 404, body: 'no_service' });

    await expect(sent()).rejects.toMatchObject({ code: 'NOTIFY_REFUSED' });
  });
});

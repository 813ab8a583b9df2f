import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/model/notifier.ts';
import { guardedHttp, type HttpRules } from '../../src/notify/http.ts';
import { waitOf } from '../../src/notify/judge-answer.ts';
import { realWorld } from '../../src/world.ts';
import { type ChannelServer, channelServer } from './channel-server.ts';

const NOW = '2026-11-22T12:00:00.000Z';
const world = { ...realWorld(), now: () => NOW };

describe('requests to a channel', () => {
  let server: ChannelServer;
  beforeEach(async () => {
    server = await channelServer();
  });
  afterEach(() => server.close());

  const send = (url: string, rules: Partial<HttpRules> = {}, request: Partial<HttpRequest> = {}) =>
    guardedHttp({ route: 'ops', isPrivateAllowed: true, ca: null, world, timeoutMs: 500, ...rules })(
      { method: 'POST', url, headers: { authorization: 'Bearer s' }, body: '{"ä":1}', ...request },
      new AbortController().signal,
    );

  it('arrive as they were made', async () => {
    await send(`${server.url}/a?b=c`);

    expect(server.seen).toMatchObject([{ method: 'POST', path: '/a?b=c', body: '{"ä":1}' }]);
    expect(server.seen[0]?.headers).toMatchObject({ authorization: 'Bearer s', 'user-agent': 'concordat' });
  });

  it.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f000001',
    'http://127.1',
    'http://localhost',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
  ])('do not leave for %s without a reason', async (host) => {
    const { port } = new URL(server.url);

    await expect(send(`${host}:${port}`, { isPrivateAllowed: false })).rejects.toMatchObject({
      code: 'NOTIFY_INSECURE',
    });
    await expect(send(`${host}:${port}`.replace('http', 'https'), { isPrivateAllowed: false })).rejects.toMatchObject({
      code: 'NOTIFY_ADDRESS',
    });
    expect(server.seen).toEqual([]);
  });

  it('reach loopback in any spelling where the route allows it', async () => {
    await send(server.url.replace('127.0.0.1', '2130706433'));

    expect(server.seen).toHaveLength(1);
  });

  it.each(['http://8.8.8.8/', 'http://10.0.0.1/', 'ftp://127.0.0.1/', 'no address', 'http://u:p@127.0.0.1/'])(
    'do not leave for %s at all',
    async (url) => {
      await expect(send(url)).rejects.toMatchObject({ code: 'NOTIFY_INSECURE' });
    },
  );

  it('follow no redirect, and hand nothing over to another host', async () => {
    const other = await channelServer();
    server.answer = () => ({ status: 307, headers: { location: other.url } });

    await expect(send(server.url)).rejects.toMatchObject({ code: 'NOTIFY_REDIRECT', isRetryable: false });
    expect(other.seen).toEqual([]);
    await other.close();
  });

  it.each([
    [400, 'NOTIFY_REFUSED', false],
    [401, 'NOTIFY_LOGIN', false],
    [403, 'NOTIFY_LOGIN', false],
    [404, 'NOTIFY_REFUSED', false],
    [408, 'NOTIFY_UNREACHABLE', true],
    [429, 'NOTIFY_LIMIT', true],
    [500, 'NOTIFY_UNREACHABLE', true],
    [503, 'NOTIFY_UNREACHABLE', true],
  ])('that are answered with %i fail as %s', async (status, code, isRetryable) => {
    server.answer = () => ({ status, body: 'CANARY' });

    const error: unknown = await send(server.url).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code, isRetryable, at: 'route:ops' });
    expect(String((error as Error).message)).not.toContain('CANARY');
  });

  it('take a success without reading an answer that does not end', async () => {
    server.answer = () => ({ body: 'endless' });

    await expect(send(server.url)).resolves.toEqual({ status: 200, text: '' });
  });

  it('stop reading an answer that is too large', async () => {
    server.answer = () => ({ body: 'endless' });

    await expect(send(server.url, {}, { answerBytes: 100_000 })).rejects.toMatchObject({ code: 'NOTIFY_TOO_LARGE' });
  });

  it('give up a server that says nothing', async () => {
    server.answer = () => ({ isSilent: true });

    await expect(send(server.url)).rejects.toMatchObject({ code: 'NOTIFY_TIMEOUT', isRetryable: true });
  });

  it('say that nobody is there', async () => {
    await expect(send('http://127.0.0.1:1')).rejects.toMatchObject({ code: 'NOTIFY_UNREACHABLE', isRetryable: true });
  });

  it('do not speak TLS with a server that speaks none', async () => {
    await expect(send(server.url.replace('http', 'https'))).rejects.toMatchObject({ code: 'NOTIFY_UNREACHABLE' });
  });
});

describe('how long a channel asks to wait', () => {
  it.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['a date', { 'retry-after': 'Sun, 22 Nov 2026 12:00:09 GMT' }, 9_000],
    ['a date in the past', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    ['nonsense', { 'retry-after': 'soon' }, null],
    ['nothing', {}, null],
    ['a spent window', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795348860' }, 60_000],
    ['a window with room', { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '1795348860' }, null],
  ])('is read from %s', (_, headers, expected) => {
    expect(waitOf({ status: 429, headers }, NOW)).toBe(expected);
  });
});

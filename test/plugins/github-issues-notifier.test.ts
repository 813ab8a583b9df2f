import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RouteDef } from '../../src/model/manifest.ts';
import type { Notifier } from '../../src/model/notifier.ts';
import { HOSTILE, messageOf, openChannel } from '../notify/channel.ts';
import { type GitHubServer, gitHubServer } from '../notify/github-server.ts';
import { alert, discrepancyOf, routeOf } from '../notify/stage.ts';

const TOKEN = 'github-token-canary';
const signal = new AbortController().signal;

describe('GitHub issues', () => {
  let server: GitHubServer;
  let notifier: Notifier;
  const route = (): RouteDef =>
    routeOf('github', {
      repository: 'acme/data',
      token: '${env:TOKEN}',
      labels: ['data'],
      api: `${server.url}/api/v3`,
    });
  const reopen = async (): Promise<void> => {
    notifier = await openChannel(route(), '/', { TOKEN });
  };
  beforeEach(async () => {
    server = await gitHubServer();
    await reopen();
  });
  afterEach(() => server.close());
  const send = (...message: Parameters<typeof messageOf>) => notifier.send(messageOf(...message), signal);
  const group = (count: number, state: 'open' | 'resolved' = 'open') => {
    const [first = alert(), ...rest] = Array.from({ length: count }, (_, i) =>
      alert(discrepancyOf({ key: `C-${i}` }), state),
    );
    return [first, ...rest] as const;
  };

  it('are opened once, with labels and a hidden marker', async () => {
    await send();

    expect(server.issues).toMatchObject([{ number: 1, state: 'open', labels: ['concordat', 'data'], comments: [] }]);
    expect(server.issues[0]?.title).toBe('Open: failure WRITE_REFUSED, customer 00042, credit in erp');
    expect(server.issues[0]?.body).toContain(`<!-- concordat:about ${alert().discrepancy} -->`);
    expect(server.seen.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`)).toBe(true);
    expect(server.seen.every(({ path }) => path.startsWith('/api/v3/repos/acme/data/issues'))).toBe(true);
  });

  it('are found again by a later delivery, never opened twice', async () => {
    await send();
    await reopen();
    await send();

    expect(server.issues).toHaveLength(1);
    expect(server.issues[0]?.comments).toEqual([]);
  });

  it('are commented on and closed as the state changes, each change once', async () => {
    const about = discrepancyOf();
    await send([alert(about)]);
    const acknowledged = { ...alert(about, 'acknowledged'), by: { actor: 'anna', reason: 'Ticket 4711' } };
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await reopen();
      await send([acknowledged]);
      await send([alert(about, 'resolved')]);
    }

    const [issue] = server.issues;
    expect(issue).toMatchObject({ state: 'closed', reason: 'completed' });
    expect(issue?.comments).toHaveLength(2);
    expect(issue?.comments[0]).toContain('`anna: Ticket 4711`');
    expect(issue?.comments[1]).toMatch(/^\*\*Resolved\*\*/);
  });

  it('are opened again when the same trouble is back', async () => {
    const about = discrepancyOf();
    await send([alert(about)]);
    await send([alert(about, 'resolved')]);
    await reopen();

    await send([alert({ ...about, count: 2, since: '2026-11-25T12:00:00.000Z', last: '2026-11-25T12:00:00.000Z' })]);

    expect(server.issues).toHaveLength(1);
    expect(server.issues[0]).toMatchObject({ state: 'open' });
    expect(server.issues[0]?.comments.at(-1)).toMatch(/^\*\*Open again\*\*/);
  });

  it('are found without their label, where the token may not set labels', async () => {
    server.dropsLabels = true;
    await send();
    await reopen();
    await send();

    expect(server.issues).toHaveLength(1);
  });

  it('give way when two deliveries opened the same at once', async () => {
    const other = await openChannel(route(), '/', { TOKEN });
    server.beforeCreate = async () => {
      server.beforeCreate = () => Promise.resolve();
      await other.send(messageOf(), signal);
    };

    await send();

    expect(server.issues.map(({ number, state, reason }) => [number, state, reason])).toEqual([
      [1, 'open', null],
      [2, 'closed', 'not_planned'],
    ]);
    await send([alert(discrepancyOf(), 'resolved')]);
    expect(server.issues[0]).toMatchObject({ state: 'closed', reason: 'completed' });
  });

  it('are found among hundreds of others, and pull requests are no issues', async () => {
    for (let i = 0; i < 250; i += 1) server.add({ title: `Other ${i}`, labels: ['concordat'], isPull: i % 2 === 0 });
    await send();
    await reopen();
    await send();

    expect(server.issues.filter(({ title }) => title.startsWith('Open:'))).toHaveLength(1);
  });

  it('ignore a marker that somebody copied into a later issue', async () => {
    await send();
    server.add({ title: 'Copy', body: server.issues[0]?.body ?? '', labels: ['concordat'] });
    await reopen();

    await send([alert(discrepancyOf(), 'resolved')]);

    expect(server.issues.map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  it('stand for many alike as one, which is closed with the last of them', async () => {
    const [one, ...others] = group(25);
    await send([one, ...others], { remaining: 25 });
    expect(server.issues).toHaveLength(1);
    expect(server.issues[0]?.body).toContain('- and 5 more');

    await send([alert(one.about, 'resolved')], { remaining: 24 });
    expect(server.issues[0]).toMatchObject({ state: 'open' });
    await send(group(24, 'resolved'), { remaining: 0 });

    expect(server.issues[0]).toMatchObject({ state: 'closed' });
    expect(server.issues[0]?.comments).toHaveLength(2);
  });

  it('of their own are closed when many are resolved at once', async () => {
    for (const single of group(3)) await send([single]);

    await send(group(25, 'resolved'), { remaining: 0 });

    expect(server.issues.map(({ state }) => state)).toEqual(['closed', 'closed', 'closed']);
  });

  it('show a hostile key as code, without a link, a mention or HTML', async () => {
    await send([alert(discrepancyOf({ key: HOSTILE, detail: `Refused: ${HOSTILE}`, owner: HOSTILE }))]);

    const body = server.issues[0]?.body ?? '';
    const visible = body
      .replaceAll(/<!-- concordat:\w+ [\w:.]+ -->/g, '')
      .replaceAll(/(`+)[^`](?:[^]*?[^`])?\1(?!`)/g, '');
    expect(visible).not.toMatch(/[<@#\u202e\u001b]|\]\(/u);
    expect(server.issues[0]?.title).not.toMatch(/[@\p{Cc}\u202e]/u);
  });

  it.each([
    [401, {}, 'NOTIFY_LOGIN'],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' }, 'NOTIFY_LIMIT'],
    [404, {}, 'NOTIFY_REFUSED'],
    [422, {}, 'NOTIFY_REFUSED'],
    [301, { location: 'https://elsewhere.example' }, 'NOTIFY_REDIRECT'],
  ])('fail with %i as they should, and tell no token', async (status, headers, code) => {
    server.refusal = { status, headers };

    const error: unknown = await send().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(TOKEN);
    expect(server.issues).toEqual([]);
  });

  it('say when the answer is not that of the API', async () => {
    server.refusal = { status: 200, headers: {}, body: '<html>' };

    await expect(send()).rejects.toMatchObject({ code: 'NOTIFY_ANSWER' });
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RouteDef } from '../../src/model/manifest.ts';
import type { Json } from '../../src/model/value.ts';
import { HOSTILE, messageOf, sendOver } from '../notify/channel.ts';
import { HAS_OPENSSL, LOGIN, mailServer, type MailServer, makeCertificate } from '../notify/mail-server.ts';
import { alert, discrepancyOf, routeOf, START } from '../notify/stage.ts';

const open: MailServer[] = [];
const start = async (options: Parameters<typeof mailServer>[0] = {}): Promise<MailServer> => {
  const server = await mailServer(options);
  open.push(server);
  return server;
};
const mailTo = (port: number, more: Readonly<Record<string, Json>> = {}): RouteDef =>
  routeOf('email', {
    host: '127.0.0.1',
    port,
    from: 'concordat@example.com',
    to: ['anna@example.com', 'ben@example.com'],
    ...more,
  });

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

describe('mail', () => {
  it('holds record, field, error, owner and command, for every reader', async () => {
    const server = await start();

    const warnings = await sendOver(mailTo(server.port), messageOf());

    const [mail] = server.mails;
    expect(warnings).toEqual([]);
    expect(mail?.recipients).toEqual(['anna@example.com', 'ben@example.com']);
    expect(mail?.parsed.subject).toBe('[two] Open: failure WRITE_REFUSED, customer 00042, credit in erp');
    expect(mail?.parsed.date?.toISOString()).toBe(START);
    expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
    for (const part of ['customer 00042', 'credit', 'WRITE_REFUSED', 'crm', 'concordat trace customer 00042'])
      expect(mail?.parsed.text).toContain(part);
    expect(mail?.parsed.html).toBe(false);
  });

  it('has the same Message-ID in every attempt, and one thread for one discrepancy', async () => {
    const server = await start();
    const about = discrepancyOf();

    await sendOver(mailTo(server.port), messageOf([alert(about)]));
    await sendOver(mailTo(server.port), messageOf([alert(about)]));
    await sendOver(mailTo(server.port), messageOf([alert(about, 'resolved')]));

    const [first, again, resolved] = server.mails.map(({ parsed }) => parsed);
    expect(first?.messageId).toMatch(/^<[0-9a-f]{32}\.concordat@example\.com>$/);
    expect(again?.messageId).toBe(first?.messageId);
    expect(resolved?.messageId).not.toBe(first?.messageId);
    expect(resolved?.references).toEqual(first?.references);
  });

  it('takes no header, no line and no control from a value', async () => {
    const server = await start();

    await sendOver(
      mailTo(server.port),
      messageOf([alert(discrepancyOf({ key: HOSTILE, owner: HOSTILE, code: 'A\r\nBcc: x@y.z' }))]),
    );

    const [mail] = server.mails;
    expect(mail?.recipients).toEqual(['anna@example.com', 'ben@example.com']);
    expect(mail?.parsed.headers.has('bcc')).toBe(false);
    expect(mail?.parsed.subject).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(mail?.parsed.text).not.toMatch(/[\u001b\u202e\r]/u);
    expect(mail?.raw.split(/\r?\n\r?\n/)[0]).not.toMatch(/^bcc/im);
  });

  it.each(['a@b.c, d@e.f', 'a@b.c\r\nBcc: x@y.z', 'Anna <a@b.c>', 'nobody'])(
    'is not sent to "%s", also when that comes from outside',
    async (mailbox) => {
      const server = await start();

      await expect(
        sendOver(mailTo(server.port, { to: '${env:READER}' }), messageOf(), { env: { READER: mailbox } }),
      ).rejects.toMatchObject({ code: 'ROUTE_MISCONFIGURED' });
      expect(server.mails).toEqual([]);
    },
  );

  it('tells of readers that the server does not know', async () => {
    const server = await start({
      onRcptTo: ({ address }, _session, callback) =>
        callback(address.startsWith('ben') ? Object.assign(new Error('no'), { responseCode: 550 }) : null),
    });

    expect(await sendOver(mailTo(server.port), messageOf())).toEqual(['The mail server refused 1 of 2 readers.']);
    expect(server.mails[0]?.recipients).toEqual(['anna@example.com']);
  });

  it.each([
    [550, 'NOTIFY_REFUSED', false],
    [451, 'NOTIFY_UNREACHABLE', true],
  ])('that the server answers with %i fails as %s, without its words', async (responseCode, code, isRetryable) => {
    const server = await start({
      onMailFrom: (_address, _session, callback) => callback(Object.assign(new Error('CANARY'), { responseCode })),
    });

    const error: unknown = await sendOver(mailTo(server.port), messageOf()).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code, isRetryable, at: 'route:ops' });
    expect(String((error as Error).message)).not.toContain('CANARY');
  });

  it('fails as unreachable when nobody is there, and in time when nobody answers', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { readonly port: number };

    await expect(sendOver(mailTo(1), messageOf())).rejects.toMatchObject({ code: 'NOTIFY_UNREACHABLE' });
    await expect(sendOver(mailTo(port), messageOf(), { signal: AbortSignal.timeout(200) })).rejects.toMatchObject({
      code: 'NOTIFY_TIMEOUT',
      isRetryable: true,
    });
    await new Promise((resolve) => silent.close(resolve));
  });

  it('does not go to loopback without a reason', async () => {
    const server = await start();
    const { target, ...route } = mailTo(server.port);
    const { allow_private: _reason, ...plain } = target;

    await expect(sendOver({ ...route, target: plain }, messageOf())).rejects.toMatchObject({ code: 'NOTIFY_ADDRESS' });
    expect(server.mails).toEqual([]);
  });
});

describe.skipIf(!HAS_OPENSSL)('mail with TLS (needs openssl)', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'concordat-mail-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('is encrypted, and logs in, when the certificate is of the given authority', async () => {
    const server = await start({ ...makeCertificate(dir, 'localhost'), authOptional: false });
    const route = mailTo(server.port, {
      host: 'localhost',
      ca: 'localhost.pem',
      user: LOGIN.user,
      password: '${env:PW}',
    });

    await sendOver(route, messageOf(), { root: dir, env: { PW: LOGIN.password } });

    expect(server.mails).toMatchObject([{ isEncrypted: true, user: LOGIN.user }]);
  });

  it('is not sent when the login is wrong, and the password is in no error', async () => {
    const server = await start({ ...makeCertificate(dir, 'localhost'), authOptional: false });
    const route = mailTo(server.port, {
      host: 'localhost',
      ca: 'localhost.pem',
      user: LOGIN.user,
      password: '${env:PW}',
    });

    const error: unknown = await sendOver(route, messageOf(), { root: dir, env: { PW: 'CANARY' } }).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toMatchObject({ code: 'NOTIFY_LOGIN', isRetryable: false });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('CANARY');
    expect(server.mails).toEqual([]);
  });

  it('is not sent under a certificate of somebody else', async () => {
    const server = await start(makeCertificate(dir, 'localhost'));
    makeCertificate(dir, 'other');

    await expect(
      sendOver(mailTo(server.port, { host: 'localhost', ca: 'other.pem' }), messageOf(), { root: dir }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^NOTIFY_(?:INSECURE|UNREACHABLE)$/) as string });
    expect(server.mails).toEqual([]);
  });

  it('is not sent to a server without TLS where TLS is asked for', async () => {
    const server = await start({ disabledCommands: ['STARTTLS'] });
    makeCertificate(dir, 'localhost');

    await expect(
      sendOver(mailTo(server.port, { host: 'localhost', ca: 'localhost.pem' }), messageOf(), { root: dir }),
    ).rejects.toMatchObject({ code: 'NOTIFY_INSECURE' });
    expect(server.mails).toEqual([]);
  });
});

const outside = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal)?.address;

describe.skipIf(outside === undefined)('mail off loopback (needs a network interface)', () => {
  it('is never sent without TLS', async () => {
    const server = await start({ disabledCommands: ['STARTTLS'], listenOn: '0.0.0.0' });

    await expect(sendOver(mailTo(server.port, { host: outside ?? '' }), messageOf())).rejects.toMatchObject({
      code: 'NOTIFY_INSECURE',
    });
    expect(server.mails).toEqual([]);
  });
});

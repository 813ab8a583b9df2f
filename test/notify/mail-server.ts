import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** A mail as the server took it. */
export interface Mail {
  readonly parsed: ParsedMail;
  readonly raw: string;
  readonly recipients: readonly string[];
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

/** A real SMTP server on this machine that keeps what it gets. */
export interface MailServer {
  readonly port: number;
  readonly mails: Mail[];
  close(): Promise<void>;
}

/** A login that the server takes. */
export const LOGIN = { user: 'concordat', password: 'mail-secret' };

/** Starts a server on a free port; plain and without login unless told otherwise. */
export async function mailServer(
  options: SMTPServerOptions & { readonly listenOn?: string } = {},
): Promise<MailServer> {
  const { listenOn = '127.0.0.1', ...rest } = options;
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 50,
    onAuth: ({ username, password }, _session, callback) => {
      if (username === LOGIN.user && password === LOGIN.password) callback(null, { user: username });
      else callback(new Error('no'));
    },
    onData: (stream, session, callback) => void keepMail(mails, stream, session, callback),
    ...rest,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, listenOn, resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function keepMail(
  mails: Mail[],
  stream: AsyncIterable<Buffer>,
  session: SMTPServerSession,
  callback: () => void,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks).toString('utf8');
  const recipients = session.envelope.rcptTo.map(({ address }) => address);
  const parsed = await simpleParser(raw);
  mails.push({ parsed, raw, recipients, isEncrypted: session.secure, user: session.user });
  callback();
}

/** True where certificates can be made. */
export const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

/** A certificate for a host name, in `NAME.pem` and `NAME.key` of a folder. */
export function makeCertificate(folder: string, name: string): { readonly cert: string; readonly key: string } {
  const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'.split(' ');
  const { status } = spawnSync('openssl', [
    ...words,
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=DNS:${name}`,
    '-keyout',
    key,
    '-out',
    cert,
  ]);
  if (status !== 0) throw new Error('openssl made no certificate.');
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
}

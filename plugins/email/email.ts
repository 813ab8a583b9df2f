import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { ConcordatError, type AlertMessage, type Notifier, type NotifierOptions } from 'concordat/connector';
import { asMailFailure } from './mail-failure.ts';

/** The target of a route, resolved. */
export interface EmailTarget {
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly from: string;
  readonly to: readonly string[];
}

const TIMEOUT_MS = 10_000;
/** Where TLS begins with the connection (RFC 8314); elsewhere with STARTTLS. */
const IMPLICIT_TLS = 465;
const MAILBOX = /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/;

/** One connection for each message. Message-ID comes from the id of the message, so that mail systems drop doubles. */
export function emailNotifier(target: EmailTarget, options: NotifierOptions): Notifier {
  for (const mailbox of [target.from, ...target.to]) {
    if (!MAILBOX.test(mailbox)) throw notAMailbox(options.route);
  }
  return {
    send: (message, signal) =>
      sendMail({ message, target, options, signal }).catch((error: unknown) => {
        throw asMailFailure(error, options.route, signal);
      }),
    close: () => Promise.resolve(),
  };
}

async function sendMail(work: {
  readonly message: AlertMessage;
  readonly target: EmailTarget;
  readonly options: NotifierOptions;
  readonly signal: AbortSignal;
}): Promise<readonly string[]> {
  const { message, target, options, signal } = work;
  const transport = await openTransport(target, options, signal);
  try {
    const { rejected } = await transport.sendMail(mailOf(message, target));
    const count = rejected.length;
    return count === 0 ? [] : [`The mail server refused ${count} of ${target.to.length} readers.`];
  } finally {
    transport.close();
  }
}

async function openTransport(target: EmailTarget, { addressOf, ca }: NotifierOptions, signal: AbortSignal) {
  const { host, port = 587, user, password } = target;
  const { address, isLoopback } = await addressOf(host);
  const { createTransport } = await import('nodemailer');
  const isImplicit = port === IMPLICIT_TLS;
  return createTransport({
    host,
    port,
    secure: isImplicit,
    requireTLS: !isLoopback || ca !== null,
    ignoreTLS: isLoopback && ca === null && !isImplicit,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) },
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    // The address that was judged is the one that is connected to.
    connection: await connected({ address, port, signal }),
  });
}

function connected(to: {
  readonly address: string;
  readonly port: number;
  readonly signal: AbortSignal;
}): Promise<Socket> {
  const { address, port, signal } = to;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    const stop = (): void => void socket.destroy(new Error('aborted'));
    signal.addEventListener('abort', stop, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
  });
}

function mailOf(message: AlertMessage, { from, to }: EmailTarget) {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const thread = message.alike.isGroup ? message.alike.id : (message.alerts[0]?.discrepancy ?? message.id);
  return {
    from,
    to: [...to],
    subject: `[${oneLine(message.project)}] ${oneLine(message.subject)}`,
    text: message.text,
    messageId: `<${idOf(message.id)}@${domain}>`,
    // All mails about one discrepancy stand in one thread.
    references: `<${idOf(`${message.project} ${thread}`)}.thread@${domain}>`,
    date: new Date(message.at),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

function idOf(text: string): string {
  return `${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32)}.concordat`;
}

/** The subject is on one line already; a header must be, whoever makes the message. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}

function notAMailbox(route: string): ConcordatError {
  return new ConcordatError('ROUTE_MISCONFIGURED', 'An address of the route is not the address of one mailbox.', {
    at: `route:${route}`,
    advice: 'It takes one plain address without a name, for example finance@example.com. Several stand in a list.',
  });
}

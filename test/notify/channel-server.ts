import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server got it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server says; `never`: nothing at all, `endless`: a body without an end. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | 'endless';
  readonly isSilent?: boolean;
}

/** A real HTTP server on loopback that keeps what it gets. */
export interface ChannelServer {
  readonly url: string;
  readonly seen: Seen[];
  /** Decides on the answer; replace it at will. Default: 200. */
  answer: (request: Seen) => Answer;
  /** Awaited before a request counts. Default: nothing. */
  before: (request: Seen) => Promise<void>;
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function channelServer(): Promise<ChannelServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen: Seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      void found.before(seen).then(() => respond(found, seen, response));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const found: ChannelServer = {
    url: `http://127.0.0.1:${port}`,
    seen: [],
    answer: () => ({}),
    before: () => Promise.resolve(),
    close: () => closeServer(server),
  };
  return found;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

function respond(found: ChannelServer, seen: Seen, response: ServerResponse): void {
  found.seen.push(seen);
  const { status = 200, headers = {}, body = '', isSilent = false } = found.answer(seen);
  if (isSilent) return;
  response.writeHead(status, headers);
  if (body !== 'endless') {
    response.end(body);
    return;
  }
  const pump = (): void => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', pump);
  pump();
}

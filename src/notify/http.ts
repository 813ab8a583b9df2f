import { request as plain, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as encrypted } from 'node:https';
import type { LookupFunction } from 'node:net';
import { ConcordatError } from '../model/error.ts';
import type { HttpAnswer, HttpRequest, HttpSend } from '../model/notifier.ts';
import type { World } from '../model/world.ts';
import { checkedAddresses, type FoundAddress } from './address.ts';
import { refusalOf } from './judge-answer.ts';

/** What every request of a route has in common. */
export interface HttpRules {
  readonly route: string;
  readonly isPrivateAllowed: boolean;
  /** PEM, or null for the authorities that Node trusts. */
  readonly ca: string | null;
  readonly world: World;
  /** Longest time of one request. */
  readonly timeoutMs: number;
}

/** Longest time of one request to a channel. */
export const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Sends within the rules: https, or http to loopback where the route allows it; the address is judged at connect time, so that a name
 * cannot lead elsewhere after a check; no redirect is followed, no proxy used; time and size of the answer are limited.
 */
export function guardedHttp(rules: HttpRules): HttpSend {
  return async (request, signal) => {
    const url = urlOf(request, rules);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(rules.timeoutMs)]);
    const addresses = await addressesOf(url, rules);
    try {
      return await exchange({ request, url, addresses, rules, signal: limit });
    } catch (error) {
      throw asFailure(error, limit, rules.route);
    }
  };
}

/** Where the request will connect to: judged once, and nothing is looked up again. */
async function addressesOf(url: URL, { route, isPrivateAllowed }: HttpRules): Promise<readonly FoundAddress[]> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const all = await checkedAddresses(host, { isPrivateAllowed, at: atOf(route) });
  const found = url.protocol === 'http:' ? all.filter(({ isLoopback }) => isLoopback) : all;
  if (found.length === 0) throw insecure(route);
  return found;
}

interface Exchange {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly addresses: readonly FoundAddress[];
  readonly rules: HttpRules;
  readonly signal: AbortSignal;
}

function exchange(work: Exchange): Promise<HttpAnswer> {
  const { request, url, signal } = work;
  return new Promise((resolve, reject) => {
    const sent = start(work, (response) => {
      response.on('error', reject);
      readAnswer(work, response).then(resolve, reject);
    });
    sent.on('error', reject);
    signal.addEventListener('abort', () => sent.destroy(new Error('aborted')), { once: true });
    if (signal.aborted) sent.destroy(new Error('aborted'));
    sent.end(request.body ?? '');
    // Whatever comes after the promise has settled is nobody's concern.
    sent.on('close', () => reject(new Error(`closed ${url.protocol}`)));
  });
}

function start(
  { request, url, addresses, rules }: Exchange,
  onAnswer: (response: IncomingMessage) => void,
): ClientRequest {
  const body = Buffer.from(request.body ?? '', 'utf8');
  const options: RequestOptions = {
    method: request.method,
    headers: {
      'user-agent': 'concordat',
      ...request.headers,
      ...(request.method === 'GET' ? {} : { 'content-length': String(body.length) }),
    },
    lookup: lookupOf(addresses),
    agent: false,
    maxHeaderSize: 32_768,
  };
  if (url.protocol === 'http:') return plain(url, options, onAnswer);
  return encrypted(url, { ...options, ...(rules.ca === null ? {} : { ca: rules.ca }) }, onAnswer);
}

/** A lookup that knows the answer. */
function lookupOf(found: readonly FoundAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = found;
    if (options.all === true) callback(null, [...found]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

async function readAnswer({ request, rules }: Exchange, response: IncomingMessage): Promise<HttpAnswer> {
  const status = response.statusCode ?? 0;
  const refusal = refusalOf({ status, headers: response.headers }, atOf(rules.route), rules.world.now());
  const most = request.answerBytes ?? 0;
  if (refusal !== null || most === 0) {
    response.destroy();
    if (refusal !== null) throw refusal;
    return { status, text: '' };
  }
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > most) {
      response.destroy();
      throw new ConcordatError('NOTIFY_TOO_LARGE', 'The answer of the channel is larger than any that makes sense.', {
        at: atOf(rules.route),
      });
    }
    chunks.push(chunk);
  }
  return { status, text: Buffer.concat(chunks).toString('utf8') };
}

function urlOf({ url }: HttpRequest, { route, isPrivateAllowed }: HttpRules): URL {
  if (!URL.canParse(url)) throw insecure(route);
  const parsed = new URL(url);
  const isOpen = parsed.protocol === 'http:' && isPrivateAllowed;
  if ((parsed.protocol !== 'https:' && !isOpen) || parsed.username !== '' || parsed.password !== '')
    throw insecure(route);
  return parsed;
}

function insecure(route: string): ConcordatError {
  return new ConcordatError('NOTIFY_INSECURE', 'The address of the channel is not one that alerts may be sent to.', {
    at: atOf(route),
    advice: 'It begins with https://, without user and password; http:// only on loopback, with "allow_private".',
  });
}

function asFailure(error: unknown, signal: AbortSignal, route: string): ConcordatError {
  if (error instanceof ConcordatError) return error;
  if (signal.aborted)
    return new ConcordatError('NOTIFY_TIMEOUT', 'The channel did not answer in time.', {
      at: atOf(route),
      isRetryable: true,
    });
  return new ConcordatError('NOTIFY_UNREACHABLE', 'The channel cannot be reached.', {
    at: atOf(route),
    isRetryable: true,
    advice: 'Check the address in the route, and the network; the certificate of the server must be valid.',
    cause: error,
  });
}

/** How a route is named in messages. */
export function atOf(route: string): string {
  return `route:${route}`;
}

import { isNothing, type NativeValue } from '../../../src/model/value.ts';
import { type Wire, WireFault } from '../contract.ts';
import { parseHttpDate } from './http-date.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { HttpServer } from './http-server.ts';

/** Sends requests of one connector. Answers 401, 403, 429 and 5xx of the server itself come out as WireFaults, as those of the network do. */
export class HttpClient {
  readonly #server: HttpServer;
  readonly #wire: Wire;

  constructor(server: HttpServer, wire: Wire) {
    this.#server = server;
    this.#wire = wire;
  }

  async send(
    kind: 'read' | 'write',
    name: string,
    request: Partial<HttpRequest> & { path: string },
  ): Promise<HttpResponse> {
    const whole: HttpRequest = { method: 'GET', query: {}, headers: {}, body: null, ...request };
    const { name: system, now } = this.#server.store.spec;
    const perform = (): HttpResponse => this.#server.handle(whole);
    const response = await this.#wire.request({ system, kind, name, perform });
    const { status, headers } = response;
    if (status === 401 || status === 403 || status === 429 || status >= 500)
      throw new WireFault('status', status, waitOf(headers['retry-after'], now()));
    return response;
  }
}

/** Retry-After in both forms, RFC 9110 §10.2.3; null for none, or for text that is neither. */
export function waitOf(text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const untilMs = parseHttpDate(text, nowMs);
  return untilMs === null ? null : Math.max(0, untilMs - nowMs);
}

/** A value as JSON carries it: EMPTY is empty text. */
export function toJson(value: NativeValue): NativeValue {
  return isNothing(value) && value.nothing === 'empty' ? '' : value;
}

/** The object in a JSON body. */
export function objectOf(body: string | null): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(body ?? 'null');
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Percent-encoded as one segment of a path. */
export function segment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

import type { Tokens } from './differential-http-requests.ts';
import type { HttpRequest, HttpResponse } from './systems/http-message.ts';

/** A server under comparison: it answers, and its validators are remembered by record. */
export class Client {
  readonly #answer: (request: HttpRequest) => Promise<HttpResponse>;
  readonly #tokens = new Map<string, string[]>();

  constructor(answer: (request: HttpRequest) => Promise<HttpResponse>) {
    this.#answer = answer;
  }

  get tokens(): Tokens {
    return this.#tokens;
  }

  /** Status, the headers that mean something, and the body; validators stand as the number of their first appearance. */
  async send(request: HttpRequest): Promise<unknown> {
    const { status, headers, body } = await this.#answer(request);
    const value: unknown = body === null ? null : JSON.parse(body);
    const tag = headers['etag'];
    return {
      status,
      allow: headers['allow'] ?? null,
      location: headers['location'] ?? null,
      retryAfter: headers['retry-after'] ?? null,
      modified: headers['last-modified'] ?? null,
      type: headers['content-type'] ?? null,
      etag: tag === undefined ? null : this.#number(idOf(value) ?? idIn(request), tag),
      body: this.#normal(value),
    };
  }

  #normal(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#normal(one));
    if (typeof value !== 'object' || value === null) return value;
    const { fields, etag, modified, version, items, ...rest } = value as Readonly<Record<string, unknown>>;
    const token = etag ?? modified ?? version;
    const id = idOf(value);
    return {
      ...rest,
      ...(items === undefined ? {} : { items: this.#normal(items) }),
      ...(fields === undefined ? {} : { fields }),
      ...(id === null || token === undefined ? {} : { token: this.#number(id, String(token)) }),
      kinds: [typeof etag, typeof modified, typeof version],
    };
  }

  #number(id: string, token: string): number {
    const known = this.#tokens.get(id) ?? [];
    this.#tokens.set(id, known);
    if (!known.includes(token)) known.push(token);
    return known.indexOf(token);
  }
}

/** The same request over a socket. */
export async function overSocket(
  base: string,
  { method, path, query, headers, body }: HttpRequest,
): Promise<HttpResponse> {
  const search = new URLSearchParams(query).toString();
  const url = `${base}${path}${search === '' ? '' : `?${search}`}`;
  const response = await fetch(url, { method, headers, body, redirect: 'manual' });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: text === '' ? null : text };
}

function idOf(value: unknown): string | null {
  const fields = (value as { readonly fields?: Readonly<Record<string, unknown>> } | null)?.fields;
  return fields === undefined ? null : String(fields['id']);
}

/** An answer without a body is about the record that was asked for. */
function idIn({ path }: HttpRequest): string {
  return decodeURIComponent(path.split('/')[2] ?? '');
}

import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { evaluate, fixdate } from './differential-http-conditions.ts';
import { Records, type Stored, Unacceptable, isField } from './differential-http-records.ts';
import type { Switches } from './systems/switches.ts';

/** What the server is like. */
export interface ApiOptions {
  readonly variant: 'etag' | 'date' | 'version' | 'none';
  readonly switches: Switches;
  readonly now: () => number;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A JSON API over real sockets, written from RFC 9110 and the API's description, and from no line of the simulated one. */
export class Api {
  readonly #options: ApiOptions;
  readonly #records: Records;
  readonly #answers = new Map<string, { readonly answer: Answer; readonly until: number }>();
  readonly #server: Server;
  #window = { number: -1, used: 0 };

  constructor(options: ApiOptions) {
    this.#options = options;
    this.#records = new Records(options.now);
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** The address to send requests to. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, headers = {}, body } = this.#limited(request, Buffer.concat(chunks).toString('utf8'));
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  /** Fixed windows from 1970 on; RFC 6585 §4 and RFC 9110 §10.2.3. */
  #limited(request: IncomingMessage, body: string): Answer {
    const { quota } = this.#options.switches;
    if (quota === undefined) return this.#remembered(request, body);
    const now = this.#options.now();
    const number = Math.floor(now / quota.windowMs);
    this.#window = { number, used: number === this.#window.number ? this.#window.used + 1 : 1 };
    if (this.#window.used <= quota.requests) return this.#remembered(request, body);
    const wait = Math.ceil(((number + 1) * quota.windowMs - now) / 1000);
    const forms = { seconds: `${wait}`, date: fixdate(now + wait * 1000), none: undefined };
    const hint = forms[quota.retryAfter];
    return {
      status: 429,
      body: { error: 'quota' },
      ...(hint === undefined ? {} : { headers: { 'retry-after': hint } }),
    };
  }

  /** A success is answered again to the same key for a while. */
  #remembered(request: IncomingMessage, body: string): Answer {
    const key = request.method === 'GET' ? undefined : request.headers['idempotency-key'];
    const { idempotencyMs = 0 } = this.#options.switches;
    if (typeof key !== 'string' || idempotencyMs === 0) return this.#route(request, body);
    const known = this.#answers.get(key);
    if (known !== undefined && this.#options.now() < known.until) return known.answer;
    const answer = this.#route(request, body);
    if (answer.status < 300) this.#answers.set(key, { answer, until: this.#options.now() + idempotencyMs });
    return answer;
  }

  #route(request: IncomingMessage, body: string): Answer {
    const url = new URL(request.url ?? '', 'http://api');
    const found = /^\/people(?:\/([^/]*))?$/.exec(url.pathname);
    if (found === null) return fail(404, 'no_resource');
    try {
      if (found[1] === undefined) return this.#collection(request, url, body);
      return this.#item(request, url, { id: decodeURIComponent(found[1]), body });
    } catch (error) {
      if (error instanceof URIError) return fail(400, 'path');
      if (error instanceof Unacceptable) return fail(error.status, error.error, error.about);
      throw error;
    }
  }

  #collection({ method }: IncomingMessage, url: URL, body: string): Answer {
    if (method === 'GET') return this.#list(url.searchParams);
    if (method !== 'POST') return { ...fail(405, 'method'), headers: { allow: 'GET, POST' } };
    const fields = this.#fields(body);
    if (fields === null) return fail(400, 'body');
    const made = this.#records.insert(fields);
    const location = `/people/${encodeURIComponent(String(made.fields['id']))}`;
    return { status: 201, body: this.#shown(made), headers: { ...this.#validators(made), location } };
  }

  #list(query: URLSearchParams): Answer {
    const [limit, offset] = [query.get('limit') ?? '50', query.get('offset') ?? '0'];
    const where = query.get('where');
    const wanted = where === null ? [] : parse(where);
    const isNumber = /^[0-9]{1,9}$/;
    const isGood = isNumber.test(limit) && Number(limit) > 0 && isNumber.test(offset) && isLookup(where, wanted);
    if (!isGood) return fail(400, 'query');
    const all = this.#records.all().filter((one) => where === null || isAmong(one, wanted as Lookup));
    const after = query.get('after');
    const isBehind = (one: Stored): boolean =>
      after === null || Buffer.compare(Buffer.from(String(one.fields['id'])), Buffer.from(after)) > 0;
    const rest = after === null ? all.slice(Number(offset)) : all.filter(isBehind);
    const page = rest.slice(0, Math.min(Number(limit), this.#options.switches.maxPageSize ?? 1000));
    const next = page.length > 0 && page.length < rest.length ? page[page.length - 1]?.fields['id'] : null;
    return { status: 200, body: { items: page.map((one) => this.#shown(one)), total: all.length, next } };
  }

  #item(request: IncomingMessage, url: URL, { id, body }: { id: string; body: string }): Answer {
    const { method = '' } = request;
    const { variant, switches } = this.#options;
    const isWrite = method === 'PATCH' || method === 'DELETE';
    if (method !== 'GET' && !isWrite) return { ...fail(405, 'method'), headers: { allow: 'GET, PATCH, DELETE' } };
    const one = this.#records.get(id);
    if (one === undefined)
      return isWrite && switches.answers204WhenMissing === true ? { status: 204 } : fail(404, 'no_record');
    const version = url.searchParams.get('version') ?? versionIn(body);
    const { 'if-match': match, 'if-unmodified-since': since } = request.headers;
    const isBare = variant === 'version' ? version === null : match === undefined && since === undefined;
    if (isWrite && switches.requiresCondition === true && isBare) return fail(428, 'condition_required');
    const isHeard = (variant === 'etag' || variant === 'date') && !(isWrite && switches.ignoresIfMatch !== undefined);
    const verdict = isHeard ? evaluate(method, request.headers, this.#representation(one)) : null;
    if (verdict === 304) return { status: 304, headers: variant === 'etag' ? this.#validators(one) : {} };
    if (verdict === 412) return fail(412, 'precondition');
    if (isWrite && variant === 'version' && version !== null && version !== `${one.revision}`)
      return fail(409, 'stale');
    return method === 'GET' ? this.#answer(one) : this.#write(method, id, body);
  }

  #write(method: string, id: string, body: string): Answer {
    if (method === 'DELETE') {
      this.#records.delete(id);
      return { status: 204 };
    }
    const fields = this.#fields(body);
    return fields === null ? fail(400, 'body') : this.#answer(this.#records.change(id, fields));
  }

  #answer(one: Stored): Answer {
    return { status: 200, body: this.#shown(one), headers: this.#validators(one) };
  }

  #representation(one: Stored): { tag?: string; modified?: number } {
    return this.#options.variant === 'etag'
      ? { tag: `"${one.revision}-r"` }
      : { modified: Math.trunc(one.modifiedMs / 1000) };
  }

  #validators(one: Stored): Record<string, string> {
    if (this.#options.variant === 'etag') return { etag: `"${one.revision}-r"` };
    return this.#options.variant === 'date' ? { 'last-modified': fixdate(one.modifiedMs) } : {};
  }

  #shown(one: Stored): unknown {
    const { fields, revision, modifiedMs } = one;
    const states = {
      etag: { etag: `"${revision}-r"` },
      date: { modified: fixdate(modifiedMs) },
      version: { version: revision },
      none: {},
    };
    return { fields, ...states[this.#options.variant] };
  }

  /** Null for a body that is not `{ fields: { … } }`. */
  #fields(body: string): Record<string, unknown> | null {
    const whole = parse(body) as { fields?: unknown } | null | undefined;
    const fields = typeof whole === 'object' && !Array.isArray(whole) ? whole?.fields : undefined;
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return null;
    const unknown = Object.keys(fields).find((name) => !isField(name));
    if (unknown !== undefined && this.#options.switches.dropsUnknownFields !== true)
      throw new Unacceptable(422, 'unknown_field', unknown);
    return Object.fromEntries(Object.entries(fields).filter(([name]) => isField(name)));
  }
}

type Lookup = { readonly by: readonly string[]; readonly values: readonly (readonly unknown[])[] };

function isLookup(where: string | null, value: unknown): boolean {
  if (where === null) return true;
  const { by, values } = (value ?? {}) as Partial<Lookup>;
  return Array.isArray(by) && Array.isArray(values);
}

function isAmong({ fields }: Stored, { by, values }: Lookup): boolean {
  return values.some((key) =>
    by.every((name, index) => fields[name] !== null && fields[name] !== undefined && fields[name] === key[index]),
  );
}

function versionIn(body: string): string | null {
  const version = (parse(body) as { version?: unknown } | null | undefined)?.version;
  return typeof version === 'number' ? String(version) : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fail(status: number, error: string, about?: string): Answer {
  return { status, body: about === undefined ? { error } : { error, about } };
}

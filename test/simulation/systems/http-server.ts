import type { SimRecord } from '../contract.ts';
import { decimalFold } from './decimal.ts';
import { httpDate } from './http-date.ts';
import { changeItem, createItem, getItem } from './http-items.ts';
import { listItems } from './http-lists.ts';
import { type HttpRequest, type HttpResponse, type HttpVariant, problem } from './http-message.ts';
import type { Validators } from './http-preconditions.ts';
import { Quota } from './http-quota.ts';
import { Replica } from './http-replica.ts';
import { Refusal, answerOf } from './refusal.ts';
import { keepTyped } from './sql-values.ts';
import { type FieldPlace, type Records, SimStore, type StoreRules, keyText } from './store.ts';
import type { SystemSpec, Switches } from './switches.ts';
import type { NativeValue } from '../../../src/model/value.ts';

const HTTP_RULES: StoreRules = {
  keep: keepShort,
  fold: (value, kind) => (kind === 'decimal' ? decimalFold(keyText(value)) : keyText(value)),
};

interface Kept {
  readonly untilMs: number;
  readonly response: HttpResponse;
}

/**
 * A JSON API. `/{resource}` lists (GET) and creates (POST), `/{resource}/{id}` reads, changes (PATCH) and deletes. A
 * record is `{ fields, etag | modified | version }`, as the variant has it.
 */
export class HttpServer {
  readonly store: SimStore;
  readonly variant: HttpVariant;
  readonly switches: Switches;
  readonly #replica: Replica | null;
  readonly #quota: Quota | null;
  readonly #kept = new Map<string, Kept>();

  constructor(spec: SystemSpec, variant: HttpVariant) {
    this.store = new SimStore(spec, HTTP_RULES);
    this.variant = variant;
    this.switches = spec.switches ?? {};
    const { staleMs = 0, quota } = this.switches;
    this.#replica = staleMs > 0 ? new Replica(this.store, staleMs) : null;
    this.#quota = quota === undefined ? null : new Quota(quota);
  }

  /** The answer to one request; everything that it does is done. */
  handle(request: HttpRequest): HttpResponse {
    const tooMany = this.#quota?.take(this.store.spec.now()) ?? null;
    if (tooMany !== null) return tooMany;
    const key = request.method === 'GET' ? undefined : request.headers['idempotency-key'];
    const { idempotencyMs = 0 } = this.switches;
    if (key === undefined || idempotencyMs === 0) return this.#answer(request);
    const now = this.store.spec.now();
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.untilMs > now) return kept.response;
    const response = this.#answer(request);
    if (response.status < 300) this.#kept.set(key, { untilMs: now + idempotencyMs, response });
    return response;
  }

  /** The records that a read sees: those of this moment, or an older state of them. */
  readable(resource: string): Records {
    return this.#replica !== null && this.store.spec.random() < 0.5
      ? this.#replica.recordsOf(resource)
      : this.store.recordsOf(resource);
  }

  validatorsOf({ version, modifiedMs }: SimRecord): Validators {
    return {
      etag: this.variant === 'etag' ? `"v${version}"` : null,
      modifiedMs: this.variant === 'date' ? modifiedMs : null,
    };
  }

  /** What tells this state of a record from others, in the variant's words; null when there is nothing. */
  tokenOf({ version, modifiedMs }: SimRecord): string | null {
    if (this.variant === 'etag') return `"v${version}"`;
    if (this.variant === 'date') return httpDate(modifiedMs);
    return this.variant === 'version' ? String(version) : null;
  }

  #answer(request: HttpRequest): HttpResponse {
    const [, resource = '', id, more] = request.path.split('/');
    if (this.store.spec.resources[resource] === undefined || more !== undefined) return problem(404, 'no_resource');
    const place = { server: this, resource, request };
    const { method } = request;
    if (id === undefined) {
      if (method === 'GET') return listItems(place);
      return method === 'POST' ? createItem(place) : notAllowed('GET, POST');
    }
    const own = decoded(id);
    if (own === null) return problem(400, 'path');
    const item = { ...place, id: own };
    if (method === 'GET') return getItem(item);
    return method === 'PATCH' || method === 'DELETE' ? changeItem(item) : notAllowed('GET, PATCH, DELETE');
  }
}

function notAllowed(allow: string): HttpResponse {
  const response = problem(405, 'method');
  return { ...response, headers: { ...response.headers, allow } };
}

/** Refusals name the field. */
function keepShort(value: NativeValue, place: FieldPlace): NativeValue {
  const kept = answerOf(() => keepTyped(value, place));
  if ('refusal' in kept) throw new Refusal('BAD_VALUE', place.name);
  const isText = place.kind === 'text' && typeof kept.ok === 'string' && place.maxLength !== null;
  if (isText && Array.from(String(kept.ok)).length > (place.maxLength ?? 0)) throw new Refusal('BAD_VALUE', place.name);
  return kept.ok;
}

/** The text of one segment of a path; null for one that is not percent-encoded UTF-8. */
function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

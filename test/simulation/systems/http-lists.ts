import type { NativeValue } from '../../../src/model/value.ts';
import type { SimRecord } from '../contract.ts';
import { type ResourceRequest, itemOf } from './http-items.ts';
import { type HttpResponse, jsonResponse, problem } from './http-message.ts';
import { compareUtf8, inOrderOf } from './sql-order.ts';
import { keyText } from './store.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1000;

interface Lookup {
  readonly by: readonly string[];
  readonly values: readonly (readonly NativeValue[])[];
}

/**
 * GET of a list, in the order of the id: `limit`, `offset` or `after` (the last id of the page before), and `where`, a
 * lookup as JSON. The answer is `{ items, total, next }`; `next` is the value for `after`, null at the end.
 */
export function listItems({ server, resource, request }: ResourceRequest): HttpResponse {
  const { query } = request;
  const [limit, offset] = [numberOf(query['limit'] ?? String(DEFAULT_LIMIT)), numberOf(query['offset'] ?? '0')];
  const where = query['where'];
  const lookup = where === undefined ? null : lookupOf(where);
  if (limit === null || limit === 0 || offset === null || lookup === undefined) return problem(400, 'query');
  const { id, fields } = server.store.specOf(resource);
  const isWanted = matcherOf(lookup, (value, name) => server.store.rules.fold(value, fields[name] ?? 'text'));
  const found = [...server.readable(resource).values()].filter(isWanted);
  const ordered = inOrderOf(found, id, fields[id] ?? 'text');
  const start = startOf(ordered, id, query['after'] ?? null, offset);
  const size = Math.min(limit, server.switches.maxPageSize ?? MAX_LIMIT);
  const page = ordered.slice(start, start + size);
  const last = page.at(-1);
  const next = last === undefined || start + size >= ordered.length ? null : keyText(last.values.get(id));
  return jsonResponse(200, { items: page.map((record) => itemOf(server, record)), total: ordered.length, next });
}

/** Undefined for what is no lookup. */
function lookupOf(text: string): Lookup | undefined {
  try {
    const value = JSON.parse(text) as Partial<Lookup> | null;
    const { by, values } = value ?? {};
    return Array.isArray(by) && Array.isArray(values) ? { by, values } : undefined;
  } catch {
    return undefined;
  }
}

function numberOf(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** A record that is gone by now still marks its place: the page begins with the first one after it. */
function startOf(ordered: readonly SimRecord[], id: string, after: string | null, offset: number): number {
  if (after === null) return offset;
  const found = ordered.findIndex(({ values }) => keyText(values.get(id)) === after);
  if (found !== -1) return found + 1;
  const next = ordered.findIndex(({ values }) => compareUtf8(keyText(values.get(id)), after) > 0);
  return next === -1 ? ordered.length : next;
}

function matcherOf(
  lookup: Lookup | null,
  fold: (value: NativeValue, name: string) => string,
): (record: SimRecord) => boolean {
  if (lookup === null) return () => true;
  const { by, values: keys } = lookup;
  const textOf = (key: readonly NativeValue[]): string =>
    JSON.stringify(key.map((value, index) => fold(value, by[index] ?? '')));
  const wanted = new Set(keys.filter((key) => !key.includes(null)).map(textOf));
  return ({ values }) => {
    const found = by.map((name) => values.get(name) ?? null);
    return !found.includes(null) && wanted.has(textOf(found));
  };
}

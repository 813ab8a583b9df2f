import type { GuardInfo, ReadCertificate, ReadPage, ReadRequest } from '../../../src/model/connector.ts';
import type { NativeValue } from '../../../src/model/value.ts';
import { WireFault } from '../contract.ts';
import { type HttpClient, objectOf, segment, toJson } from './http-client.ts';
import { ListReader, type Listed } from './http-pages.ts';
import type { HttpServer } from './http-server.ts';
import { type PageLayout, type PageRow, digestOf, pageOf } from './page.ts';
import { checkRead, refuseFilter } from './request.ts';
import { keyText } from './store.ts';
import { readError } from './wire-faults.ts';

/** A read of one resource. */
export interface HttpReading {
  readonly server: HttpServer;
  readonly client: HttpClient;
  readonly guard: GuardInfo;
  readonly request: ReadRequest;
  readonly signal: AbortSignal;
}

/** A record of a list, with what the server says about its state. */
export interface HttpRow extends PageRow {
  readonly token: string | null;
}

/** Follows a list to its end; each record once. */
export async function* readPages(reading: HttpReading): AsyncGenerator<ReadPage> {
  const { server, request, guard, signal } = reading;
  signal.throwIfAborted();
  const spec = checkRead(server.store.spec, request);
  refuseFilter(server.store.spec, request);
  const version = (row: HttpRow): string => row.token ?? digestOf(row, request.fields);
  const layout: PageLayout<HttpRow> = { request, spec, guard, version };
  const { paging = 'cursor', pageCheck = 'overlap' } = server.switches;
  const size = Math.max(1, request.pageSize);
  const reader = new ListReader<HttpRow>({
    paging,
    pageCheck,
    size,
    idOf: ({ values }) => keyText(values.get(spec.id)),
  });
  for (;;) {
    const listed = await fetchPage(reading, reader.query());
    signal.throwIfAborted();
    const rows = reader.take(listed);
    yield pageOf(layout, rows, reader.isDone ? certificateOf(reader) : null);
    if (reader.isDone) return;
    signal.throwIfAborted();
  }
}

/** One record, or null when there is none. Throws WireFault. */
export async function fetchRow(client: HttpClient, resource: string, id: string): Promise<HttpRow | null> {
  const response = await client.send('read', 'item', { path: `/${resource}/${segment(id)}` });
  return response.status === 200 ? rowOf(objectOf(response.body)) : null;
}

async function fetchPage(
  { server, client, request }: HttpReading,
  query: Readonly<Record<string, string>>,
): Promise<Listed<HttpRow>> {
  const { resource, lookup } = request;
  const where = lookup === null ? {} : { where: JSON.stringify({ ...lookup, values: lookup.values.map(plainKey) }) };
  try {
    const name = lookup === null ? 'page' : 'lookup';
    const { body } = await client.send('read', name, { path: `/${resource}`, query: { ...query, ...where } });
    const { items, total, next } = objectOf(body);
    return {
      rows: Array.isArray(items) ? items.map(rowOf) : [],
      total: typeof total === 'number' ? total : null,
      next: typeof next === 'string' ? next : null,
    };
  } catch (error) {
    throw error instanceof WireFault ? readError(error, `${server.store.spec.name}:${resource}`) : error;
  }
}

function plainKey(values: readonly NativeValue[]): readonly NativeValue[] {
  return values.map(toJson);
}

function rowOf(item: Readonly<Record<string, unknown>>): HttpRow {
  const { fields, etag, modified, version } = item;
  const token = etag ?? modified ?? version;
  const values = new Map(Object.entries((fields ?? {}) as Readonly<Record<string, NativeValue>>));
  return { values, token: token === undefined ? null : String(token) };
}

function certificateOf({ count, total, problem }: ListReader<HttpRow>): ReadCertificate {
  return { complete: problem === null, count, total, reason: problem };
}

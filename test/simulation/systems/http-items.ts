import type { NativeValue } from '../../../src/model/value.ts';
import type { SimRecord } from '../contract.ts';
import { createRecord, removeRecord, updateRecord } from './edit.ts';
import { type HttpRequest, type HttpResponse, bare, jsonResponse, problem } from './http-message.ts';
import { failedPrecondition, isConditional } from './http-preconditions.ts';
import type { HttpServer } from './http-server.ts';
import { type Refusal, answerOf } from './refusal.ts';
import type { Writer } from './store.ts';

/** A request for one resource. */
export interface ResourceRequest {
  readonly server: HttpServer;
  readonly resource: string;
  readonly request: HttpRequest;
}

/** A request for one record. */
export interface ItemRequest extends ResourceRequest {
  readonly id: string;
}

/** A record as the API writes it. */
export function itemOf(server: HttpServer, record: SimRecord): Readonly<Record<string, unknown>> {
  const fields = Object.fromEntries(record.values);
  const token = server.tokenOf(record);
  if (server.variant === 'etag') return { fields, etag: token };
  if (server.variant === 'date') return { fields, modified: token };
  return server.variant === 'version' ? { fields, version: record.version } : { fields };
}

/** GET of one record. */
export function getItem({ server, resource, request, id }: ItemRequest): HttpResponse {
  const record = server.readable(resource).get(id);
  if (record === undefined) return problem(404, 'no_record');
  return checked(server, request, record) ?? itemResponse(server, 200, record);
}

/** POST of a new record. */
export function createItem({ server, resource, request }: ResourceRequest): HttpResponse {
  const fields = fieldsOf(server, resource, request);
  if ('status' in fields) return fields;
  const made = answerOf(() => createRecord(server.store, resource, fields.values, writerOf(request, null, null)));
  if ('refusal' in made) return refused(made.refusal);
  const record = server.store.recordsOf(resource).get(made.ok);
  if (record === undefined) throw new RangeError('Bug in the simulated server: a created record is not there.');
  const response = itemResponse(server, 201, record);
  const location = `/${resource}/${encodeURIComponent(made.ok)}`;
  return { ...response, headers: { ...response.headers, location } };
}

/** PATCH or DELETE of one record. */
export function changeItem(item: ItemRequest): HttpResponse {
  const { server, resource, request, id } = item;
  const record = server.store.recordsOf(resource).get(id);
  if (record === undefined)
    return server.switches.answers204WhenMissing === true ? bare(204) : problem(404, 'no_record');
  const stop = unguarded(item) ?? checked(server, request, record) ?? staleVersion(item, record);
  if (stop !== null) return stop;
  return request.method === 'DELETE' ? removeItem(item, record) : patchItem(item, record);
}

function patchItem({ server, resource, request, id }: ItemRequest, record: SimRecord): HttpResponse {
  const fields = fieldsOf(server, resource, request);
  if ('status' in fields) return fields;
  const writer = writerOf(request, guardOf(server, request), server.tokenOf(record));
  const done = answerOf(() => updateRecord(server.store, resource, id, { values: fields.values, writer }));
  if ('refusal' in done) return refused(done.refusal);
  const changed = server.store.recordsOf(resource).get(done.ok) ?? record;
  return itemResponse(server, 200, changed);
}

function removeItem({ server, resource, request, id }: ItemRequest, record: SimRecord): HttpResponse {
  const writer = writerOf(request, guardOf(server, request), server.tokenOf(record));
  removeRecord(server.store, resource, id, writer);
  return bare(204);
}

function unguarded({ server, request }: ItemRequest): HttpResponse | null {
  if (server.switches.requiresCondition !== true) return null;
  const isGuarded = server.variant === 'version' ? versionOf(request) !== null : isConditional(request);
  return isGuarded ? null : problem(428, 'condition_required');
}

/** Variants without validators, and servers that made them for caches alone, do not look at the conditions. */
function checked(server: HttpServer, request: HttpRequest, record: SimRecord): HttpResponse | null {
  const isDeaf = server.switches.ignoresIfMatch !== undefined && request.method !== 'GET';
  if (isDeaf || server.variant === 'version' || server.variant === 'none') return null;
  return failedPrecondition(request, server.validatorsOf(record), server.store.spec.now());
}

function staleVersion({ server, request }: ItemRequest, record: SimRecord): HttpResponse | null {
  if (server.variant !== 'version') return null;
  const version = versionOf(request);
  return version === null || version === String(record.version) ? null : problem(409, 'stale');
}

/** The version that the client saw: in a PATCH's body, in a DELETE's query. */
function versionOf(request: HttpRequest): string | null {
  const inQuery = request.query['version'];
  if (inQuery !== undefined) return inQuery;
  const body = parsed(request.body);
  const version = body === null ? undefined : body['version'];
  return typeof version === 'number' ? String(version) : null;
}

function guardOf({ variant }: HttpServer, request: HttpRequest): string | null {
  if (variant === 'etag') return request.headers['if-match'] ?? null;
  if (variant === 'date') return request.headers['if-unmodified-since'] ?? null;
  return variant === 'version' ? versionOf(request) : null;
}

function writerOf({ headers }: HttpRequest, guard: string | null, versionBefore: string | null): Writer {
  const change = headers['x-request-id'];
  const by = change === undefined ? 'client' : `concordat:${decodeURIComponent(change)}`;
  return { by, guard, versionBefore, idempotencyKey: headers['idempotency-key'] ?? null };
}

function fieldsOf(
  server: HttpServer,
  resource: string,
  { body }: HttpRequest,
): { readonly values: readonly (readonly [string, NativeValue])[] } | HttpResponse {
  const fields = parsed(body)?.['fields'];
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return problem(400, 'body');
  const { fields: known } = server.store.specOf(resource);
  const values = Object.entries(fields) as [string, NativeValue][];
  const unknown = values.find(([name]) => known[name] === undefined);
  if (unknown !== undefined && server.switches.dropsUnknownFields !== true)
    return problem(422, 'unknown_field', unknown[0]);
  return { values: values.filter(([name]) => known[name] !== undefined) };
}

function parsed(body: string | null): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body ?? 'null');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function itemResponse(server: HttpServer, status: number, record: SimRecord): HttpResponse {
  const token = server.tokenOf(record);
  const header = server.variant === 'etag' ? 'etag' : server.variant === 'date' ? 'last-modified' : null;
  return jsonResponse(status, itemOf(server, record), header === null || token === null ? {} : { [header]: token });
}

function refused({ code, detail }: Refusal): HttpResponse {
  return code === 'UNIQUE' ? problem(409, 'unique', detail) : problem(422, 'bad_value', detail);
}

import type { WriteBatch, WriteChange, WriteOutcome } from '../../../src/model/connector.ts';
import { WireFault } from '../contract.ts';
import { type HttpClient, objectOf, segment, toJson } from './http-client.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import { fetchRow } from './http-read.ts';
import type { HttpServer } from './http-server.ts';
import { digestOf } from './page.ts';
import { unwritable } from './statements.ts';
import { keyText } from './store.ts';
import { faultOutcome, notTried, outcome } from './wire-faults.ts';

/** Where changes go. */
export interface HttpTarget {
  readonly server: HttpServer;
  readonly client: HttpClient;
  /** False when the server compares nothing: then the record is read again just before. */
  readonly isGuarded: boolean;
}

/** One request a change. The first that the system does not answer ends the batch: what follows is not tried. */
export async function writeChanges(target: HttpTarget, batch: WriteBatch): Promise<readonly WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  let broken: WriteOutcome | null = null;
  for (const change of batch.changes) {
    if (broken !== null) {
      outcomes.push(notTried(change.id, broken.retryAfterMs));
      continue;
    }
    try {
      outcomes.push(await writeOne(target, batch.resource, change));
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      broken = faultOutcome(change.id, error);
      outcomes.push(broken);
    }
  }
  return outcomes;
}

async function writeOne(target: HttpTarget, resource: string, change: WriteChange): Promise<WriteOutcome> {
  const problem = unwritable(change);
  if (problem !== null) return problem;
  const [own] = change.nativeId ?? [];
  const isSure = target.isGuarded || own === undefined || change.action === 'create';
  if (!isSure && !(await isAsRead(target, resource, change, own))) return conflict(change.id);
  const path = change.action === 'create' || own === undefined ? `/${resource}` : `/${resource}/${segment(own)}`;
  const response = await target.client.send('write', change.action, { path, ...requestOf(target, change) });
  return outcomeOf(target, resource, change, response);
}

/** Reading before writing leaves a window, and is all there is. A fault of this read has written nothing. */
async function isAsRead(
  { client }: HttpTarget,
  resource: string,
  { version, before }: WriteChange,
  own: string,
): Promise<boolean> {
  try {
    const row = await fetchRow(client, resource, own);
    return row !== null && (row.token ?? digestOf(row, before?.keys() ?? [])) === version;
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    throw error.kind === 'status' && error.status !== null && error.status < 500 ? error : new WireFault('unsent');
  }
}

const METHODS = { create: 'POST', update: 'PATCH', delete: 'DELETE' } as const;

function requestOf({ server, isGuarded }: HttpTarget, change: WriteChange): Omit<HttpRequest, 'path'> {
  const { id, action, values, version, idempotencyKey } = change;
  const isVersioned = server.variant === 'version' && version !== null;
  const fields = Object.fromEntries(Array.from(values, ([name, value]) => [name, toJson(value)]));
  return {
    method: METHODS[action],
    query: isVersioned && action === 'delete' ? { version } : {},
    headers: {
      'x-request-id': segment(id),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(isGuarded && version !== null ? conditionOf(server, version) : {}),
    },
    body: action === 'delete' ? null : JSON.stringify({ fields, ...(isVersioned ? { version: Number(version) } : {}) }),
  };
}

function conditionOf({ variant }: HttpServer, version: string): Readonly<Record<string, string>> {
  if (variant === 'etag') return { 'if-match': version };
  return variant === 'date' ? { 'if-unmodified-since': version } : {};
}

/** What an answer says about its change. 2xx is taken at its word. */
function outcomeOf(
  { server }: HttpTarget,
  resource: string,
  { id, nativeId }: WriteChange,
  { status, body }: HttpResponse,
): WriteOutcome {
  const { error, fields } = objectOf(body);
  if (status < 300) {
    const made = typeof fields === 'object' && fields !== null ? new Map(Object.entries(fields)) : null;
    const own = made === null ? nativeId : [keyText(made.get(server.store.specOf(resource).id))];
    return { id, status: 'applied', nativeId: own, code: null, detail: null };
  }
  if (status === 412 || status === 404 || error === 'stale') return conflict(id);
  if (status === 428) return outcome(id, 'rejected', 'NO_GUARD', 'The system wants a condition.');
  return outcome(id, 'rejected', error === 'unique' ? 'UNIQUE' : 'BAD_VALUE', `The system answered ${status}.`);
}

function conflict(id: string): WriteOutcome {
  return outcome(id, 'conflict', 'GUARD_REFUSED', 'The record moved or is gone.');
}

import { parseHttpDate } from './http-date.ts';
import { type HttpRequest, type HttpResponse, bare, problem } from './http-message.ts';

/** What a server can say about a record's state without its content; null for what it does not keep. */
export interface Validators {
  readonly etag: string | null;
  readonly modifiedMs: number | null;
}

/** RFC 9110 §13.2.2, in its order. Null when the request may go on. */
export function failedPrecondition(
  { method, headers }: HttpRequest,
  validators: Validators,
  nowMs: number,
): HttpResponse | null {
  const isRead = method === 'GET' || method === 'HEAD';
  const match = headers['if-match'];
  if (match !== undefined && !hasStrongMatch(match, validators.etag)) return problem(412, 'precondition');
  const unmodified = headers['if-unmodified-since'];
  if (match === undefined && unmodified !== undefined && isModifiedSince(unmodified, validators, nowMs) === true)
    return problem(412, 'precondition');
  const none = headers['if-none-match'];
  if (none !== undefined && hasWeakMatch(none, validators.etag))
    return isRead ? bare(304, headersOf(validators)) : problem(412, 'precondition');
  const modified = headers['if-modified-since'];
  const isCached = none === undefined && modified !== undefined && isRead;
  if (isCached && isModifiedSince(modified, validators, nowMs) === false) return bare(304, headersOf(validators));
  return null;
}

/** True when the request names a state that it wants. */
export function isConditional({ headers }: HttpRequest): boolean {
  return headers['if-match'] !== undefined || headers['if-unmodified-since'] !== undefined;
}

function headersOf({ etag }: Validators): Readonly<Record<string, string>> {
  return etag === null ? {} : { etag };
}

/** The strong comparison: weak tags equal nothing, themselves included. */
function hasStrongMatch(field: string, etag: string | null): boolean {
  if (field.trim() === '*') return true;
  return etag !== null && !etag.startsWith('W/') && tagsOf(field).includes(etag);
}

function hasWeakMatch(field: string, etag: string | null): boolean {
  if (field.trim() === '*') return true;
  const opaque = (tag: string): string => tag.replace(/^W\//, '');
  return etag !== null && tagsOf(field).some((tag) => opaque(tag) === opaque(etag));
}

/** A tag may hold commas. */
function tagsOf(field: string): readonly string[] {
  return field.match(/(?:W\/)?"[^"]*"/g) ?? [];
}

/** Null when there is no saying: no date kept, or text that is no date. */
function isModifiedSince(text: string, { modifiedMs }: Validators, nowMs: number): boolean | null {
  const since = parseHttpDate(text, nowMs);
  if (since === null || modifiedMs === null) return null;
  return Math.floor(modifiedMs / 1000) * 1000 > since;
}

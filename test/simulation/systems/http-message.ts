/** How an HTTP system protects its records. */
export type HttpVariant = 'etag' | 'date' | 'version' | 'none';

/** A request as HTTP carries it. Header names in lower case. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or null for none. */
  readonly body: string | null;
}

/** An answer. Header names in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or null for none. */
  readonly body: string | null;
}

/** An answer with a JSON body. */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** A refusal: a code that programs branch on, and the field or key it is about. */
export function problem(status: number, error: string, about: string | null = null): HttpResponse {
  return jsonResponse(status, about === null ? { error } : { error, about });
}

/** An answer without a body. */
export function bare(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers, body: null };
}

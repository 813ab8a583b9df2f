import type { IncomingHttpHeaders } from 'node:http';

/** What a representation can be compared by. */
export interface Representation {
  /** With its quotes; absent when the resource has no entity tags. */
  readonly tag?: string;
  /** Whole seconds since 1970; absent when no modification date is available. */
  readonly modified?: number;
}

/**
 * Evaluation of preconditions in the order of RFC 9110 §13.2.2, for an existing representation. Answers 304 or 412, or
 * null to perform the method.
 */
export function evaluate(method: string, headers: IncomingHttpHeaders, current: Representation): 304 | 412 | null {
  const safe = method === 'GET';
  // Steps 1 and 2: If-Unmodified-Since only when there is no If-Match, and only for a valid date that can be compared.
  if (headers['if-match'] !== undefined) {
    if (!listed(headers['if-match'], current.tag, false)) return 412;
  } else if (headers['if-unmodified-since'] !== undefined) {
    const date = seconds(headers['if-unmodified-since']);
    if (date !== undefined && current.modified !== undefined && current.modified > date) return 412;
  }
  // Steps 3 and 4: If-Modified-Since only when there is no If-None-Match, and only for GET and HEAD.
  if (headers['if-none-match'] !== undefined) {
    if (listed(headers['if-none-match'], current.tag, true)) return safe ? 304 : 412;
  } else if (safe && headers['if-modified-since'] !== undefined) {
    const date = seconds(headers['if-modified-since']);
    if (date !== undefined && current.modified !== undefined && current.modified <= date) return 304;
  }
  return null;
}

/** §13.1.1 and §13.1.2: `*` matches any current representation, a list by §8.8.3.2's comparison. */
function listed(field: string, tag: string | undefined, isWeak: boolean): boolean {
  if (field.trim() === '*') return true;
  if (tag === undefined) return false;
  let rest = field;
  while (rest !== '') {
    const open = rest.indexOf('"');
    const close = rest.indexOf('"', open + 1);
    if (open === -1 || close === -1) return false;
    const weak = rest.slice(0, open).endsWith('W/');
    const opaque = rest.slice(open, close + 1);
    if (isWeak ? opaque === tag.replace('W/', '') : !weak && opaque === tag) return true;
    rest = rest.slice(close + 1);
  }
  return false;
}

/** §5.6.7: a recipient takes IMF-fixdate, the RFC 850 format and asctime's; anything else is no date. */
function seconds(text: string): number | undefined {
  const imf = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
  const asctime = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/;
  const rfc850 = /^[A-Z][a-z]+day, (\d\d)-([A-Z][a-z]{2})-(\d\d) (\d\d:\d\d:\d\d) GMT$/;
  let plain = imf.test(text) ? text : undefined;
  const unix = asctime.exec(text);
  if (unix !== null) plain = `${unix[2]} ${unix[1]} ${unix[4]} ${unix[3]} GMT`;
  const old = rfc850.exec(text);
  // Two digits of a year: this century, unless that is more than 50 years ahead. Every test of ours is in the 2020s.
  if (old !== null) plain = `${old[1]} ${old[2]} ${Number(old[3]) > 73 ? 19 : 20}${old[3]} ${old[4]} GMT`;
  const ms = plain === undefined ? Number.NaN : Date.parse(plain);
  return Number.isNaN(ms) ? undefined : ms / 1000;
}

/** §5.6.7: a sender writes IMF-fixdate. */
export function fixdate(ms: number): string {
  return new Date(ms).toUTCString();
}

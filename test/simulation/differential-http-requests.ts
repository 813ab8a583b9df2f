import type { HttpRequest } from './systems/http-message.ts';
import { oneOf } from './random.ts';

/** What one server has said about the state of each record: validators in the order of their appearance. */
export type Tokens = ReadonlyMap<string, readonly string[]>;

/** A request whose validators are filled in by each server's own words. */
export type RequestMaker = (tokens: Tokens) => HttpRequest;

const IDS: readonly string[] = [
  'a',
  'b',
  'B',
  'c d',
  'é',
  'e\u0301',
  '😀',
  '\uffee',
  'x/y',
  '100%',
  'q?',
  'h#',
  "o'k",
  '1001',
];
const EMAILS = [
  'a@x',
  'A@x',
  'b@x ',
  '',
  'é@x',
  'nul \0',
  'half \ud83d',
  '😀😀😀😀😀😀😀😀😀😀😀😀',
  'twelve chars',
  'thirteen char',
  7,
  null,
  ['a'],
  { a: 1 },
];
const CREDITS = ['19.9', '19.995', '-0.005', '-0.001', '1e3', '.5', '5.', 0.1, 12, 'x', '', null, true];
const NUMBERS = ['7', '007', '-0', '+5', '1.5', 'x', 12, 1.5, null, false];
const TRUTHS = [true, false, 'true', 'false', 'x', 5, null];

/** Any request to the API: mostly of items, with and without conditions. */
export function anyRequest(random: () => number, nowMs: number): RequestMaker {
  const x = random();
  if (x < 0.12) return fixed('GET', '/people', { query: anyList(random) });
  if (x < 0.34) return fixed('POST', '/people', { body: anyBody(random), headers: anyKey(random) });
  if (x < 0.37) return fixed(...oneOf(STRANGE, random()));
  const id = oneOf(IDS, random());
  const method = oneOf(['GET', 'PATCH', 'PATCH', 'DELETE'], random());
  const body = method === 'PATCH' ? anyBody(random) : null;
  const key = method === 'GET' ? {} : anyKey(random);
  const [conditions, version] = [anyConditions(random, nowMs), anyVersion(random)];
  return (tokens) => {
    const known = tokens.get(id) ?? [];
    const named = version(known);
    const query: Readonly<Record<string, string>> = method === 'DELETE' && named !== null ? { version: named } : {};
    return {
      method,
      path: `/people/${encodeURIComponent(id)}`,
      query,
      headers: { ...key, ...conditions(known) },
      body: named === null || body === null ? body : body.replace('"fields"', `"version":${Number(named)},"fields"`),
    };
  };
}

type Rest = Partial<Omit<HttpRequest, 'method' | 'path'>>;

const STRANGE: readonly (readonly [string, string, Rest])[] = [
  ['PUT', '/people', { body: '{}' }],
  ['DELETE', '/people', {}],
  ['PUT', '/people/a', { body: '{}' }],
  ['POST', '/people/a', { body: '{}' }],
  ['GET', '/things', {}],
  ['GET', '/people/a/b', {}],
  ['GET', '/people/%ff', {}],
  ['GET', '/', {}],
];

function fixed(method: string, path: string, rest: Rest): RequestMaker {
  return () => ({ method, path, query: {}, headers: {}, body: null, ...rest });
}

function anyList(random: () => number): Readonly<Record<string, string>> {
  const x = random();
  const limit = { limit: oneOf(['1', '2', '5', '9999', '0', '-1', 'x', ''], random()) };
  if (x < 0.3) return { ...limit, offset: oneOf(['0', '1', '3', '99', 'x'], random()) };
  if (x < 0.6) return { ...limit, after: oneOf([...IDS, 'zz'], random()) };
  if (x < 0.7) return {};
  const by = oneOf([['id'], ['email'], ['n'], ['id', 'email'], ['colour']], random());
  const values = Array.from({ length: 3 }, () => by.map(() => oneOf([...IDS, 'a@x', '7', '', null], random())));
  return {
    where: oneOf([JSON.stringify({ by, values }), JSON.stringify({ by, values }), '{}', '{', 'null'], random()),
  };
}

function anyBody(random: () => number): string {
  if (random() < 0.04) return oneOf(['', '{', '[]', 'null', '7', '{"fields":[]}', '{"fields":null}', '{}'], random());
  const fields: Record<string, unknown> = {};
  if (random() < 0.6) fields['id'] = oneOf([...IDS, null], random());
  if (random() < 0.6) fields['email'] = oneOf(EMAILS, random());
  if (random() < 0.3) fields['credit'] = oneOf(CREDITS, random());
  if (random() < 0.3) fields['n'] = oneOf(NUMBERS, random());
  if (random() < 0.2) fields['ok'] = oneOf(TRUTHS, random());
  if (random() < 0.05) fields['colour'] = 'red';
  return JSON.stringify({ fields });
}

function anyKey(random: () => number): Readonly<Record<string, string>> {
  return random() < 0.15 ? { 'idempotency-key': `key ${Math.floor(random() * 12)}` } : {};
}

/** A version as it was seen last, or before, or never; null for none. */
function anyVersion(random: () => number): (known: readonly string[]) => string | null {
  const x = random();
  if (x < 0.3) return () => null;
  if (x < 0.7) return (known) => known.at(-1) ?? null;
  return x < 0.95 ? (known) => known.at(-2) ?? null : () => '-1';
}

/** Conditions in the words of RFC 9110 §13.1, one or two of them. */
function anyConditions(
  random: () => number,
  nowMs: number,
): (known: readonly string[]) => Readonly<Record<string, string>> {
  const count = oneOf([0, 1, 1, 2, 2], random());
  const makers = Array.from({ length: count }, () => {
    const name = oneOf(['if-match', 'if-match', 'if-unmodified-since', 'if-none-match', 'if-modified-since'], random());
    const value = name.endsWith('since') ? anyDate(random, nowMs) : anyTags(random);
    return (known: readonly string[]) => [name, value(known)] as const;
  });
  return (known) => Object.fromEntries(makers.map((make) => make(known)));
}

function anyTags(random: () => number): (known: readonly string[]) => string {
  const last = (known: readonly string[]): string => known.at(-1) ?? '"none"';
  const makers: readonly ((known: readonly string[]) => string)[] = [
    last,
    last,
    last,
    (known) => known.at(-2) ?? '"none"',
    (known) => `W/${last(known)}`,
    (known) => `"no, pe", W/"x" ,${last(known)}`,
    (known) => `"nope" , W/${last(known)}`,
    () => '*',
    () => '*',
    () => '*',
    () => '"nope"',
    () => 'nope',
    () => '"',
    () => '""',
  ];
  return oneOf(makers, random());
}

function anyDate(random: () => number, nowMs: number): (known: readonly string[]) => string {
  const ms = nowMs + oneOf([0, 0, -1000, -5000, 60_000], random());
  const imf = new Date(ms).toUTCString();
  const [, day = '', month = '', year = '', time = ''] = /^\w+, (\d\d) (\w+) (\d+) ([\d:]+)/.exec(imf) ?? [];
  const makers: readonly ((known: readonly string[]) => string)[] = [
    (known) => known.at(-1) ?? imf,
    (known) => known.at(-1) ?? imf,
    (known) => known.at(-2) ?? imf,
    (known) => known.at(0) ?? imf,
    (known) => known.at(0) ?? imf,
    () => imf,
    () => `Sunday, ${day}-${month}-${year.slice(2)} ${time} GMT`,
    () => `Sun ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`,
    () => 'Sunday, 06-Nov-94 08:49:37 GMT',
    () => imf.replace('GMT', 'CET'),
    () => new Date(ms).toISOString(),
    () => 'yesterday',
    () => '0',
  ];
  return oneOf(makers, random());
}

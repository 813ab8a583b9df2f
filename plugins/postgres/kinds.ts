import { UNREADABLE, type Json, type NativeKind, type NativeValue } from 'concordat/connector';
import { parseLossless } from './lossless-json.ts';

/** A scalar's form at the border, by PostgreSQL's internal type name. What is not here is text, in PostgreSQL's own spelling. */
const KINDS: ReadonlyMap<string, NativeKind> = new Map([
  ['int2', 'integer'],
  ['int4', 'integer'],
  ['int8', 'integer'],
  ['oid', 'integer'],
  ['numeric', 'decimal'],
  ['money', 'decimal'],
  ['float4', 'float'],
  ['float8', 'float'],
  ['bool', 'boolean'],
  ['date', 'date'],
  ['time', 'time'],
  ['timestamp', 'local-datetime'],
  ['timestamptz', 'datetime'],
  ['json', 'json'],
  ['jsonb', 'json'],
  ['bytea', 'bytes'],
]);

/** Kind of one value of a type. */
export function kindOfType(typeName: string): NativeKind {
  return KINDS.get(typeName) ?? 'text';
}

/**
 * SQL of a column's value as text that loses nothing. `char(n)` comes without its padding, as PostgreSQL compares it;
 * an array comes as a JSON array of its items' texts; float4 has its own cast.
 */
export function textOf(column: string, typeName: string, isArray: boolean): string {
  if (isArray) return `to_jsonb(${column}::text[])::text`;
  return typeName === 'money' ? `${column}::numeric::text` : `${column}::text`;
}

/** The server's text of one value → the form at the border. JSON with a number that no double holds cannot be read without loss. */
export function decodeText(text: string, kind: NativeKind): NativeValue {
  switch (kind) {
    case 'boolean':
      return text === 'true' || text === 't';
    case 'float':
      return /^-?[\d.]/.test(text) ? Number(text) : text;
    case 'datetime':
      return isoInstant(text);
    case 'local-datetime':
      return LOCAL.test(text) ? text.replace(' ', 'T') : text;
    case 'json':
      return parseLossless(text) ?? UNREADABLE;
    case 'bytes':
      return Buffer.from(text.slice(2), 'hex').toString('base64');
    default:
      return text;
  }
}

/** A list's JSON text, nested for several dimensions, → items in their form at the border. */
export function decodeList(text: string, item: NativeKind): NativeValue {
  const items = decodeItems(JSON.parse(text) as Json, item);
  return item === 'json' && holdsUnreadable(items) ? UNREADABLE : items;
}

function decodeItems(value: Json, item: NativeKind): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((one) => decodeItems(one, item));
  return typeof value === 'string' ? (decodeText(value, item) as Json) : value;
}

/** Looks at items alone: a document of the database may look like a nothing without being one. */
function holdsUnreadable(value: Json): boolean {
  return Array.isArray(value) ? (value as readonly Json[]).some(holdsUnreadable) : Object.is(value, UNREADABLE);
}

const LOCAL = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/;
const INSTANT = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)\+00$/;

/** `infinity` and years before Christ stay as PostgreSQL writes them: no instant can hold them. */
function isoInstant(text: string): string {
  return text.replace(INSTANT, '$1T$2Z');
}

/** The border's form → text that PostgreSQL reads as the column's type; null for null, undefined when it has none. */
export function encodeValue(value: NativeValue, kind: NativeKind, item: NativeKind | null): string | null | undefined {
  if (kind === 'json') return encodeJson(value);
  if (value === null) return null;
  if (kind === 'list') return Array.isArray(value) ? arrayLiteral(value as readonly Json[], item ?? 'text') : undefined;
  if (typeof value === 'object') return isEmpty(value) ? '' : undefined;
  return kind === 'bytes' ? bytesLiteral(String(value)) : String(value);
}

/** A JSON column: null is SQL's null, everything else is JSON text. */
function encodeJson(value: NativeValue): string | null | undefined {
  if (value === null) return null;
  return isUnreadableTag(value) ? undefined : JSON.stringify(value);
}

function isEmpty(value: object): boolean {
  return 'nothing' in value && value.nothing === 'empty';
}

function isUnreadableTag(value: NativeValue): boolean {
  return typeof value === 'object' && value !== null && 'nothing' in value && value['nothing'] === 'unreadable';
}

function bytesLiteral(base64: string): string {
  return `\\x${Buffer.from(base64, 'base64').toString('hex')}`;
}

/** Array input syntax: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function arrayLiteral(items: readonly Json[], item: NativeKind): string {
  const texts = items.map((one) => {
    if (one === null) return 'NULL';
    if (Array.isArray(one) && item !== 'json') return arrayLiteral(one as readonly Json[], item);
    const text = item === 'json' ? JSON.stringify(one) : item === 'bytes' ? bytesLiteral(String(one)) : String(one);
    return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${texts.join(',')}}`;
}

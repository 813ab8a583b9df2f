import { isNothing, type Json, type NativeKind, type NativeValue } from 'concordat/connector';

/** Kinds of the fields of JSON records: whole numbers integer, other numbers decimal, arrays list, objects json; mixed ones text. */
export function inferKinds(records: readonly Readonly<Record<string, Json>>[]): Map<string, NativeKind> {
  const kinds = new Map<string, NativeKind>();
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      const found = kindOf(value);
      const known = kinds.get(name);
      if (found === null) continue;
      kinds.set(name, known === undefined || known === found ? found : widest(known, found));
    }
  }
  for (const name of records.flatMap((record) => Object.keys(record))) if (!kinds.has(name)) kinds.set(name, 'text');
  return kinds;
}

/** A JSON value in the form that its kind has at a connector's border. */
export function toKind(value: Json, kind: NativeKind): NativeValue {
  if (typeof value === 'number' && kind !== 'float' && kind !== 'json' && kind !== 'list') return String(value);
  return typeof value === 'boolean' && kind === 'text' ? String(value) : value;
}

function kindOf(value: Json): NativeKind | null {
  if (value === null || isNothing(value)) return null;
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'text';
  return Array.isArray(value) ? 'list' : 'json';
}

function widest(a: NativeKind, b: NativeKind): NativeKind {
  const pair = new Set([a, b]);
  if (pair.has('integer') && pair.has('decimal')) return 'decimal';
  return pair.has('list') && pair.has('json') ? 'json' : 'text';
}

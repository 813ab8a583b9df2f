import type { NativeKind } from 'concordat/connector';

/** SQLite's column affinities. */
export type Affinity = 'integer' | 'text' | 'blob' | 'real' | 'numeric';

/** The affinity of a declared type, by the five rules of https://sqlite.org/datatype3.html#determination_of_column_affinity. */
export function affinityOf(declared: string): Affinity {
  const type = declared.toUpperCase();
  if (type.includes('INT')) return 'integer';
  if (/CHAR|CLOB|TEXT/.test(type)) return 'text';
  if (type === '' || type.includes('BLOB')) return 'blob';
  if (/REAL|FLOA|DOUB/.test(type)) return 'real';
  return 'numeric';
}

/**
 * The kind of a declared type. A column may hold any type per value whatever it declares: what is not of the kind comes in its text
 * form, which the kind's parsers take for what it says or refuse. Without a type, and for JSON, the kind is text.
 */
export function kindOf(declared: string): NativeKind {
  const type = declared.toUpperCase();
  if (type.startsWith('BOOL')) return 'boolean';
  if (/^DATE(?!TIME)/.test(type)) return 'date';
  if (/^(DATETIME|TIMESTAMP)/.test(type)) return 'local-datetime';
  if (/^TIME(?!STAMP)/.test(type)) return 'time';
  const affinity = affinityOf(declared);
  if (affinity === 'integer') return 'integer';
  if (affinity === 'real') return 'float';
  if (affinity === 'text' || type === '' || type.startsWith('JSON')) return 'text';
  return affinity === 'blob' ? 'bytes' : 'decimal';
}

/** Digits after the point of `DECIMAL(p, s)`, or null. */
export function scaleOf(declared: string): number | null {
  const scale = /^(?:DECIMAL|NUMERIC)\s*\(\s*\d+\s*,\s*(\d+)\s*\)/i.exec(declared)?.[1];
  return scale === undefined ? null : Number(scale);
}

import type { NativeKind } from '../../../src/model/connector.ts';
import { type NativeRecord, type NativeValue, isNothing } from '../../../src/model/value.ts';

/** Types whose text depends on the session's settings: PostgreSQL reads it only for a record that the guard lets through. */
const LATE_KINDS: ReadonlySet<NativeKind> = new Set(['date', 'time', 'datetime', 'local-datetime', 'list']);

/** Values by when PostgreSQL refuses a bad one: before it looks for the record, or only when it has found it. */
export function byMoment(
  values: NativeRecord,
  kinds: Readonly<Record<string, NativeKind>>,
): { readonly early: NativeRecord; readonly late: NativeRecord } {
  const isLate = ([name, value]: readonly [string, NativeValue]): boolean =>
    LATE_KINDS.has(kinds[name] ?? 'text') && !isRefusedByDriver(value, kinds[name]);
  const entries = [...values];
  return {
    early: new Map(entries.filter((entry) => !isLate(entry))),
    late: new Map(entries.filter(isLate)),
  };
}

/** What cannot be sent as text at all. */
function isRefusedByDriver(value: NativeValue, kind: NativeKind | undefined): boolean {
  if (value === null) return false;
  if (JSON.stringify(value).includes('\\u0000')) return true;
  if (kind === 'list') return !Array.isArray(value);
  return typeof value === 'object' && !(isNothing(value) && value.nothing === 'empty');
}

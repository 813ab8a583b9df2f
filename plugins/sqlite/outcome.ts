import type { WriteOutcome } from 'concordat/connector';
import { isBusy, sqliteCode } from './errors.ts';

/** SQLite's extended result codes of broken constraints, https://sqlite.org/rescode.html. */
const CONSTRAINTS: ReadonlyMap<number, string> = new Map([
  [275, 'CHECK'],
  [787, 'FOREIGN_KEY'],
  [1299, 'NOT_NULL'],
  [1555, 'UNIQUE'],
  [1811, 'TRIGGER'],
  [2067, 'UNIQUE'],
  [2579, 'UNIQUE'],
  [3091, 'DATATYPE'],
]);

/** Constraints whose message names columns and nothing else. */
const NAMED: ReadonlySet<string> = new Set(['UNIQUE', 'NOT_NULL']);

/** The change stands. */
export function applied(id: string, nativeId: readonly string[]): WriteOutcome {
  return { id, status: 'applied', nativeId, code: null, detail: null };
}

/** The guard refused: the record is not the one that was read. */
export function conflict(id: string): WriteOutcome {
  return { id, status: 'conflict', nativeId: null, code: 'VERSION_MOVED', detail: 'The record is not as it was read.' };
}

/** The data or the change cannot be accepted. */
export function rejected(id: string, code: string, detail: string | null = null): WriteOutcome {
  return { id, status: 'rejected', nativeId: null, code, detail };
}

/** Nothing was written; it may work later. */
export function failed(id: string, code: string): WriteOutcome {
  return { id, status: 'failed', nativeId: null, code, detail: null };
}

/** What SQLite's refusal means. Names of columns are shown, values never: a trigger's text may hold some. */
export function rejection(id: string, error: unknown): WriteOutcome {
  if (isBusy(error)) return failed(id, 'SYSTEM_BUSY');
  const code = sqliteCode(error);
  if (code === null) throw error;
  const constraint = CONSTRAINTS.get(code);
  if (constraint === undefined) return failed(id, `SQLITE_${code}`);
  return rejected(id, constraint, NAMED.has(constraint) ? columnsIn((error as Error).message) : null);
}

/** "UNIQUE constraint failed: t.a, t.b" → "t.a, t.b". */
function columnsIn(message: string): string | null {
  const marker = 'constraint failed: ';
  const start = message.indexOf(marker);
  return start === -1 ? null : message.slice(start + marker.length);
}

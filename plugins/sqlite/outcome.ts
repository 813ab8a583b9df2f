import { failed, rejected, type OutcomeCode, type WriteOutcome } from 'concordat/connector';
import { isBusy, isStorage, sqliteCode } from './errors.ts';

/** SQLite's extended result codes of broken constraints, https://sqlite.org/rescode.html. */
const CONSTRAINTS: ReadonlyMap<number, OutcomeCode<'rejected'>> = new Map([
  [275, 'CHECK'],
  [787, 'FOREIGN_KEY'],
  [1299, 'NOT_NULL'],
  [1555, 'UNIQUE'],
  [1811, 'TRIGGER'],
  [2067, 'UNIQUE'],
  [2579, 'UNIQUE'],
  [3091, 'BAD_VALUE'],
]);

/** Constraints whose message names columns and nothing else. */
const NAMED: ReadonlySet<string> = new Set(['UNIQUE', 'NOT_NULL']);

/** What SQLite's refusal means. Names of columns are shown, values never: a trigger's text may hold some. */
export function rejection(id: string, error: unknown): WriteOutcome {
  if (isBusy(error)) return failed(id, 'SYSTEM_BUSY');
  if (isStorage(error)) return failed(id, 'STORAGE');
  const code = sqliteCode(error);
  if (code === null) throw error;
  const constraint = CONSTRAINTS.get(code);
  if (constraint === undefined) return rejected(id, 'SYSTEM_REFUSED', `SQLite refused it with result code ${code}.`);
  return rejected(id, constraint, NAMED.has(constraint) ? columnsIn((error as Error).message) : null);
}

/** "UNIQUE constraint failed: t.a, t.b" → "t.a, t.b". */
function columnsIn(message: string): string | null {
  const marker = 'constraint failed: ';
  const start = message.indexOf(marker);
  return start === -1 ? null : message.slice(start + marker.length);
}

import type { LiveRecord, PlannedChange } from '../model/record.ts';
import type { NativeValue } from '../model/value.ts';

/**
 * What would make the sent and the held value of a field equal: `equality: trimmed`, `equality: case-insensitive`, `scale: 2`, or a
 * `max_length`. Null when none of these explains it.
 */
export function proposalOf(planned: PlannedChange, live: LiveRecord, name: string): string | null {
  const at = planned.written.get(name)?.at;
  if (at === undefined) return null;
  return explain(planned.values.get(at), live.native.get(at));
}

function explain(sent: NativeValue | undefined, held: NativeValue | undefined): string | null {
  if (typeof sent !== 'string' || typeof held !== 'string') return null;
  if (sent.trim() === held.trim()) return 'equality: trimmed';
  if (sent.trim().toLowerCase() === held.trim().toLowerCase()) return 'equality: case-insensitive';
  if (isRounded(sent, held)) return `scale: ${decimals(held)}`;
  if (held !== '' && held.length < sent.length && sent.startsWith(held)) return `max_length: ${[...held].length}`;
  return null;
}

const NUMBER = /^-?\d+(\.\d+)?$/;

function isRounded(sent: string, held: string): boolean {
  if (!NUMBER.test(sent) || !NUMBER.test(held) || decimals(held) >= decimals(sent)) return false;
  return Math.abs(Number(sent) - Number(held)) <= 10 ** -decimals(held);
}

function decimals(text: string): number {
  return text.split('.')[1]?.replace(/0+$/, '').length ?? 0;
}

import type { NativeKind } from '../../../src/model/connector.ts';
import { type NativeRecord, type NativeValue, isNothing } from '../../../src/model/value.ts';
import { Refusal } from './refusal.ts';

/**
 * Refuses values that cannot be sent at all, whatever the record is. Every other bad value is told of only when the
 * guard lets its record through; the real server tells of some of them before, when their statement has one change.
 */
export function refuseUnsendable(values: NativeRecord, kinds: Readonly<Record<string, NativeKind>>): void {
  for (const [name, value] of values)
    if (value !== null && !isSendable(value, kinds[name] ?? 'text')) throw new Refusal('BAD_VALUE');
}

function isSendable(value: Exclude<NativeValue, null>, kind: NativeKind): boolean {
  if (isNothing(value)) return value.nothing === 'empty' && kind !== 'list';
  if (kind === 'json') return true;
  if (JSON.stringify(value).includes('\\u0000')) return false;
  return kind === 'list' ? Array.isArray(value) : typeof value !== 'object';
}

import {
  applied,
  conflict,
  isUnreadable,
  rejected,
  type NativeValue,
  type WriteChange,
  type WriteOutcome,
} from 'concordat/connector';
import { keyText } from './read.ts';
import { setValues, type MemoryRecord, type MemoryResource } from './system.ts';

/** What a change is written to. */
export interface MemoryTarget {
  readonly resource: MemoryResource;
  readonly id: readonly string[];
  readonly isGuarded: boolean;
  readonly uniqueKeys: readonly (readonly string[])[];
}

/** Writes one change if the record still has the version that was read. */
export function writeChange(target: MemoryTarget, change: WriteChange): WriteOutcome {
  const problem = problemOf(target, change);
  if (problem !== null) return problem;
  if (change.action === 'create') return create(target, change);
  const { resource, id, isGuarded } = target;
  const { records } = resource;
  const record = records.find((candidate) => JSON.stringify(keyOf(candidate, id)) === JSON.stringify(change.nativeId));
  if (record === undefined || (isGuarded && String(record.version) !== change.version)) return conflict(change.id);
  if (change.action === 'delete') {
    records.splice(records.indexOf(record), 1);
    return applied(change.id, change.nativeId ?? []);
  }
  const taken = takenKey(target, new Map([...record.values, ...change.values]), record);
  if (taken !== null) return rejected(change.id, 'UNIQUE', taken);
  setValues(record, change.values);
  return applied(change.id, keyOf(record, id));
}

function problemOf(
  { resource }: MemoryTarget,
  { id, action, values, nativeId, version }: WriteChange,
): WriteOutcome | null {
  for (const [name, value] of values) {
    if (resource.isDeclared && !resource.kinds.has(name)) return rejected(id, 'CONNECTOR_UNKNOWN_FIELD', name);
    if (isUnreadable(value)) return rejected(id, 'VALUE_UNREADABLE', name);
  }
  if (action === 'update' && values.size === 0) return rejected(id, 'NOTHING_TO_WRITE');
  return action !== 'create' && (nativeId === null || version === null) ? rejected(id, 'NO_GUARD') : null;
}

/** An id that is not given is the next number. */
function create(target: MemoryTarget, change: WriteChange): WriteOutcome {
  const { resource, id } = target;
  const { records, kinds } = resource;
  const values = new Map(change.values);
  for (const name of id) if (!values.has(name)) values.set(name, nextId(records, name));
  if (id.some((name) => values.get(name) === null)) return rejected(change.id, 'NO_ID');
  const taken = takenKey(target, values, null);
  if (taken !== null) return rejected(change.id, 'UNIQUE', taken);
  for (const name of values.keys()) if (!kinds.has(name)) kinds.set(name, 'text');
  const record: MemoryRecord = { values, version: 1 };
  records.push(record);
  return applied(change.id, keyOf(record, id));
}

/** Names of the unique fields whose values another record has; the id is always unique. */
function takenKey(
  { resource, id, uniqueKeys }: MemoryTarget,
  values: ReadonlyMap<string, NativeValue>,
  self: MemoryRecord | null,
): string | null {
  for (const names of [id, ...uniqueKeys]) {
    const key = textOf(values, names);
    if (key === null) continue;
    if (resource.records.some((other) => other !== self && textOf(other.values, names) === key))
      return names.join(', ');
  }
  return null;
}

/** Text of some fields; null when one of them is null or absent. */
function textOf(values: ReadonlyMap<string, NativeValue>, names: readonly string[]): string | null {
  const found = names.map((name) => values.get(name) ?? null);
  return found.includes(null) ? null : JSON.stringify(found);
}

function nextId(records: readonly MemoryRecord[], name: string): string {
  const numbers = records.map(({ values }) => Number(values.get(name))).filter(Number.isSafeInteger);
  return String(numbers.reduce((largest, number) => Math.max(largest, number), 0) + 1);
}

function keyOf({ values }: MemoryRecord, id: readonly string[]): readonly string[] {
  return id.map((name) => keyText(values.get(name)));
}

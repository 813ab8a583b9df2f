import { isUnreadable, type WriteChange, type WriteOutcome } from 'concordat/connector';
import { keyText } from './read.ts';
import { setValues, type MemoryRecord, type MemoryResource } from './system.ts';

/** Writes one change if the record still has the version that was read. */
export function writeChange(resource: MemoryResource, id: readonly string[], change: WriteChange): WriteOutcome {
  const problem = problemOf(resource, change);
  if (problem !== null) return { id: change.id, status: 'rejected', nativeId: null, ...problem };
  if (change.action === 'create') return create(resource, id, change);
  const { records } = resource;
  const record = records.find((candidate) => JSON.stringify(keyOf(candidate, id)) === JSON.stringify(change.nativeId));
  if (record === undefined || String(record.version) !== change.version) {
    return {
      id: change.id,
      status: 'conflict',
      nativeId: null,
      code: 'VERSION_MOVED',
      detail: 'The record is not as it was read.',
    };
  }
  if (change.action === 'delete') records.splice(records.indexOf(record), 1);
  else setValues(record, change.values);
  return applied(change, change.action === 'delete' ? (change.nativeId ?? []) : keyOf(record, id));
}

function problemOf(
  { kinds, isDeclared }: MemoryResource,
  { values }: WriteChange,
): { readonly code: string; readonly detail: string } | null {
  for (const [name, value] of values) {
    if (isDeclared && !kinds.has(name)) return { code: 'CONNECTOR_UNKNOWN_FIELD', detail: name };
    if (isUnreadable(value)) return { code: 'VALUE_UNREADABLE', detail: name };
  }
  return null;
}

/** An id that is not given is the next number. */
function create({ records, kinds }: MemoryResource, id: readonly string[], change: WriteChange): WriteOutcome {
  const values = new Map(change.values);
  for (const name of id) if (!values.has(name)) values.set(name, nextId(records, name));
  const record: MemoryRecord = { values, version: 1 };
  const key = JSON.stringify(keyOf(record, id));
  if (records.some((other) => JSON.stringify(keyOf(other, id)) === key)) {
    return { id: change.id, status: 'rejected', nativeId: null, code: 'UNIQUE', detail: id.join(', ') };
  }
  for (const name of values.keys()) if (!kinds.has(name)) kinds.set(name, 'text');
  records.push(record);
  return applied(change, keyOf(record, id));
}

function nextId(records: readonly MemoryRecord[], name: string): string {
  const numbers = records.map(({ values }) => Number(values.get(name))).filter(Number.isSafeInteger);
  return String(numbers.reduce((largest, number) => Math.max(largest, number), 0) + 1);
}

function keyOf({ values }: MemoryRecord, id: readonly string[]): readonly string[] {
  return id.map((name) => keyText(values.get(name)));
}

function applied(change: WriteChange, nativeId: readonly string[]): WriteOutcome {
  return { id: change.id, status: 'applied', nativeId, code: null, detail: null };
}

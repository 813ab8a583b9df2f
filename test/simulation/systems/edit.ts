import type { NativeValue } from '../../../src/model/value.ts';
import { Refusal } from './refusal.ts';
import type { SimStore, Writer } from './store.ts';

/** Values of fields. */
export type Values = Iterable<readonly [string, NativeValue]>;

/** Makes one record at once. Throws Refusal. Returns its id. */
export function createRecord(store: SimStore, resource: string, values: Values, writer: Writer): string {
  const record = store.prepare(resource, null, values);
  store.checkUnique(resource, record, () => true, store.recordsOf(resource));
  return store.land(resource, null, record, writer);
}

/** Changes one record at once. Throws Refusal, GONE when there is none. Returns its id, which may be new. */
export function updateRecord(
  store: SimStore,
  resource: string,
  nativeId: string,
  change: { readonly values: Values; readonly writer: Writer },
): string {
  const records = store.recordsOf(resource);
  const before = records.get(nativeId);
  if (before === undefined) throw new Refusal('GONE');
  const record = store.prepare(resource, before, change.values);
  store.checkUnique(resource, record, (id) => id !== nativeId, records);
  return store.land(resource, nativeId, record, change.writer);
}

/** Deletes one record at once. Throws Refusal GONE when there is none. */
export function removeRecord(store: SimStore, resource: string, nativeId: string, writer: Writer): void {
  if (!store.recordsOf(resource).has(nativeId)) throw new Refusal('GONE');
  store.land(resource, nativeId, null, writer);
}

import type { SimSystem } from '../contract.ts';
import { createRecord, removeRecord, updateRecord } from './edit.ts';
import { Refusal } from './refusal.ts';
import type { SimStore, Writer } from './store.ts';

/**
 * What people do at a server, at once and past every wire. The server's own rules hold for them as well: what it refuses
 * throws Refusal with code GONE, UNIQUE, NOT_NULL or BAD_VALUE, and changes nothing.
 */
export function peopleAt(store: SimStore): Pick<SimSystem, 'insert' | 'update' | 'remove' | 'restore'> {
  const writer = (by: string, resource: string, nativeId: string | null): Writer => {
    const record = nativeId === null ? undefined : store.recordsOf(resource).get(nativeId);
    const versionBefore = record === undefined ? null : String(record.version);
    return { by, guard: null, versionBefore, idempotencyKey: null };
  };
  return {
    insert: (person, resource, values) =>
      createRecord(store, resource, Object.entries(values), writer(person, resource, null)),
    update(person, resource, nativeId, values) {
      const change = { values: Object.entries(values), writer: writer(person, resource, nativeId) };
      updateRecord(store, resource, nativeId, change);
    },
    remove: (person, resource, nativeId) => removeRecord(store, resource, nativeId, writer(person, resource, nativeId)),
    restore(person, resource, nativeId) {
      const values = store.graveOf(resource, nativeId);
      if (values === undefined) throw new Refusal('GONE');
      createRecord(store, resource, values, writer(person, resource, null));
    },
  };
}

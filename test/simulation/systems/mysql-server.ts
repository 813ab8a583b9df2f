import type { WriteChange } from '../../../src/model/connector.ts';
import type { NativeValue } from '../../../src/model/value.ts';
import type { SimRecord } from '../contract.ts';
import { createRecord, removeRecord, updateRecord } from './edit.ts';
import { mysqlRules } from './mysql-values.ts';
import { digestOf } from './page.ts';
import { inOrderOf } from './sql-order.ts';
import { SimStore, type Writer } from './store.ts';
import type { SystemSpec } from './switches.ts';

/** A server whose statements land one by one, and whose text is compared by a general collation. */
export class MysqlServer {
  readonly store: SimStore;

  constructor(spec: SystemSpec) {
    this.store = new SimStore(spec, mysqlRules(spec.switches?.isSloppy === true));
  }

  /** All records of this moment in the order of the id. */
  snapshot(resource: string): readonly SimRecord[] {
    const { id, fields } = this.store.specOf(resource);
    return inOrderOf(this.store.recordsOf(resource).values(), id, fields[id] ?? 'text');
  }

  /** Records that the collation takes for one of the keys. */
  find(resource: string, by: readonly string[], keys: readonly (readonly NativeValue[])[]): readonly SimRecord[] {
    const { fields } = this.store.specOf(resource);
    const textOf = (key: readonly NativeValue[]): string =>
      JSON.stringify(key.map((value, index) => this.store.rules.fold(value, fields[by[index] ?? ''] ?? 'text')));
    const wanted = new Set(keys.filter((key) => !key.includes(null)).map(textOf));
    return [...this.store.recordsOf(resource).values()].filter(({ values }) => {
      const found = by.map((name) => values.get(name) ?? null);
      return !found.includes(null) && wanted.has(textOf(found));
    });
  }

  /** One statement whose guard compares the touched columns byte by byte. Throws Refusal. Null when it matched no record. */
  write(resource: string, change: WriteChange): string | null {
    const { action, nativeId, before, values } = change;
    if (action === 'create') return createRecord(this.store, resource, values, writerOf(change, null));
    const own = nativeId?.[0] ?? null;
    const record = own === null ? undefined : this.store.recordsOf(resource).get(own);
    if (own === null || record === undefined || before === null) return null;
    const touched = action === 'delete' ? [...before.keys()] : [...values.keys()].filter((name) => before.has(name));
    const [wanted, found] = [digestOf({ values: new Map(before) }, touched), digestOf(record, touched)];
    if (wanted !== found) return null;
    const writer = writerOf(change, { wanted, found });
    if (action === 'update') return updateRecord(this.store, resource, own, { values, writer });
    removeRecord(this.store, resource, own, writer);
    return own;
  }
}

function writerOf(
  { id, idempotencyKey }: WriteChange,
  guard: { readonly wanted: string; readonly found: string } | null,
): Writer {
  return {
    by: `concordat:${id}`,
    guard: guard?.wanted ?? null,
    versionBefore: guard?.found ?? null,
    idempotencyKey: idempotencyKey ?? null,
  };
}

import type { WriteChange } from '../../../src/model/connector.ts';
import type { NativeValue } from '../../../src/model/value.ts';
import type { SimRecord } from '../contract.ts';
import { createRecord, removeRecord, updateRecord } from './edit.ts';
import { keepTyped } from './sql-values.ts';
import { Refusal } from './refusal.ts';
import { type FieldPlace, SimStore, type StoreRules, type Writer, keyText } from './store.ts';
import type { SystemSpec } from './switches.ts';

/** caseIgnoreMatch, RFC 4517 §4.2.11: case and spaces around and within do not count. */
const LDAP_RULES: StoreRules = {
  keep: keepAttribute,
  fold: (value) => keyText(value).trim().replace(/ +/g, ' ').toLowerCase(),
};

/** A page of a search; the cookie is for the next one, null at the end. */
export interface SearchPage {
  readonly records: readonly SimRecord[];
  readonly cookie: number | null;
}

/** A directory: entries in the order they were added, each with an entryCSN that moves with every write. */
export class LdapServer {
  readonly store: SimStore;
  readonly #places = new Map<string, number>();
  #lastPlace = 0;

  constructor(spec: SystemSpec) {
    this.store = new SimStore(spec, LDAP_RULES);
    this.store.onLanded(({ resource, nativeId, after }) => this.#note(resource, nativeId, after));
  }

  /** Entries added after the cookie's, as they are now. */
  search(resource: string, cookie: number, size: number): SearchPage {
    const placed = Array.from(this.store.recordsOf(resource), ([id, record]) => ({
      record,
      place: this.#places.get(`${resource}\n${id}`) ?? 0,
    }));
    const rest = placed.filter(({ place }) => place > cookie).sort((a, b) => a.place - b.place);
    const page = rest.slice(0, size);
    return {
      records: page.map(({ record }) => record),
      cookie: rest.length > page.length ? (page.at(-1)?.place ?? null) : null,
    };
  }

  /** Entries that the matching rules take for one of the keys. */
  find(resource: string, by: readonly string[], keys: readonly (readonly NativeValue[])[]): readonly SimRecord[] {
    const { fold } = LDAP_RULES;
    const textOf = (key: readonly NativeValue[]): string => JSON.stringify(key.map((value) => fold(value, 'text')));
    const wanted = new Set(keys.filter((key) => !key.includes(null)).map(textOf));
    return [...this.store.recordsOf(resource).values()].filter(({ values }) => {
      const found = by.map((name) => values.get(name) ?? null);
      return !found.includes(null) && wanted.has(textOf(found));
    });
  }

  /** One operation under the assertion that the entryCSN is the one seen. Throws Refusal. Null for result 122 or 32. */
  write(resource: string, change: WriteChange): string | null {
    const { action, nativeId, version, values } = change;
    if (action === 'create') return createRecord(this.store, resource, values, writerOf(change, null));
    const own = nativeId?.[0] ?? null;
    const record = own === null ? undefined : this.store.recordsOf(resource).get(own);
    if (own === null || record === undefined || csnOf(record) !== version) return null;
    const writer = writerOf(change, csnOf(record));
    if (action === 'update') return updateRecord(this.store, resource, own, { values, writer });
    removeRecord(this.store, resource, own, writer);
    return own;
  }

  #note(resource: string, nativeId: string, after: ReadonlyMap<string, NativeValue> | null): void {
    const key = `${resource}\n${nativeId}`;
    const place = this.#places.get(key);
    this.#places.delete(key);
    if (after === null) return;
    if (place === undefined) this.#lastPlace += 1;
    const newId = keyText(after.get(this.store.specOf(resource).id));
    this.#places.set(`${resource}\n${newId}`, place ?? this.#lastPlace);
  }
}

/** An entryCSN: time, counter, server and modification. */
export function csnOf({ version, modifiedMs }: SimRecord): string {
  const time = new Date(modifiedMs).toISOString().replace(/[-:T]/g, '').replace('Z', '000Z');
  return `${time}#${version.toString(16).padStart(6, '0')}#000#000000`;
}

/** Empty text is no value of an attribute: it is none. */
function keepAttribute(value: NativeValue, place: FieldPlace): NativeValue {
  const kept = keepTyped(value, place);
  if (kept === '') return null;
  const isLong = typeof kept === 'string' && place.maxLength !== null && Array.from(kept).length > place.maxLength;
  if (isLong && place.kind === 'text') throw new Refusal('BAD_VALUE', place.name);
  return kept;
}

function writerOf({ id, version, idempotencyKey }: WriteChange, versionBefore: string | null): Writer {
  return { by: `concordat:${id}`, guard: version, versionBefore, idempotencyKey: idempotencyKey ?? null };
}

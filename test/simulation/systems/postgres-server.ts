import type { NativeValue } from '../../../src/model/value.ts';
import type { SimRecord } from '../contract.ts';
import { decimalFold } from './decimal.ts';
import { PostgresTransaction } from './postgres-transaction.ts';
import { Refusal, answerOf } from './refusal.ts';
import { inOrderOf } from './sql-order.ts';
import { keepTyped } from './sql-values.ts';
import { type FieldPlace, SimStore, type StoreRules, keyText } from './store.ts';
import type { SystemSpec } from './switches.ts';

/** PostgreSQL keeps values by their types, refuses text that is too long, and compares exactly. */
export const POSTGRES_RULES: StoreRules = {
  keep: keepInColumn,
  fold: (value, kind) => (kind === 'decimal' ? decimalFold(keyText(value)) : keyText(value)),
};

/** A server with transactions: records are seen by others when they are committed. */
export class PostgresServer {
  readonly store: SimStore;
  readonly #open = new Set<PostgresTransaction>();

  constructor(spec: SystemSpec) {
    this.store = new SimStore(spec, POSTGRES_RULES);
  }

  begin(): PostgresTransaction {
    const transaction = new PostgresTransaction(this.store, () => this.#others(transaction));
    this.#open.add(transaction);
    return transaction;
  }

  /** All records of this moment in the order of the id. */
  snapshot(resource: string): readonly SimRecord[] {
    const { id, fields } = this.store.specOf(resource);
    return inOrderOf(this.store.recordsOf(resource).values(), id, fields[id] ?? 'text');
  }

  /** Records whose fields equal one of the keys: by the columns' types, or by their texts when a key is no value of its type. */
  find(resource: string, by: readonly string[], keys: readonly (readonly NativeValue[])[]): readonly SimRecord[] {
    const places = by.map((name) => this.store.placeOf(resource, name));
    const full = keys.filter((key) => !key.includes(null));
    const typed = answerOf(() =>
      full.map((key) => key.map((value, index) => keepTyped(value, unscaled(places[index])))),
    );
    const fold = (value: NativeValue, index: number): string =>
      'ok' in typed ? POSTGRES_RULES.fold(value, places[index]?.kind ?? 'text') : keyText(value);
    const wanted = new Set(('ok' in typed ? typed.ok : full).map((key) => JSON.stringify(key.map(fold))));
    return [...this.store.recordsOf(resource).values()].filter(({ values }) => {
      const found = by.map((name) => values.get(name) ?? null);
      return !found.includes(null) && wanted.has(JSON.stringify(found.map(fold)));
    });
  }

  /** Open transactions besides one. Those whose client is gone are rolled back. */
  #others(own: PostgresTransaction): readonly PostgresTransaction[] {
    const now = this.store.spec.now();
    for (const each of this.#open) {
      if (each !== own && each.untilMs < now) each.rollback();
      if (!each.isOpen) this.#open.delete(each);
    }
    return [...this.#open].filter((each) => each !== own);
  }
}

/** varchar(n) cuts spaces that are too many, and refuses everything else. */
function keepInColumn(value: NativeValue, place: FieldPlace): NativeValue {
  const kept = keepTyped(value, place);
  if (typeof kept !== 'string' || place.maxLength === null || place.kind !== 'text') return kept;
  const letters = Array.from(kept);
  if (letters.slice(place.maxLength).some((letter) => letter !== ' ')) throw new Refusal('BAD_VALUE');
  return letters.slice(0, place.maxLength).join('');
}

/** A lookup compares with the column's type, not with its scale. */
function unscaled(place: FieldPlace | undefined): FieldPlace {
  return { name: '', kind: 'text', ...place, scale: null, maxLength: null };
}

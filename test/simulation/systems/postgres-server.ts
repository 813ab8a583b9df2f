import { type NativeValue, isUnreadable } from '../../../src/model/value.ts';
import type { SimRecord } from '../contract.ts';
import { decimalFold } from './decimal.ts';
import { plain } from './exact.ts';
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
    const places = by.map((name) => unscaled(this.store.placeOf(resource, name)));
    const full = keys.filter((key) => key.every((value) => value !== null && !isUnreadable(value)));
    const typed = answerOf(() =>
      full.map((key) => places.map((place, index) => foldTyped(keepTyped(key[index] ?? null, place), place))),
    );
    const textOf = 'ok' in typed ? foldTyped : serverText;
    const texts = 'ok' in typed ? typed.ok : full.map((key) => key.map((value) => keyText(plain(value))));
    const wanted = new Set(texts.map((key) => JSON.stringify(key)));
    return [...this.store.recordsOf(resource).values()].filter(({ values }) => {
      const found = places.map((place) => ({ place, value: values.get(place.name) ?? null }));
      if (found.some(({ value }) => value === null)) return false;
      return wanted.has(JSON.stringify(found.map(({ value, place }) => textOf(value, place))));
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

/** A lookup compares with the column's type, not with its scale and length. */
function unscaled(place: FieldPlace): FieldPlace {
  return { ...place, scale: null, maxLength: null };
}

function foldTyped(value: NativeValue, { kind }: FieldPlace): string {
  return POSTGRES_RULES.fold(value, kind);
}

/** The server's own text of a value, which for instants is not the connector's. */
function serverText(value: NativeValue, { kind }: FieldPlace): string {
  const text = keyText(value);
  return kind === 'datetime' || kind === 'local-datetime' ? text.replace('T', ' ').replace('Z', '+00') : text;
}

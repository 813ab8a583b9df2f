import type { MatchedRecord, RefIndex, RefKey } from '../model/record.ts';

/** References over the matched records of the entities added so far. */
export class MatchedRefIndex implements RefIndex {
  readonly #keys = new Map<string, RefKey>();
  readonly #ids = new Map<string, string>();
  readonly #entities = new Set<string>();

  has(entity: string): boolean {
    return this.#entities.has(entity);
  }

  keyOf(entity: string, system: string, nativeId: string): RefKey | undefined {
    return this.#keys.get(`${entity}\u0000${system}\u0000${nativeId}`);
  }

  idOf(entity: string, system: string, keyNormal: string): string | undefined {
    return this.#ids.get(`${entity}\u0000${system}\u0000${keyNormal}`);
  }

  /** Adds an entity's records. `owner` names the system whose key counts; `key` lists the entity's key fields. */
  add(entity: string, key: readonly string[], owner: string, records: readonly MatchedRecord[]): void {
    this.#entities.add(entity);
    for (const record of records) {
      const side = record.sides.get(owner) ?? [...record.sides.values()][0];
      const values = key
        .map((name) => side?.fields.get(name))
        .flatMap((field) => (field?.state === 'value' ? [field] : []));
      const [only] = values;
      if (only === undefined || values.length !== key.length) continue;
      const found: RefKey =
        values.length === 1
          ? { value: only.value, normal: only.normal }
          : { value: values.map((field) => field.value as string), normal: record.key };
      for (const [system, live] of record.sides) this.link(entity, system, live.live.nativeId, found);
    }
  }

  /** Adds one record, e.g. one that was just created. */
  link(entity: string, system: string, nativeId: string, key: RefKey): void {
    this.#keys.set(`${entity}\u0000${system}\u0000${nativeId}`, key);
    this.#ids.set(`${entity}\u0000${system}\u0000${key.normal}`, nativeId);
  }
}

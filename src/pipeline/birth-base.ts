import type { DecodedField, LiveRecord, PlannedChange } from '../model/record.ts';
import type { BaseEntry, BaseField } from '../model/state.ts';
import { shortDigest } from '../value/text-digest.ts';
import { bindingAddress, type Run } from './run.ts';

/**
 * Bases that the birth of a record proves for the other systems: before it, the new record's owner of a field had nothing, and a system
 * that held nothing for that field agreed with it. So what the new record's system sets afterwards is a stale replica there, not a first contact.
 */
export class BirthBases {
  readonly #run: Run;
  readonly #entries = new Map<string, BaseEntry>();

  constructor(run: Run) {
    this.#run = run;
  }

  /** Entries for the systems that hold the record beside the one where it was just created, and what `own`, that one's entry, gains. */
  of(planned: PlannedChange, live: LiveRecord, own: BaseEntry | null): BaseEntry[] {
    if (own === null) return [];
    const born = planned.change.system;
    const entries: BaseEntry[] = [{ ...own, fields: new Map([...own.fields, ...this.#unborn(planned, live)]) }];
    for (const [system, side] of planned.matched.sides) {
      const nothing = (name: string) => isNull(side.fields.get(name));
      const fields = this.#agreedOnNothing(planned, system, (owner, name) => owner === born && nothing(name));
      if (fields.size > 0) entries.push(this.#merged(planned.change.entity, system, own.record, fields));
    }
    return entries;
  }

  /** Fields of the new record whose owner has no record yet: both hold nothing. */
  #unborn(planned: PlannedChange, live: LiveRecord): ReadonlyMap<string, BaseField> {
    const { entity, system } = planned.change;
    const at = (name: string) => this.#run.runtimes.get(entity)?.bindings.get(system)?.fields.get(name)?.def.at ?? '';
    return this.#agreedOnNothing(
      planned,
      system,
      (owner, name) => owner !== system && !planned.matched.sides.has(owner) && live.native.get(at(name)) === null,
    );
  }

  #agreedOnNothing(
    planned: PlannedChange,
    system: string,
    holds: (owner: string, name: string) => boolean,
  ): Map<string, BaseField> {
    const runtime = this.#run.runtimes.get(planned.change.entity);
    const fields = new Map<string, BaseField>();
    for (const [name, mapped] of runtime?.bindings.get(system)?.fields ?? []) {
      const field = runtime?.fields.get(name);
      const owner = field?.def.owner ?? null;
      if (field === undefined || owner === null || !holds(owner, name)) continue;
      fields.set(name, { value: shortDigest(field.type.normalForm(null)), rule: mapped.ruleDigest });
    }
    return fields;
  }

  #merged(entity: string, system: string, record: string, fields: ReadonlyMap<string, BaseField>): BaseEntry {
    const address = `${bindingAddress(entity, system)}\u0000${record}`;
    const known = this.#entries.get(address) ?? this.#run.memory.base.get(address);
    const entry = {
      entity,
      system,
      record,
      ownerDigest: null,
      replicaDigest: null,
      fields: new Map([...(known?.fields ?? []), ...fields]),
    };
    this.#entries.set(address, entry);
    return entry;
  }
}

function isNull(field: DecodedField | undefined): boolean {
  return field?.state === 'value' && field.value === null;
}

import type { PlannedChange } from '../model/record.ts';
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

  /** Entries for the systems that hold the record beside the one where it was just created. */
  of(planned: PlannedChange, record: string): BaseEntry[] {
    const { entity, system: born } = planned.change;
    const runtime = this.#run.runtimes.get(entity);
    const entries: BaseEntry[] = [];
    for (const [system, side] of planned.matched.sides) {
      const fields = new Map<string, BaseField>();
      for (const [name, mapped] of runtime?.bindings.get(system)?.fields ?? []) {
        const field = runtime?.fields.get(name);
        const live = side.fields.get(name);
        if (field?.def.owner !== born || live?.state !== 'value' || live.value !== null) continue;
        fields.set(name, { value: shortDigest(live.normal), rule: mapped.ruleDigest });
      }
      if (fields.size > 0) entries.push(this.#merged(entity, system, record, fields));
    }
    return entries;
  }

  #merged(entity: string, system: string, record: string, fields: ReadonlyMap<string, BaseField>): BaseEntry {
    const address = `${bindingAddress(entity, system)}\u0000${record}`;
    const known = this.#entries.get(address) ?? this.#run.memory.base.get(address);
    const entry = { entity, system, record, ownerDigest: null, replicaDigest: null, fields: new Map([...(known?.fields ?? []), ...fields]) };
    this.#entries.set(address, entry);
    return entry;
  }
}

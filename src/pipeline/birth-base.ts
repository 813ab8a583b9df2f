import type { DecodedField, LiveRecord, PlannedChange } from '../model/record.ts';
import type { BaseEntry, BaseField } from '../model/state.ts';
import { isNothing, isUnreadable } from '../model/value.ts';
import { isReplicaField, type FieldRuntime, type MappedField } from '../value/entity-runtime.ts';
import { shortDigest } from '../value/text-digest.ts';
import { bindingAddress, type Run } from './run.ts';

/**
 * Bases that the birth of a record proves. For the other systems: before it, the new record's owner of a field had nothing, and a system
 * that held nothing for that field agreed with it. For the new record itself: what was left out of it (invalid or unknown in its owner,
 * held, or without an owner's record yet) stands empty because concordat left it out. So what an owner sets afterwards is a stale replica
 * there, not a first contact.
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
    const entries: BaseEntry[] = [withLeftOut(own, this.#leftOut(planned, live))];
    for (const [system, side] of planned.matched.sides) {
      const nothing = (name: string) => isNull(side.fields.get(name));
      const fields = this.#agreedOnNothing(planned, system, (owner, name) => owner === born && nothing(name));
      if (fields.size > 0) entries.push(this.#merged(planned.change.entity, system, own.record, fields));
    }
    return entries;
  }

  /** Fields of the new record that were not sent and that its system left empty; a default of its own is a value. */
  #leftOut(planned: PlannedChange, live: LiveRecord): ReadonlyMap<string, BaseField> {
    const { entity, system } = planned.change;
    const runtime = this.#run.runtimes.get(entity);
    const binding = runtime?.bindings.get(system);
    const fields = new Map<string, BaseField>();
    if (runtime === undefined || binding === undefined) return fields;
    for (const [name, mapped] of binding.fields) {
      const empty = planned.written.has(name) ? null : emptyNormal(runtime.fields.get(name), mapped, live);
      if (empty !== null && isReplicaField(runtime, system, name))
        fields.set(name, { value: shortDigest(empty), rule: mapped.ruleDigest });
    }
    for (const [native, write] of binding.writes) {
      if (!planned.written.has(native) && live.native.get(native) === null)
        fields.set(native, { value: shortDigest(JSON.stringify(null)), rule: write.ruleDigest });
    }
    return fields;
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

/** The normal form of nothing as the new record holds it, or null where it holds a value or did not return the field. */
function emptyNormal(field: FieldRuntime | undefined, mapped: MappedField, live: LiveRecord): string | null {
  const native = live.native.get(mapped.def.at);
  const column = live.columns.get(mapped.def.at);
  if (field === undefined || column === undefined || (native !== null && native !== '')) return null;
  const decoded = mapped.codec.decode(native, column.kind);
  const isEmpty = decoded.ok && (decoded.value === null || isNothing(decoded.value)) && !isUnreadable(decoded.value);
  return isEmpty ? field.type.normalForm(decoded.value) : null;
}

/** The owner side of what was left out was not proven, so its row digest cannot stand for it. */
function withLeftOut(own: BaseEntry, leftOut: ReadonlyMap<string, BaseField>): BaseEntry {
  if (leftOut.size === 0) return own;
  return { ...own, ownerDigest: null, fields: new Map([...own.fields, ...leftOut]) };
}

function isNull(field: DecodedField | undefined): boolean {
  return field?.state === 'value' && field.value === null;
}

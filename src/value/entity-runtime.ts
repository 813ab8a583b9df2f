import type { Binding, EntityDef, Expression, FieldBinding, FieldDef } from '../model/manifest.ts';
import type { CodecRuntime, TypeRuntime } from './contract.ts';

/** An entity made ready to run: types and codecs compiled, native fields listed. Built once per run. */
export interface EntityRuntime {
  readonly entity: EntityDef;
  readonly fields: ReadonlyMap<string, FieldRuntime>;
  readonly bindings: ReadonlyMap<string, BindingRuntime>;
  /** Derived fields in an order in which each comes after what it reads. */
  readonly derived: readonly FieldDef[];
}

/** One canonical field with its compiled type; a reference has the type of the key it points at. */
export interface FieldRuntime {
  readonly def: FieldDef;
  readonly type: TypeRuntime;
  /** Canonical fields that a derived field reads; [] for an owned one. */
  readonly reads: readonly string[];
}

/** One binding made ready. */
export interface BindingRuntime {
  readonly binding: Binding;
  /** One-to-one fields by canonical name. */
  readonly fields: ReadonlyMap<string, MappedField>;
  readonly reads: ReadonlyMap<string, ReadExpression>;
  readonly writes: ReadonlyMap<string, WriteExpression>;
  /** Native fields that a read asks for, sorted. */
  readonly nativeFields: readonly string[];
}

/** A one-to-one field with its codec chain. */
export interface MappedField {
  readonly def: FieldBinding;
  readonly codec: CodecRuntime;
  /** Digest of this side's rule, 8 hex characters. */
  readonly ruleDigest: string;
}

/** Canonical field ← expression over native fields. */
export interface ReadExpression {
  readonly expression: Expression;
  /** Native fields it reads; all of the record's when `readsAll`. */
  readonly reads: readonly string[];
  readonly readsAll: boolean;
}

/** Native field ← expression over canonical fields. */
export interface WriteExpression {
  readonly native: string;
  readonly expression: Expression;
  /** Canonical fields it reads; all of the entity's when it reads the record as a whole. */
  readonly reads: readonly string[];
  readonly ruleDigest: string;
  /** The canonical field this expression and a `read` expression carry both ways, or null. */
  readonly pairedField: string | null;
}

/** Canonical fields that a computed field of a binding is made of, through other derived fields as well; [] for an owned one. */
export function sourcesOf(runtime: EntityRuntime, system: string, name: string): readonly string[] {
  const write = runtime.bindings.get(system)?.writes.get(name);
  const sources = new Set<string>();
  const open = [...(write?.reads ?? runtime.fields.get(name)?.reads ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (sources.has(next)) continue;
    sources.add(next);
    open.push(...(runtime.fields.get(next)?.reads ?? []));
  }
  return [...sources].sort();
}

/** True when concordat writes `field` to `system`: mapped there and not owned by it. */
export function isReplicaField(runtime: EntityRuntime, system: string, field: string): boolean {
  const def = runtime.fields.get(field)?.def;
  return def !== undefined && def.owner !== system && runtime.bindings.get(system)?.fields.has(field) === true;
}

import { ConcordatError } from '../model/error.ts';
import type { Binding, EntityDef, Expression, FieldDef, FieldType, Manifest } from '../model/manifest.ts';
import { compileCodecs } from '../value/compile-codecs.ts';
import { strictestClass } from '../value/mask.ts';
import { compileType } from '../value/compile-type.ts';
import type {
  BindingRuntime,
  EntityRuntime,
  FieldRuntime,
  MappedField,
  ReadExpression,
  WriteExpression,
} from '../value/entity-runtime.ts';
import type { ShippedLists } from '../value/shipped-lists.ts';
import { textDigest } from '../value/text-digest.ts';
import { analyseExpression } from './analyse.ts';

/** What compiling needs beside the entity. `allFields`: every native field of a resource, for expressions that read the whole record. */
export interface CompileContext {
  readonly manifest: Manifest;
  readonly lists: ShippedLists;
  readonly allFields: (system: string, resource: string) => readonly string[];
}

/** Makes an entity ready to run. The manifest passed `check`, so what does not compile is a bug: ENTITY_UNCOMPILED. */
export function compileEntity(entity: EntityDef, context: CompileContext): EntityRuntime {
  const derived = orderDerived(entity);
  const types = classifyDerived(entity, derived, context.manifest);
  const fields = new Map<string, FieldRuntime>();
  for (const def of entity.fields.values()) {
    const type = types.get(def.name) ?? def.type;
    fields.set(def.name, { def, type: compileType(type, context.lists), reads: derivedReads(entity, def) });
  }
  const bindings = new Map<string, BindingRuntime>();
  for (const binding of entity.bindings.values())
    bindings.set(binding.system, compileBinding(binding, fields, context));
  return { entity, fields, bindings, derived };
}

/** Types of all fields; a derived one is at least as classified as what it is computed from. */
function classifyDerived(entity: EntityDef, derived: readonly FieldDef[], manifest: Manifest): Map<string, FieldType> {
  const types = new Map([...entity.fields.values()].map((def) => [def.name, effectiveType(def, manifest)] as const));
  for (const def of derived) {
    const type = types.get(def.name) ?? def.type;
    const sources = derivedReads(entity, def).flatMap((name) => types.get(name)?.class ?? []);
    types.set(def.name, { ...type, class: strictestClass([type.class, ...sources]) });
  }
  return types;
}

/** Canonical fields that a derived field reads; the owned ones when it reads the record as a whole. */
function derivedReads(entity: EntityDef, def: FieldDef): readonly string[] {
  if (def.derive === null) return [];
  const { reads, readsAll } = readsOf(def.derive);
  const owned = [...entity.fields.values()].filter(({ owner }) => owner !== null).map(({ name }) => name);
  return readsAll ? [...new Set([...reads, ...owned])] : reads;
}

/** A reference has the type of the single key field that it points at; to a composite key, a list of strings. */
export function effectiveType(def: FieldDef, manifest: Manifest): FieldType {
  const target = def.ref === null ? undefined : manifest.entities.get(def.ref);
  if (target === undefined) return def.type;
  const [first, ...rest] = target.key;
  const keyField = first === undefined ? undefined : target.fields.get(first);
  if (keyField === undefined || keyField === def) return def.type;
  const keyTypes = target.key.flatMap((name) => target.fields.get(name)?.type.class ?? []);
  const dataClass = strictestClass([def.type.class, ...keyTypes]);
  if (rest.length > 0)
    return { ...def.type, class: dataClass, kind: 'list', item: { ...def.type, class: dataClass, kind: 'string' } };
  const type = keyField.ref === null ? keyField.type : effectiveType(keyField, manifest);
  return {
    ...type,
    class: strictestClass([dataClass, type.class]),
    isRequired: def.type.isRequired,
    isUnique: def.type.isUnique,
    empty: def.type.empty ?? type.empty,
  };
}

function compileBinding(
  binding: Binding,
  fields: ReadonlyMap<string, FieldRuntime>,
  context: CompileContext,
): BindingRuntime {
  const mapped = new Map<string, MappedField>();
  for (const def of binding.fields.values()) {
    const field = fields.get(def.field);
    if (field === undefined) throw uncompiled(binding.system, def.field);
    const codec = compileCodecs(def.codecs, field.type.type, context.lists);
    if (!codec.ok) throw uncompiled(binding.system, def.field);
    const rule = {
      at: def.at,
      codecs: def.codecs.map(({ name, argument, options }) => ({ name, argument, options })),
      ref: def.ref,
    };
    mapped.set(def.field, { def, codec: codec.value, ruleDigest: textDigest(JSON.stringify(rule)).slice(0, 8) });
  }
  const reads = new Map<string, ReadExpression>();
  for (const [field, expression] of binding.read) reads.set(field, { expression, ...readsOf(expression) });
  const writes = new Map<string, WriteExpression>();
  const names = [...fields.keys()];
  for (const [native, expression] of binding.write) writes.set(native, compileWrite(native, expression, reads, names));
  return { binding, fields: mapped, reads, writes, nativeFields: listNativeFields(binding, mapped, reads, context) };
}

function compileWrite(
  native: string,
  expression: Expression,
  reads: ReadonlyMap<string, ReadExpression>,
  names: readonly string[],
): WriteExpression {
  const analysed = readsOf(expression);
  const canonical = analysed.readsAll ? names : analysed.reads;
  const [only, ...others] = canonical;
  const pair = only === undefined || others.length > 0 ? undefined : reads.get(only);
  const isPair = pair !== undefined && !pair.readsAll && pair.reads.length === 1 && pair.reads[0] === native;
  const ruleDigest = textDigest(`write:${expression.source}`).slice(0, 8);
  return { native, expression, reads: canonical, ruleDigest, pairedField: isPair && only !== undefined ? only : null };
}

function listNativeFields(
  binding: Binding,
  mapped: ReadonlyMap<string, MappedField>,
  reads: ReadonlyMap<string, ReadExpression>,
  context: CompileContext,
): string[] {
  const names = new Set<string>(binding.write.keys());
  for (const field of mapped.values()) names.add(field.def.at);
  for (const read of reads.values()) {
    for (const name of read.readsAll ? context.allFields(binding.system, binding.resource) : read.reads)
      names.add(name);
  }
  return [...names].sort();
}

function readsOf(expression: Expression): { readonly reads: readonly string[]; readonly readsAll: boolean } {
  const analysis = analyseExpression(expression.source);
  if (!analysis.ok)
    throw new ConcordatError(
      'ENTITY_UNCOMPILED',
      'Bug in concordat: an expression passed validation but does not parse.',
    );
  return { reads: analysis.reads, readsAll: analysis.readsAll };
}

function orderDerived(entity: EntityDef): FieldDef[] {
  const ordered: FieldDef[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const def = entity.fields.get(name);
    if (def === undefined || def.derive === null || seen.has(name)) return;
    seen.add(name);
    for (const read of readsOf(def.derive).reads) visit(read);
    ordered.push(def);
  };
  for (const name of [...entity.fields.keys()].sort()) visit(name);
  return ordered;
}

function uncompiled(system: string, field: string): ConcordatError {
  return new ConcordatError(
    'ENTITY_UNCOMPILED',
    'Bug in concordat: a mapping passed validation but does not compile.',
    { at: `${system}.${field}` },
  );
}

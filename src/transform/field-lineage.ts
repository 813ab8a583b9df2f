import type { Place } from '../model/diagnostic.ts';
import type { Binding, EntityDef, FieldDef, Manifest } from '../model/manifest.ts';
import { analyseExpression } from './analyse.ts';

/** One way between a canonical field and native fields of one system. */
export interface LineageLink {
  readonly system: string;
  readonly resource: string;
  /** Native fields, sorted; empty when an expression takes the whole native record. */
  readonly native: readonly string[];
  /** One to one, or through a `read` or `write` expression. */
  readonly via: 'field' | 'read' | 'write';
  readonly at: Place;
}

/** Where one canonical field comes from and where it goes; plain data. */
export interface FieldLineage {
  readonly entity: string;
  readonly field: string;
  /** Null for a derived field. */
  readonly owner: string | null;
  /** Native fields of the owner that make the value; empty for a derived field. */
  readonly from: readonly LineageLink[];
  /** Canonical fields that a derived field reads, sorted. */
  readonly derivedFrom: readonly string[];
  /** Native fields of other systems that the value is written to. */
  readonly to: readonly LineageLink[];
  /** Derived fields and rules of the entity that read it, sorted. */
  readonly readBy: readonly string[];
}

/** Field-level lineage of a whole manifest, by `entity.field`. Expressions that do not parse have none. */
export function lineageOf(manifest: Manifest): ReadonlyMap<string, FieldLineage> {
  const found = new Map<string, FieldLineage>();
  for (const entity of manifest.entities.values()) {
    for (const field of entity.fields.values())
      found.set(`${entity.name}.${field.name}`, lineageOfField(entity, field));
  }
  return found;
}

function lineageOfField(entity: EntityDef, field: FieldDef): FieldLineage {
  const bindings = [...entity.bindings.values()];
  return {
    entity: entity.name,
    field: field.name,
    owner: field.owner,
    from: bindings.filter(({ system }) => system === field.owner).flatMap((binding) => linksIn(binding, field.name)),
    derivedFrom: field.derive === null ? [] : fieldsRead(field.derive.source, entity),
    to: bindings.flatMap((binding) => linksOut(binding, field, entity)),
    readBy: readersOf(entity, field.name),
  };
}

function linksIn(binding: Binding, field: string): readonly LineageLink[] {
  const { system, resource } = binding;
  const links: LineageLink[] = [];
  const mapped = binding.fields.get(field);
  if (mapped !== undefined) links.push({ system, resource, native: [mapped.at], via: 'field', at: mapped.place });
  const read = binding.read.get(field);
  if (read !== undefined) links.push({ system, resource, native: namesRead(read.source), via: 'read', at: read.at });
  return links;
}

function linksOut(binding: Binding, field: FieldDef, entity: EntityDef): readonly LineageLink[] {
  const { system, resource } = binding;
  const links: LineageLink[] = [];
  const mapped = binding.fields.get(field.name);
  if (mapped !== undefined && system !== field.owner) {
    links.push({ system, resource, native: [mapped.at], via: 'field', at: mapped.place });
  }
  for (const [native, write] of binding.write) {
    if (!fieldsRead(write.source, entity).includes(field.name)) continue;
    links.push({ system, resource, native: [native], via: 'write', at: write.at });
  }
  return links;
}

function readersOf(entity: EntityDef, field: string): readonly string[] {
  const readers: string[] = [];
  for (const other of entity.fields.values()) {
    if (other.derive !== null && fieldsRead(other.derive.source, entity).includes(field)) readers.push(other.name);
  }
  for (const rule of entity.rules) if (fieldsRead(rule.check.source, entity).includes(field)) readers.push(rule.name);
  return readers.sort();
}

function namesRead(source: string): readonly string[] {
  const analysis = analyseExpression(source);
  return analysis.ok && !analysis.readsAll ? analysis.reads : [];
}

/** Canonical fields that an expression over the canonical record may read. */
export function fieldsRead(source: string, entity: EntityDef): readonly string[] {
  const analysis = analyseExpression(source);
  if (!analysis.ok) return [];
  if (analysis.readsAll) return [...entity.fields.keys()].sort();
  return analysis.reads.filter((name) => entity.fields.has(name));
}

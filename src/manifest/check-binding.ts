import type { EntityManifest } from '../model/generated/entity.ts';
import type { Binding, EntityDef } from '../model/manifest.ts';
import type { Check } from './check-context.ts';
import { expectField, expectSystem, fail, keySpan } from './check-context.ts';
import { listWords } from './suggest.ts';
import type { Path } from './yaml-node.ts';

/** One binding: its names resolve, the key is mapped, and no native field is written twice or over its owner. */
export function checkBinding(check: Check, entity: EntityDef, binding: Binding): void {
  const path: Path = ['systems', binding.system];
  expectSystem(check, binding.system, keySpan(check, path));
  checkFieldNames(check, entity, binding, path);
  checkKey(check, entity, binding, path);
  checkNativeFields(check, entity, binding, path);
  checkWrites(check, entity, binding, path);
}

function checkFieldNames(check: Check, entity: EntityDef, binding: Binding, path: Path): void {
  const declared = (check.document.json as unknown as EntityManifest).systems[binding.system]?.fields ?? {};
  for (const name of binding.fields.keys()) {
    const isKnown = expectField(check, entity, name, keySpan(check, [...path, 'fields', name]));
    const mapping = declared[name];
    const hasRef = typeof mapping === 'object' && 'ref' in mapping;
    if (isKnown && hasRef && entity.fields.get(name)?.ref === null)
      notAReference(check, name, [...path, 'fields', name, 'ref']);
  }
  for (const name of binding.read.keys()) {
    const span = keySpan(check, [...path, 'read', name]);
    if (expectField(check, entity, name, span) && binding.fields.has(name)) {
      fail(check, span, {
        code: 'FIELD_MAPPED_TWICE',
        summary: 'A field is mapped one to one or by an expression, not both.',
        detail: `${name} stands in "fields" and in "read" of ${binding.system}, and the two may disagree. Remove one of them.`,
      });
    }
  }
}

function notAReference(check: Check, name: string, path: Path): void {
  fail(check, keySpan(check, path), {
    code: 'FIELD_NOT_A_REFERENCE',
    summary: 'Only reference fields say how they are stored.',
    detail: `${name} does not point at another entity. Remove "ref" here, or add "ref: <entity>" to the field itself.`,
  });
}

/** Without its key a record can be neither paired nor created; paired it may also be by another match rule that is mapped in full. */
function checkKey(check: Check, entity: EntityDef, binding: Binding, path: Path): void {
  const isMapped = (name: string): boolean => binding.fields.has(name) || binding.read.has(name);
  const missing = entity.key.filter((name) => entity.fields.has(name) && !isMapped(name));
  if (missing.length === 0) return;
  const canCreate =
    check.declared.systems.get(binding.system)?.access.get(binding.resource)?.includes('create') ?? false;
  if (!canCreate && entity.match.some((rule) => rule.every(isMapped))) return;
  const why = canCreate
    ? 'Records may be created here, and a record without its key is lost to the next plan.'
    : 'No other match rule is mapped in full either, so none of its records can be paired.';
  fail(check, keySpan(check, path), {
    code: 'KEY_NOT_MAPPED',
    summary: 'The key is not mapped in this system.',
    detail: `"${binding.system}" does not map ${missing.join(', ')}. ${why} Add it to "fields".`,
  });
}

/** Two canonical fields on one native field: fine to read twice from the owner, not to write. */
function checkNativeFields(check: Check, entity: EntityDef, binding: Binding, path: Path): void {
  const users = new Map<string, string[]>();
  for (const mapping of binding.fields.values())
    users.set(mapping.at, [...(users.get(mapping.at) ?? []), mapping.field]);
  for (const [native, names] of users) {
    const isWritten = names.some(
      (name) => entity.fields.has(name) && entity.fields.get(name)?.owner !== binding.system,
    );
    const last = names.at(-1);
    if (names.length < 2 || !isWritten || last === undefined) continue;
    fail(check, keySpan(check, [...path, 'fields', last]), {
      code: 'NATIVE_FIELD_SHARED',
      summary: 'Two fields are written to one native field.',
      detail: `${names.join(' and ')} all stand in ${native} of ${binding.system}, and writing one overwrites the other. Map each to its own native field.`,
    });
  }
}

/** A native field is written by one mapping only, and never when this system owns what it holds. */
function checkWrites(check: Check, entity: EntityDef, binding: Binding, path: Path): void {
  for (const native of binding.write.keys()) {
    const mapping = [...binding.fields.values()].find((each) => each.at === native);
    if (mapping === undefined || !entity.fields.has(mapping.field)) continue;
    const isOwned = entity.fields.get(mapping.field)?.owner === binding.system;
    fail(
      check,
      keySpan(check, [...path, 'write', native]),
      isOwned
        ? {
            code: 'WRITE_OVER_OWNER',
            summary: 'A system never receives its own field back.',
            detail: `${native} holds ${mapping.field}, which ${binding.system} owns; this expression would overwrite it. Remove it, or write to another native field.`,
          }
        : {
            code: 'NATIVE_FIELD_SHARED',
            summary: 'Two fields are written to one native field.',
            detail: `"fields" maps ${mapping.field} to ${native}, and this expression writes it as well. Remove one of them.`,
          },
    );
  }
}

/** Warns of rights on resources that no entity uses in that system, once the system is used at all. */
export function checkAccess(check: Check): void {
  const system = check.declared.systems.get(check.document.name);
  if (system === undefined) return;
  const used = new Set<string>();
  for (const entity of check.declared.entities.values()) {
    const resource = entity.bindings.get(system.name)?.resource;
    if (resource !== undefined) used.add(resource);
  }
  if (used.size === 0 || check.declared.isPartial || check.declared.broken.entity.size > 0) return;
  for (const resource of system.access.keys()) {
    if (used.has(resource)) continue;
    check.diagnostics.push({
      ...keySpan(check, ['access', resource]),
      code: 'ACCESS_UNUSED',
      severity: 'warning',
      summary: 'Rights are given on a resource that no entity uses.',
      detail: `No entity is bound to "${resource}" of ${system.name}. ${adviceOn(resource, [...used].sort())}`,
    });
  }
}

/** Rights go by the name as it is written: nobody knows here which schema a system looks in first. */
function adviceOn(resource: string, used: readonly string[]): string {
  const twin = used.find((name) => name.endsWith(`.${resource}`) || resource.endsWith(`.${name}`));
  return twin === undefined
    ? `Used: ${listWords(used)}. Least privilege: remove what is not needed, or correct the name.`
    : `One is bound to "${twin}": if that is the same, write one name in both places, since rights go by the name as written.`;
}

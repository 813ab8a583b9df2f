import type { EntityManifest } from '../model/generated/entity.ts';
import type { EntityDef, FieldDef } from '../model/manifest.ts';
import type { Check } from './check-context.ts';
import { expectEntity, expectSystem, expectTerm, fail, keySpan, valueSpan } from './check-context.ts';
import { listWords } from './suggest.ts';

/** One field: exactly one owner or a derivation, a type, and names that resolve. */
export function checkFieldOwner(check: Check, entity: EntityDef, field: FieldDef): void {
  const path = ['fields', field.name];
  const declared = (check.document.json as unknown as EntityManifest).fields[field.name] ?? {};
  if (declared.term !== undefined) expectTerm(check, declared.term, valueSpan(check, [...path, 'term']));
  if (field.ref !== null) {
    expectEntity(check, field.ref, valueSpan(check, [...path, 'ref']));
    for (const key of ['term', 'type'] as const) if (declared[key] !== undefined) typedReference(check, field, key);
  }
  if (field.owner !== null && field.derive !== null) ownedAndDerived(check, field);
  else if (field.owner !== null) checkOwner(check, entity, field, field.owner);
  else if (field.derive === null) noOwner(check, entity, field);
  const isTyped =
    declared.term !== undefined || declared.type !== undefined || field.ref !== null || field.derive !== null;
  if (!isTyped) noType(check, field);
}

function checkOwner(check: Check, entity: EntityDef, field: FieldDef, owner: string): void {
  const span = valueSpan(check, ['fields', field.name, 'owner']);
  if (!expectSystem(check, owner, span)) return;
  const binding = entity.bindings.get(owner);
  if (binding === undefined) {
    fail(check, span, {
      code: 'SYSTEM_NOT_BOUND',
      summary: 'This system does not hold the entity.',
      detail: `"${owner}" owns ${field.name}, but "systems" has no "${owner}", so its value can never be read. Known: ${listWords(entity.bindings.keys())}.`,
    });
  } else if (!binding.fields.has(field.name) && !binding.read.has(field.name)) {
    fail(check, span, {
      code: 'OWNER_NOT_MAPPED',
      summary: 'The owner does not map the field that it owns.',
      detail: `"${owner}" owns ${field.name}, but its binding maps it neither in "fields" nor in "read", so the value can never be read. Add "${field.name}: <native field>" to systems.${owner}.fields.`,
    });
  }
}

function ownedAndDerived(check: Check, field: FieldDef): void {
  fail(check, keySpan(check, ['fields', field.name, 'derive']), {
    code: 'FIELD_OWNED_AND_DERIVED',
    summary: 'A field is owned or derived, not both.',
    detail: `${field.name} has an owner and an expression, and each would overwrite the other. Remove "owner" if it is computed, or "derive" if a system decides.`,
  });
}

function noOwner(check: Check, entity: EntityDef, field: FieldDef): void {
  fail(check, keySpan(check, ['fields', field.name]), {
    code: 'FIELD_NO_OWNER',
    summary: 'A field has exactly one owner, or is derived.',
    detail: `Nobody owns ${field.name}, so no value of it is right or wrong. Add "owner: <system>" (known: ${listWords(entity.bindings.keys())}), or "derive: <expression>".`,
  });
}

function noType(check: Check, field: FieldDef): void {
  check.diagnostics.push({
    ...keySpan(check, ['fields', field.name]),
    severity: 'warning',
    code: 'FIELD_NO_TYPE',
    summary: 'A field without a type is taken for plain text.',
    detail: `It is not said what kind of value ${field.name} has, so it is compared as text: 19.9 would differ from 19.90. Add "term: <term of a dictionary>", or "type: string" if text is meant.`,
  });
}

function typedReference(check: Check, field: FieldDef, key: string): void {
  fail(check, keySpan(check, ['fields', field.name, key]), {
    code: 'FIELD_REF_TYPED',
    summary: 'A reference has the type of the key that it points at.',
    detail: `${field.name} holds the key of "${field.ref}", and that key's type is the only one that fits. Remove "${key}".`,
  });
}

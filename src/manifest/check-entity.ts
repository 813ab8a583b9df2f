import type { EntityManifest } from '../model/generated/entity.ts';
import type { EntityDef } from '../model/manifest.ts';
import { checkBinding } from './check-binding.ts';
import type { Check } from './check-context.ts';
import { expectField, expectSystem, fail, itemSpan, keySpan, unknownName, valueSpan } from './check-context.ts';
import { checkFieldOwner } from './check-owner.ts';

/** What an entity says about itself: every field owned once or derived, every name resolved, every binding writable without conflict. */
export function checkEntity(check: Check, entity: EntityDef): void {
  for (const field of entity.fields.values()) checkFieldOwner(check, entity, field);
  for (const name of entity.key) expectField(check, entity, name, itemSpan(check, ['key'], name));
  checkGroups(check, entity);
  checkLifecycle(check, entity);
  checkMatch(check, entity);
  checkRuleNames(check, entity);
  for (const binding of entity.bindings.values()) checkBinding(check, entity, binding);
}

function checkGroups(check: Check, entity: EntityDef): void {
  for (const [group, names] of entity.groups) {
    const path = ['groups', group];
    const known = names.filter((name) => expectField(check, entity, name, itemSpan(check, path, name)));
    const owners = new Set(known.map((name) => entity.fields.get(name)?.owner ?? 'nobody'));
    if (owners.size < 2) continue;
    const owned = known.map((name) => `${name} by ${entity.fields.get(name)?.owner ?? 'nobody'}`);
    fail(check, keySpan(check, path), {
      code: 'GROUP_TWO_OWNERS',
      summary: 'The fields of a group have one owner.',
      detail: `They move as one, so one system must own them all; here ${owned.join(', ')}. Take the others out, or give them the same owner.`,
    });
  }
}

function checkLifecycle(check: Check, entity: EntityDef): void {
  const { lifecycle } = check.document.json as unknown as EntityManifest;
  const { owner, deactivate } = entity.lifecycle;
  for (const name of deactivate.keys())
    expectField(check, entity, name, keySpan(check, ['lifecycle', 'on_delete', 'deactivate', name]));
  if (lifecycle === undefined) {
    const [first] = entity.key;
    if (owner === '' && entity.fields.get(first ?? '')?.derive !== null && entity.fields.has(first ?? ''))
      noLifecycleOwner(check);
    return;
  }
  const span = valueSpan(check, typeof lifecycle === 'string' ? ['lifecycle'] : ['lifecycle', 'owner']);
  if (expectSystem(check, owner, span) && !entity.bindings.has(owner)) {
    fail(
      check,
      span,
      notBound(entity, owner, 'Records are born and die in the life-cycle owner, so it must hold them.'),
    );
  }
}

function noLifecycleOwner(check: Check): void {
  fail(check, keySpan(check, ['key']), {
    code: 'LIFECYCLE_NO_OWNER',
    summary: 'Nobody owns the life of these records.',
    detail:
      'The key is derived, so no system is known in which records are born and die. Say which one it is: "lifecycle: { owner: … }".',
  });
}

/** The words for a system that the entity does not bind. */
function notBound(entity: EntityDef, system: string, why: string): { code: string; summary: string; detail: string } {
  const words = unknownName('SYSTEM', 'system', system, entity.bindings.keys());
  return {
    code: 'SYSTEM_NOT_BOUND',
    summary: 'This system does not hold the entity.',
    detail: `"systems" has no "${system}". ${why} ${words.detail.replace(/^[^.]*\. /, '')}`,
  };
}

function checkMatch(check: Check, entity: EntityDef): void {
  const { match } = check.document.json as unknown as EntityManifest;
  for (const [i, rule] of (match ?? []).entries()) {
    for (const name of [rule].flat()) expectField(check, entity, name, itemSpan(check, ['match', i], name));
  }
}

function checkRuleNames(check: Check, entity: EntityDef): void {
  const seen = new Set<string>();
  for (const [i, rule] of entity.rules.entries()) {
    if (seen.has(rule.name)) {
      fail(check, valueSpan(check, ['rules', i, 'name']), {
        code: 'DUPLICATE_NAME',
        summary: 'This name is taken.',
        detail: `Another rule of this entity is called "${rule.name}". Findings name the rule, so its name must be its own.`,
      });
    }
    seen.add(rule.name);
  }
}

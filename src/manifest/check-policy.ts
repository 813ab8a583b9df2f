import type { PolicyApproval, PolicyDef, PolicyGuard, PolicyLimit, PolicySource } from '../model/manifest.ts';
import type { Check } from './check-context.ts';
import { expectEntity, expectField, expectSystem, expectTerm, fail, keySpan, valueSpan } from './check-context.ts';
import { faultOfWindow } from './window-text.ts';

/** A policy: every name resolves, and every entry says something that can be checked. */
export function checkPolicy(check: Check, policy: PolicyDef): void {
  for (const [i, limit] of policy.limits.entries()) checkLimit(check, limit, i);
  for (const [i, guard] of policy.guards.entries()) checkGuard(check, guard, i);
  for (const [i, approval] of policy.approvals.entries()) checkApproval(check, approval, i);
  for (const [i, source] of policy.sources.entries()) checkSource(check, source, i);
  for (const [i, window] of policy.windows.entries()) {
    expectSystem(check, window.system, valueSpan(check, ['windows', i, 'system']));
    const fault = faultOfWindow(window.allow);
    if (fault === null) continue;
    fail(check, valueSpan(check, ['windows', i, 'allow']), {
      code: 'BAD_WINDOW',
      summary: 'This window cannot be read.',
      detail: `${fault} For example: Mon-Fri 06:00-20:00 Europe/Berlin`,
    });
  }
}

function checkLimit(check: Check, limit: PolicyLimit, i: number): void {
  if (limit.entity !== null) expectEntity(check, limit.entity, valueSpan(check, ['limits', i, 'entity']));
  if (limit.system !== null) expectSystem(check, limit.system, valueSpan(check, ['limits', i, 'system']));
  if (limit.max === null && limit.ratio === null)
    fail(check, valueSpan(check, ['limits', i]), saysNothing('max or ratio'));
  if (limit.ratio !== null && limit.ratio > 1) {
    const detail = 'It is a share of the live records. Write 1% or 0.01 for one record in a hundred.';
    fail(check, valueSpan(check, ['limits', i, 'ratio']), badRatio(detail));
  }
}

function checkSource(check: Check, { entity: name, system, minimumRatio }: PolicySource, i: number): void {
  const entity = expectEntity(check, name, valueSpan(check, ['sources', i, 'entity']));
  const isKnown = expectSystem(check, system, valueSpan(check, ['sources', i, 'system']));
  if (entity !== undefined && isKnown && !entity.bindings.has(system)) {
    fail(check, valueSpan(check, ['sources', i, 'system']), {
      code: 'SYSTEM_WITHOUT_BINDING',
      summary: 'This system holds no such entity.',
      detail: `${name} is not read from ${system}. It is read from: ${[...entity.bindings.keys()].join(', ')}.`,
    });
  }
  if (minimumRatio > 1) {
    const detail = 'It is a share of the records of the last complete read. Write 50% or 0.5 for a half.';
    fail(check, valueSpan(check, ['sources', i, 'minimum']), badRatio(detail));
  }
}

function badRatio(detail: string): { code: string; summary: string; detail: string } {
  return { code: 'BAD_RATIO', summary: 'A share is at most 100 %.', detail };
}

function checkGuard(check: Check, guard: PolicyGuard, i: number): void {
  const entity = expectEntity(check, guard.entity, valueSpan(check, ['guards', i, 'entity']));
  if (entity !== undefined) expectField(check, entity, guard.field, valueSpan(check, ['guards', i, 'field']));
  const isEmpty =
    guard.factor === null &&
    guard.minimum === null &&
    guard.maximum === null &&
    guard.transitions === null &&
    guard.firstSeen === undefined;
  if (isEmpty)
    fail(check, valueSpan(check, ['guards', i]), saysNothing('factor, minimum, maximum, transitions or first_seen'));
}

function checkApproval(check: Check, approval: PolicyApproval, i: number): void {
  const path = ['approvals', i];
  if (approval.term !== null) expectTerm(check, approval.term, valueSpan(check, [...path, 'term']));
  const entity =
    approval.entity === null ? undefined : expectEntity(check, approval.entity, valueSpan(check, [...path, 'entity']));
  if (approval.field !== null && entity !== undefined)
    expectField(check, entity, approval.field, valueSpan(check, [...path, 'field']));
  if (approval.field !== null && approval.entity === null) {
    fail(check, keySpan(check, [...path, 'field']), {
      code: 'FIELD_WITHOUT_ENTITY',
      summary: 'A field belongs to an entity.',
      detail: 'Fields of the same name may mean different things. Add "entity: <entity>" beside it.',
    });
  } else if (approval.term === null && approval.entity === null)
    fail(check, valueSpan(check, path), saysNothing('term or entity'));
}

function saysNothing(keys: string): { code: string; summary: string; detail: string } {
  return {
    code: 'POLICY_SAYS_NOTHING',
    summary: 'This entry of a policy says nothing.',
    detail: `It needs ${keys}; as it stands it would never stop anything, and somebody relies on it.`,
  };
}

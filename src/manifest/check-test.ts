import type { TestManifest } from '../model/generated/test.ts';
import type { EntityDef, ExpectedChange, TestDef } from '../model/manifest.ts';
import type { Check } from './check-context.ts';
import {
  expectEntity,
  expectField,
  expectSystem,
  fail,
  itemSpan,
  keySpan,
  unknownName,
  valueSpan,
} from './check-context.ts';
import type { Path, Span } from './yaml-node.ts';

/** A test: its entity, systems and fields exist. */
export function checkTest(check: Check, test: TestDef): void {
  const entity = expectEntity(check, test.entity, valueSpan(check, ['entity']));
  if (entity === undefined) return;
  for (const system of test.given.keys()) expectBound(check, entity, system, keySpan(check, ['given', system]));
  for (const system of test.base?.keys() ?? []) expectBound(check, entity, system, keySpan(check, ['base', system]));
  for (const [i, change] of (test.expect.changes ?? []).entries())
    checkChange(check, entity, change, ['expect', 'changes', i]);
}

function expectBound(check: Check, entity: EntityDef, system: string, span: Span): void {
  if (entity.bindings.has(system)) return;
  if (!check.declared.systems.has(system)) expectSystem(check, system, span);
  else
    fail(check, span, {
      ...unknownName('SYSTEM', 'system', system, entity.bindings.keys()),
      code: 'SYSTEM_NOT_BOUND',
      summary: 'This system does not hold the entity.',
    });
}

function checkChange(check: Check, entity: EntityDef, change: ExpectedChange, path: Path): void {
  if (change.system !== null) expectBound(check, entity, change.system, valueSpan(check, [...path, 'system']));
  const { key } = (check.document.json as unknown as TestManifest).expect.changes?.[Number(path.at(-1))] ?? {};
  if (typeof key === 'object') {
    for (const name of Object.keys(key)) expectField(check, entity, name, keySpan(check, [...path, 'key', name]));
  }
  const known = new Set(namesIn(entity, change.system));
  const isList = Array.isArray(change.fields);
  for (const name of isList ? (change.fields as readonly string[]) : Object.keys(change.fields ?? {})) {
    const span = isList ? itemSpan(check, [...path, 'fields'], name) : keySpan(check, [...path, 'fields', name]);
    if (!known.has(name)) fail(check, span, unknownName('FIELD', 'field', name, known));
  }
}

/** Canonical names, and the native ones of the system (of every system when none is named). */
function namesIn(entity: EntityDef, system: string | null): readonly string[] {
  const bindings = [...entity.bindings.values()].filter((binding) => system === null || binding.system === system);
  return [
    ...entity.fields.keys(),
    ...bindings.flatMap((binding) => [
      ...[...binding.fields.values()].map((field) => field.at),
      ...binding.write.keys(),
    ]),
  ];
}

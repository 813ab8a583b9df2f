import type { Diagnostic } from '../model/diagnostic.ts';
import type { Binding, EntityDef, FieldDef, Manifest } from '../model/manifest.ts';
import { analyseExpression } from './analyse.ts';
import { placeOf } from './check-expressions.ts';
import { fieldsRead } from './field-lineage.ts';

/** Fields that depend on themselves, through derived fields or through the native fields of any system. */
export function checkCycles(manifest: Manifest): readonly Diagnostic[] {
  return [...manifest.entities.values()].flatMap((entity) => [...ownFieldProblems(entity), ...cycleProblems(entity)]);
}

/** A system never receives its own field back: `write` into a native field that this very field is read from. */
function ownFieldProblems(entity: EntityDef): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const binding of entity.bindings.values()) {
    for (const [native, write] of binding.write) {
      for (const name of fieldsRead(write.source, entity)) {
        if (entity.fields.get(name)?.owner !== binding.system || !nativesOf(binding, name).has(native)) continue;
        problems.push({
          ...placeOf(write),
          code: 'EXPRESSION_WRITES_OWN_FIELD',
          severity: 'error',
          summary: 'A system would receive its own field back.',
          detail:
            `${entity.name}.${name} is owned by ${binding.system} and read from its native field "${native}", ` +
            'which this expression writes from that same field. Write another native field, or remove the expression.',
        });
      }
    }
  }
  return problems;
}

function cycleProblems(entity: EntityDef): readonly Diagnostic[] {
  const edges = new Map([...entity.fields.values()].map((field) => [field.name, dependenciesOf(entity, field)]));
  const problems: Diagnostic[] = [];
  const settled = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) problems.push(cycleProblem(entity, [...path.slice(start), name]));
    if (start >= 0 || settled.has(name)) return;
    for (const next of edges.get(name) ?? []) visit(next, [...path, name]);
    settled.add(name);
  };
  for (const name of edges.keys()) visit(name, []);
  return problems;
}

function cycleProblem(entity: EntityDef, path: readonly string[]): Diagnostic {
  const first = entity.fields.get(path[0] ?? '');
  const read = entity.bindings.get(first?.owner ?? '')?.read.get(first?.name ?? '');
  const expression = first?.derive ?? read;
  return {
    ...(expression === undefined ? { at: first?.at ?? entity.at } : placeOf(expression)),
    code: 'DERIVE_CYCLE',
    severity: 'error',
    summary: 'A field depends on itself.',
    detail:
      `In ${entity.name}: ${path.join(' → ')}. Nobody could say which value comes first: every plan would move it again. ` +
      'Break the circle at one of these fields.',
  };
}

/** Fields that a field's value depends on. A field that is read back from where it was written alone is reported elsewhere. */
function dependenciesOf(entity: EntityDef, field: FieldDef): readonly string[] {
  if (field.derive !== null) return fieldsRead(field.derive.source, entity);
  const binding = field.owner === null ? undefined : entity.bindings.get(field.owner);
  if (binding === undefined) return [];
  const found = new Set<string>();
  for (const native of nativesOf(binding, field.name)) {
    for (const source of writtenFrom(entity, binding, native)) found.add(source);
  }
  found.delete(field.name);
  return [...found].sort();
}

/** Native fields that make a canonical field in one system; what the system is given when an expression takes all. */
function nativesOf(binding: Binding, field: string): ReadonlySet<string> {
  const mapped = binding.fields.get(field);
  const natives = new Set<string>(mapped === undefined ? [] : [mapped.at]);
  const read = binding.read.get(field);
  if (read === undefined) return natives;
  const analysis = analyseExpression(read.source);
  const given = [...binding.write.keys(), ...[...binding.fields.values()].map(({ at }) => at)];
  for (const name of analysis.ok && !analysis.readsAll ? analysis.reads : given) natives.add(name);
  return natives;
}

/** Canonical fields from which concordat writes a native field. */
function writtenFrom(entity: EntityDef, binding: Binding, native: string): readonly string[] {
  const write = binding.write.get(native);
  const sources = write === undefined ? [] : [...fieldsRead(write.source, entity)];
  for (const mapped of binding.fields.values()) {
    const isReplica = entity.fields.get(mapped.field)?.owner !== binding.system;
    if (mapped.at === native && isReplica) sources.push(mapped.field);
  }
  return sources;
}

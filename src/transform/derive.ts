import type { FieldDef } from '../model/manifest.ts';
import type { OwnedField, ResolvedRecord } from '../model/record.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import type { EvaluationResult, Evaluator } from './contract.ts';
import { canonicalInput } from './encode.ts';

/** Adds the derived fields, in dependency order. A field that reads an invalid or unknown one is so itself. */
export async function deriveFields(
  runtime: EntityRuntime,
  records: readonly ResolvedRecord[],
  evaluator: Evaluator,
): Promise<readonly ResolvedRecord[]> {
  if (runtime.derived.length === 0 || records.length === 0) return records;
  const growing = records.map((record) => ({ matched: record.matched, fields: new Map(record.fields) }));
  for (const def of runtime.derived) {
    if (def.derive === null) continue;
    const reads = runtime.fields.get(def.name)?.reads ?? [];
    const inputs = growing.map((record) => canonicalInput(runtime, record.fields));
    const results = await evaluator.evaluate(def.derive.source, inputs);
    growing.forEach((record, index) => {
      record.fields.set(def.name, blockedBy(reads, record.fields) ?? derived(runtime, def, results[index]));
    });
  }
  return growing;
}

function derived(runtime: EntityRuntime, def: FieldDef, result: EvaluationResult | undefined): OwnedField {
  const type = runtime.fields.get(def.name)?.type;
  if (type === undefined || result === undefined) return { state: 'unknown' };
  if (!result.ok) return { state: 'invalid', code: result.code, detail: result.detail };
  const converted = type.fromExpression(result.value);
  if (!converted.ok) return { state: 'invalid', code: converted.code, detail: converted.detail };
  const [violation] = type.violations(converted.value);
  if (violation !== undefined) return { state: 'invalid', code: violation.code, detail: violation.detail };
  return { state: 'value', value: converted.value, normal: type.normalForm(converted.value) };
}

function blockedBy(reads: readonly string[], fields: ReadonlyMap<string, OwnedField>): OwnedField | undefined {
  let unknown: OwnedField | undefined;
  for (const name of reads) {
    const field = fields.get(name);
    if (field?.state === 'invalid')
      return { state: 'invalid', code: field.code, detail: `It reads ${name}, which is invalid.` };
    if (field?.state === 'unknown') unknown = field;
  }
  return unknown;
}

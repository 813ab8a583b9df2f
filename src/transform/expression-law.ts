import type { Diagnostic } from '../model/diagnostic.ts';
import type { Binding, EntityDef, Expression, Manifest } from '../model/manifest.ts';
import type { Json, Value } from '../model/value.ts';
import { compileType } from '../value/compile-type.ts';
import type { TypeRuntime } from '../value/contract.ts';
import type { ShippedLists } from '../value/shipped-lists.ts';
import { analyseExpression } from './analyse.ts';
import { placeOf } from './check-expressions.ts';
import { effectiveType } from './compile-entity.ts';
import type { EvaluationResult, Evaluator } from './contract.ts';
import { fieldsRead } from './field-lineage.ts';
import { sampleValues } from './sample-values.ts';

/** Records that each pair is tried on. */
const SAMPLE_COUNT = 12;

/** A field that a system is given by `write` expressions and gives back by a `read` expression. */
interface Pair {
  readonly entity: EntityDef;
  readonly binding: Binding;
  readonly field: string;
  readonly read: Expression;
  readonly writes: ReadonlyMap<string, Expression>;
}

/** Sample records, in columns, by canonical field. */
type Samples = ReadonlyMap<string, { readonly type: TypeRuntime; readonly values: readonly Value[] }>;

/** Reading what was written must give the value back, on a dozen records of our own: else warning EXPRESSION_LOSSY. */
export async function checkExpressionLaw(
  manifest: Manifest,
  lists: ShippedLists,
  evaluator: Evaluator,
): Promise<readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  for (const pair of listPairs(manifest)) {
    const samples = makeSamples(manifest, lists, pair);
    problems.push(...(samples === null ? [unproven(pair)] : await tryPair(pair, samples, evaluator)));
  }
  return problems;
}

function listPairs(manifest: Manifest): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const entity of manifest.entities.values()) {
    for (const binding of entity.bindings.values()) {
      for (const [field, read] of binding.read) {
        const writes = pairedWrites(entity, binding, field, read);
        if (writes !== null) pairs.push({ entity, binding, field, read, writes });
      }
    }
  }
  return pairs;
}

/** The writes of all native fields that `read` needs, when one of them carries the field; else null. */
function pairedWrites(entity: EntityDef, binding: Binding, field: string, read: Expression): Pair['writes'] | null {
  const analysis = analyseExpression(read.source);
  if (!analysis.ok || analysis.readsAll) return null;
  const writes = new Map<string, Expression>();
  for (const native of analysis.reads) {
    const write = binding.write.get(native);
    if (write === undefined || !analyseExpression(write.source).ok) return null;
    writes.set(native, write);
  }
  return [...writes.values()].some((write) => fieldsRead(write.source, entity).includes(field)) ? writes : null;
}

/** Null when the paired field has no valid sample. */
function makeSamples(manifest: Manifest, lists: ShippedLists, { entity, field, writes }: Pair): Samples | null {
  const samples = new Map<string, { type: TypeRuntime; values: readonly Value[] }>();
  for (const name of new Set([...writes.values()].flatMap((write) => fieldsRead(write.source, entity)))) {
    const def = entity.fields.get(name);
    if (def === undefined) continue;
    const type = effectiveType(def, manifest);
    const values = sampleValues(type, manifest.terms.get(type.term ?? '')?.examples ?? [], lists);
    const column = Array.from({ length: SAMPLE_COUNT }, (_, index) => pick(values, index, samples.size));
    if (values.length > 0) samples.set(name, { type: compileType(type, lists), values: column });
  }
  return samples.has(field) ? samples : null;
}

async function tryPair(pair: Pair, samples: Samples, evaluator: Evaluator): Promise<readonly Diagnostic[]> {
  const records = Array.from({ length: SAMPLE_COUNT }, (_, index) => recordOf(samples, index));
  const natives: Record<string, Json>[] = records.map(() => ({}));
  for (const [native, write] of pair.writes) {
    const results = await evaluator.evaluate(write.source, records);
    const failed = results.find((result) => !result.ok);
    if (failed !== undefined)
      return [lossy(pair, `The write expression of ${native} fails on a sample: ${reasonOf(failed)}`)];
    results.forEach((result, index) => setResult(natives[index], native, result));
  }
  const back = await evaluator.evaluate(pair.read.source, natives);
  const column = samples.get(pair.field);
  if (column === undefined) return [];
  for (const [index, result] of back.entries()) {
    const value = column.values[index];
    if (value === undefined || givesBack(column.type, value, result)) continue;
    return [lossy(pair, `Of ${SAMPLE_COUNT} samples, ${JSON.stringify(value)} is not read back as it was written.`)];
  }
  return [];
}

/** Columns start again one value further in each round, each at its own pace, so that records combine their values. */
function pick(values: readonly Value[], index: number, pace: number): Value {
  return values[(index + pace * Math.floor(index / values.length)) % values.length] ?? null;
}

function recordOf(samples: Samples, index: number): Json {
  const record: Record<string, Json> = {};
  for (const [name, { type, values }] of samples) {
    const seen = type.toExpression(values[index] ?? null);
    if (seen !== undefined) record[name] = seen;
  }
  return record;
}

function setResult(native: Record<string, Json> | undefined, name: string, result: EvaluationResult): void {
  if (native !== undefined && result.ok && result.value !== undefined && result.value !== null)
    native[name] = result.value;
}

function givesBack(type: TypeRuntime, value: Value, result: EvaluationResult): boolean {
  if (!result.ok) return false;
  const back = type.fromExpression(result.value);
  return back.ok && type.normalForm(back.value) === type.normalForm(value);
}

function reasonOf(result: EvaluationResult): string {
  return result.ok ? '' : result.detail;
}

function lossy({ entity, binding, field, read }: Pair, reason: string): Diagnostic {
  return {
    ...placeOf(read),
    code: 'EXPRESSION_LOSSY',
    severity: 'warning',
    summary: 'Reading what was written does not always give the value back.',
    detail:
      `${entity.name}.${field} in ${binding.system}: ${reason} ` +
      "Such records will show as differing after every apply. Make the two expressions each other's reverse.",
  };
}

function unproven({ entity, binding, field, read }: Pair): Diagnostic {
  return {
    ...placeOf(read),
    code: 'EXPRESSION_UNPROVEN',
    severity: 'info',
    summary: 'This pair of expressions could not be tried.',
    detail: `${entity.name}.${field} in ${binding.system}: no sample fits the field's type. Give its term "examples".`,
  };
}

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Manifest } from '../model/manifest.ts';
import { listNamesOfManifest, loadShippedLists } from '../value/shipped-lists.ts';
import { checkCodecs, checkTypes } from './check-codecs.ts';
import { checkCycles } from './check-cycles.ts';
import { checkExpressions, listExpressions } from './check-expressions.ts';
import type { Evaluator } from './contract.ts';
import { checkExpressionLaw } from './expression-law.ts';

export { lineageOf } from './field-lineage.ts';

/**
 * The validation that needs types, codecs and lineage: what the manifest room cannot see. All problems are collected;
 * the samples of expression pairs are tried only when there is no error.
 */
export async function check(manifest: Manifest, evaluator: Evaluator): Promise<readonly Diagnostic[]> {
  const lists = await loadShippedLists(listNamesOfManifest(manifest));
  const problems = [
    ...checkTypes(manifest),
    ...checkCodecs(manifest, lists),
    ...checkExpressions(listExpressions(manifest)),
    ...checkCycles(manifest),
  ];
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  return [...problems, ...(await checkExpressionLaw(manifest, lists, evaluator))];
}

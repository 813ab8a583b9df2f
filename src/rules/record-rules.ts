import type { RuleDef } from '../model/manifest.ts';

/** A rule that one record breaks. */
export interface BrokenRule {
  readonly rule: RuleDef;
  /** Null when the check ran and was not true; else why it could not run. */
  readonly failure: { readonly code: string; readonly detail: string } | null;
}

/** One result of a rule's check, as the evaluator gave it. */
export type CheckResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** Which rules each record breaks: a check that is not true is broken, one that cannot run counts as broken. `results[rule][record]`. */
export function brokenRules(
  rules: readonly RuleDef[],
  results: readonly (readonly CheckResult[])[],
  recordCount: number,
): readonly (readonly BrokenRule[])[] {
  return Array.from({ length: recordCount }, (_, record) =>
    rules.flatMap((rule, index): BrokenRule[] => {
      const result = results[index]?.[record];
      if (result === undefined || (result.ok && result.value === true)) return [];
      return [{ rule, failure: result.ok ? null : { code: result.code, detail: result.detail } }];
    }),
  );
}

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { EvaluationResult } from '../../src/transform/contract.ts';
import { createEvaluator } from '../../src/transform/evaluator.ts';
import type { Json } from '../../src/model/value.ts';

const FILE = fileURLToPath(new URL('../../../shared/data/jsonata-suite/suite.json', import.meta.url));

/** One case of the official suite. Exactly one of result, undefinedResult, code and error says what is expected. */
interface SuiteCase {
  readonly id: string;
  readonly expr: string;
  readonly data?: Json;
  readonly dataset?: string | null;
  readonly bindings?: Readonly<Record<string, Json>>;
  readonly result?: Json;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly error?: { readonly code?: string };
}

interface Suite {
  readonly datasets: Readonly<Record<string, Json>>;
  readonly cases: readonly SuiteCase[];
}

/** What concordat answers otherwise, on purpose. */
const DELIBERATE: ReadonlyMap<RegExp, string> = new Map([
  [/^function-eval\//, 'EXPRESSION_IMPURE: an expression that runs text as code has no lineage'],
  [/^function-shuffle\//, 'EXPRESSION_IMPURE: chance'],
  [
    /^function-tomillis\/parseDateTime#(?:28|29|38)$/,
    'EXPRESSION_IMPURE: a time without a date takes the clock for the rest',
  ],
  [/^tail-recursion\/case002$/, 'ok: the suite sets a depth limit of its own, below ours'],
  [/^tail-recursion\/case005$/, 'EXPRESSION_DEPTH: the code of the suite (U1001) belongs to its harness'],
  [/^tail-recursion\/case006$/, 'EXPRESSION_TIMEOUT: the code of the suite (U1001) belongs to its harness'],
]);

const suite = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Suite) : null;
const evaluator = createEvaluator({ timeoutMs: 30_000, outputBytes: 50_000_000 });
/** For the one case that never ends. */
const hasty = createEvaluator();
afterAll(() => Promise.all([evaluator.close(), hasty.close()]));

describe.skipIf(suite === null)(
  'the official JSONata suite (skipped where ../shared/data/jsonata-suite is not at hand)',
  () => {
    it('passes in the evaluator process, but for what concordat refuses on purpose', { timeout: 240_000 }, async () => {
      const differing: string[] = [];
      for (const one of suite?.cases ?? []) {
        const { evaluate } = one.id === 'tail-recursion/case006' ? hasty : evaluator;
        const [result] = await evaluate(one.expr, [inputOf(one)], one.bindings);
        if (result === undefined || !isExpected(one, result)) differing.push(`${one.id} ${describeResult(result)}`);
      }

      expect(suite?.cases).toHaveLength(1686);
      expect(differing.filter((line) => deliberateCode(line) === null)).toEqual([]);
      expect(differing).toHaveLength(22);
    });
  },
);

function inputOf({ data, dataset }: SuiteCase): Json | undefined {
  if (data !== undefined) return data;
  return typeof dataset === 'string' ? suite?.datasets[dataset] : undefined;
}

function isExpected(one: SuiteCase, result: EvaluationResult): boolean {
  const code = one.code ?? one.error?.code;
  if (code !== undefined) return !result.ok && result.code === code;
  if (one.undefinedResult === true) return result.ok && result.value === undefined;
  if (one.result === undefined) return !result.ok;
  return result.ok && isDeepStrictEqual(result.value, one.result);
}

function describeResult(result: EvaluationResult | undefined): string {
  if (result === undefined) return 'nothing';
  return result.ok ? 'ok' : result.code;
}

/** The reason why this line is right, or null. The code must be the one that the reason names. */
function deliberateCode(line: string): string | null {
  const [id = '', code = ''] = line.split(' ');
  for (const [pattern, reason] of DELIBERATE) if (pattern.test(id) && reason.startsWith(`${code}:`)) return reason;
  return null;
}

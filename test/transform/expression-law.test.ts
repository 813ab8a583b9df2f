import { afterAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { check } from '../../src/transform/check.ts';
import { createEvaluator } from '../../src/transform/evaluator.ts';
import { manifestOf, type Parts } from './manifest-of.ts';

const evaluator = createEvaluator();
afterAll(() => evaluator.close());

function checked(parts: Parts): Promise<readonly Diagnostic[]> {
  return check(manifestOf(parts), evaluator);
}

/** `code: detail` of each problem. */
async function problemsOf(parts: Parts): Promise<string[]> {
  return (await checked(parts)).map(({ code, detail }) => `${code}: ${detail}`);
}

describe('pairs of expressions', () => {
  const fields =
    'first: { type: string, owner: crm }\nlast: { type: string, owner: crm }\nland: { type: string, owner: crm, values: { DE: Germany, FR: France } }\nn: { type: decimal, owner: crm }';
  const crm = 'fields: { no: no, first: first, last: last, land: land, n: n }';

  it.each([
    [
      'reverses itself',
      "read: { first: \"$substringBefore(full, '|')\" }\nwrite: { full: \"$replace(first, '|', ' ') & '|' & last\" }",
      ['EXPRESSION_LOSSY'],
    ],
    [
      'splits at a separator that no value has',
      'read: { land: "$split(code, \'/\')[0]" }\nwrite: { code: "land & \'/\' & last" }',
      [],
    ],
    ['drops the case', 'read: { first: "$lowercase(x)" }\nwrite: { x: "$uppercase(first)" }', ['EXPRESSION_LOSSY']],
    [
      'maps codes both ways',
      "read: { land: \"$lookup({ 'D': 'DE', 'F': 'FR' }, x)\" }\nwrite: { x: \"$lookup({ 'DE': 'D', 'FR': 'F' }, land)\" }",
      [],
    ],
    [
      'forgets a code',
      "read: { land: \"$lookup({ 'D': 'DE' }, x)\" }\nwrite: { x: \"$lookup({ 'DE': 'D', 'FR': 'F' }, land)\" }",
      ['EXPRESSION_LOSSY'],
    ],
    ['halves and doubles', 'read: { n: "x / 2" }\nwrite: { x: "n * 2" }', []],
    ['rounds', 'read: { n: "x" }\nwrite: { x: "$round(n)" }', ['EXPRESSION_LOSSY']],
    ['fails on a sample', 'read: { first: "$string(x)" }\nwrite: { x: "$number(first)" }', ['EXPRESSION_LOSSY']],
    ['is no pair: it reads a native field that is not written', 'read: { first: "x & y" }\nwrite: { x: "first" }', []],
    ['is no pair: the write carries another field', 'read: { first: "x" }\nwrite: { x: "last" }', []],
  ])('a pair that %s', async (_, erp, codes) => {
    const problems = await checked({ fields, crm, erp });

    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(codes.map((code) => `warning ${code}`));
  });

  it('says which sample is not read back', async () => {
    const [problem] = await checked({
      fields,
      crm,
      erp: "read: { land: \"$lookup({ 'D': 'DE' }, x)\" }\nwrite: { x: \"$lookup({ 'DE': 'D', 'FR': 'F' }, land)\" }",
    });

    expect(problem?.detail).toMatch(/^customer\.land in erp: Of 12 samples, "FR" is not read back/);
  });

  it('says when no sample fits, and uses the examples of a term', async () => {
    const erp = 'read: { code: "$uppercase(x)" }\nwrite: { x: "$lowercase(code)" }';
    const parts = { fields: 'code: { term: code, owner: crm }', crm: 'fields: { no: no, code: code }', erp };

    expect(await problemsOf({ ...parts, terms: 'code: { type: string, pattern: "Q[A-Za-z]{7}" }' })).toEqual([
      expect.stringMatching(/^EXPRESSION_UNPROVEN: /),
    ]);
    expect(
      await problemsOf({ ...parts, terms: 'code: { type: string, pattern: "Q[A-Za-z]{7}", examples: [Qabcdefg] }' }),
    ).toEqual([expect.stringMatching(/^EXPRESSION_LOSSY: .*"Qabcdefg"/)]);
  });
});

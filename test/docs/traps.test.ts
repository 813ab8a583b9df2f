import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { analyseExpression } from '../../src/transform/analyse.ts';
import { createEvaluator } from '../../src/transform/evaluator.ts';
import type { Json } from '../../src/model/value.ts';
import { ROOT } from './pages.ts';

const PAGE = readFileSync(join(ROOT, 'docs/concepts/expressions.md'), 'utf8');
const evaluator = createEvaluator();

afterAll(() => evaluator.close());

/** Expression, record, and what the page says comes out. */
const TRAPS: readonly (readonly [string, Json, Json])[] = [
  ['a & b', { a: 'x' }, 'x'],
  ['a != null', {}, false],
  ['$exists(a)', {}, false],
  ['tags[$ != ""]', { tags: ['x', ''] }, 'x'],
  ['[tags[$ != ""]]', { tags: ['x', ''] }, ['x']],
  ['$round(2.5)', {}, 2],
  ['$number("0x1F")', {}, 31],
  ['$toMillis("2026-03-18T10:00:00")', {}, Date.UTC(2026, 2, 18, 10)],
  ['($d := $replace(phone, /[^0-9]/, ""); $d ?? "")', { phone: '030-12' }, '03012'],
];

describe('the traps of JSONata on the page of expressions', () => {
  it.each(TRAPS)('%s', async (source, input, expected) => {
    const [result] = await evaluator.evaluate(source, [input]);

    expect(PAGE).toContain(source);
    expect(result).toEqual({ ok: true, value: expected });
  });

  it('takes the text "false" for true', async () => {
    expect(await evaluator.evaluate('"false" ? 1 : 2', [{}])).toEqual([{ ok: true, value: 1 }]);
  });

  it('gives nothing for a $lookup without a match', async () => {
    expect(await evaluator.evaluate('$exists($lookup(map, key))', [{ map: { a: 1 }, key: 'b' }])).toEqual([
      { ok: true, value: false },
    ]);
  });

  it('refuses a regular expression left of ??', () => {
    expect(analyseExpression('$replace(phone, /x/, "") ?? ""')).toMatchObject({ code: 'EXPRESSION_REGEX_COALESCE' });
  });
});

import { describe, expect, it } from 'vitest';
import { analyseExpression } from '../../src/transform/analyse.ts';

function readsOf(source: string): readonly string[] | string {
  const analysis = analyseExpression(source);
  if (!analysis.ok) return analysis.code;
  return analysis.readsAll ? [...analysis.reads, '*'] : analysis.reads;
}

describe('analyseExpression', () => {
  it.each<[string, readonly string[]]>([
    ['name & " " & address.city', ['address', 'name']],
    ['`two words`', ['two words']],
    ['"quoted".x', ['quoted']],
    ['$.a', ['a']],
    ['$$.a.b', ['a']],
    ['($r := $$; items.($r.b & c))', ['b', 'items']],
    ['($f := function() { $r.name }; $r := $$; $f())', ['name']],
    ['($r := $$; (x ? $r := 1; $r.name))', ['name', 'x']],
    ['($r := $$; $map(items, function($r) { $r.sku }))', ['items']],
    ['items[sku = code]', ['items']],
    ['items[sku = $$.code]', ['code', 'items']],
    ['$[status = "x"].name', ['name', 'status']],
    ['$^(name).city', ['city', 'name']],
    ['items^(>qty)[0].{ "q": qty, "n": $$.n }', ['items', 'n']],
    ['$lookup($$, "z")', ['z']],
    ['$lookup(table, key)', ['key', 'table']],
    ['a ?? b ?: c', ['a', 'b', 'c']],
    ['$exists(a) ? b : c', ['a', 'b', 'c']],
    ['$map(items, function($v) { $v.x & name })', ['items', 'name']],
    ['items ~> $map($string) ~> $join(separator)', ['items', 'separator']],
    ['{ "k": a, b: [c, -d] }', ['a', 'b', 'c', 'd']],
    ['items{ sku: $sum(qty) + $$.base }', ['base', 'items']],
    ['items@$i#$n.codes@$c[$i.code = $c].{ "x": $i.x, "n": $n, "y": name }', ['codes', 'items', 'name']],
    ['items#$i[$i < limit].sku', ['items']],
    ['address ~> |$|{ "city": $$.town }, ["zip"]|', ['address', 'town']],
    ['$substring(a, 1)', ['a']],
    ['a.$uppercase()', ['a']],
    ['a.$string()', ['a']],
    ['a.*', ['a']],
    ['a.**.b', ['a']],
    ['$replace(?, a, b)', ['a', 'b']],
    ['a in [b..c] and d or e', ['a', 'b', 'c', 'd', 'e']],
    ['$x', []],
    ['"text" & 1 & true', []],
    ['/[0-9]+/', []],
    ['()', []],
    ['undefined_function(a)', ['a', 'undefined_function']],
    ['and', ['and']],
  ])('finds what %s reads', (source, reads) => {
    expect(readsOf(source)).toEqual(reads);
  });

  it.each([
    '$',
    '$$',
    '*',
    '**',
    '*.x',
    '**.x',
    '$keys()',
    '$keys($$)',
    '$string()',
    '$ ~> $string()',
    '$$ ~> $keys',
    '[$]',
    '{ "r": $$ }',
    '$merge([$, {"a": 1}])',
    '$sift(function($v, $k) { $k = "a" })',
    '$each($$, function($v) { $v })',
    '$lookup(key)',
    '$lookup($$, key)',
    '$ = a',
    'a.%.b',
    '$$ ~> |$|{ "a": 1 }|',
    '$ ? 1',
    '($f := $keys; $f())',
    '($f := function($o)<o-:s> { $o.a }; $f())',
    '(items[0].($f := function() { $keys() }); $f := items.(function() { $keys() }); $f())',
    '($r := $$; $keys($r))',
    'function() { $$ }',
    '($keys := $string; $keys())',
    '$$^($)',
    '(a; $)',
  ])('says that %s may read all', (source) => {
    expect(readsOf(source)).toContain('*');
  });

  it.each([
    '$now()',
    '$millis()',
    '$random()',
    '$shuffle(a)',
    '$eval("a")',
    '($f := $now; $f())',
    'a ~> $shuffle',
    '$map(a, $random)',
    '$now(?)',
  ])('refuses %s as impure', (source) => {
    expect(readsOf(source)).toBe('EXPRESSION_IMPURE');
  });

  it('says where the impure name stands', () => {
    expect(analyseExpression('name & $now() & $random()')).toMatchObject({
      code: 'EXPRESSION_IMPURE',
      offset: expect.any(Number),
    });
    const analysis = analyseExpression('name & $now()');
    expect(analysis.ok ? -1 : analysis.offset).toBeGreaterThanOrEqual('name & '.length);
  });

  it.each(['$replace(a, /[^0-9]/, "") ?? ""', '$contains(s, /x/) ?: y', '(a.$match(/x/))[0] ?? b'])(
    'refuses %s, whose regular expression the parser loses',
    (source) => {
      expect(readsOf(source)).toBe('EXPRESSION_REGEX_COALESCE');
    },
  );

  it('takes a regular expression right of ??', () => {
    expect(readsOf('a ?? $replace(b, /x/, "")')).toEqual(['a', 'b']);
  });

  it.each<[string, string]>([
    ['a +', 'The expression ends too early. (S0207)'],
    ['"abc', 'A text literal has no closing quote. (S0101)'],
    ['a b', 'Something stands where it cannot. Near "b". (S0201)'],
    ['a.1', 'A literal cannot be a step of a path. (S0213)'],
    ['$contains(a, /[z-a]/)', 'The expression is not valid JSONata.'],
    ['', 'The expression ends too early. (S0207)'],
  ])('explains why %s does not parse', (source, detail) => {
    const analysis = analyseExpression(source);

    expect(analysis).toMatchObject({ ok: false, code: 'EXPRESSION_SYNTAX', detail });
    expect(analysis.ok ? -1 : analysis.offset).toBeLessThanOrEqual(source.length);
  });

  it('refuses what is too long or too deep, without trying for long', () => {
    const start = performance.now();

    expect(readsOf('a'.repeat(65_537))).toBe('EXPRESSION_TOO_LONG');
    expect(readsOf('('.repeat(30_000))).toBe('EXPRESSION_DEPTH');
    expect(readsOf(`a${'&a'.repeat(30_000)}`)).toBe('EXPRESSION_DEPTH');
    expect(readsOf(`${'('.repeat(40)}a${' ?? b)'.repeat(40)}`)).toBe('EXPRESSION_DEPTH');
    expect(readsOf(`${'|'.repeat(2)}a ?? b|c|${' ?? d|e|'.repeat(40)}`)).toBe('EXPRESSION_DEPTH');
    expect(readsOf(`/"/ & ${'('.repeat(40)}a${' ?: b)'.repeat(40)} & "`)).toBe('EXPRESSION_DEPTH');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('takes many ?? and ?: beside each other', () => {
    const names = Array.from({ length: 40 }, (_, index) => `f${index}`);

    expect(readsOf(names.join(' ?? '))).toEqual(names.toSorted());
    expect(readsOf(`{ ${names.map((name) => `"${name}": (${name} ?? "?; ?? (") ?: ''`).join(', ')} }`)).toEqual(
      names.toSorted(),
    );
  });
});

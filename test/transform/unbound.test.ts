import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { BUILT_INS, findUnbound } from '../../src/transform/unbound.ts';

const names = (source: string) => findUnbound(source).map(({ name }) => name);

describe('findUnbound', () => {
  it.each([
    ['$', 'the context'],
    ['$$.a', 'the record'],
    ['$uppercase(a) & $string($)', 'functions of JSONata'],
    ['a ~> $lowercase', 'a function that is passed to'],
    ['($x := 1; $x + a)', 'what a block binds'],
    ['$f := function($v) { $v + 1 }', 'parameters'],
    ['($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(a))', 'a function in itself'],
    ['($g := function() { $h() }; $h := function() { 1 }; $g())', 'what is bound after a function and before its call'],
    ['$map(a, function($v, $i) { $v & $i & ($w := $v; $w) })', 'what is bound inside a function'],
    ['$reduce(a, λ($p, $q) { $p + $q })', 'parameters of a lambda'],
    ['orders@$o#$i[$i > 0].($o.id & $i)', 'what @ and # bind'],
    ['a ~> |b|{"c": ($z := 1; $z)}|', 'what a transform binds in its block'],
    ['$substringBefore(?, "-")', 'a partial call'],
  ])('finds nothing in %s: %s', (source) => {
    expect(names(source)).toEqual([]);
  });

  it.each([
    ['$foo(a)', ['foo']],
    ['$v', ['v']],
    ['a.$foo($x)', ['foo', 'x']],
    ['a ~> $foo', ['foo']],
    ['a ~> $foo(?, 2)', ['foo']],
    ['a[$n]', ['n']],
    ['a^(>$k)', ['k']],
    ['($x := 1; $x) + $x', ['x']],
    ['$map(a, function($v) { $v + $w }) & $v', ['w', 'v']],
    ['($x := $x0; $x)', ['x0']],
    ['{ "a": $b }', ['b']],
    ['a{ $k: $sum($) }', ['k']],
    ['function($v) { $v }[$p]', ['p']],
    ['b ? $c : $d', ['c', 'd']],
    ['$toString(a)', ['toString']],
  ])('finds the names of %s that nothing binds', (source, wanted) => {
    expect(names(source)).toEqual(wanted);
  });

  it('says where the name stands first, and whether it is called', () => {
    expect(findUnbound('a & $foo(b) & $foo(c) & $bar')).toEqual([
      { name: 'foo', isCalled: true, offset: 4 },
      { name: 'bar', isCalled: false, offset: 24 },
    ]);
  });

  it('knows every function of JSONata', () => {
    const source = readFileSync(createRequire(import.meta.url).resolve('jsonata'), 'utf8');
    const bound = [...source.matchAll(/(?:staticFrame|environment)\.bind\('(\w+)'/g)].map(([, name]) => name);

    expect(bound.length).toBeGreaterThan(50);
    expect([...BUILT_INS].sort()).toEqual([...new Set(bound)].sort());
  });
});

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createEvaluator } from '../../src/transform/evaluator.ts';

const MODULE = new URL('../../src/transform/evaluator.ts', import.meta.url).href;
const evaluator = createEvaluator();
afterAll(() => evaluator.close());

async function valuesOf(expression: string, inputs: Parameters<typeof evaluator.evaluate>[1]): Promise<unknown[]> {
  const results = await evaluator.evaluate(expression, inputs);
  return results.map((result) => (result.ok ? result.value : result.code));
}

describe('createEvaluator', () => {
  it('gives one result per input, in order, over many messages', async () => {
    const inputs = Array.from({ length: 1203 }, (_, n) => ({ n }));

    expect(await valuesOf('n * 2', inputs)).toEqual(inputs.map(({ n }) => n * 2));
  });

  it('gives nothing for no inputs', async () => {
    expect(await evaluator.evaluate('a', [])).toEqual([]);
  });

  it('splits inputs that are large together', async () => {
    const inputs = Array.from({ length: 5 }, () => ({ text: 'x'.repeat(700_000) }));

    expect(await valuesOf('$length(text)', inputs)).toEqual([700_000, 700_000, 700_000, 700_000, 700_000]);
  });

  it('keeps undefined, null, texts, numbers, lists and objects apart', async () => {
    const inputs = [{}, { a: null }, { a: '1' }, { a: 1 }, { a: [1] }, { a: { b: 1 } }];

    expect(await valuesOf('a', inputs)).toEqual([undefined, null, '1', 1, [1], { b: 1 }]);
  });

  it('gives plain data: no sequences, no odd prototypes', async () => {
    const [result] = await evaluator.evaluate('{ "list": items.n, "object": { "a": 1 } }', [
      { items: [{ n: 1 }, { n: 2 }] },
    ]);

    expect(result).toStrictEqual({ ok: true, value: { list: [1, 2], object: { a: 1 } } });
  });

  it('evaluates each input on its own copy, so that nothing is left over for the next', async () => {
    const shared = { tags: ['clean'] };
    const dirty = '($clone := function($x) { $x }; $$ ~> |$|{ "tags": tags[0] & "-dirty" }|; tags)';

    expect(await valuesOf(dirty, [shared, shared])).toEqual(['clean-dirty', 'clean-dirty']);
    expect(await valuesOf('tags', [shared])).toEqual([['clean']]);
    expect(shared).toEqual({ tags: ['clean'] });
  });

  it('does not carry variables from one input to the next', async () => {
    expect(await valuesOf('($x := first ? 1 : $x; $x)', [{ first: true }, { first: false }])).toEqual([1, undefined]);
  });

  it('queues calls that are made at the same time', async () => {
    const calls = [1, 2, 3].map((n) => valuesOf(`n + ${n}`, [{ n: 10 }]));

    expect(await Promise.all(calls)).toEqual([[11], [12], [13]]);
  });

  it('takes times without a zone as UTC', async () => {
    expect(await valuesOf('$toMillis("2024-07-01T00:00:00")', [{}])).toEqual([Date.UTC(2024, 6, 1)]);
  });

  it('encodes and decodes base64 and URLs like the reference', async () => {
    expect(await valuesOf('$base64decode($base64encode("Ünï")) & $encodeUrlComponent("a b")', [{}])).toEqual([
      'Ünïa%20b',
    ]);
  });

  it('reports a syntax error for every input', async () => {
    expect(await valuesOf('a +', [{}, {}])).toEqual(['S0207', 'S0207']);
  });

  it('refuses an expression over 65,536 characters', async () => {
    expect(await valuesOf(`"${'x'.repeat(65_536)}"`, [{}, {}])).toEqual(['EXPRESSION_TOO_LONG', 'EXPRESSION_TOO_LONG']);
  });

  it('rejects after close', async () => {
    const closed = createEvaluator();
    await closed.close();

    await expect(closed.evaluate('1', [{}])).rejects.toMatchObject({ code: 'EVALUATOR_CLOSED' });
  });

  it('says so when its process cannot start', async () => {
    const broken = createEvaluator({ memoryMb: 1 });

    await expect(broken.evaluate('1', [{}])).rejects.toMatchObject({ code: 'EVALUATOR_UNAVAILABLE' });
  });
});

describe('purity', () => {
  it.each([
    '$now()',
    '$millis()',
    '$random()',
    '$shuffle([1, 2])',
    '$eval("1")',
    '($f := $now; $f())',
    '$map([1], $random)',
    '$toMillis("13:45", "[H]:[m]")',
  ])('refuses %s at run time as well', async (expression) => {
    expect(await valuesOf(expression, [{}])).toEqual(['EXPRESSION_IMPURE']);
  });

  it('refuses a regular expression that the parser lost', async () => {
    expect(await valuesOf('$replace(a, /[^0-9]/, "") ?? ""', [{ a: '1-2' }])).toEqual(['EXPRESSION_REGEX_COALESCE']);
  });

  it('refuses functions, numbers that are not finite, and internal keys as results', async () => {
    expect(await valuesOf('function($x) { $x }', [{}])).toEqual(['EXPRESSION_OUTPUT']);
    expect(await valuesOf('{ "f": $uppercase }', [{}])).toEqual(['EXPRESSION_OUTPUT']);
    expect(await valuesOf('$number("0x1F USD")', [{}])).toEqual(['EXPRESSION_OUTPUT']);
    expect(await valuesOf('{ "__proto__": 1 }', [{}])).toEqual(['EXPRESSION_OUTPUT']);
  });

  it('refuses results over 1 MiB, and cyclic ones', async () => {
    expect(await valuesOf('$pad("x", n)', [{ n: 1_000_000 }, { n: 1_100_000 }])).toEqual([
      'x'.padEnd(1_000_000),
      'EXPRESSION_OUTPUT',
    ]);
    expect(await valuesOf('$$ ~> |$|{ "self": $ }|', [{ a: 1 }])).toEqual(['EXPRESSION_OUTPUT']);
  });
});

describe('runaway expressions', () => {
  const LOOP = '($f := function($n) { $n = 0 ? "done" : $f($n - 1) }; $f(n))';

  it.each([
    ['an endless loop', LOOP, { n: -1 }, 'EXPRESSION_TIMEOUT'],
    [
      'endless recursion',
      '($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $string($f(n)) ? "done")',
      { n: -1 },
      'EXPRESSION_DEPTH',
    ],
    [
      'a regular expression that backtracks',
      '$contains($string(n), /^(0+)+$/) ? "done"',
      { n: `${'0'.repeat(60)}x` },
      'EXPRESSION_TIMEOUT',
    ],
    ['padding', 'n = 0 ? "done" : $pad("x", n)', { n: 1e8 }, 'EXPRESSION_OUTPUT'],
    ['a range', 'n = 0 ? "done" : $map([1..n], function($v) { $v * 2 })', { n: 1e7 }, /EXPRESSION_(?:TIMEOUT|MEMORY)/],
    [
      'a text that doubles',
      '($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; n = 0 ? "done" : $replace($f("abc", n), "a", "b"))',
      { n: 40 },
      /EXPRESSION_(?:TIMEOUT|MEMORY)/,
    ],
    [
      'a list that doubles',
      '($f := function($s, $n) { $n = 0 ? $s : $f([$s, $s, $s, $s], $n - 1) }; n = 0 ? "done" : $count($f([1..1000], n)))',
      { n: 30 },
      /EXPRESSION_(?:TIMEOUT|MEMORY)/,
    ],
  ])('%s fails its own input and leaves the others alone', async (_, expression, runaway, code) => {
    const start = performance.now();

    const [first, middle, last] = await evaluator.evaluate(expression, [{ n: 0 }, runaway, { n: 0 }]);

    expect([first, last]).toEqual([
      { ok: true, value: 'done' },
      { ok: true, value: 'done' },
    ]);
    expect(middle).toMatchObject({ ok: false, code: expect.stringMatching(code) });
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('gives up an expression after three guilty inputs, and evaluates the next expression', async () => {
    const codes = await valuesOf(LOOP, [{ n: -1 }, { n: 0 }, { n: -1 }, { n: -1 }, { n: 0 }, { n: -1 }]);

    expect(codes).toEqual([
      'EXPRESSION_TIMEOUT',
      'done',
      'EXPRESSION_TIMEOUT',
      'EXPRESSION_TIMEOUT',
      'EXPRESSION_STOPPED',
      'EXPRESSION_STOPPED',
    ]);
    expect(await valuesOf('n', [{ n: 1 }])).toEqual([1]);
  });

  it('gives up an expression that recurses too deep on every record', async () => {
    const codes = await valuesOf(
      '($f := function($n) { 1 + $f($n) }; $f(1))',
      Array.from({ length: 400 }, () => ({})),
    );

    expect(codes.filter((code) => code === 'EXPRESSION_DEPTH').length).toBeLessThan(50);
    expect(codes.at(-1)).toBe('EXPRESSION_STOPPED');
    expect(codes).toHaveLength(400);
  });

  it('survives an input that ends the whole process', async () => {
    const small = createEvaluator({ memoryMb: 32 });
    const inputs = [1, 2, 9_000_000, 3, 9_000_000, 4].map((n) => ({ n }));

    const results = await small.evaluate('$count([1..n])', inputs);
    await small.close();

    const memory = { ok: false, code: 'EXPRESSION_MEMORY', detail: expect.any(String) };
    expect(results).toEqual(
      [1, 2, memory, 3, memory, 4].map((value) => (typeof value === 'number' ? { ok: true, value } : value)),
    );
  });

  it('ends an expression on which the parser itself hangs', async () => {
    expect(await valuesOf(`${'('.repeat(28)}a${' ?? b)'.repeat(28)}`, [{}])).toEqual([
      expect.stringMatching(/^EXPRESSION_(?:TIMEOUT|MEMORY)$/),
    ]);
  });
});

describe('failures', () => {
  it('tell a constant text and never the data', async () => {
    const canary = 'canary-7f3a';
    const expressions = [
      'a + 1',
      '$number(a)',
      '$error(a)',
      '$assert(false, a)',
      'a > 1',
      '[1..a]',
      '{ a: 1, "x": $$.b() }',
      '$toMillis(a)',
      '$fromMillis(0, a & "[")',
      '$decodeUrl("%" & a)',
      'a ~> |$|a|',
      '$single([a, a], function($v) { true })',
      '$sort([a, 1])',
      '-a',
    ];

    for (const expression of expressions) {
      const results = await evaluator.evaluate(expression, [{ a: canary }]);
      expect(JSON.stringify(results), expression).not.toContain(canary);
      expect(results, expression).toEqual([
        { ok: false, code: expect.stringMatching(/^[A-Z]/), detail: expect.stringMatching(/\.$/) },
      ]);
    }
  });
});

describe('the process', () => {
  it('does not keep its parent from ending', () => {
    const script = `const { createEvaluator } = await import('${MODULE}');
      const [result] = await createEvaluator().evaluate('a + 1', [{ a: 1 }]); console.log(result.value);`;

    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 20_000,
    });

    expect({ output: run.stdout, status: run.status }).toEqual({ output: '2\n', status: 0 });
  });

  it('ends when its parent is killed in the middle of an endless loop', async () => {
    const script = `const { createEvaluator } = await import('${MODULE}'); const e = createEvaluator({ timeoutMs: 2000 });
      await e.evaluate('1', [{}]); console.log('ready'); await e.evaluate('$contains($s, /^(0+)+$/)', [{}], { s: '${'0'.repeat(60)}x' });`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    const [child = 0] = childrenOf(parent.pid ?? 0);

    parent.kill('SIGKILL');

    expect(child).toBeGreaterThan(0);
    await expect.poll(() => isRunning(child), { timeout: 15_000, interval: 100 }).toBe(false);
  });

  it('sees nothing but the record: no globals, no prototypes', async () => {
    const expression =
      '[$process, $require, $globalThis, constructor, $$.`__proto__`, $lookup($$, "toString"), a.constructor]';

    expect(await valuesOf(expression, [{ a: 'x' }])).toEqual([[]]);
  });
});

/** Processes that `pid` started; by /proc, since a small system may lack `ps`. */
function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  if (existsSync(list)) return readFileSync(list, 'utf8').trim().split(' ').map(Number);
  const table = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout.trim().split('\n');
  const pairs = table.map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.filter(([, parent]) => parent === pid).map(([own = 0]) => own);
}

/** False for a zombie as well, which waits in vain where nobody collects orphans. */
function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  try {
    if (existsSync('/proc/self/stat')) return !/\) Z /.test(readFileSync(stat, 'utf8'));
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

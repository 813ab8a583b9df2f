import { assert, asyncProperty, constantFrom, array, letrec, oneof, tuple } from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { analyseExpression } from '../../src/transform/analyse.ts';

const FIELDS = ['a', 'b', 'c', 'items', 'address'];

function record(): Record<string, unknown> {
  return {
    a: 'x',
    b: 2,
    c: null,
    address: { city: 'Rome', a: 1, b: { c: 3 } },
    items: [
      { sku: 's1', qty: 2, a: 'i1' },
      { sku: 's2', qty: 1, b: [1, 2] },
    ],
  };
}

/** What an evaluation really touches of its input: names, and `*` when it lists them. */
async function touched(source: string): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const note = (key: string | symbol): void => {
    if (typeof key === 'string' && FIELDS.includes(key)) seen.add(key);
  };
  const input = new Proxy(record(), {
    get: (target, key, receiver) => (note(key), Reflect.get(target, key, receiver)),
    has: (target, key) => (note(key), Reflect.has(target, key)),
    getOwnPropertyDescriptor: (target, key) => (note(key), Reflect.getOwnPropertyDescriptor(target, key)),
    ownKeys: (target) => (seen.add('*'), Reflect.ownKeys(target)),
  });
  try {
    const result: unknown = await jsonata(source, { timeout: 300, stack: 300 }).evaluate(input);
    if (result === input) seen.add('*');
    JSON.stringify(result, withoutFunctions);
  } catch (error) {
    // What was touched before the failure counts as well; but JSONata's message lists the record when it shows a function.
    const touchedBefore = new Set(seen);
    const { value, value2 } = (error ?? {}) as { value?: unknown; value2?: unknown };
    const isShown = error instanceof TypeError && error.message.includes('circular');
    return isShown || [value, value2].some(holdsFunction) ? new Set() : touchedBefore;
  }
  return seen;
}

function withoutFunctions(_key: string, value: unknown): unknown {
  return isFunction(value) ? undefined : value;
}

function holdsFunction(value: unknown): boolean {
  let isFound = false;
  JSON.stringify(value, (key, inner) => {
    isFound ||= isFunction(inner);
    return withoutFunctions(key, inner);
  });
  return isFound;
}

/** A function of an expression keeps its context, and with it the record. */
function isFunction(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_jsonata_lambda' in value;
}

const name = constantFrom(...FIELDS, 'city', 'sku', 'qty');
const variable = constantFrom('$', '$$', '$v', '$w', '$f');

const { expression } = letrec<{ expression: string; step: string }>((tie) => {
  const one = tie('expression');
  const two = tuple(one, one);
  return {
    step: oneof(
      name,
      name,
      constantFrom('*', '**', '%', '$', '$keys()', '$string()', '$v'),
      one.map((inner) => `(${inner})`),
      two.map(([k, v]) => `{ $string(${k}): ${v} }`),
      one.map((inner) => `[${inner}]`),
    ),
    expression: oneof(
      { depthSize: 'small', withCrossShrink: true },
      name,
      variable,
      constantFrom('"a"', '0', '1', 'true', '$keys', '$string', '$lookup'),
      tuple(one, tie('step')).map(([left, step]) => `${left}.${step}`),
      tuple(variable, tie('step')).map(([left, step]) => `${left}.${step}`),
      two.map(([left, filter]) => `${left}[${filter}]`),
      two.map(([left, term]) => `${left}^(>${term})`),
      tuple(one, constantFrom('&', '=', '+', 'and', 'in', '~>', '??', '?:'), one).map(
        (parts) => `(${parts.join(' ')})`,
      ),
      tuple(one, one, one).map(([test, then, other]) => `(${test} ? ${then} : ${other})`),
      tuple(constantFrom('$v', '$w', '$f', '$keys'), one, one).map(([v, bound, body]) => `(${v} := ${bound}; ${body})`),
      tuple(constantFrom('$f', '$w'), constantFrom('', '$v', '$w'), one, one).map(
        ([f, parameter, body, rest]) => `(${f} := function(${parameter}) { ${body} }; ${rest})`,
      ),
      tuple(
        constantFrom('$f', '$keys', '$string', '$lookup', '$spread', '$sift', '$each', '$boolean', '$not', '$exists'),
        array(one, { maxLength: 2 }),
      ).map(([f, given]) => `${f}(${given.join(', ')})`),
      two.map(([list, body]) => `$map(${list}, function($v) { ${body} })`),
      tuple(one, one, one).map(([left, pattern, update]) => `(${left} ~> |${pattern}|{ "a": ${update} }|)`),
      tuple(one, one, one).map(([left, key, value]) => `${left}{ $string(${key}): ${value} }`),
      tuple(name, one).map(([left, rest]) => `${left}@$v.${rest}`),
      tuple(name, one).map(([left, rest]) => `${left}#$w.${rest}`),
      one.map((inner) => `$lookup($$, ${inner})`),
      one.map((inner) => `(function($v)<x-:x> { ${inner} })()`),
      one.map((inner) => `[${inner}, ${inner}]`),
      one.map((inner) => `-${inner}`),
    ),
  };
});

describe('lineage', () => {
  it('never misses a read of a random expression', { timeout: 120_000 }, async () => {
    let parsed = 0;
    let precise = 0;
    await assert(
      asyncProperty(expression, async (source) => {
        const analysis = analyseExpression(source);
        if (!analysis.ok) return;
        parsed += 1;
        if (analysis.readsAll) return;
        precise += 1;
        const seen = await touched(source);
        expect(
          [...seen].filter((field) => !analysis.reads.includes(field)),
          source,
        ).toEqual([]);
      }),
      { numRuns: Number(process.env['LINEAGE_RUNS'] ?? 3000) },
    );

    expect(parsed).toBeGreaterThan(500);
    expect(precise / parsed).toBeGreaterThan(0.2);
  });
});

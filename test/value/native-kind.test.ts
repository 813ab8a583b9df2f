import { describe, expect, it } from 'vitest';
import type { NativeKind } from '../../src/model/connector.ts';
import { EMPTY, UNREADABLE, type NativeValue } from '../../src/model/value.ts';
import { nativeToExpression, sameNative } from '../../src/value/native-kind.ts';

type Pair = readonly [kind: NativeKind, a: NativeValue, b: NativeValue];

const SAME: readonly Pair[] = [
  ['text', '5', 5],
  ['text', EMPTY, ''],
  ['text', null, null],
  ['decimal', '19.9', '19.90'],
  ['decimal', '1e2', 100],
  ['integer', '007', '7'],
  ['float', 0.1, '0.1'],
  ['float', 'NaN', 'NaN'],
  ['boolean', true, 'true'],
  ['date', '2024-01-01', '2024-01-01T00:00:00Z'],
  ['time', '10:00', '10:00:00'],
  ['datetime', '2024-01-01T01:00:00+01:00', '2024-01-01T00:00:00.000Z'],
  ['local-datetime', '2024-01-01 10:00:00', '2024-01-01T10:00:00.00'],
  ['json', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['list', ['a'], ['a']],
];

const DIFFERENT: readonly Pair[] = [
  ['text', 'e\u0301', '\u00e9'],
  ['text', '5', '5.0'],
  ['text', 'a', 'A'],
  ['text', null, ''],
  ['text', null, UNREADABLE],
  ['text', EMPTY, UNREADABLE],
  ['text', '\u0000n', 'n'],
  ['decimal', '1.005', '1.00'],
  ['decimal', 'x', 'y'],
  ['boolean', true, 'perhaps'],
  ['date', '2024-02-30', '2024-03-01'],
  ['datetime', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000001Z'],
  ['local-datetime', '2024-01-01T10:00:00Z', '2024-01-01T10:00:00'],
  ['list', ['a', 'b'], ['b', 'a']],
  ['json', '1', 1],
];

describe('sameNative', () => {
  it.each(SAME)('in a %s column: %j is %j', (kind, a, b) => {
    expect([sameNative(a, b, kind), sameNative(b, a, kind)]).toEqual([true, true]);
  });

  it.each(DIFFERENT)('in a %s column: %j is not %j', (kind, a, b) => {
    expect([sameNative(a, b, kind), sameNative(b, a, kind)]).toEqual([false, false]);
  });

  it('takes absent for the same as absent alone', () => {
    expect([
      sameNative(undefined, undefined, 'text'),
      sameNative(undefined, null, 'text'),
      sameNative('', undefined, 'text'),
    ]).toEqual([true, false, false]);
  });
});

describe('nativeToExpression', () => {
  it.each([
    ['integer', '12', 12],
    ['integer', '9007199254740993', '9007199254740993'],
    ['decimal', '19.90', 19.9],
    ['decimal', 'odd', 'odd'],
    ['text', '007', '007'],
    ['float', 1.5, 1.5],
    ['text', null, undefined],
    ['text', '', undefined],
    ['text', EMPTY, undefined],
    ['text', UNREADABLE, undefined],
    ['json', { a: 1 }, { a: 1 }],
  ] as const)('shows a %s %j as %j', (kind, native, seen) => {
    expect(nativeToExpression(native, { name: 'x', kind })).toEqual(seen);
  });
});

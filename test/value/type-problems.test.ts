import { describe, expect, it } from 'vitest';
import type { CodeListSpec } from '../../src/model/manifest.ts';
import { FORMATS } from '../../src/value/formats.ts';
import { typeProblems } from '../../src/value/type-problems.ts';
import { typeOf } from './build.ts';

const list = (name: string): CodeListSpec => ({ list: name, codes: new Map() });

describe('typeProblems', () => {
  it.each([
    ['string', { format: 'emial' }, 'TYPE_FORMAT', 'Did you mean "email"?'],
    ['string', { format: 'social-security' }, 'TYPE_FORMAT', `Known: ${FORMATS.join(', ')}.`],
    ['integer', { format: 'email' }, 'TYPE_FORMAT', 'string only'],
    ['string', { pattern: '(?<=a)b' }, 'TYPE_PATTERN', 'RE2'],
    ['string', { values: list('iso-3166-1-alpha2') }, 'TYPE_LIST', 'Did you mean "iso-3166-1-alpha-2"?'],
    ['string', { minLength: 3, maxLength: 2 }, 'TYPE_LENGTH', 'over'],
    ['string', { scale: 2 }, 'TYPE_SCALE', 'decimal'],
    ['string', { minimum: '1' }, 'TYPE_BOUND', 'no order'],
    ['decimal', { minimum: 'one' }, 'TYPE_BOUND', 'not a valid decimal'],
    ['date', { maximum: '2024-02-30' }, 'TYPE_BOUND', 'not a valid date'],
    ['decimal', { minimum: '10', maximum: '9' }, 'TYPE_BOUND', 'over the maximum'],
    ['string', { equality: 'unordered' }, 'TYPE_EQUALITY', 'list only'],
    ['decimal', { equality: 'trimmed' }, 'TYPE_EQUALITY', 'string'],
    ['list', { item: typeOf('list') }, 'TYPE_ITEM', 'json'],
    ['list', { item: typeOf('string', { format: 'x' }) }, 'TYPE_FORMAT', ''],
  ] as const)('of a %s with %j: %s', (kind, changes, code, detail) => {
    const problems = typeProblems(typeOf(kind, changes));

    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.detail).toContain(detail);
  });

  it.each([
    ['string', {}],
    [
      'string',
      { format: 'email', pattern: '.+', minLength: 1, maxLength: 1, equality: 'trimmed', values: list('iso-4217') },
    ],
    ['decimal', { minimum: '0', maximum: '0.0', scale: 2 }],
    ['date', { minimum: '2020-01-01' }],
    ['list', { item: typeOf('integer'), equality: 'unordered' }],
    ['list', { item: null }],
  ] as const)('of a %s with %j: none', (kind, changes) => {
    expect(typeProblems(typeOf(kind, changes))).toEqual([]);
  });
});

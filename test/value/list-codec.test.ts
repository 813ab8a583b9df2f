import { describe, expect, it } from 'vitest';
import { EMPTY, type Json, type Value } from '../../src/model/value.ts';
import { codecsOf, typeOf } from './build.ts';

const empty = EMPTY as unknown as Json;

describe('the list codec', () => {
  const plain = codecsOf([{ list: ';' }], typeOf('list'));

  it.each([
    ['', []],
    ['a', ['a']],
    ['a;b', ['a', 'b']],
    ['a;', ['a', empty]],
    [' a; b', [' a', ' b']],
  ] as const)('reads %j as %j', (text, value) => {
    expect(plain.decode(text, 'text')).toEqual({ ok: true, value });
    expect(plain.encode(value as Value)).toEqual({ ok: true, value: text });
  });

  it('keeps null apart from the empty list', () => {
    expect(plain.decode(null, 'text')).toEqual({ ok: true, value: null });
    expect(plain.encode(null)).toEqual({ ok: true, value: null });
  });

  it('takes a native list as it is, and a number as its text', () => {
    expect(plain.decode(['a', 'b'], 'list')).toEqual({ ok: true, value: ['a', 'b'] });
    expect(plain.decode(5, 'float')).toEqual({ ok: true, value: ['5'] });
  });

  it('refuses objects, values that are no list, and elements without a text', () => {
    expect(plain.decode({ a: 1 }, 'json')).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
    expect(plain.encode('a')).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
    expect(plain.encode([['a']])).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
  });

  it('escapes the separator and the escape character where one is declared', () => {
    const escaping = codecsOf([{ list: ';', escape: '\\' }], typeOf('list'));

    expect(escaping.encode(['a;b', 'c\\'])).toEqual({ ok: true, value: 'a\\;b;c\\\\' });
    expect(escaping.decode('a\\;b;c\\\\', 'text')).toEqual({ ok: true, value: ['a;b', 'c\\'] });
    expect(escaping.decode('a\\', 'text')).toEqual({ ok: true, value: ['a\\'] });
  });

  it('leaves empty elements alone in the codecs behind it, and stops at the first element that does not fit', () => {
    const dates = codecsOf([{ list: ';' }, { date: 'DD/MM/YYYY' }], typeOf('list', { item: typeOf('date') }));

    expect(dates.decode('01/02/2024;', 'text')).toEqual({ ok: true, value: ['2024-02-01', empty] });
    expect(dates.encode(['2024-02-01', empty])).toEqual({ ok: true, value: '01/02/2024;' });
    expect(dates.decode('01/02/2024;31/02/2024', 'text')).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
  });
});

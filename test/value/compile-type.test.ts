import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NativeKind } from '../../src/model/connector.ts';
import type { Equality, FieldType } from '../../src/model/manifest.ts';
import { EMPTY, UNREADABLE, type Json, type NativeValue, type Value } from '../../src/model/value.ts';
import { compileType } from '../../src/value/compile-type.ts';
import { loadShippedLists } from '../../src/value/shipped-lists.ts';
import { typeOf } from './build.ts';

type Row = readonly [kind: Parameters<typeof typeOf>[0], native: NativeValue, column: NativeKind, canonical: Value];

const ACCEPTED: readonly Row[] = [
  ['string', ' a\u00a0', 'text', ' a\u00a0'],
  ['string', '007', 'text', '007'],
  ['string', 1e21, 'float', '1e+21'],
  ['string', true, 'boolean', 'true'],
  ['integer', '9007199254740993', 'integer', '9007199254740993'],
  ['integer', '+007', 'text', '7'],
  ['integer', '-0', 'text', '0'],
  ['integer', 12, 'float', '12'],
  ['integer', -0, 'float', '0'],
  ['integer', '12.00', 'decimal', '12'],
  ['decimal', '20.50', 'decimal', '20.50'],
  ['decimal', '-007.50', 'text', '-7.50'],
  ['decimal', '.5', 'text', '0.5'],
  ['decimal', '5.', 'text', '5'],
  ['decimal', '-0.00', 'text', '0.00'],
  ['decimal', '1.5e-3', 'text', '0.0015'],
  ['decimal', '12E2', 'text', '1200'],
  ['decimal', 1e21, 'float', '1000000000000000000000'],
  ['decimal', 0.1, 'float', '0.1'],
  ['boolean', 'T', 'text', true],
  ['boolean', 'False', 'text', false],
  ['boolean', '0', 'integer', false],
  ['boolean', 1, 'float', true],
  ['date', '2024-02-29', 'date', '2024-02-29'],
  ['date', '2024-03-01T00:00:00.000Z', 'datetime', '2024-03-01'],
  ['date', '2024-03-01 00:00', 'local-datetime', '2024-03-01'],
  ['time', '10:00', 'text', '10:00:00'],
  ['time', '10:00:00.120', 'time', '10:00:00.12'],
  ['datetime', '2020-03-01T10:00:00.123456Z', 'datetime', '2020-03-01T10:00:00.123456Z'],
  ['datetime', '2020-03-01 10:00:00+02', 'text', '2020-03-01T08:00:00Z'],
  ['datetime', '2020-01-01T00:30:00.50+01:00', 'text', '2019-12-31T23:30:00.5Z'],
  ['datetime', '2020-03-01T10:00-0330', 'text', '2020-03-01T13:30:00Z'],
  ['datetime', '2020-03-01T10:00:00.000Z', 'datetime', '2020-03-01T10:00:00Z'],
  ['json', '{"b":1,"a":[null]}', 'text', { b: 1, a: [null] }],
  ['json', 'plain', 'json', 'plain'],
  ['list', ['a', ''], 'list', ['a', EMPTY as unknown as Json]],
];

const REFUSED: readonly (readonly [
  kind: Parameters<typeof typeOf>[0],
  native: NativeValue,
  column: NativeKind,
  code: string,
])[] = [
  ['string', ['a'], 'list', 'VALUE_TYPE'],
  ['integer', '1.0', 'text', 'VALUE_TYPE'],
  ['integer', '12.5', 'decimal', 'VALUE_TYPE'],
  ['integer', '1e3', 'text', 'VALUE_TYPE'],
  ['integer', ' 1', 'text', 'VALUE_TYPE'],
  ['integer', '0x1F', 'text', 'VALUE_TYPE'],
  ['integer', 9007199254740992, 'float', 'VALUE_TYPE'],
  ['integer', true, 'boolean', 'VALUE_TYPE'],
  ['decimal', '1,234', 'text', 'VALUE_DECIMAL'],
  ['decimal', '19.90 USD', 'text', 'VALUE_DECIMAL'],
  ['decimal', 'NaN', 'float', 'VALUE_DECIMAL'],
  ['decimal', '-Infinity', 'float', 'VALUE_DECIMAL'],
  ['decimal', '1e9999', 'text', 'VALUE_DECIMAL'],
  ['decimal', '.', 'text', 'VALUE_DECIMAL'],
  ['decimal', true, 'boolean', 'VALUE_DECIMAL'],
  ['boolean', 'yes', 'text', 'VALUE_BOOLEAN'],
  ['boolean', 2, 'float', 'VALUE_BOOLEAN'],
  ['date', '2024-02-30', 'text', 'VALUE_DATE'],
  ['date', '31/02/2024', 'text', 'VALUE_DATE'],
  ['date', '0000-00-00', 'text', 'VALUE_DATE'],
  ['date', '2024-03-01T00:00:01Z', 'datetime', 'VALUE_DATE'],
  ['date', '2023-02-29', 'text', 'VALUE_DATE'],
  ['date', 20240229, 'float', 'VALUE_TYPE'],
  ['time', '24:00:00', 'text', 'VALUE_TIME'],
  ['time', '10', 'text', 'VALUE_TIME'],
  ['time', 10, 'float', 'VALUE_TYPE'],
  ['datetime', '2020-03-01T10:00:00', 'local-datetime', 'VALUE_DATETIME_ZONE'],
  ['datetime', '2020-02-30T10:00:00Z', 'text', 'VALUE_DATETIME'],
  ['datetime', '2020-02-28T25:00:00Z', 'text', 'VALUE_DATETIME'],
  ['datetime', '2020-02-28T10:00:00+24:00', 'text', 'VALUE_DATETIME'],
  ['datetime', '9999-12-31T23:59:59-01:00', 'text', 'VALUE_DATETIME'],
  ['datetime', '0000-01-01T00:00:00+01:00', 'text', 'VALUE_DATETIME'],
  ['datetime', 'infinity', 'text', 'VALUE_DATETIME'],
  ['datetime', 0, 'float', 'VALUE_TYPE'],
  ['json', '{"a":', 'text', 'VALUE_JSON'],
  ['list', 'a;b', 'text', 'VALUE_LIST'],
];

describe('parse', () => {
  it.each(ACCEPTED)('%s accepts %j from a %s column as %j', (kind, native, column, canonical) => {
    expect(compileType(typeOf(kind)).parse(native, column)).toEqual({ ok: true, value: canonical });
  });

  it.each(REFUSED)('%s refuses %j from a %s column with %s', (kind, native, column, code) => {
    const parsed = compileType(typeOf(kind)).parse(native, column);

    expect(parsed).toMatchObject({ ok: false, code });
  });

  it('names the codec that gives a local time its zone', () => {
    const parsed = compileType(typeOf('datetime')).parse('2020-03-01T10:00:00', 'local-datetime');

    expect(parsed.ok ? '' : parsed.detail).toContain('{ datetime: "YYYY-MM-DD HH:mm:ss", zone: Europe/Berlin }');
  });

  it('keeps the kinds of nothing apart, in every type', () => {
    for (const kind of [
      'string',
      'integer',
      'decimal',
      'boolean',
      'date',
      'time',
      'datetime',
      'json',
      'list',
    ] as const) {
      const type = compileType(typeOf(kind));

      expect(type.parse(null, 'text')).toEqual({ ok: true, value: null });
      expect(type.parse('', 'text')).toEqual({ ok: true, value: EMPTY });
      expect(type.parse(EMPTY, 'text')).toEqual({ ok: true, value: EMPTY });
      expect(type.parse(UNREADABLE, 'text')).toEqual({ ok: true, value: UNREADABLE });
    }
  });

  it('reads declared texts as EMPTY, in their exact spelling', () => {
    const type = compileType(typeOf('date', { empty: ['N/A', '0000-00-00'] }));

    expect(type.parse('N/A', 'text')).toEqual({ ok: true, value: EMPTY });
    expect(type.parse('0000-00-00', 'text')).toEqual({ ok: true, value: EMPTY });
    expect(type.parse('n/a', 'text')).toMatchObject({ ok: false });
  });

  it('names the element of a list that does not fit', () => {
    const type = compileType(typeOf('list', { item: typeOf('integer') }));

    expect(type.parse([1, '2', 'x'], 'list')).toEqual({
      ok: false,
      code: 'VALUE_TYPE',
      detail: 'Element 3: It is not a whole number.',
    });
    expect(type.parse([1, '2'], 'list')).toEqual({ ok: true, value: ['1', '2'] });
  });

  it('reads code, title and alias as the code', async () => {
    const lists = await loadShippedLists(['iso-3166-1-alpha-2']);
    const type = compileType(typeOf('string', { values: { list: 'iso-3166-1-alpha-2', codes: new Map() } }), lists);

    for (const text of ['US', 'us', 'USA', ' United States ', 'United States of America']) {
      expect(type.parse(text, 'text')).toEqual({ ok: true, value: 'US' });
    }
    expect(type.parse('Atlantis', 'text')).toMatchObject({ ok: false, code: 'VALUE_NOT_IN_LIST' });
    expect(type.parse(['US'], 'list')).toMatchObject({ ok: false, code: 'VALUE_NOT_IN_LIST' });
  });

  it('does not depend on the time zone of the process', () => {
    const before = process.env['TZ'];
    const instants = ['Asia/Tokyo', 'America/St_Johns', 'UTC'].map((zone) => {
      process.env['TZ'] = zone;
      return compileType(typeOf('datetime')).parse('2024-03-31T02:30:00+02:00', 'text');
    });
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;

    expect(instants).toEqual(Array.from({ length: 3 }, () => ({ ok: true, value: '2024-03-31T00:30:00Z' })));
  });
});

describe('normalForm', () => {
  const form = (kind: Parameters<typeof typeOf>[0], value: Value, changes = {}): string =>
    compileType(typeOf(kind, changes)).normalForm(value);

  it.each([
    ['decimal', '19.9', '19.90', {}],
    ['decimal', '-0.10', '-0.1', {}],
    ['decimal', '100.00', '100', {}],
    ['integer', '12', '12', {}],
    ['string', 'e\u0301', '\u00e9', {}],
    ['string', 'STRASSE', 'straße', { equality: 'case-insensitive' }],
    ['string', 'ẞ', 'ß', { equality: 'case-insensitive' }],
    ['string', 'İ', 'i\u0307', { equality: 'case-insensitive' }],
    ['string', 'ΟΔΟΣ', 'οδος', { equality: 'case-insensitive' }],
    ['string', '\u00a0A\u2003\t', 'A', { equality: 'trimmed' }],
    ['json', { a: 1, b: [2] }, { b: [2], a: 1 }, {}],
    ['list', ['b', 'a', 'a'], ['a', 'b', 'a'], { equality: 'unordered' }],
    ['list', ['A'], ['a'], { equality: 'case-insensitive' }],
    ['list', ['1.0'], ['1'], { item: typeOf('decimal') }],
  ] as const)('of a %s is the same for %j and %j', (kind, a, b, changes) => {
    expect(form(kind, a as Value, changes)).toBe(form(kind, b as Value, changes));
  });

  it.each([
    ['string', 'a', 'A', {}],
    ['string', 'a ', 'a', {}],
    ['string', 'a\u200b', 'a', {}],
    ['string', '007', '7', {}],
    ['string', 'ı', 'i', { equality: 'case-insensitive' }],
    ['string', 'İ', 'i', { equality: 'case-insensitive' }],
    ['decimal', '10', '1', {}],
    ['decimal', '1.005', '1.00', {}],
    ['integer', '9007199254740993', '9007199254740992', {}],
    ['datetime', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00.000001Z', {}],
    ['list', ['a', 'b'], ['b', 'a'], {}],
    ['list', ['a', 'a'], ['a'], { equality: 'unordered' }],
    ['list', ['a,b'], ['a', 'b'], {}],
    ['json', '1', 1, {}],
    ['json', [], {}, {}],
  ] as const)('of a %s differs for %j and %j', (kind, a, b, changes) => {
    expect(form(kind, a as Value, changes)).not.toBe(form(kind, b as Value, changes));
  });

  it('tells null, EMPTY and every text apart, also texts that look like them', () => {
    const type = compileType(typeOf('string'));
    const values: Value[] = [null, EMPTY, '\u0000n', '\u0000e', '\u0000s\u0000n', 'null', '{"nothing":"empty"}', ''];

    expect(new Set(values.map((value) => type.normalForm(value))).size).toBe(values.length);
  });

  it('makes null and EMPTY one when the type declares null as empty', () => {
    const type = compileType(typeOf('string', { empty: [null, '', 'N/A'] }));

    expect(type.normalForm(EMPTY)).toBe(type.normalForm(null));
  });

  it.each(['exact', 'case-insensitive', 'trimmed'] as const satisfies readonly Equality[])(
    'is a function of the value under %s equality: unchanged by Unicode form, case or spaces that it ignores',
    (equality) => {
      const type = compileType(typeOf('string', { equality }));
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), (value) => {
          const same = [value.normalize('NFD'), value.normalize('NFC')];
          if (equality === 'case-insensitive') same.push(value.toLowerCase());
          if (equality === 'case-insensitive' && !value.includes('ı')) same.push(value.toUpperCase());
          if (equality === 'trimmed') same.push(`\u00a0${value}\t`);
          for (const other of same) expect(type.normalForm(other)).toBe(type.normalForm(value));
        }),
        { numRuns: 2000 },
      );
    },
  );

  it('is injective over exact texts and lists of them', () => {
    const type = compileType(typeOf('list'));
    const texts = fc.array(fc.string({ unit: fc.constantFrom('"', ',', '\\', '\u0000', 'a', 'n', '[') }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(type.normalForm(a) === type.normalForm(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('violations', () => {
  it.each([
    ['string', { format: 'email' }, 'a@b.example', 'a@b'],
    ['string', { format: 'url' }, 'https://example.com/x', 'example'],
    ['string', { format: 'uri' }, 'urn:isbn:1', 'no scheme'],
    ['string', { format: 'uuid' }, '3f2504e0-4f89-41d3-9a0c-0305e82c3301', '3f2504e0'],
    ['string', { format: 'iban' }, 'DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
    ['string', { format: 'iban' }, 'GB29NWBK60161331926819', 'GB00NWBK60161331926819'],
    ['string', { format: 'phone' }, '+493012345678', '030 12345678'],
    ['string', { format: 'ipv4' }, '10.0.0.1', '10.0.0.256'],
    ['string', { format: 'ipv6' }, '::1', '10.0.0.1'],
    ['string', { format: 'hostname' }, 'db.internal', 'a b'],
    ['string', { format: 'bic' }, 'DEUTDEFF', 'deutdeff'],
    ['string', { format: 'nosuch' }, null, 'x'],
    ['string', { pattern: '[A-Z]{2}\\d+' }, 'AB1', 'xAB1'],
    ['string', { pattern: 'a|ab' }, 'ab', 'abc'],
    ['string', { pattern: '(?=a)' }, null, 'a'],
    ['string', { maxLength: 2 }, '😀😀', 'abc'],
    ['string', { minLength: 2 }, 'ab', '😀'],
    ['string', { values: { list: null, codes: new Map([['A', { title: null, aliases: [] }]]) } }, 'A', 'a'],
    ['decimal', { minimum: '0', maximum: '100' }, '100.00', '100.001'],
    ['decimal', { minimum: '-1.5' }, '-1.50', '-10'],
    ['decimal', { scale: 2 }, '1.100', '1.005'],
    ['integer', { maximum: '9007199254740993' }, '9007199254740993', '9007199254740994'],
    ['integer', { minimum: '9' }, '10', '8'],
    ['date', { minimum: '2020-01-01' }, '2020-01-01', '2019-12-31'],
    ['time', { maximum: '12:00' }, '12:00:00', '12:00:00.1'],
    ['datetime', { maximum: '2020-01-01T01:00:00+01:00' }, '2020-01-01T00:00:00Z', '2020-01-01T00:00:00.1Z'],
    ['list', { maxLength: 1 }, ['abc'], ['a', 'b']],
    ['list', { item: typeOf('integer', { maximum: '5' }) }, ['5'], ['6']],
    ['string', { isRequired: true }, 'x', null],
    ['decimal', { isRequired: true }, '0', EMPTY],
  ] as const)('of a %s with %j: none for %j, one for %j', (kind, changes, good, bad) => {
    const type = compileType(typeOf(kind, changes));

    expect(type.violations(good as Value)).toEqual([]);
    const found = type.violations(bad as Value);
    expect(found).toHaveLength(1);
    if (typeof bad === 'string' && bad.length > 3) expect(JSON.stringify(found)).not.toContain(bad);
  });

  it('are all told', () => {
    const type = compileType(typeOf('string', { maxLength: 1, pattern: '[a-z]*' }));

    expect(type.violations('ABC').map((violation) => violation.code)).toEqual(['VALUE_PATTERN', 'VALUE_TOO_LONG']);
  });

  it('take linear time for a pattern that stops other engines', () => {
    const type = compileType(typeOf('string', { pattern: '(a+)+' }));

    expect(type.violations(`${'a'.repeat(2000)}!`)).toHaveLength(1);
  });
});

describe('mayClear', () => {
  it('is true for null, and for EMPTY when the type declares an empty text', () => {
    const declared = compileType(typeOf('string', { empty: ['N/A'] }));
    const plain = compileType(typeOf('string'));

    expect([plain.mayClear(null), plain.mayClear(EMPTY), declared.mayClear(EMPTY)]).toEqual([true, false, true]);
    expect([declared.mayClear(UNREADABLE), declared.mayClear('x')]).toEqual([false, false]);
  });
});

describe('expressions', () => {
  it.each([
    ['integer', '12', 12],
    ['integer', '9007199254740993', '9007199254740993'],
    ['decimal', '19.90', 19.9],
    ['decimal', '0.10000000000000000001', '0.10000000000000000001'],
    ['decimal', '123456789012345.5', 123456789012345.5],
    ['string', '007', '007'],
    ['boolean', false, false],
    ['string', null, undefined],
    ['string', EMPTY, undefined],
    ['decimal', EMPTY, undefined],
    ['list', EMPTY, undefined],
    ['list', ['1.5'], [1.5], { item: typeOf('decimal') }],
    ['json', { a: [1] }, { a: [1] }],
  ] as const)('see a %s %j as %j', (kind, value, seen, changes: Partial<FieldType> = {}) => {
    expect(compileType(typeOf(kind, changes)).toExpression(value as Value)).toEqual(seen);
  });

  it.each([
    ['string', undefined, null],
    ['string', null, null],
    ['string', '', EMPTY],
    ['string', 5, '5'],
    ['integer', 12, '12'],
    ['decimal', 1e21, '1000000000000000000000'],
    ['decimal', 0.1, '0.1'],
    ['decimal', '19.90', '19.90'],
    ['boolean', true, true],
    ['list', 'a', ['a']],
    ['list', ['a', 'b'], ['a', 'b']],
    ['json', 'a', 'a'],
    ['json', { a: 1 }, { a: 1 }],
  ] as const)('give a %s from %j as %j', (kind, result, value) => {
    expect(compileType(typeOf(kind)).fromExpression(result as Json | undefined)).toEqual({ ok: true, value });
  });

  it.each([
    ['decimal', Number.NaN],
    ['json', [Number.POSITIVE_INFINITY]],
    ['json', (() => 1) as unknown as Json],
    ['integer', 1.5],
    ['boolean', 'perhaps'],
  ] as const)('cannot give a %s from what is none', (kind, result) => {
    expect(compileType(typeOf(kind)).fromExpression(result as Json)).toMatchObject({ ok: false });
  });

  it('give numbers back unchanged', () => {
    const type = compileType(typeOf('decimal'));
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const value = type.fromExpression(number);
        if (!value.ok) throw new Error(value.detail);
        expect(type.toExpression(value.value)).toBe(number === 0 ? 0 : number);
      }),
    );
  });

  it('lose the flags and prototypes of JSONata results', () => {
    const result = Object.assign(['a'], { sequence: true });
    const object: Record<string, Json> = Object.assign(Object.create(null) as object, { b: result as unknown as Json });

    const value = compileType(typeOf('json')).fromExpression(object);

    expect(value).toStrictEqual({ ok: true, value: { b: ['a'] } });
  });
});

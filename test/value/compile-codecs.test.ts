import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldType } from '../../src/model/manifest.ts';
import { EMPTY, UNREADABLE, type Json, type Value } from '../../src/model/value.ts';
import { CODEC_NAMES, compileCodecs } from '../../src/value/compile-codecs.ts';
import { compileType } from '../../src/value/compile-type.ts';
import { loadShippedLists } from '../../src/value/shipped-lists.ts';
import { codecsOf, spec, typeOf } from './build.ts';

const lists = await loadShippedLists(['iso-3166-1-alpha-2', 'iso-3166-2-us', 'phone']);
const COUNTRY = typeOf('string', { values: { list: 'iso-3166-1-alpha-2', codes: new Map() } });
const STATE = typeOf('string', { values: { list: 'iso-3166-2-us', codes: new Map() } });

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const text = fc.string({ unit: 'grapheme', minLength: 1 });
const days = fc
  .integer({ min: 0, max: 73_413 })
  .map((day) => new Date(Date.UTC(1900, 0, 1 + day)).toISOString().slice(0, 10));
const seconds = fc
  .integer({ min: -2_208_988_800, max: 4_102_444_800 })
  .map((second) => new Date(second * 1000).toISOString().replace('.000Z', 'Z'));
const micros = fc
  .tuple(seconds, fc.integer({ min: 1, max: 999_999 }))
  .map(([instant, us]) => instant.replace('Z', `.${pad(us, 6).replace(/0+$/, '')}Z`));
const clock = fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59)).map(([h, m, s]) => `${pad(h, 2)}:${pad(m, 2)}:${pad(s, 2)}`);
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(999_999), fc.nat(6))
  .map(([int, fraction, digits]) => (digits === 0 ? String(int) : `${int}.${pad(fraction, 6).slice(0, digits)}`));
const cents = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(99))
  .map(([int, fraction]) => `${int}.${pad(fraction, 2)}`);
const integers = fc.bigInt({ min: 0n, max: 99_999_999n }).map(String);
const ibans = fc.constantFrom('DE89370400440532013000', 'GB29NWBK60161331926819', 'FR1420041010050500013M02606');
const phones = fc.constantFrom(
  '+493012345678',
  '+12025550143',
  '+442079460958',
  '+33142685300',
  '+390612345678',
  '+4915112345678',
);
const words = fc.array(
  text.filter((word) => !word.includes(';') && word !== ''),
  { maxLength: 5 },
);

interface Law {
  readonly codecs: readonly (string | Readonly<Record<string, Json>>)[];
  readonly type: FieldType;
  readonly values: fc.Arbitrary<Value>;
}

const LAWS: readonly Law[] = [
  { codecs: [], type: typeOf('string'), values: text },
  { codecs: [], type: typeOf('boolean'), values: fc.boolean() },
  { codecs: ['lowercase'], type: typeOf('string', { equality: 'case-insensitive' }), values: text },
  {
    codecs: ['uppercase'],
    type: typeOf('string', { equality: 'case-insensitive' }),
    values: text.filter((value) => !value.includes('ı')),
  },
  {
    codecs: ['trim'],
    type: typeOf('string', { equality: 'trimmed' }),
    values: text.filter((value) => value.trim() !== ''),
  },
  { codecs: ['nfc'], type: typeOf('string'), values: text },
  { codecs: ['iban'], type: typeOf('string', { format: 'iban' }), values: ibans },
  { codecs: [{ prefix: 'C-' }], type: typeOf('string'), values: text },
  { codecs: [{ pad: { length: 8, with: '0' } }], type: typeOf('integer'), values: integers },
  { codecs: [{ prefix: 'A' }, { pad: { length: 12 } }], type: typeOf('integer'), values: integers },
  {
    codecs: [{ map: { A: 'active', I: 'inactive', '': 'unknown' } }],
    type: typeOf('string'),
    values: fc.constantFrom('active', 'inactive', 'unknown'),
  },
  { codecs: [{ date: 'DD/MM/YYYY' }], type: typeOf('date'), values: days },
  { codecs: [{ date: 'M/D/YYYY' }], type: typeOf('date'), values: days },
  { codecs: [{ date: 'D. MMMM YYYY' }], type: typeOf('date'), values: days },
  { codecs: [{ date: 'DDMMMYYYY' }], type: typeOf('date'), values: days },
  { codecs: [{ date: 'YYYYMMDD' }], type: typeOf('date'), values: days },
  { codecs: [{ date: 'DD.MM.YY' }], type: typeOf('date'), values: days.filter((day) => day >= '1969' && day < '2069') },
  { codecs: [{ time: 'HH:mm:ss' }], type: typeOf('time'), values: clock },
  { codecs: [{ time: 'h:mm:ss A' }], type: typeOf('time'), values: clock },
  { codecs: [{ datetime: 'YYYY-MM-DD HH:mm:ss', zone: 'UTC' }], type: typeOf('datetime'), values: seconds },
  { codecs: [{ datetime: 'YYYY-MM-DD HH:mm:ss.SSSSSS', zone: '+05:30' }], type: typeOf('datetime'), values: micros },
  { codecs: [{ datetime: 'DD.MM.YYYY HH:mm:ss Z', zone: 'Europe/Berlin' }], type: typeOf('datetime'), values: seconds },
  { codecs: [{ datetime: 'YYYY-MM-DDTHH:mm:ssZ' }], type: typeOf('datetime'), values: seconds },
  { codecs: [{ datetime: 'iso' }], type: typeOf('datetime'), values: micros },
  { codecs: [{ datetime: 'unix' }], type: typeOf('datetime'), values: seconds },
  { codecs: [{ datetime: 'unix-ms' }], type: typeOf('datetime'), values: seconds },
  { codecs: [{ values: 'code' }], type: COUNTRY, values: fc.constantFrom(...codesOf(COUNTRY)) },
  { codecs: [{ values: 'title' }], type: COUNTRY, values: fc.constantFrom(...codesOf(COUNTRY)) },
  { codecs: [{ values: 'alias' }], type: COUNTRY, values: fc.constantFrom(...codesOf(COUNTRY)) },
  { codecs: [{ values: 'alpha-3' }], type: COUNTRY, values: fc.constantFrom(...codesOf(COUNTRY)) },
  { codecs: [{ values: 'title' }], type: STATE, values: fc.constantFrom(...codesOf(STATE)) },
  { codecs: [{ decimal: 'minor-units' }], type: typeOf('decimal', { scale: 2 }), values: cents },
  { codecs: [{ decimal: { separator: ',', group: '.' } }], type: typeOf('decimal'), values: decimals },
  { codecs: [{ decimal: { separator: ',' } }], type: typeOf('decimal'), values: decimals },
  { codecs: [{ decimal: { group: ' ' } }], type: typeOf('decimal'), values: decimals },
  { codecs: [{ boolean: ['Y', 'N'] }], type: typeOf('boolean'), values: fc.boolean() },
  { codecs: [{ boolean: ['X', ''] }], type: typeOf('boolean'), values: fc.boolean() },
  { codecs: ['json'], type: typeOf('json'), values: fc.jsonValue().map(toJson) },
  { codecs: ['json'], type: typeOf('list'), values: words },
  { codecs: [{ list: ';' }], type: typeOf('list'), values: words },
  { codecs: [{ list: ',', escape: '\\' }], type: typeOf('list'), values: fc.array(text, { maxLength: 5 }) },
  {
    codecs: [{ list: '||', escape: '^' }],
    type: typeOf('list'),
    values: fc.array(fc.string({ unit: fc.constantFrom('|', '^', 'a', ' '), minLength: 1 })),
  },
  {
    codecs: [{ list: ' ' }, { date: 'DD/MM/YYYY' }],
    type: typeOf('list', { item: typeOf('date') }),
    values: fc.array(days, { maxLength: 4 }),
  },
  { codecs: ['phone'], type: typeOf('string', { format: 'phone' }), values: phones },
  { codecs: [{ phone: 'DE', format: 'national' }], type: typeOf('string', { format: 'phone' }), values: phones },
  { codecs: [{ phone: 'US', format: 'international' }], type: typeOf('string', { format: 'phone' }), values: phones },
];

describe('codecs', () => {
  it.each(LAWS.map((law) => [JSON.stringify(law.codecs), law] as const))(
    '%s gives back what it wrote',
    (_name, law) => {
      const codec = codecsOf(law.codecs, law.type, lists);
      const type = compileType(law.type, lists);

      expect(codec.lossy).toBeNull();
      fc.assert(
        fc.property(law.values, (value) => {
          const written = codec.encode(value);
          if (!written.ok) throw new Error(`encode: ${written.detail}`);
          const read = codec.decode(written.value, 'text');
          if (!read.ok) throw new Error(`decode: ${read.detail}`);
          expect(type.normalForm(read.value)).toBe(type.normalForm(value));
        }),
        { numRuns: 300 },
      );
    },
  );

  it('cover every codec by a law, or say that they are lossy', () => {
    const lawful = new Set(LAWS.flatMap(({ codecs }) => codecs.map((codec) => spec(codec).name)));

    expect(CODEC_NAMES.filter((name) => !lawful.has(name))).toEqual(['collapse', 'digits']);
  });

  it.each(['lowercase', 'uppercase', 'trim', 'collapse', 'digits', 'iban', 'phone'])(
    '%s on a plain string says what it loses',
    (name) => {
      expect(codecsOf([name], typeOf('string'), lists).lossy).toMatch(/\.$/);
    },
  );

  it.each([
    [['lowercase'], typeOf('string'), 'ÄB', 'äb', 'äb'],
    [['trim'], typeOf('string'), '\u00a0 A \u3000', 'A', 'A'],
    [['collapse', 'trim'], typeOf('string'), ' A\t\u00a0 B ', 'A B', 'A B'],
    [['digits'], typeOf('string'), '(0)30-12', '03012', '03012'],
    [['nfc'], typeOf('string'), 'e\u0301', '\u00e9', '\u00e9'],
    [['iban'], typeOf('string'), 'de89 3704 0044 0532 0130 00', 'DE89370400440532013000', 'DE89370400440532013000'],
    [[{ pad: { length: 5, with: '0' } }], typeOf('string'), '00042', '42', '00042'],
    [[{ pad: { length: 3 } }], typeOf('integer'), '000', '0', '000'],
    [[{ decimal: 'minor-units' }], typeOf('decimal'), '-5', '-0.05', '-5'],
    [[{ decimal: 'minor-units', scale: 3 }], typeOf('decimal'), '1005', '1.005', '1005'],
    [[{ decimal: { separator: ',', group: '.' } }], typeOf('decimal'), '1.234', '1234', '1.234'],
    [[{ decimal: { separator: '.', group: ',' } }], typeOf('decimal'), '1,234', '1234', '1,234'],
    [[{ decimal: { separator: ',' } }], typeOf('decimal'), '1,234', '1.234', '1,234'],
    [[{ boolean: ['Y', 'N'] }], typeOf('boolean'), 'y', true, 'Y'],
    [[{ boolean: [1, 0] }], typeOf('boolean'), '0', false, '0'],
    [[{ values: 'alpha-3' }], COUNTRY, 'germany', 'DE', 'DEU'],
    [[{ values: 'alias' }], STATE, 'US-CA', 'CA', 'Calif.'],
    [
      [{ list: ';' }, 'trim', { values: 'title' }],
      typeOf('list', { item: STATE }),
      'California; NY',
      ['CA', 'NY'],
      'California;New York',
    ],
    [[{ phone: 'DE' }], typeOf('string'), '030 / 1234567', '+49301234567', '+49301234567'],
    [
      [{ datetime: 'MM/DD/YYYY h:mm A', zone: 'America/New_York' }],
      typeOf('datetime'),
      '7/4/2024 9:30 AM',
      undefined,
      undefined,
    ],
    [
      [{ datetime: 'M/D/YYYY h:mm A', zone: 'America/New_York' }],
      typeOf('datetime'),
      '7/4/2024 9:30 pm',
      '2024-07-05T01:30:00Z',
      '7/4/2024 9:30 PM',
    ],
    [
      [{ datetime: 'iso', zone: 'Europe/Berlin' }],
      typeOf('datetime'),
      '2024-01-01T00:30:00.5',
      '2023-12-31T23:30:00.5Z',
      '2024-01-01T00:30:00.5',
    ],
    [[{ datetime: 'unix-ms' }], typeOf('datetime'), '-1', '1969-12-31T23:59:59.999Z', '-1'],
    [[{ date: '[am] D. MMM YYYY' }], typeOf('date'), 'am 1. mar 2020', '2020-03-01', 'am 1. Mar 2020'],
  ] as const)('%j reads and writes as declared', (codecs, type, native, ...[canonical, written]) => {
    const codec = codecsOf(codecs, type, lists);

    const read = codec.decode(native, 'text');
    expect(read.ok ? read.value : undefined).toEqual(canonical);
    if (read.ok) expect(codec.encode(read.value)).toEqual({ ok: true, value: written });
  });

  it.each([
    [[{ date: 'DD/MM/YYYY' }], typeOf('date'), '31/02/2024'],
    [[{ date: 'DD/MM/YYYY' }], typeOf('date'), '13/13/2024'],
    [[{ date: 'DD/MM/YYYY' }], typeOf('date'), '1/2/2024'],
    [[{ date: 'DD/MM/YYYY' }], typeOf('date'), '01/02/2024 '],
    [[{ time: 'h:mm A' }], typeOf('time'), '13:00 PM'],
    [[{ datetime: 'YYYY-MM-DD HH:mm', zone: 'Europe/Berlin' }], typeOf('datetime'), '2024-03-31 02:30'],
    [[{ decimal: { separator: ',', group: '.' } }], typeOf('decimal'), '12.34'],
    [[{ decimal: 'minor-units' }], typeOf('decimal'), '19.90'],
    [[{ boolean: ['Y', 'N'] }], typeOf('boolean'), 'J'],
    [[{ map: { A: 'active' } }], typeOf('string'), 'ZZ'],
    [[{ prefix: 'C-' }], typeOf('string'), 'D-1'],
    [['iban'], typeOf('string'), 'DE00370400440532013000'],
    [['phone'], typeOf('string'), '030 1234567'],
    [[{ values: 'title' }], COUNTRY, 'Congo'],
  ] as const)('%j refuses a text that does not fit, without repeating it', (codecs, type, native) => {
    const read = codecsOf(codecs, type, lists).decode(native, 'text');

    expect(read).toMatchObject({ ok: false });
    expect(JSON.stringify(read)).not.toContain(native);
  });

  it.each([
    [[{ decimal: 'minor-units' }], typeOf('decimal'), '19.905'],
    [[{ date: 'DD/MM/YY' }], typeOf('date'), '1950-01-01'],
    [[{ time: 'HH:mm' }], typeOf('time'), '10:00:30'],
    [[{ datetime: 'YYYY-MM-DD HH:mm:ss', zone: 'UTC' }], typeOf('datetime'), '2024-01-01T00:00:00.5Z'],
    [[{ datetime: 'unix' }], typeOf('datetime'), '2024-01-01T00:00:00.5Z'],
    [[{ pad: { length: 4 } }], typeOf('string'), '0042'],
    [[{ pad: { length: 4 } }], typeOf('string'), '12345'],
    [[{ list: ';' }], typeOf('list'), ['a;b']],
    [[{ list: '||' }], typeOf('list'), ['a|', 'b']],
    [[{ list: ';' }], typeOf('list'), [EMPTY as unknown as Json]],
    [[{ map: { A: 'active' } }], typeOf('string'), 'other'],
    [['uppercase'], typeOf('string', { equality: 'case-insensitive' }), 'ısı'],
  ] as const)('%j refuses to write what it could not read back', (codecs, type, value) => {
    expect(codecsOf(codecs, type).encode(value as Value)).toMatchObject({ ok: false });
  });

  it('refuse canonical values that are none, and never throw', () => {
    for (const { codecs, type } of LAWS) {
      const codec = codecsOf(codecs, type, lists);
      for (const value of ['', 'x', '1e', '2024-02-30', ['x'], { a: 1 }, true, 5] as const) {
        expect(typeof codec.encode(value as Value).ok).toBe('boolean');
        expect(typeof codec.decode(value as Json, 'text').ok).toBe('boolean');
      }
    }
    for (const datetime of ['iso', 'unix', 'unix-ms', 'YYYY-MM-DD HH:mm']) {
      expect(
        codecsOf(
          [{ datetime, ...(datetime.startsWith('unix') ? {} : { zone: 'Europe/Berlin' }) }],
          typeOf('datetime'),
        ).encode('x').ok,
      ).toBe(false);
    }
    for (const decimal of ['minor-units', { separator: ',' }]) {
      expect(codecsOf([{ decimal }], typeOf('decimal')).encode('x').ok).toBe(false);
    }
  });

  it.each([
    ['lowercas', typeOf('string'), 'CODEC_UNKNOWN', 'Did you mean "lowercase"?'],
    ['rot13', typeOf('string'), 'CODEC_UNKNOWN', 'Known codecs:'],
    ['toString', typeOf('string'), 'CODEC_UNKNOWN', ''],
    [{ date: 'DD/MM/YYYY' }, typeOf('boolean'), 'CODEC_TYPE', 'boolean'],
    [{ date: 'dd/mm/yyyy' }, typeOf('date'), 'CODEC_ARGUMENT', 'Case matters'],
    [{ date: 'DD/mm/YYYY' }, typeOf('date'), 'CODEC_ARGUMENT', 'MM is the month'],
    [{ date: 'DD/DD/YYYY' }, typeOf('date'), 'CODEC_ARGUMENT', 'once'],
    [{ date: 'DMYYYY' }, typeOf('date'), 'CODEC_ARGUMENT', 'separator'],
    [{ date: 'YYYY-MM-DD HH:mm' }, typeOf('date'), 'CODEC_ARGUMENT', 'no time'],
    [{ date: null }, typeOf('date'), 'CODEC_ARGUMENT', 'pattern'],
    [{ time: 'hh:mm' }, typeOf('time'), 'CODEC_ARGUMENT', 'need A'],
    [{ time: 'HH' }, typeOf('time'), 'CODEC_ARGUMENT', 'HH with mm'],
    [{ time: 'HH:mm.SSS' }, typeOf('time'), 'CODEC_ARGUMENT', 'needs ss'],
    [{ time: 'YYYY-MM-DD' }, typeOf('time'), 'CODEC_ARGUMENT', 'no date'],
    [{ datetime: 'YYYY-MM-DD HH:mm' }, typeOf('datetime'), 'CODEC_ARGUMENT', 'zone: Europe/Berlin'],
    [{ datetime: 'YYYY-MM-DD', zone: 'UTC' }, typeOf('datetime'), 'CODEC_ARGUMENT', 'hours and minutes'],
    [{ datetime: 'iso', zone: 'Europe/Berlim' }, typeOf('datetime'), 'CODEC_ARGUMENT', 'not known'],
    [{ datetime: 'unix', zone: 'UTC' }, typeOf('datetime'), 'CODEC_ARGUMENT', 'no zone'],
    [{ datetime: 'iso', zome: 'UTC' }, typeOf('datetime'), 'CODEC_ARGUMENT', 'zome'],
    [{ values: 'titel' }, COUNTRY, 'CODEC_ARGUMENT', 'alpha-3'],
    [{ values: 'title' }, typeOf('string'), 'CODEC_TYPE', 'values'],
    [{ decimal: 'cents' }, typeOf('decimal'), 'CODEC_ARGUMENT', ''],
    [{ decimal: { separator: '.', group: '.' } }, typeOf('decimal'), 'CODEC_ARGUMENT', 'different'],
    [{ decimal: { seperator: ',' } }, typeOf('decimal'), 'CODEC_ARGUMENT', ''],
    [{ decimal: 'minor-units', scale: 1.5 }, typeOf('decimal'), 'CODEC_ARGUMENT', 'whole number'],
    [{ boolean: ['Y', 'y'] }, typeOf('boolean'), 'CODEC_ARGUMENT', 'words'],
    [{ map: { A: 'x', B: 'x' } }, typeOf('string'), 'CODEC_ARGUMENT', 'written back'],
    [{ map: {} }, typeOf('string'), 'CODEC_ARGUMENT', 'pairs'],
    [{ map: { A: [] } }, typeOf('string'), 'CODEC_ARGUMENT', 'one canonical'],
    [{ pad: { length: 0 } }, typeOf('string'), 'CODEC_ARGUMENT', ''],
    [{ prefix: '' }, typeOf('string'), 'CODEC_ARGUMENT', ''],
    [{ list: '' }, typeOf('list'), 'CODEC_ARGUMENT', ''],
    [{ list: ';', escape: ';' }, typeOf('list'), 'CODEC_ARGUMENT', 'escape'],
    [{ phone: 'Germany' }, typeOf('string'), 'CODEC_ARGUMENT', 'country'],
    [{ phone: 'DE', format: 'pretty' }, typeOf('string'), 'CODEC_ARGUMENT', 'national'],
    [{ trim: 'left' }, typeOf('string'), 'CODEC_ARGUMENT', 'no argument'],
  ] as const)('%j is refused with a code and the fix', (declared, type, code, detail) => {
    const compiled = compileCodecs([spec(declared)], type, lists);

    expect(compiled).toMatchObject({ ok: false, code });
    expect(compiled.ok ? '' : compiled.detail).toContain(detail);
  });

  it('says that the phone library is missing rather than guess', () => {
    expect(compileCodecs([spec('phone')], typeOf('string'))).toMatchObject({ ok: false, code: 'CODEC_NOT_LOADED' });
  });

  it('fit elements after the list codec, and lists before it', () => {
    const type = typeOf('list', { item: typeOf('date') });

    expect(compileCodecs([spec({ date: 'DD/MM/YYYY' }), spec({ list: ';' })], type)).toMatchObject({
      ok: false,
      code: 'CODEC_TYPE',
    });
    expect(compileCodecs([spec({ list: ';' }), spec({ date: 'DD/MM/YYYY' })], type)).toMatchObject({ ok: true });
  });

  it('keep null, empty and unreadable apart, whatever the codec', () => {
    const codec = codecsOf(['trim', { prefix: 'C-' }], typeOf('string', { empty: ['N/A'] }));

    expect(codec.decode(null, 'text')).toEqual({ ok: true, value: null });
    expect(codec.decode('', 'text')).toEqual({ ok: true, value: EMPTY });
    expect(codec.decode('N/A', 'text')).toEqual({ ok: true, value: EMPTY });
    expect(codec.decode(UNREADABLE, 'text')).toEqual({ ok: true, value: UNREADABLE });
    expect(codec.encode(null)).toEqual({ ok: true, value: null });
    expect(codec.encode(EMPTY)).toEqual({ ok: true, value: '' });
    expect(codec.encode(UNREADABLE)).toMatchObject({ ok: false, code: 'VALUE_UNREADABLE' });
  });

  it('read text that becomes empty on the way as EMPTY', () => {
    expect(codecsOf(['trim', { prefix: 'C-' }], typeOf('string')).decode('  ', 'text')).toEqual({
      ok: true,
      value: EMPTY,
    });
  });

  it('write EMPTY as null where the type makes them one and text would not fit', () => {
    expect(codecsOf([], typeOf('decimal', { empty: [null, ''] })).encode(EMPTY)).toEqual({ ok: true, value: null });
  });

  it('read a column without zone in its ISO form, whatever the declared pattern', () => {
    const codec = codecsOf([{ datetime: 'YYYY-MM-DD HH:mm:ss.SSSSSS', zone: 'Europe/Berlin' }], typeOf('datetime'));

    expect(codec.decode('2020-03-01T10:00:00.123456', 'local-datetime')).toEqual({
      ok: true,
      value: '2020-03-01T09:00:00.123456Z',
    });
  });
});

function codesOf(type: FieldType): string[] {
  return (lists.entries.get(type.values?.list ?? '') ?? []).map((entry) => entry.code);
}

/** Without -0, which JSON text does not keep, and never a bare null. */
function toJson(value: unknown): Value {
  return JSON.parse(JSON.stringify(value ?? 'null')) as Value;
}

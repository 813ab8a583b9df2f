import type { NativeKind, NativeValue } from '../connector/index.ts';

/** Values of a kind that systems and drivers like to spoil. */
export function samplesOf(kind: NativeKind): readonly NativeValue[] {
  return SAMPLES[kind];
}

/** Ids as people and systems make them; each is another record. */
export const SAMPLE_IDS: readonly string[] = [
  'C-1',
  'c-1',
  '007',
  '7',
  'a b',
  ' a',
  'Zoë',
  'Zoe\u0308',
  'ß',
  'ẞ',
  '日本',
  '😀',
  '👩‍👩‍👧',
  "O'Brien",
  'say "x"',
  'a,b;c|d',
  'a/b\\c',
  '%_',
  '-',
  'null',
];

const SAMPLES: Readonly<Record<NativeKind, readonly NativeValue[]>> = {
  text: [
    'plain',
    '',
    ' around ',
    'é',
    'e\u0301',
    '😀 𝒳',
    'İıſK',
    "it's",
    'say "x"',
    'a,b;c|d',
    'one\ntwo',
    'one\r\ntwo',
    'tab\there',
    'back\\slash',
    '007',
    '1e5',
    '1.10',
    '9007199254740993',
    'NULL',
    'true',
    '=1+1',
    '-',
    '\u200b',
    '\u202eabc',
    'x'.repeat(20_000),
  ],
  integer: ['0', '-1', '2147483648', '9007199254740993', '9223372036854775807', '-9223372036854775808'],
  decimal: [
    '0.00',
    '19.90',
    '-0.01',
    '12345678901234567890123456789012345678',
    '0.00000000000000000000000000000000000001',
  ],
  float: [0, 0.1, -2.5, 1e21, 5e-324, 1.7976931348623157e308],
  boolean: [true, false],
  date: ['2020-02-29', '1899-12-31', '0001-01-01', '9999-12-31'],
  time: ['00:00:00', '23:59:59', '12:30:00.000001'],
  datetime: ['2020-03-01T10:00:00.123456Z', '1969-12-31T23:59:59Z', '2021-10-31T01:30:00Z'],
  'local-datetime': ['2020-03-01T10:00:00.123456', '2021-03-28T02:30:00', '1969-12-31T23:59:59'],
  json: [{ a: [1, 'x', null], b: { c: true } }, [], {}, ['1', 1], 'text'],
  list: [['a', 'b'], [], ['a,b', '', 'say "x"'], ['é', '😀']],
  bytes: ['', 'AAEC/w==', 'Y2FmZQ=='],
};

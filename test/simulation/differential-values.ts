import type { NativeKind } from '../../src/model/connector.ts';
import { EMPTY, type NativeValue, UNREADABLE } from '../../src/model/value.ts';
import { oneOf } from './random.ts';

/** Text that databases, drivers and collations like to spoil. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  'a',
  'A',
  'a ',
  ' a',
  'abcdefgh',
  'abcdefghi',
  'abcdefgh   ',
  '😀😀😀😀😀😀😀😀',
  '😀😀😀😀😀😀😀😀😀',
  'é',
  'e\u0301',
  'İıſK',
  'ß',
  '日本',
  "it's",
  'say "x"',
  'back\\sl',
  'a|b',
  'n|',
  'one\ntwo',
  'tab\there',
  '\u200b',
  '\u202eabc',
  'half \ud83d',
  'nul \0',
  '007',
  '1e5',
  'NULL',
  '{a,b}',
  '$1',
  '%_',
];

/** Values by kind: usual ones, other spellings of them, and ones that are none. */
const VALUES: Readonly<Record<NativeKind, readonly NativeValue[]>> = {
  text: TEXTS,
  integer: [
    '0',
    '7',
    '-1',
    '007',
    '+5',
    '-0',
    ' 12 ',
    '9223372036854775807',
    '9223372036854775808',
    '1.5',
    'x',
    '',
    12,
  ],
  decimal: [
    '0',
    '19.9',
    '19.90',
    '19.995',
    '-0.005',
    '-0.00',
    '1e3',
    '1.50e1',
    '1e-3',
    '.5',
    '5.',
    '+7',
    ' 5 ',
    '0.0',
    'NaN',
    'Infinity',
    'x',
    '',
    0.1,
  ],
  float: [0, 0.1, -2.5, 1e21, 5e-324, 1.7976931348623157e308, 'NaN', 'Infinity', '-Infinity', 'x', ''],
  boolean: [true, false, 'true', 'f', 'yes', 'off', '1', 'x', ''],
  date: ['2020-02-29', '1899-12-31', '0001-01-01', '9999-12-31', '2023-02-29', '2024-13-01', '0000-01-01', 'x', ''],
  time: ['00:00:00', '23:59:59', '12:30:00.000001', '12:30:00.500000', '12:60:00', 'x', ''],
  datetime: [
    '2020-03-01T10:00:00.123456Z',
    '1969-12-31T23:59:59Z',
    '2021-10-31T01:30:00.500Z',
    '2023-02-29T00:00:00Z',
    'x',
    '',
  ],
  'local-datetime': [
    '2020-03-01T10:00:00.123456',
    '2021-03-28T02:30:00',
    '2021-03-28T02:30:00.100',
    '2020-01-01T10:61:00',
    'x',
    '',
  ],
  json: [
    { a: [1, 'x', null], b: { c: true } },
    [],
    {},
    ['1', 1],
    'text',
    0.1,
    true,
    'nul \0',
    { '\ud83d': 1 },
    '\\u0000',
  ],
  list: [['a', 'b'], [], ['a,b', '', 'say "x"', null], ['é', '😀', 'NULL'], ['back\\', '{}'], [7], ['\0'], 'a'],
  bytes: ['', 'AAEC/w==', 'Y2FmZQ==', 'AAEC_w', 'no base 64!'],
};

/** A value for a field; now and then one of the kinds of nothing. */
export function anyValue(kind: NativeKind, random: () => number): NativeValue {
  const x = random();
  if (x < 0.08) return null;
  if (x < 0.1) return EMPTY;
  if (x < 0.11) return UNREADABLE;
  return oneOf(VALUES[kind], random());
}

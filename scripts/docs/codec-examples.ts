import type { Json } from '../../src/model/value.ts';

/** What a reader should know of one codec: an example that is run, and its law in words. */
export interface CodecExample {
  /** As it stands in a manifest. */
  readonly codec: Json;
  /** Keys of the field's type. */
  readonly type: Readonly<Record<string, Json>>;
  /** What the system holds. */
  readonly native: string;
  /** What it does, in one sentence. */
  readonly does: string;
  /** When reading back what was written gives the value, and what is refused. */
  readonly law: string;
}

/** One example for each codec, by name. A test checks that none is missing and that each does what its line shows. */
export const CODEC_EXAMPLES: Readonly<Record<string, CodecExample>> = {
  boolean: {
    codec: { boolean: ['Y', 'N'] },
    type: { type: 'boolean' },
    native: 'Y',
    does: 'Two words for true and false, read in any case.',
    law: 'Exact. A third word is refused.',
  },
  collapse: {
    codec: 'collapse',
    type: { type: 'string' },
    native: 'Neue  Str.   12',
    does: 'Makes runs of spaces one space.',
    law: 'Lossy: runs of spaces are lost.',
  },
  date: {
    codec: { date: 'DD.MM.YYYY' },
    type: { type: 'date' },
    native: '18.03.2026',
    does: 'A day in a pattern.',
    law: 'Exact. A day that does not exist is refused; so is a year that a two-digit pattern cannot show.',
  },
  datetime: {
    codec: { datetime: 'YYYY-MM-DD HH:mm', zone: 'Europe/Berlin' },
    type: { type: 'datetime' },
    native: '2026-03-18 10:00',
    does: 'An instant in a pattern, as `iso`, or as `unix` or `unix-ms`; `zone` says where a time without offset is meant.',
    law: 'Lossy in the one hour a year that a zone has twice, else exact. A time that a zone skips, or seconds that the pattern cannot show, are refused.',
  },
  decimal: {
    codec: { decimal: 'minor-units' },
    type: { type: 'decimal', scale: 2 },
    native: '12905',
    does: 'Cents; or another way to write numbers: `{ decimal: { separator: ",", group: "." } }`.',
    law: 'Exact. Nothing is rounded: a value with more digits than the scale is refused.',
  },
  digits: {
    codec: 'digits',
    type: { type: 'string' },
    native: '(030) 12-34',
    does: 'Keeps digits only.',
    law: 'Lossy: all but digits is lost.',
  },
  iban: {
    codec: 'iban',
    type: { type: 'string', format: 'iban' },
    native: 'de89 3704 0044 0532 0130 00',
    does: 'An IBAN without spaces, in capitals, its check digits checked.',
    law: 'Exact for a field with `format: iban`. A wrong check digit is refused.',
  },
  json: {
    codec: 'json',
    type: { type: 'json' },
    native: '{"a":1}',
    does: 'JSON in a text column.',
    law: 'Exact. The order of keys does not count. Text that is not JSON is refused.',
  },
  list: {
    codec: { list: ';' },
    type: { type: { list: 'string' } },
    native: 'red;blue',
    does: 'A list in one text. Codecs behind it work on each element. `escape: "\\\\"` lets elements hold the separator.',
    law: 'Exact. Empty text is the empty list. An element that holds the separator is refused without `escape`.',
  },
  lowercase: {
    codec: 'lowercase',
    type: { type: 'string', equality: 'case-insensitive' },
    native: 'Jo@Example.com',
    does: 'Small letters in both directions.',
    law: 'Exact for a field with `equality: case-insensitive`, else lossy.',
  },
  map: {
    codec: { map: { A: 'active', I: 'inactive' } },
    type: { type: 'string' },
    native: 'A',
    does: 'A table from the system’s values to canonical ones.',
    law: 'Exact: no two values may mean the same. A value outside the table is refused.',
  },
  nfc: {
    codec: 'nfc',
    type: { type: 'string' },
    native: 'Zu\u0308rich',
    does: 'One Unicode form for letters with accents.',
    law: 'Exact: equality ignores the Unicode form.',
  },
  pad: {
    codec: { pad: { length: 8, with: '0' } },
    type: { type: 'string' },
    native: '00000042',
    does: 'Fixed width, filled from the left.',
    law: 'Exact. A value that is too long, or that begins with the filler, is refused.',
  },
  phone: {
    codec: { phone: 'DE' },
    type: { type: 'string', format: 'phone' },
    native: '030 1234567',
    does: 'A phone number as `+…`; the country is for numbers without one. `format` says how it is written: `e164` (default), `national`, `international`.',
    law: 'Exact for a field with `format: phone`, else the spelling is lost. A number that cannot exist is refused.',
  },
  prefix: {
    codec: { prefix: 'C-' },
    type: { type: 'string' },
    native: 'C-10001',
    does: 'Text that the system puts in front.',
    law: 'Exact. A text without the prefix is refused.',
  },
  time: {
    codec: { time: 'h:mm A' },
    type: { type: 'time' },
    native: '6:30 PM',
    does: 'A time of day in a pattern.',
    law: 'Exact. Seconds that the pattern cannot show are refused.',
  },
  trim: {
    codec: 'trim',
    type: { type: 'string', equality: 'trimmed' },
    native: 'C-10001 ',
    does: 'Takes spaces away at both ends. Fits every type.',
    law: 'Exact for a text with `equality: trimmed` and for all other types, else outer spaces are lost.',
  },
  uppercase: {
    codec: 'uppercase',
    type: { type: 'string', equality: 'case-insensitive' },
    native: 'de',
    does: 'Capital letters in both directions.',
    law: 'Exact for a field with `equality: case-insensitive`, else lossy.',
  },
  values: {
    codec: { values: 'title' },
    type: { type: 'string', values: 'iso-3166-1-alpha-2' },
    native: 'Germany',
    does: 'A code list, written as `code`, `title`, `alias` (the first one) or a form of the list, e.g. `alpha-3`. Reads all of them.',
    law: 'Exact. A text that is no code, title or alias is refused; so is a title that two codes share.',
  },
};

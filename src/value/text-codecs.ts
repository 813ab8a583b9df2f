import type { Equality } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import { badArgument, badForm, bothWays, textCodec, type Codec, type CodecContext, type CodecMaker } from './codec.ts';
import type { Converted } from './contract.ts';
import { toNfc } from './fold-text.ts';
import { formatTest } from './formats.ts';
import { scalarText } from './parse-native.ts';
import { accept, refuse } from './refuse.ts';

const isIban = formatTest('iban', null) ?? (() => false);

/** Codecs from text to text. */
export const TEXT_CODECS: Readonly<Record<string, CodecMaker>> = {
  lowercase: ({ type }) =>
    accept(bothWays((text) => text.toLowerCase(), lossyUnless(type.equality, 'case-insensitive', 'Case is lost.'))),
  uppercase: ({ type }) => accept(uppercase(type.equality)),
  trim: ({ type }) =>
    accept(
      bothWays(
        (text) => text.trim(),
        type.kind === 'string' ? lossyUnless(type.equality, 'trimmed', 'Outer spaces are lost.') : null,
      ),
    ),
  collapse: () => accept(bothWays((text) => text.replace(/\s+/g, ' '), 'Runs of spaces become one space.')),
  nfc: () => accept(bothWays(toNfc, null)),
  digits: () => accept(bothWays((text) => text.replace(/\D+/g, ''), 'All but digits is lost.')),
  iban: ({ type }) => accept(iban(type.format === 'iban')),
  prefix: makePrefix,
  pad: makePad,
  map: makeMap,
};

function lossyUnless(equality: Equality, harmless: Equality, text: string): string | null {
  return equality === harmless ? null : text;
}

function uppercase(equality: Equality): Codec {
  const lossy = lossyUnless(equality, 'case-insensitive', 'Case is lost.');
  const upper = (text: string): Converted<Json> => accept(text.toUpperCase());
  if (lossy !== null) return textCodec(upper, upper, lossy);
  const encode = (text: string): Converted<Json> =>
    text.includes('ı') ? badForm('It has a dotless i, whose capital is that of another letter.') : upper(text);
  return textCodec(upper, encode);
}

function iban(isConstrained: boolean): Codec {
  const compact = (text: string): string => text.replace(/[\s-]+/g, '').toUpperCase();
  const decode = (text: string): Converted<Json> => {
    const value = compact(text);
    return isIban(value) ? accept(value) : refuse('VALUE_FORMAT', 'It is not a valid IBAN.');
  };
  return textCodec(decode, decode, isConstrained ? null : 'Spaces are lost; give the field format: iban.');
}

function makePrefix({ spec }: CodecContext): Converted<Codec> {
  const prefix = spec.argument;
  if (typeof prefix !== 'string' || prefix === '')
    return badArgument('prefix takes the text to put in front, e.g. { prefix: "C-" }.');
  const decode = (text: string): Converted<Json> =>
    text.startsWith(prefix) && text.length > prefix.length
      ? accept(text.slice(prefix.length))
      : badForm('It does not begin with the declared prefix and go on.');
  return accept(textCodec(decode, (text) => accept(prefix + text)));
}

function makePad({ spec }: CodecContext): Converted<Codec> {
  const { length, with: fill = '0' } = asRecord(spec.argument);
  const isLength = typeof length === 'number' && Number.isInteger(length) && length > 0 && length <= 1000;
  const filler = typeof fill === 'number' ? String(fill) : fill;
  if (!isLength || typeof filler !== 'string' || [...filler].length !== 1) {
    return badArgument('pad takes a length of 1 to 1000 and one character, e.g. { pad: { length: 8, with: "0" } }.');
  }
  const strip = (text: string): string => {
    let rest = text;
    while (rest.length > filler.length && rest.startsWith(filler)) rest = rest.slice(filler.length);
    return rest;
  };
  const encode = (text: string): Converted<Json> => {
    const missing = length - [...text].length;
    if (missing < 0) return badForm('It is longer than the padded length.');
    if (strip(text) !== text) return badForm('It begins with the padding character, which reading back would remove.');
    return accept(filler.repeat(missing) + text);
  };
  return accept(textCodec((text) => accept(strip(text)), encode));
}

function makeMap({ spec }: CodecContext): Converted<Codec> {
  const forward = new Map<string, string>();
  const back = new Map<string, string>();
  for (const [native, canonical] of Object.entries(asRecord(spec.argument))) {
    const text = scalarText(canonical);
    if (text === undefined || text === '') return badArgument('Each native value of map needs one canonical value.');
    if (back.has(text))
      return badArgument('Two native values of map have the same canonical value: it cannot be written back.');
    forward.set(native, text);
    back.set(text, native);
  }
  if (forward.size === 0)
    return badArgument('map takes pairs of native and canonical values, e.g. { map: { A: active, I: inactive } }.');
  return accept({ ...textCodec(lookUp(forward), lookUp(back)), takesEmpty: forward.has('') });
}

function lookUp(table: ReadonlyMap<string, string>): (text: string) => Converted<Json> {
  return (text) => {
    const found = table.get(text);
    return found === undefined
      ? refuse('VALUE_NOT_IN_MAP', 'It is not among the values of the map codec.')
      : accept(found);
  };
}

/** A codec's argument as named parts; {} when it is none. */
export function asRecord(argument: Json | undefined): Readonly<Record<string, Json>> {
  return typeof argument === 'object' && argument !== null && !Array.isArray(argument)
    ? (argument as Readonly<Record<string, Json>>)
    : {};
}

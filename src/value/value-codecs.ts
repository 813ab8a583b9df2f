import type { Json } from '../model/value.ts';
import { badArgument, badForm, textCodec, type Codec, type CodecContext, type CodecMaker } from './codec.ts';
import { compileCodeList } from './code-list.ts';
import type { Converted } from './contract.ts';
import { canonicalDecimal, decimalScale, normalDecimal, shiftDecimal } from './decimal-text.ts';
import { parserOf, scalarText } from './parse-native.ts';
import { accept, refuse } from './refuse.ts';
import { asRecord } from './text-codecs.ts';

/** Codecs from text to codes, numbers, booleans, JSON and phone numbers. */
export const VALUE_CODECS: Readonly<Record<string, CodecMaker>> = {
  values: makeValues,
  decimal: makeDecimal,
  boolean: makeBoolean,
  json: ({ type }) => accept(jsonCodec(type.kind === 'list')),
  phone: makePhone,
};

function makeValues({ spec, type, lists }: CodecContext): Converted<Codec> {
  if (type.values === null) return refuse('CODEC_TYPE', 'The values codec needs a field whose type has values.');
  const list = compileCodeList(type.values, lists);
  const forms: readonly Json[] = ['code', 'title', 'alias', ...list.forms];
  const form = spec.argument;
  if (typeof form !== 'string' || !forms.includes(form)) return badArgument(`values takes one of ${forms.join(', ')}.`);
  const named = new Map<string, string>();
  for (const code of list.codes) {
    const text =
      { code, title: list.titleOf(code), alias: list.aliasOf(code) }[form] ?? list.formOf(code, form) ?? code;
    if (list.codeOf(text) === code) named.set(code, text);
  }
  const decode = (text: string): Converted<Json> => {
    const code = list.codeOf(text);
    return code === undefined
      ? refuse('VALUE_NOT_IN_LIST', 'It is neither a code nor a title nor an alias of the list.')
      : accept(code);
  };
  const encode = (code: string): Converted<Json> => {
    const text = named.get(code);
    return text === undefined
      ? refuse('VALUE_NOT_IN_LIST', `It is not a code of the list, or its ${form} is also another code's.`)
      : accept(text);
  };
  return accept(textCodec(decode, encode));
}

function makeDecimal(context: CodecContext): Converted<Codec> {
  const { argument } = context.spec;
  if (argument !== 'minor-units') return makeNumberFormat(asRecord(argument));
  return context.type.kind === 'decimal'
    ? makeMinorUnits(context)
    : refuse('CODEC_TYPE', 'minor-units fits a field of type decimal only.');
}

function makeMinorUnits({ spec, type }: CodecContext): Converted<Codec> {
  const scale = spec.options['scale'] ?? type.scale ?? 2;
  if (typeof scale !== 'number' || !Number.isInteger(scale) || scale < 0 || scale > 30)
    return badArgument('scale is a whole number of digits, 0 to 30.');
  const decode = (text: string): Converted<Json> => {
    const canonical = canonicalDecimal(text);
    if (canonical === undefined || decimalScale(canonical) > 0)
      return badForm('It is not a whole number of minor units.');
    return accept(shiftDecimal(normalDecimal(canonical), -scale));
  };
  const encode = overDecimals((text) => {
    if (decimalScale(text) > scale)
      return badForm(`It has more than ${scale} digits after the point, so it is not a whole number of minor units.`);
    return accept(normalDecimal(shiftDecimal(text, scale)));
  });
  return accept(textCodec(decode, encode));
}

function makeNumberFormat(argument: Readonly<Record<string, Json>>): Converted<Codec> {
  const { separator = '.', group = '', ...others } = argument;
  const help =
    'decimal takes minor-units, or separator and group, two different characters, e.g. { decimal: { separator: ",", group: "." } }.';
  if (Object.keys(argument).length === 0 || Object.keys(others).length > 0) return badArgument(help);
  if (typeof separator !== 'string' || typeof group !== 'string') return badArgument(help);
  if ([...separator].length !== 1 || [...group].length > 1 || separator === group || /[\d+-]/.test(separator + group))
    return badArgument(help);
  const [point, thousands] = [escapePattern(separator), escapePattern(group)];
  const int = group === '' ? String.raw`\d+` : String.raw`(?:\d{1,3}(?:${thousands}\d{3})+|\d+)`;
  const form = new RegExp(String.raw`^[+-]?${int}(?:${point}\d+)?$`, 'u');
  const decode = (text: string): Converted<Json> => {
    if (!form.test(text)) return badForm('It is not a number in the declared form.');
    return accept((group === '' ? text : text.replaceAll(group, '')).replace(separator, '.'));
  };
  const encode = overDecimals((text) => {
    const [whole = '', fraction] = text.split('.');
    const grouped = group === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, () => group);
    return accept(fraction === undefined ? grouped : grouped + separator + fraction);
  });
  return accept(textCodec(decode, encode));
}

/** An encoding that is given canonical decimals only; other texts are refused. */
function overDecimals(encode: (canonical: string) => Converted<Json>): (text: string) => Converted<Json> {
  return (text) => {
    const canonical = canonicalDecimal(text);
    return canonical === undefined ? badForm('It is not a number.') : encode(canonical);
  };
}

function escapePattern(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`);
}

function makeBoolean({ spec }: CodecContext): Converted<Codec> {
  const words = Array.isArray(spec.argument) ? (spec.argument as readonly Json[]).map((word) => scalarText(word)) : [];
  const [yes, no] = words;
  if (words.length !== 2 || yes === undefined || no === undefined || yes.toLowerCase() === no.toLowerCase()) {
    return badArgument('boolean takes the words for true and false, e.g. { boolean: [Y, N] }.');
  }
  const [yesFolded, noFolded] = [yes.toLowerCase(), no.toLowerCase()];
  const decode = (text: string): Converted<Json> => {
    const folded = text.toLowerCase();
    if (folded === yesFolded) return accept(true);
    return folded === noFolded ? accept(false) : badForm('It is neither of the two declared words.');
  };
  return accept({
    ...textCodec(decode, (text) => accept(text === 'true' ? yes : no)),
    takesEmpty: yes === '' || no === '',
  });
}

/** JSON text. The json type parses text itself; a list needs it done here. */
function jsonCodec(isList: boolean): Codec {
  const parse = parserOf('json');
  return {
    decode: (value) => (isList ? parse(value, 'text') : accept(value)),
    encode: (value) => accept(JSON.stringify(value)),
    lossy: null,
  };
}

const MEMO_SIZE = 10_000;

function makePhone({ spec, type, lists }: CodecContext): Converted<Codec> {
  const { phone } = lists;
  if (phone === null) return refuse('CODEC_NOT_LOADED', 'Bug in concordat: the phone library was not loaded.');
  const { argument: country } = spec;
  const format = spec.options['format'] ?? 'e164';
  if (country !== null && (typeof country !== 'string' || !phone.isCountry(country)))
    return badArgument('phone takes a country code, e.g. { phone: DE }.');
  if (format !== 'e164' && format !== 'national' && format !== 'international')
    return badArgument('format is e164, national or international.');
  const toE164 = memoised((text) => phone.toE164(text, country));
  const decode = (text: string): Converted<Json> => {
    const found = toE164(text);
    return found === undefined
      ? refuse('VALUE_FORMAT', 'It is not a valid phone number, or the country of the phone codec is missing.')
      : accept(found);
  };
  const encode = (text: string): Converted<Json> => {
    const canonical = toE164(text);
    if (canonical === undefined) return refuse('VALUE_FORMAT', 'It is not a valid phone number.');
    if (format === 'e164') return accept(canonical);
    const shown = phone.format(canonical, format);
    return accept(toE164(shown) === canonical ? shown : phone.format(canonical, 'international'));
  };
  return accept(
    textCodec(decode, encode, type.format === 'phone' ? null : 'Spelling is lost; give the field format: phone.'),
  );
}

function memoised(read: (text: string) => string | undefined): (text: string) => string | undefined {
  const memo = new Map<string, string | undefined>();
  return (text) => {
    if (memo.has(text)) return memo.get(text);
    if (memo.size >= MEMO_SIZE) memo.clear();
    const found = read(text);
    memo.set(text, found);
    return found;
  };
}

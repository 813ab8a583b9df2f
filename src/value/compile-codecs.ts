import { closest, distance } from 'fastest-levenshtein';
import type { NativeKind } from '../model/connector.ts';
import type { CodecSpec, FieldType, TypeKind } from '../model/manifest.ts';
import { EMPTY, isNothing, type Json, type NativeValue, type Value } from '../model/value.ts';
import type { Codec, CodecMaker } from './codec.ts';
import { compileType, isDeclaredEmpty } from './compile-type.ts';
import type { CodecRuntime, Converted, TypeRuntime } from './contract.ts';
import { makeList } from './list-codec.ts';
import { accept, refuse } from './refuse.ts';
import { NO_LISTS, type ShippedLists } from './shipped-lists.ts';
import { TEXT_CODECS } from './text-codecs.ts';
import { TIME_CODECS } from './time-codecs.ts';
import { VALUE_CODECS } from './value-codecs.ts';

const MAKERS: ReadonlyMap<string, CodecMaker> = new Map<string, CodecMaker>([
  ...Object.entries(TEXT_CODECS),
  ...Object.entries(TIME_CODECS),
  ...Object.entries(VALUE_CODECS),
  ['list', makeList],
]);

/** Names of all codecs, sorted. */
export const CODEC_NAMES: readonly string[] = [...MAKERS.keys()].sort();

const ANY_KIND: readonly TypeKind[] = [
  'string',
  'integer',
  'decimal',
  'boolean',
  'date',
  'time',
  'datetime',
  'json',
  'list',
];

/** Kinds of field that a codec fits; string alone when it is not named. */
const KINDS: ReadonlyMap<string, readonly TypeKind[]> = new Map<string, readonly TypeKind[]>([
  ['trim', ANY_KIND],
  ['collapse', ['string']],
  ['digits', ['string', 'integer']],
  ['prefix', ['string', 'integer']],
  ['pad', ['string', 'integer']],
  ['map', ['string', 'integer', 'decimal', 'boolean']],
  ['values', ['string', 'integer']],
  ['decimal', ['decimal', 'integer']],
  ['boolean', ['boolean']],
  ['json', ['json', 'list']],
  ['date', ['date']],
  ['time', ['time']],
  ['datetime', ['datetime']],
  ['list', ['list']],
]);

const OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['datetime', ['zone']],
  ['decimal', ['scale']],
  ['list', ['escape']],
  ['phone', ['format']],
]);

const NO_ARGUMENT: readonly string[] = ['lowercase', 'uppercase', 'trim', 'collapse', 'nfc', 'digits', 'iban', 'json'];

/**
 * Makes a chain of codecs ready: decode goes left to right and ends in the type's parse, encode goes right to left.
 * Refused with CODEC_UNKNOWN, CODEC_TYPE or CODEC_ARGUMENT; the detail names the codec and says what would do.
 */
export function compileCodecs(
  specs: readonly CodecSpec[],
  type: FieldType,
  lists: ShippedLists = NO_LISTS,
): Converted<CodecRuntime> {
  const runtime = compileType(type, lists);
  const codecs: Codec[] = [];
  let current = type;
  for (const spec of specs) {
    const codec = makeCodec(spec, current, lists);
    if (!codec.ok) return codec;
    codecs.push(current === type ? codec.value : forElements(codec.value));
    if (spec.name === 'list' && current.item !== null) current = current.item;
  }
  return accept(codecs.length === 0 ? identity(runtime) : chain(codecs, runtime));
}

function makeCodec(spec: CodecSpec, type: FieldType, lists: ShippedLists): Converted<Codec> {
  const maker = MAKERS.get(spec.name);
  if (maker === undefined) return refuse('CODEC_UNKNOWN', `There is no codec "${spec.name}".${suggest(spec.name)}`);
  const kinds = KINDS.get(spec.name) ?? ['string'];
  if (!kinds.includes(type.kind)) {
    return refuse(
      'CODEC_TYPE',
      `The codec ${spec.name} does not fit a field of type ${type.kind}; it takes ${kinds.join(', ')}.`,
    );
  }
  if (NO_ARGUMENT.includes(spec.name) && spec.argument !== null)
    return refuse('CODEC_ARGUMENT', `${spec.name} takes no argument.`);
  const allowed = OPTIONS.get(spec.name) ?? [];
  const unknown = Object.keys(spec.options).find((option) => !allowed.includes(option));
  if (unknown !== undefined) {
    const known = allowed.length === 0 ? 'It has none.' : `It has ${allowed.join(', ')}.`;
    return refuse('CODEC_ARGUMENT', `The codec ${spec.name} has no option "${unknown}". ${known}`);
  }
  return maker({ spec, type, lists });
}

function suggest(name: string): string {
  const near = closest(name.toLowerCase(), [...CODEC_NAMES]);
  return distance(name.toLowerCase(), near) <= 2
    ? ` Did you mean "${near}"?`
    : ` Known codecs: ${CODEC_NAMES.join(', ')}.`;
}

function identity(type: TypeRuntime): CodecRuntime {
  return { decode: type.parse, encode: (value) => encodeNothing(value, type) ?? accept(value), lossy: null };
}

function chain(codecs: readonly Codec[], type: TypeRuntime): CodecRuntime {
  const takesEmpty = codecs[0]?.takesEmpty === true;
  const isEmpty = isDeclaredEmpty(type.type);
  const backwards = codecs.toReversed();
  const decode = (native: NativeValue, kind: NativeKind): Converted<Value> => {
    if (native === null || isNothing(native) || (native === '' && !takesEmpty)) return type.parse(native, kind);
    if (native !== '' && isEmpty(native)) return accept(EMPTY);
    return decodeSteps(codecs, native, kind, type);
  };
  const encode = (value: Value): Converted<NativeValue> => {
    const nothing = encodeNothing(value, type);
    return nothing ?? encodeSteps(backwards, value as Json);
  };
  return { decode, encode, lossy: codecs.map((codec) => codec.lossy).find((lossy) => lossy !== null) ?? null };
}

function decodeSteps(codecs: readonly Codec[], native: Json, kind: NativeKind, type: TypeRuntime): Converted<Value> {
  let value = native;
  for (const codec of codecs) {
    const step = codec.decode(value, kind);
    if (!step.ok) return step;
    value = step.value;
    if (value === '') break;
  }
  if (Array.isArray(value)) return type.parse(value, 'list');
  return type.parse(value, kind === 'json' ? 'json' : 'text');
}

function encodeSteps(codecs: readonly Codec[], canonical: Json): Converted<NativeValue> {
  let value = canonical;
  for (const codec of codecs) {
    const step = codec.encode(value);
    if (!step.ok) return step;
    value = step.value;
  }
  return accept(value);
}

/** Null stays null; EMPTY is empty text, or null where the type declares them equal and text would not fit the column. */
function encodeNothing(value: Value, { type }: TypeRuntime): Converted<NativeValue> | undefined {
  if (value === null) return accept(null);
  if (typeof value !== 'object' || !isNothing(value)) return undefined;
  if (value.nothing === 'unreadable') return refuse('VALUE_UNREADABLE', 'The value could not be read.');
  return accept(type.kind !== 'string' && type.empty?.includes(null) === true ? null : '');
}

/** After a `list` codec, the codecs work on its elements. */
function forElements(codec: Codec): Codec {
  const each = (value: Json, step: (element: Json) => Converted<Json>): Converted<Json> => {
    if (!Array.isArray(value)) return step(value);
    const changed: Json[] = [];
    for (const element of value as readonly Json[]) {
      const result = element === '' || element === null || isNothing(element) ? accept(element) : step(element);
      if (!result.ok) return result;
      changed.push(result.value);
    }
    return accept(changed);
  };
  return {
    ...codec,
    decode: (value, kind) => each(value, (element) => codec.decode(element, kind)),
    encode: (value) => each(value, (element) => codec.encode(element)),
  };
}

import type { CodecSpec, FieldType } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { NativeKind } from '../model/connector.ts';
import type { Converted } from './contract.ts';
import { scalarText } from './parse-native.ts';
import { accept, refuse } from './refuse.ts';
import type { ShippedLists } from './shipped-lists.ts';

/** One codec of a chain, made ready. Values are never null, nothing or, unless `takesEmpty`, empty text. */
export interface Codec {
  /** One step towards the canonical value. */
  decode(value: Json, kind: NativeKind): Converted<Json>;
  /** One step towards the native value. */
  encode(value: Json): Converted<Json>;
  /** Why decode(encode(v)) may not equal v for a value that encode takes, or null. */
  readonly lossy: string | null;
  /** True when empty text has a meaning of its own. Default false: it is EMPTY. */
  readonly takesEmpty?: boolean;
}

/** What a codec is built from. */
export interface CodecContext {
  readonly spec: CodecSpec;
  /** The field's type; after a `list` codec, its element's. */
  readonly type: FieldType;
  readonly lists: ShippedLists;
}

/** Builds a codec, or says what is wrong with its argument or its type. */
export type CodecMaker = (context: CodecContext) => Converted<Codec>;

/** A bad argument of a codec. */
export function badArgument(detail: string): Converted<never> {
  return refuse('CODEC_ARGUMENT', detail);
}

/** A value that a codec cannot take, in either direction. */
export function badForm(detail: string): Converted<never> {
  return refuse('VALUE_CODEC', detail);
}

/** A codec over text; other values have their text taken first, arrays and objects are refused. */
export function textCodec(
  decode: (text: string, kind: NativeKind) => Converted<Json>,
  encode: (text: string) => Converted<Json>,
  lossy: string | null = null,
): Codec {
  return {
    decode: (value, kind) => {
      const text = scalarText(value);
      return text === undefined ? badForm('It is a list or an object; the codec takes text.') : decode(text, kind);
    },
    encode: (value) => {
      const text = scalarText(value);
      return text === undefined ? badForm('It is a list or an object; the codec takes text.') : encode(text);
    },
    lossy,
  };
}

/** A codec that does the same to text in both directions and never refuses. */
export function bothWays(change: (text: string) => string, lossy: string | null): Codec {
  const step = (text: string): Converted<Json> => accept(change(text));
  return textCodec(step, step, lossy);
}

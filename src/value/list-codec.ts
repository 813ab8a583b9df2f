import { isNothing, type Json } from '../model/value.ts';
import { badArgument, badForm, type Codec, type CodecContext } from './codec.ts';
import type { Converted } from './contract.ts';
import { scalarText } from './parse-native.ts';
import { accept } from './refuse.ts';

/**
 * `{ list: ";" }`: text ↔ list of texts. Empty text is the empty list. With `escape: "\\"`, an element may hold the
 * separator; without, such an element is refused when written, as is an empty one that would stand alone.
 */
export function makeList({ spec }: CodecContext): Converted<Codec> {
  const separator = spec.argument;
  const escape = spec.options['escape'] ?? '';
  if (typeof separator !== 'string' || separator === '')
    return badArgument('list takes the text between two elements, e.g. { list: ";" }.');
  if (typeof escape !== 'string' || escape.length > 1 || separator.includes(escape === '' ? '\u0000' : escape)) {
    return badArgument('escape is one character that is not part of the separator.');
  }
  return accept({
    decode: (value) => {
      if (Array.isArray(value)) return accept(value as Json);
      const text = scalarText(value);
      return text === undefined
        ? badForm('It is an object; the codec takes text.')
        : accept(splitText(text, separator, escape));
    },
    encode: (value) => (Array.isArray(value) ? joinElements(value, separator, escape) : badForm('It is not a list.')),
    lossy: null,
    takesEmpty: true,
  });
}

function splitText(text: string, separator: string, escape: string): string[] {
  if (text === '') return [];
  if (escape === '') return text.split(separator);
  const elements: string[] = [];
  let element = '';
  for (let i = 0; i < text.length;) {
    if (text.startsWith(separator, i)) {
      elements.push(element);
      element = '';
      i += separator.length;
      continue;
    }
    if (text[i] === escape && i + 1 < text.length) i += 1;
    element += text[i];
    i += 1;
  }
  return [...elements, element];
}

function joinElements(values: readonly Json[], separator: string, escape: string): Converted<Json> {
  const texts: string[] = [];
  for (const value of values) {
    const text = isNothing(value) && value.nothing === 'empty' ? '' : scalarText(value);
    if (text === undefined) return badForm('An element is not a plain value.');
    if (escape === '' && text.includes(separator))
      return badForm('An element holds the separator. The list codec takes escape: "\\" for that.');
    texts.push(escape === '' ? text : escapeText(text, escape, separator));
  }
  const joined = texts.join(separator);
  if (texts.length === 1 && joined === '')
    return badForm('Its only element is empty, which reads back as an empty list.');
  if (escape === '' && splitText(joined, separator, '').some((text, index) => text !== texts[index])) {
    return badForm('The end of an element and the separator run together.');
  }
  return accept(joined);
}

function escapeText(text: string, escape: string, separator: string): string {
  const first = separator.slice(0, 1);
  return [...text]
    .map((character) => (character === escape || character === first ? escape + character : character))
    .join('');
}

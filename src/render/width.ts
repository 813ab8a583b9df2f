import stringWidth from 'string-width';

const ELLIPSIS = '…';
/** Latin, Greek, Cyrillic and our own signs: one column each, no combining marks among them. */
const NARROW =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u0370-\u03ff\u0400-\u0482\u048a-\u052f\u2013\u2014\u2022\u2026\u2192]*$/;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Terminal columns of a text: wide characters and emoji take two, colour codes none. */
export function displayWidth(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/** Fills up with spaces on the right to `width` columns. */
export function padRight(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Fills up with spaces on the left to `width` columns. */
export function padLeft(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Cuts the middle out of a text without colours that is wider than `width` columns; both ends stay, never half a character. */
export function cutMiddle(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 3) return ELLIPSIS;
  const tailWidth = Math.floor((width - 1) / 3);
  const head = takeWidth(text.slice(0, width * 16), width - 1 - tailWidth);
  const tail = takeWidthFromEnd(text.slice(-tailWidth * 16), tailWidth);
  return head + ELLIPSIS + tail;
}

/**
 * Two texts in `width` columns each. When their cut forms would look the same, both show where they begin to differ instead.
 */
export function cutPair(before: string, after: string, width: number): readonly [string, string] {
  const pair = [cutMiddle(before, width), cutMiddle(after, width)] as const;
  if (pair[0] !== pair[1] || before === after) return pair;
  const start = Math.max(0, commonPrefix(before, after) - Math.floor(width / 3));
  return [window(before, start, width), window(after, start, width)];
}

/** Breaks prose without colours into lines of at most `width` columns; a longer word is broken. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => breakWord(part, width))) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (displayWidth(joined) > width && line !== '') {
      lines.push(line);
      line = word;
    } else line = joined;
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (displayWidth(rest) > width) {
    const part = takeWidth(rest, Math.max(2, width));
    if (part === '') break;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}

function window(text: string, start: number, width: number): string {
  const from = isLowSurrogate(text, start) ? start - 1 : start;
  const rest = text.slice(from);
  if (displayWidth(rest) <= width - 1) return ELLIPSIS + rest;
  return ELLIPSIS + takeWidth(rest, width - 2) + ELLIPSIS;
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
}

function commonPrefix(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}

function takeWidth(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += displayWidth(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}

function takeWidthFromEnd(text: string, width: number): string {
  const segments = [...graphemes.segment(text)].reverse();
  let taken = '';
  let used = 0;
  for (const { segment } of segments) {
    used += displayWidth(segment);
    if (used > width) break;
    taken = segment + taken;
  }
  return taken;
}

/** Cuts the end off a text without colours that is wider than `width` columns. */
export function cutEnd(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return takeWidth(text.slice(0, width * 16), width - 1) + ELLIPSIS;
}

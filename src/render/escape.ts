/**
 * Code points that no output may hold as they are: controls, format characters (bidi overrides, zero-width), line and
 * paragraph separators, spaces that look like U+0020, private use, lone surrogates, and everything else that Unicode
 * says to draw as nothing. U+3000 stays: it is visibly wide and common in Japanese addresses.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?![\u0020\u3000])\p{Zs}/gu;

/** Joiners that build one emoji out of several; inside an emoji they are not hidden text. */
const EMOJI_JOINER =
  /(?<=[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}])(?:\ufe0f\u200d?|\u200d)(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\ufe0f/gu;

const PRINTABLE_ASCII = /^[\u0020-\u007e]*$/;

/**
 * Text that shows as what it is in any terminal or page: controls, bidi and zero-width characters become visible escapes
 * such as `\u202e`, a line break becomes `\n`. A backslash of the text itself stays single, so this is for prose and source lines.
 */
export function escapeText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  const joiners = joinerPositions(text);
  return text.replace(HIDDEN, (character, offset: number) =>
    joiners.has(offset) ? character : escapeCharacter(character),
  );
}

/** Like escapeText, with backslashes doubled: an escape cannot be mistaken for text that looks like one. For values and names. */
export function escapeValue(text: string): string {
  return escapeText(text.replaceAll('\\', '\\\\'));
}

/** A value between double quotes, on one line. */
export function quoteText(text: string): string {
  return `"${escapeValue(text).replaceAll('"', '\\"')}"`;
}

/** A quoted value with every character outside ASCII escaped, for two values that look alike. */
export function quoteExactly(text: string): string {
  return quoteText(text).replace(/[^\u0020-\u007e]/gu, escapeCharacter);
}

/** Text inert in HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return escapeText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/**
 * A Markdown code span for a line of text or a list: nothing inside is a link, a mention, a reference, HTML or a fence.
 * The delimiter is longer than any run of backticks inside (CommonMark 0.31 §6.1). Takes escaped or unescaped text.
 */
export function codeSpan(text: string): string {
  const safe = escapeText(text);
  if (safe === '') return '` `';
  const longest = Math.max(0, ...(safe.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isPadded = /^`|`$/.test(safe) || (/^ .* $/.test(safe) && safe.trim() !== '');
  const padding = isPadded ? ' ' : '';
  return fence + padding + safe + padding + fence;
}

/**
 * A code span for a cell of a GFM table, where a `|` splits even inside code (GFM 0.29 §4.10) and `\|` stands for it. Parsers
 * read `\\|` differently, so an odd run of backslashes before a pipe is made even first; escapeValue leaves none.
 */
export function codeCell(text: string): string {
  return codeSpan(text).replace(/(\\*)\|/g, (_match, run: string) => `${run.length % 2 === 0 ? run : `${run}\\`}\\|`);
}

/**
 * Prose inert in Markdown: plain words stay, every word that could be anything else (a link, a mention, a reference,
 * emphasis, HTML, a commit) becomes a code span. Line breaks become spaces. Never put it first on a line.
 */
export function escapeMarkdown(text: string): string {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  return words.map((word) => (isPlainWord(word) ? word : codeWord(word))).join(' ');
}

/** Text that may stand inside an HTML comment: no `--`, no `>`; reversible with decodeURIComponent. */
export function escapeComment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('--', '-%2D').replace(/-$/, '%2D');
}

const PLAIN_WORD = /^[("']*[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*(?:,\p{N}+)*[)"']*[.,;:!?)]*$/u;
const REFERENCE_LIKE = /^[("']*(?:\p{L}+-\p{N}|[0-9a-f]{7,}\b)/iu;

/** A word as code; the punctuation that ends its sentence stays outside. */
function codeWord(word: string): string {
  const [, stem = word, ending = ''] = /^(.*[^.,;:!?])([.,;:!?])$/su.exec(word) ?? [];
  return codeSpan(stem) + ending;
}

function isPlainWord(word: string): boolean {
  if (/^[–—·…→×]$/.test(word)) return true;
  return escapeText(word) === word && PLAIN_WORD.test(word) && !REFERENCE_LIKE.test(word);
}

function joinerPositions(text: string): ReadonlySet<number> {
  const positions = new Set<number>();
  for (const match of text.matchAll(EMOJI_JOINER)) {
    for (let index = 0; index < match[0].length; index += 1) positions.add(match.index + index);
  }
  return positions;
}

function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length > 4) return `\\u{${hex}}`;
  return `\\u${hex.padStart(4, '0')}`;
}

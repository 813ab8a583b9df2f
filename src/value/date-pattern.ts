import { isCalendarDate, isClockTime, trimFraction, type LocalTime } from './calendar.ts';
import { badArgument } from './codec.ts';
import type { Converted } from './contract.ts';
import { isNumeric, ONE_OR_TWO, tokenOf, windowYear, type Token, type Unit } from './date-token.ts';
import { accept } from './refuse.ts';

/** A pattern such as `DD/MM/YYYY HH:mm` made ready. */
export interface DatePattern {
  /** The reading, or undefined when the text has another form or names no real day or time. Missing parts are 0, a missing date 2000-01-01. */
  parse(text: string): PatternReading | undefined;
  /** The text, or undefined when the pattern cannot show the value whole (seconds without `ss`, 1950 with `YY`). */
  format(time: LocalTime, offsetSeconds: number): string | undefined;
  readonly hasDate: boolean;
  readonly hasTime: boolean;
  readonly hasOffset: boolean;
}

/** What a pattern read; `offsetSeconds` is null without a `Z` token. */
export interface PatternReading {
  readonly time: LocalTime;
  readonly offsetSeconds: number | null;
}

const SPLIT = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|S{1,9}|A|Z|[^]/g;

/** Compiles a pattern; refused when a letter is no token, a part is named twice, or a part that it needs is missing. */
export function compilePattern(pattern: string): Converted<DatePattern> {
  const pieces: (Token | string)[] = [];
  for (const [piece, quoted] of pattern.matchAll(SPLIT)) {
    const token = quoted === undefined ? tokenOf(piece) : undefined;
    if (token === undefined && quoted === undefined && /[A-SU-Za-z]/.test(piece)) return unknownLetter();
    pieces.push(token ?? quoted ?? piece);
  }
  const tokens = pieces.filter((piece) => typeof piece !== 'string');
  const units = new Set(tokens.map((token) => token.unit));
  const problem = findProblem(pieces, tokens, units, pattern);
  if (problem !== null) return badArgument(problem);
  const form = new RegExp(
    `^${pieces.map((piece) => (typeof piece === 'string' ? escapeText(piece) : `(${piece.source})`)).join('')}$`,
    'i',
  );
  const canShow = showTest(tokens);
  return accept({
    parse: (text) => readMatch(form.exec(text), tokens),
    format: (time, offset) =>
      canShow(time)
        ? pieces.map((piece) => (typeof piece === 'string' ? piece : piece.show(time, offset))).join('')
        : undefined,
    hasDate: units.has('year'),
    hasTime: units.has('hour'),
    hasOffset: units.has('offset'),
  });
}

function unknownLetter(): Converted<never> {
  return badArgument(
    'A pattern has the tokens YYYY YY MMMM MMM MM M DD D HH H hh h mm ss SSS A Z; other letters stand in brackets, e.g. "DD [of] MMMM YYYY". Case matters.',
  );
}

function findProblem(
  pieces: readonly (Token | string)[],
  tokens: readonly Token[],
  units: ReadonlySet<Unit>,
  pattern: string,
): string | null {
  if (units.size !== tokens.length) return 'A pattern names each part once.';
  const dateParts = ['year', 'month', 'day'].filter((unit) => units.has(unit as Unit)).length;
  if (dateParts % 3 !== 0)
    return 'A pattern needs year, month and day, or none of them. MM is the month, mm the minute.';
  if (units.has('hour') !== units.has('minute') || (units.has('second') && !units.has('minute')))
    return 'A pattern needs HH with mm, and both with ss.';
  if (units.has('fraction') && !units.has('second')) return 'A pattern with a fraction needs ss.';
  if (/h/.test(pattern.replace(/\[[^\]]*\]/g, '')) !== units.has('half'))
    return 'The 12-hour tokens h and hh need A, and A needs one of them.';
  const clash = pieces.findIndex((piece, index) => isLoose(piece) && isDigits(pieces[index + 1]));
  return clash < 0 ? null : 'A token of one or two digits must be followed by a separator.';
}

function isLoose(piece: Token | string): boolean {
  return typeof piece !== 'string' && piece.source === ONE_OR_TWO;
}

function isDigits(piece: Token | string | undefined): boolean {
  return typeof piece === 'string' ? /^\d/.test(piece) : piece !== undefined && isNumeric(piece);
}

function readMatch(found: RegExpExecArray | null, tokens: readonly Token[]): PatternReading | undefined {
  if (found === null) return undefined;
  const read = { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0, half: 0, offset: null as number | null };
  let fraction = '';
  for (const [index, token] of tokens.entries()) {
    const text = found[index + 1] ?? '';
    if (token.unit === 'fraction') fraction = trimFraction(text);
    else read[token.unit] = token.read(text);
  }
  const { year, month, day, minute, second, half, offset } = read;
  const hour = read.hour + half;
  if (!isCalendarDate(year, month, day) || !isClockTime(hour, minute, second)) return undefined;
  return { time: { year, month, day, hour, minute, second, fraction }, offsetSeconds: offset };
}

/** What a pattern shows of a time without loss. */
function showTest(tokens: readonly Token[]): (time: LocalTime) => boolean {
  const tokenFor = (unit: Unit): Token | undefined => tokens.find((token) => token.unit === unit);
  const fractionDigits = tokenFor('fraction')?.digits ?? 0;
  const hasSecond = tokenFor('second') !== undefined;
  const isShortYear = tokenFor('year')?.digits === 2;
  return (time) =>
    time.fraction.length <= fractionDigits &&
    (hasSecond || time.second === 0) &&
    (!isShortYear || windowYear(time.year % 100) === time.year);
}

function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

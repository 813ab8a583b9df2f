import { isCalendarDate, isClockTime, pad, trimFraction, type LocalTime } from './calendar.ts';
import { badArgument } from './codec.ts';
import type { Converted } from './contract.ts';
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

type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'half' | 'offset';

interface Token {
  readonly unit: Unit;
  readonly source: string;
  read(text: string): number;
  show(time: LocalTime, offsetSeconds: number): string;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** Two-digit years are those of POSIX: 69 to 99 mean 1969 to 1999, 00 to 68 mean 2000 to 2068. */
const PIVOT = 69;
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
  const digits = /S+/.exec(pattern)?.[0].length ?? 0;
  return accept({
    parse: (text) => readMatch(form.exec(text), tokens),
    format: (time, offset) =>
      canShow(time, units, digits, pattern)
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
  return typeof piece === 'string' ? /^\d/.test(piece) : piece !== undefined && piece.source.startsWith(String.raw`\d`);
}

const ONE_OR_TWO = String.raw`\d{1,2}`;
const TWO = String.raw`\d{2}`;

function numberToken(unit: Exclude<Unit, 'fraction' | 'half' | 'offset'>, isPadded: boolean): Token {
  const show = (time: LocalTime): string => (isPadded ? pad(time[unit], 2) : String(time[unit]));
  return { unit, source: isPadded ? TWO : ONE_OR_TWO, read: Number, show };
}

function tokenOf(piece: string): Token | undefined {
  switch (piece) {
    case 'YYYY':
      return { unit: 'year', source: String.raw`\d{4}`, read: Number, show: (time) => pad(time.year, 4) };
    case 'YY':
      return {
        unit: 'year',
        source: TWO,
        read: (text) => windowYear(Number(text)),
        show: (time) => pad(time.year % 100, 2),
      };
    case 'MMMM':
      return nameToken(MONTHS);
    case 'MMM':
      return nameToken(MONTHS.map((name) => name.slice(0, 3)));
    case 'MM':
      return numberToken('month', true);
    case 'M':
      return numberToken('month', false);
    case 'DD':
      return numberToken('day', true);
    case 'D':
      return numberToken('day', false);
    case 'HH':
      return numberToken('hour', true);
    case 'H':
      return numberToken('hour', false);
    case 'hh':
      return { unit: 'hour', source: TWO, read: twelve, show: (time) => pad(time.hour % 12 || 12, 2) };
    case 'h':
      return { unit: 'hour', source: ONE_OR_TWO, read: twelve, show: (time) => String(time.hour % 12 || 12) };
    case 'mm':
      return numberToken('minute', true);
    case 'ss':
      return numberToken('second', true);
    case 'A':
      return {
        unit: 'half',
        source: '[AP]M',
        read: (text) => (text.toUpperCase() === 'PM' ? 12 : 0),
        show: (time) => (time.hour < 12 ? 'AM' : 'PM'),
      };
    case 'Z':
      return {
        unit: 'offset',
        source: String.raw`Z|[+-]\d{2}:?\d{2}`,
        read: readOffset,
        show: (_time, offset) => showOffset(offset),
      };
    default:
      return piece.startsWith('S') ? fractionToken(piece.length) : undefined;
  }
}

function fractionToken(digits: number): Token {
  return {
    unit: 'fraction',
    source: String.raw`\d{${digits}}`,
    read: Number,
    show: (time) => time.fraction.padEnd(digits, '0'),
  };
}

function nameToken(names: readonly string[]): Token {
  const read = (text: string): number => names.findIndex((name) => name.toLowerCase() === text.toLowerCase()) + 1;
  return { unit: 'month', source: names.join('|'), read, show: (time) => names[time.month - 1] ?? '' };
}

/** 12 AM is hour 0; NaN, which is no clock time, for hours outside 1..12. */
function twelve(text: string): number {
  const hour = Number(text);
  return hour >= 1 && hour <= 12 ? hour % 12 : Number.NaN;
}

function windowYear(year: number): number {
  return year >= PIVOT ? 1900 + year : 2000 + year;
}

function readOffset(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const seconds = (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))) * 60;
  return text.startsWith('-') ? -seconds : seconds;
}

function showOffset(offsetSeconds: number): string {
  if (offsetSeconds === 0) return 'Z';
  const minutes = Math.abs(offsetSeconds) / 60;
  return `${offsetSeconds < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
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

function canShow(time: LocalTime, units: ReadonlySet<Unit>, digits: number, pattern: string): boolean {
  if (time.fraction.length > digits || (!units.has('second') && time.second !== 0)) return false;
  const isShortYear = units.has('year') && !pattern.includes('YYYY');
  return !isShortYear || windowYear(time.year % 100) === time.year;
}

function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

import { pad, type LocalTime } from './calendar.ts';

/** A part of a date or time that a token stands for. `half`: hours to add for PM. */
export type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'half' | 'offset';

/** One token of a date pattern. */
export interface Token {
  readonly unit: Unit;
  /** Regular expression of the texts it reads. */
  readonly source: string;
  /** Digits after the second that it shows, or digits of the year; else 0. */
  readonly digits: number;
  /** The part's number; NaN when it has none. */
  read(text: string): number;
  show(time: LocalTime, offsetSeconds: number): string;
}

/** Source of tokens whose width varies. */
export const ONE_OR_TWO = String.raw`\d{1,2}`;

const TWO = String.raw`\d{2}`;
const OFFSET = String.raw`Z|[+-]\d{2}:?\d{2}`;
/** Two-digit years are those of POSIX: 69 to 99 mean 1969 to 1999, 00 to 68 mean 2000 to 2068. */
const PIVOT = 69;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

const TOKENS: ReadonlyMap<string, Token> = new Map<string, Token>([
  ['YYYY', yearToken(4, Number, (year) => pad(year, 4))],
  [
    'YY',
    yearToken(
      2,
      (text) => windowYear(Number(text)),
      (year) => pad(year % 100, 2),
    ),
  ],
  ['MMMM', nameToken(MONTHS)],
  ['MMM', nameToken(MONTHS.map((name) => name.slice(0, 3)))],
  ['MM', numberToken('month', true)],
  ['M', numberToken('month', false)],
  ['DD', numberToken('day', true)],
  ['D', numberToken('day', false)],
  ['HH', numberToken('hour', true)],
  ['H', numberToken('hour', false)],
  ['hh', halfDayToken(true)],
  ['h', halfDayToken(false)],
  ['mm', numberToken('minute', true)],
  ['ss', numberToken('second', true)],
  ['A', { unit: 'half', source: '[AP]M', digits: 0, read: readHalf, show: (time) => (time.hour < 12 ? 'AM' : 'PM') }],
  ['Z', { unit: 'offset', source: OFFSET, digits: 0, read: readOffset, show: (_time, offset) => showOffset(offset) }],
]);

/** The token that a piece of a pattern is, or undefined for literal text. */
export function tokenOf(piece: string): Token | undefined {
  return TOKENS.get(piece) ?? (/^S{1,9}$/.test(piece) ? fractionToken(piece.length) : undefined);
}

/** True for a token that begins with a digit. */
export function isNumeric(token: Token): boolean {
  return token.source.startsWith(String.raw`\d`);
}

/** The year that two digits mean. */
export function windowYear(year: number): number {
  return year >= PIVOT ? 1900 + year : 2000 + year;
}

function yearToken(digits: number, read: (text: string) => number, show: (year: number) => string): Token {
  return { unit: 'year', source: String.raw`\d{${digits}}`, digits, read, show: (time) => show(time.year) };
}

function numberToken(unit: 'month' | 'day' | 'hour' | 'minute' | 'second', isPadded: boolean): Token {
  const show = (time: LocalTime): string => (isPadded ? pad(time[unit], 2) : String(time[unit]));
  return { unit, source: isPadded ? TWO : ONE_OR_TWO, digits: 0, read: Number, show };
}

/** Hours 1 to 12: 12 AM is hour 0. */
function halfDayToken(isPadded: boolean): Token {
  const read = (text: string): number => {
    const hour = Number(text);
    return hour >= 1 && hour <= 12 ? hour % 12 : Number.NaN;
  };
  const show = (time: LocalTime): string => pad(time.hour % 12 || 12, isPadded ? 2 : 1);
  return { unit: 'hour', source: isPadded ? TWO : ONE_OR_TWO, digits: 0, read, show };
}

function fractionToken(digits: number): Token {
  const show = (time: LocalTime): string => time.fraction.padEnd(digits, '0');
  return { unit: 'fraction', source: String.raw`\d{${digits}}`, digits, read: Number, show };
}

function nameToken(names: readonly string[]): Token {
  const read = (text: string): number => names.findIndex((name) => name.toLowerCase() === text.toLowerCase()) + 1;
  return { unit: 'month', source: names.join('|'), digits: 0, read, show: (time) => names[time.month - 1] ?? '' };
}

function readHalf(text: string): number {
  return text.toUpperCase() === 'PM' ? 12 : 0;
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

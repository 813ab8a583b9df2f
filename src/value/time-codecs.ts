import type { Json } from '../model/value.ts';
import {
  formatClock,
  formatDate,
  formatLocal,
  fromEpochSeconds,
  readCanonical,
  toEpochSeconds,
  type LocalTime,
} from './calendar.ts';
import { badArgument, badForm, textCodec, type Codec, type CodecContext, type CodecMaker } from './codec.ts';
import type { Converted } from './contract.ts';
import { compilePattern, type DatePattern, type PatternReading } from './date-pattern.ts';
import { canonicalDecimal, normalDecimal, shiftDecimal } from './decimal-text.ts';
import { formatInstant, parseDate, parseInstant, parseIsoReading, parseTime } from './parse-time.ts';
import { accept } from './refuse.ts';
import { compileZone, toInstant, type Zone } from './zone.ts';

/** Codecs between texts and dates, times and instants. */
export const TIME_CODECS: Readonly<Record<string, CodecMaker>> = {
  date: makeDate,
  time: makeTime,
  datetime: makeDatetime,
};

const PRECISION = 'It is more precise than the pattern can show.';
const UTC: Zone = { offsetAt: () => 0, isFixed: true };

function makeDate({ spec }: CodecContext): Converted<Codec> {
  const pattern = patternOf(spec.argument, 'date takes a pattern, e.g. { date: "DD/MM/YYYY" }.');
  if (!pattern.ok) return pattern;
  if (!pattern.value.hasDate || pattern.value.hasTime)
    return badArgument('A date pattern has year, month and day, and no time.');
  const decode = (text: string): Converted<Json> => {
    const time = pattern.value.parse(text)?.time;
    return time === undefined
      ? badForm('It is not a day in the declared pattern.')
      : accept(formatDate(time.year, time.month, time.day));
  };
  const encode = (text: string): Converted<Json> => {
    const date = parseDate(text);
    return date.ok ? shown(pattern.value, readCanonical(`${date.value}T00:00:00`), 0) : date;
  };
  return accept(textCodec(decode, encode));
}

function makeTime({ spec }: CodecContext): Converted<Codec> {
  const pattern = patternOf(spec.argument, 'time takes a pattern, e.g. { time: "HH:mm" }.');
  if (!pattern.ok) return pattern;
  if (pattern.value.hasDate || !pattern.value.hasTime || pattern.value.hasOffset)
    return badArgument('A time pattern has hours and minutes, no date and no offset.');
  const decode = (text: string): Converted<Json> => {
    const time = pattern.value.parse(text)?.time;
    return time === undefined
      ? badForm('It is not a time in the declared pattern.')
      : accept(formatClock(time.hour, time.minute, time.second, time.fraction));
  };
  const encode = (text: string): Converted<Json> => {
    const time = parseTime(text);
    return time.ok ? shown(pattern.value, readCanonical(`2000-01-01T${time.value}`), 0) : time;
  };
  return accept(textCodec(decode, encode));
}

function makeDatetime({ spec }: CodecContext): Converted<Codec> {
  const { argument } = spec;
  const isEpoch = argument === 'unix' || argument === 'unix-ms';
  if (isEpoch && spec.options['zone'] !== undefined)
    return badArgument('unix and unix-ms take no zone: they count from an instant.');
  if (argument === 'unix') return accept(epochCodec(0));
  if (argument === 'unix-ms') return accept(epochCodec(3));
  const zone = zoneOf(spec.options['zone']);
  if (!zone.ok) return zone;
  if (argument === 'iso') return accept(isoCodec(zone.value));
  const pattern = patternOf(
    argument,
    'datetime takes a pattern, iso, unix or unix-ms, e.g. { datetime: "YYYY-MM-DD HH:mm:ss", zone: Europe/Berlin }.',
  );
  if (!pattern.ok) return pattern;
  if (!pattern.value.hasDate || !pattern.value.hasTime)
    return badArgument('A datetime pattern has year, month, day, hours and minutes.');
  if (zone.value === null && !pattern.value.hasOffset)
    return badArgument('A pattern without Z needs the zone, e.g. zone: Europe/Berlin.');
  return accept(patternCodec(pattern.value, zone.value));
}

/** Seconds (`digits` 0) or thousandths (3) since 1970. Finer instants are refused when written. */
function epochCodec(digits: number): Codec {
  const decode = (text: string): Converted<Json> => {
    const canonical = canonicalDecimal(text);
    if (canonical === undefined) return badForm('It is not a number of seconds or milliseconds since 1970.');
    const normal = normalDecimal(shiftDecimal(canonical, -digits));
    const [whole = '', fraction = ''] = normal.split('.');
    const isBefore = normal.startsWith('-') && fraction !== '';
    const seconds = Number(whole) - (isBefore ? 1 : 0);
    if (fraction.length > 9 || !Number.isSafeInteger(seconds)) return badForm('It is not an instant.');
    return formatInstant(fromEpochSeconds(seconds, isBefore ? complement(fraction) : fraction));
  };
  const encode = (text: string): Converted<Json> => {
    const time = readCanonical(text);
    if (time.fraction.length > digits) return badForm(PRECISION);
    const fraction = time.fraction.padEnd(digits, '0');
    return accept(
      (BigInt(toEpochSeconds(time)) * 10n ** BigInt(digits) + BigInt(fraction === '' ? 0 : fraction)).toString(),
    );
  };
  return textCodec(decode, overInstants(encode));
}

/** Digits of 1 minus a fraction. */
function complement(fraction: string): string {
  return String(10n ** BigInt(fraction.length) - BigInt(fraction)).padStart(fraction.length, '0');
}

/** ISO text: with an offset always, without one when there is a zone; written without offset in that zone, else in UTC. */
function isoCodec(zone: Zone | null): Codec {
  if (zone === null) return textCodec(parseInstant, parseInstant);
  const decode = (text: string): Converted<Json> => {
    const parsed = parseIsoReading(text);
    return parsed.ok ? instantOf(parsed.value, zone) : parsed;
  };
  const encode = (text: string): Converted<Json> => {
    const { time } = inZone(text, zone);
    return time === undefined ? formatInstant(time) : accept(formatLocal(time));
  };
  return textCodec(decode, overInstants(encode), doubleHour(zone, false));
}

function patternCodec(pattern: DatePattern, zone: Zone | null): Codec {
  const decode = (text: string, kind: string): Converted<Json> => {
    const native = kind === 'local-datetime' ? parseIsoReading(text) : undefined;
    const reading = native?.ok === true ? native.value : pattern.parse(text);
    return reading === undefined
      ? badForm('It is not a date and time in the declared pattern.')
      : instantOf(reading, zone ?? UTC);
  };
  const encode = (text: string): Converted<Json> => {
    const { time, offsetSeconds } = inZone(text, zone ?? UTC);
    if (pattern.hasOffset && offsetSeconds % 60 !== 0)
      return badForm('The offset of its zone at that time has seconds, which the pattern cannot show.');
    return time === undefined ? formatInstant(time) : shown(pattern, time, offsetSeconds);
  };
  return textCodec(decode, overInstants(encode), zone === null ? null : doubleHour(zone, pattern.hasOffset));
}

/** An encoding that is given canonical instants only; other texts are refused. */
function overInstants(encode: (instant: string) => Converted<Json>): (text: string) => Converted<Json> {
  return (text) => {
    const instant = parseInstant(text);
    return instant.ok ? encode(instant.value) : instant;
  };
}

function instantOf({ time, offsetSeconds }: PatternReading, zone: Zone): Converted<Json> {
  if (offsetSeconds !== null)
    return formatInstant(fromEpochSeconds(toEpochSeconds(time) - offsetSeconds, time.fraction));
  const instant = toInstant(zone, time);
  if (instant.kind === 'gap') return badForm('It names a time that its zone skipped when clocks went forward.');
  return formatInstant(fromEpochSeconds(instant.epochSeconds, time.fraction));
}

function inZone(instant: string, zone: Zone): { readonly time: LocalTime | undefined; readonly offsetSeconds: number } {
  const time = readCanonical(instant);
  const seconds = toEpochSeconds(time);
  const offsetSeconds = zone.offsetAt(seconds);
  return { time: offsetSeconds === 0 ? time : fromEpochSeconds(seconds + offsetSeconds, time.fraction), offsetSeconds };
}

function doubleHour(zone: Zone, hasOffset: boolean): string | null {
  return zone.isFixed || hasOffset
    ? null
    : 'When clocks go back, an hour is there twice: it is read as the earlier one.';
}

function shown(pattern: DatePattern, time: LocalTime, offsetSeconds: number): Converted<Json> {
  const text = pattern.format(time, offsetSeconds);
  return text === undefined ? badForm(PRECISION) : accept(text);
}

function patternOf(argument: Json, help: string): Converted<DatePattern> {
  return typeof argument === 'string' && argument !== '' ? compilePattern(argument) : badArgument(help);
}

function zoneOf(name: Json | undefined): Converted<Zone | null> {
  if (name === undefined || name === null) return accept(null);
  const zone = typeof name === 'string' ? compileZone(name) : undefined;
  return zone === undefined
    ? badArgument('The zone is not known. It is an IANA name such as Europe/Berlin, UTC, or an offset such as +02:00.')
    : accept(zone);
}

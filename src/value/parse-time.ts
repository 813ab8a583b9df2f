import {
  digitsAt,
  formatClock,
  formatDate,
  formatLocal,
  fromEpochSeconds,
  isCalendarDate,
  isClockTime,
  toEpochSeconds,
  trimFraction,
  type LocalTime,
} from './calendar.ts';
import type { Converted } from './contract.ts';
import { accept, refuse } from './refuse.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]00:00(?::00(?:\.0+)?)?(?:[Zz]|[+-]00(?::?00)?)?)?$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const CANONICAL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const CANONICAL_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{0,8}[1-9])?Z$/;
const DATETIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:([Zz])|([+-])(\d{2})(?::?(\d{2}))?)?$/;

/** ISO text of a day → "2020-03-01". A time part is accepted when it is midnight; days that do not exist are refused. */
export function parseDate(text: string): Converted<string> {
  if (CANONICAL_DATE.test(text) && hasRealDate(text)) return accept(text);
  const found = DATE.exec(text);
  if (found === null)
    return refuse(
      'VALUE_DATE',
      'It is not a date of the form YYYY-MM-DD. Another form needs a codec such as { date: "DD/MM/YYYY" }.',
    );
  const year = Number(found[1]);
  const month = Number(found[2]);
  const day = Number(found[3]);
  if (!isCalendarDate(year, month, day))
    return refuse('VALUE_DATE', 'It names a day that does not exist in the calendar.');
  return accept(formatDate(year, month, day));
}

/** "10:00", "10:00:00" or "10:00:00.5" → canonical time. */
export function parseTime(text: string): Converted<string> {
  const found = TIME.exec(text);
  const [, hour, minute, second = '0', fraction = ''] = found ?? [];
  if (found === null || !isClockTime(Number(hour), Number(minute), Number(second))) {
    return refuse(
      'VALUE_TIME',
      'It is not a time of day of the form HH:mm:ss. Another form needs a codec such as { time: "h:mm A" }.',
    );
  }
  return accept(formatClock(Number(hour), Number(minute), Number(second), trimFraction(fraction)));
}

/** ISO text with Z or an offset → UTC instant. Text without an offset is refused: no zone is ever assumed. */
export function parseInstant(text: string): Converted<string> {
  if (CANONICAL_INSTANT.test(text) && hasRealDate(text) && hasRealClock(text)) return accept(text);
  const parsed = parseIsoReading(text);
  if (!parsed.ok) return parsed;
  const { time, offsetSeconds } = parsed.value;
  if (offsetSeconds === null) {
    const detail =
      'It has no zone or offset, so it is not an instant. Say the zone in the mapping: codec: { datetime: "YYYY-MM-DD HH:mm:ss", zone: Europe/Berlin }, or { datetime: iso, zone: Europe/Berlin }.';
    return refuse('VALUE_DATETIME_ZONE', detail);
  }
  return formatInstant(
    offsetSeconds === 0 ? time : fromEpochSeconds(toEpochSeconds(time) - offsetSeconds, time.fraction),
  );
}

/** A UTC reading → canonical instant text; refused when it is outside the years 0 to 9999. */
export function formatInstant(time: LocalTime | undefined): Converted<string> {
  if (time === undefined) return refuse('VALUE_DATETIME', 'The instant is outside the years 0000 to 9999.');
  return accept(`${formatLocal(time)}Z`);
}

/** ISO date and time, with or without offset; `offsetSeconds` is null when there is none. */
export function parseIsoReading(
  text: string,
): Converted<{ readonly time: LocalTime; readonly offsetSeconds: number | null }> {
  const found = DATETIME.exec(text);
  if (found === null) return refuse('VALUE_DATETIME', 'It is not a date and time of the form YYYY-MM-DDTHH:mm:ssZ.');
  const time: LocalTime = {
    year: Number(found[1]),
    month: Number(found[2]),
    day: Number(found[3]),
    hour: Number(found[4]),
    minute: Number(found[5]),
    second: Number(found[6] ?? 0),
    fraction: trimFraction(found[7] ?? ''),
  };
  if (!isCalendarDate(time.year, time.month, time.day) || !isClockTime(time.hour, time.minute, time.second)) {
    return refuse('VALUE_DATETIME', 'It names a day or a time of day that does not exist.');
  }
  const offsetSeconds = offsetOf(found.slice(8));
  if (offsetSeconds === undefined) return refuse('VALUE_DATETIME', 'Its offset from UTC does not exist.');
  return accept({ time, offsetSeconds });
}

function offsetOf([zulu, sign, hours = '0', minutes = '0']: readonly (string | undefined)[]):
  | number
  | null
  | undefined {
  if (zulu !== undefined) return 0;
  if (sign === undefined) return null;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const magnitude = (Number(hours) * 60 + Number(minutes)) * 60;
  return sign === '-' ? -magnitude : magnitude;
}

function hasRealDate(text: string): boolean {
  return isCalendarDate(digitsAt(text, 0) * 100 + digitsAt(text, 2), digitsAt(text, 5), digitsAt(text, 8));
}

function hasRealClock(text: string): boolean {
  return isClockTime(digitsAt(text, 11), digitsAt(text, 14), digitsAt(text, 17));
}

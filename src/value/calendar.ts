/** A wall-clock reading without zone. `fraction` is digits after the second without trailing zeros, "" for none. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: string;
}

const SECONDS_PER_DAY = 86_400;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month in the proleptic Gregorian calendar; 0 for a month outside 1..12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return DAYS_IN_MONTH[month - 1] ?? 0;
}

/** True for a day that exists, in the years 0 to 9999. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  return year >= 0 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
}

/** True for 00:00:00 to 23:59:59; 24:00 and leap seconds are refused. */
export function isClockTime(hour: number, minute: number, second: number): boolean {
  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
}

/** Seconds from 1970-01-01T00:00:00Z, taking the reading as UTC; the fraction is left out. */
export function toEpochSeconds(time: LocalTime): number {
  const days = daysFromCivil(time.year, time.month, time.day);
  return days * SECONDS_PER_DAY + time.hour * 3600 + time.minute * 60 + time.second;
}

/** The UTC reading of an instant, or undefined outside the years 0 to 9999. */
export function fromEpochSeconds(seconds: number, fraction: string): LocalTime | undefined {
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const rest = seconds - days * SECONDS_PER_DAY;
  const { year, month, day } = civilFromDays(days);
  if (year < 0 || year > 9999) return undefined;
  const minutes = Math.floor(rest / 60);
  return { year, month, day, hour: Math.floor(minutes / 60), minute: minutes % 60, second: rest % 60, fraction };
}

/** "2020-03-01". */
export function formatDate(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** "10:00:00", with ".5" when there is a fraction. */
export function formatClock(hour: number, minute: number, second: number, fraction: string): string {
  const clock = `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`;
  return fraction === '' ? clock : `${clock}.${fraction}`;
}

/** "2020-03-01T10:00:00.5", without zone. */
export function formatLocal(time: LocalTime): string {
  const date = formatDate(time.year, time.month, time.day);
  return `${date}T${formatClock(time.hour, time.minute, time.second, time.fraction)}`;
}

/** A number with leading zeros. */
export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Digits after the second without trailing zeros. */
export function trimFraction(digits: string): string {
  return digits.replace(/0+$/, '');
}

/** The reading of canonical date-time text, "2020-03-01T10:00:00[.5][Z]", which is not checked again. */
export function readCanonical(text: string): LocalTime {
  const end = text.endsWith('Z') ? text.length - 1 : text.length;
  return {
    year: digitsAt(text, 0) * 100 + digitsAt(text, 2),
    month: digitsAt(text, 5),
    day: digitsAt(text, 8),
    hour: digitsAt(text, 11),
    minute: digitsAt(text, 14),
    second: digitsAt(text, 17),
    fraction: text.slice(20, end),
  };
}

/** The two digits at a position that is known to hold digits. */
export function digitsAt(text: string, start: number): number {
  return (text.charCodeAt(start) - 48) * 10 + text.charCodeAt(start + 1) - 48;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

// Both directions after Howard Hinnant, "chrono-compatible low-level date algorithms": eras of 400 years that begin in March.
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

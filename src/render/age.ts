import { toEpochSeconds } from '../value/calendar.ts';
import { countOf } from './words.ts';

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?Z$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** Seconds between two UTC instants, with their fractions; null when one of them is not an instant. */
export function secondsBetween(from: string, to: string): number | null {
  const start = secondsOf(from);
  const end = secondsOf(to);
  return start === null || end === null ? null : end - start;
}

/** `4 minutes ago`, `just now`; the instant itself when it cannot be told. */
export function formatAge(at: string, now: string): string {
  const seconds = secondsBetween(at, now);
  if (seconds === null || seconds < 0) return at;
  for (const [unit, size] of UNITS) if (seconds >= size) return `${countOf(Math.floor(seconds / size), unit)} ago`;
  return 'just now';
}

/** `0.9 s`, `42 s`, `3 min 20 s`; empty when it cannot be told. */
export function formatDuration(from: string, to: string): string {
  const seconds = secondsBetween(from, to);
  if (seconds === null || seconds < 0) return '';
  if (seconds < 10) return `${(Math.round(seconds * 10) / 10).toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `12:04:11` of a UTC instant; the text itself when it is none. */
export function formatClockOf(instant: string): string {
  return INSTANT.test(instant) ? instant.slice(11, 19) : instant;
}

/** `Nov 16 09:13:58` of a UTC instant, with the year when it is not the year of `now`. */
export function formatMoment(instant: string, now: string): string {
  const [, year = '', month = '', day = ''] = INSTANT.exec(instant) ?? [];
  if (year === '') return instant;
  const moment = `${MONTHS[Number(month) - 1] ?? month} ${day} ${instant.slice(11, 19)}`;
  return now.startsWith(year) ? moment : `${year} ${moment}`;
}

function secondsOf(instant: string): number | null {
  const parts = INSTANT.exec(instant);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  return toEpochSeconds({ year, month, day, hour, minute, second, fraction: '' }) + Number(`0.${parts[7] ?? '0'}`);
}

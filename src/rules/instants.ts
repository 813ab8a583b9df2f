import { formatDate, fromEpochSeconds, pad, readCanonical, toEpochSeconds } from '../value/calendar.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
const LAST = '9999-12-31T23:59:59.999Z';

/** Milliseconds since 1970 of a UTC instant; NaN for any other text, which is then neither before nor after anything. */
export function epochMs(instant: string): number {
  if (!INSTANT.test(instant)) return Number.NaN;
  const local = readCanonical(instant);
  return toEpochSeconds(local) * 1000 + Number(local.fraction.padEnd(3, '0').slice(0, 3));
}

/** The instant so many milliseconds later, with milliseconds; the last of the year 9999 when it is beyond. */
export function plusMs(instant: string, ms: number): string {
  const total = epochMs(instant) + ms;
  if (Number.isNaN(total)) return instant;
  const local = fromEpochSeconds(Math.floor(total / 1000), '');
  if (local === undefined) return LAST;
  const clock = [local.hour, local.minute, local.second].map((part) => pad(part, 2)).join(':');
  return `${formatDate(local.year, local.month, local.day)}T${clock}.${pad(total - Math.floor(total / 1000) * 1000, 3)}Z`;
}

/** The earlier of two instants; a text that is none loses, so that nothing stands on it. */
export function earlierOf(a: string, b: string): string {
  if (Number.isNaN(epochMs(a))) return a;
  return epochMs(b) >= epochMs(a) ? a : b;
}

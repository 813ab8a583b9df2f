import { toEpochSeconds, type LocalTime } from './calendar.ts';

/** A time zone made ready. */
export interface Zone {
  /** Seconds east of UTC at an instant. */
  offsetAt(epochSeconds: number): number;
  /** True when the offset never changes: each reading is one instant. */
  readonly isFixed: boolean;
}

/** A wall-clock reading as an instant: none in the gap when clocks go forward, the earlier of two when they go back. */
export type ZonedInstant =
  | { readonly kind: 'gap' }
  | { readonly kind: 'one' | 'earlier-of-two'; readonly epochSeconds: number };

const DAY = 86_400;
const QUARTER_HOUR = 900;
/** From here on every zone changes its offset on a quarter of an hour UTC (the last one that did not: Liberia, 1972). */
const QUARTERS_SINCE = 94_694_400;
/** All zones keep their mean solar time before this; 1800. */
const LOCAL_MEAN_TIME_UNTIL = -5_364_662_400;
const MEMO_SIZE = 20_000;

/** A zone by IANA name, `UTC`, or fixed offset (`+02:00`); undefined when unknown. */
export function compileZone(name: string): Zone | undefined {
  if (name === 'UTC' || name === 'Z') return { offsetAt: () => 0, isFixed: true };
  const fixed = /^([+-])(\d{2}):(\d{2})$/.exec(name);
  if (fixed !== null) {
    const [, sign, hours, minutes] = fixed;
    if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
    const seconds = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1);
    return { offsetAt: () => seconds, isFixed: true };
  }
  const format = tryFormat(name);
  return format === undefined
    ? undefined
    : { offsetAt: memoised((seconds) => readOffset(format, seconds)), isFixed: false };
}

/** The instant of a wall-clock reading in a zone. */
export function toInstant(zone: Zone, time: LocalTime): ZonedInstant {
  const asUtc = toEpochSeconds(time);
  const before = zone.offsetAt(asUtc - DAY);
  const after = zone.offsetAt(asUtc + DAY);
  const isBefore = zone.offsetAt(asUtc - before) === before;
  if (before === after && isBefore) return { kind: 'one', epochSeconds: asUtc - before };
  const isAfter = zone.offsetAt(asUtc - after) === after;
  if (isBefore && isAfter) return { kind: 'earlier-of-two', epochSeconds: asUtc - Math.max(before, after) };
  if (isBefore) return { kind: 'one', epochSeconds: asUtc - before };
  return isAfter ? { kind: 'one', epochSeconds: asUtc - after } : { kind: 'gap' };
}

function tryFormat(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
}

function readOffset(format: Intl.DateTimeFormat, epochSeconds: number): number {
  const parts = format.formatToParts(Math.max(epochSeconds, LOCAL_MEAN_TIME_UNTIL) * 1000);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const found = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name);
  if (found === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = found;
  const magnitude = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -magnitude : magnitude;
}

function memoised(offsetAt: (epochSeconds: number) => number): (epochSeconds: number) => number {
  const memo = new Map<number, number>();
  return (epochSeconds) => {
    if (epochSeconds < QUARTERS_SINCE) return offsetAt(epochSeconds);
    const quarter = Math.floor(epochSeconds / QUARTER_HOUR);
    const known = memo.get(quarter);
    if (known !== undefined) return known;
    if (memo.size >= MEMO_SIZE) memo.clear();
    const offset = offsetAt(quarter * QUARTER_HOUR);
    memo.set(quarter, offset);
    return offset;
  };
}

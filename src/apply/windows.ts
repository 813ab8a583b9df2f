import type { PolicyDef } from '../model/manifest.ts';
import { compileZone } from '../value/zone.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SHAPE =
  /^(?:(?<days>[A-Za-z]{3}(?:[-,][A-Za-z]{3})*) )?(?<from>\d{2}:\d{2})-(?<to>\d{2}:\d{2}) (?<zone>[A-Za-z0-9_+\-/]+)$/;

const MINUTES_A_DAY = 1440;

/** A parsed window: weekdays 1 (Monday) to 7, minutes of the day, IANA zone. `to` before `from` runs over midnight. */
export interface Window {
  readonly days: ReadonlySet<number>;
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

/** Parses "Mon-Fri 06:00-20:00 Europe/Berlin"; null when it has another form. Without days: every day. */
export function parseWindow(text: string): Window | null {
  const groups = SHAPE.exec(text.trim())?.groups;
  if (groups === undefined) return null;
  const days = groups['days'] === undefined ? new Set([1, 2, 3, 4, 5, 6, 7]) : parseDays(groups['days']);
  const from = minutes(groups['from'] ?? '');
  const to = minutes(groups['to'] ?? '');
  if (days === null || from === null || to === null) return null;
  return { days, from, to, zone: groups['zone'] ?? 'UTC' };
}

/** True when the policies let a system be written at `now`. Several windows of one system add up; a system without any is always open. */
export function isSystemOpen(policies: readonly PolicyDef[], system: string, now: string): boolean {
  const own = policies.flatMap((policy) => policy.windows).filter((window) => window.system === system);
  return own.length === 0 || own.some(({ allow }) => isWindowOpen(allow, now));
}

/** True when `now` (UTC ISO) lies inside the window. A window that does not parse is closed: a doubt never opens a system. */
export function isWindowOpen(text: string, now: string): boolean {
  const window = parseWindow(text);
  if (window === null) return false;
  const local = localTime(now, window.zone);
  if (local === null) return false;
  const { day, minute } = local;
  if (window.from <= window.to) return window.days.has(day) && minute >= window.from && minute < window.to;
  const yesterday = day === 1 ? 7 : day - 1;
  return (window.days.has(day) && minute >= window.from) || (window.days.has(yesterday) && minute < window.to);
}

/** Weekday 1 (Monday) to 7 and minute of the day that a clock in the zone shows; null for an unknown zone. */
function localTime(now: string, zone: string): { readonly day: number; readonly minute: number } | null {
  const epochSeconds = Math.floor(Date.parse(now) / 1000);
  const offset = compileZone(zone)?.offsetAt(epochSeconds);
  if (offset === undefined || Number.isNaN(epochSeconds)) return null;
  const minutes = Math.floor((epochSeconds + offset) / 60);
  // 1970-01-01 was a Thursday.
  return { day: ((Math.floor(minutes / MINUTES_A_DAY) + 3) % 7) + 1, minute: minutes % MINUTES_A_DAY };
}

function parseDays(text: string): ReadonlySet<number> | null {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first = '', last = first] = part.split('-').map((name) => name.toLowerCase());
    const start = DAYS.indexOf(first);
    const end = DAYS.indexOf(last);
    if (start < 0 || end < 0) return null;
    for (let day = start; ; day = (day + 1) % 7) {
      days.add(day + 1);
      if (day === end) break;
    }
  }
  return days;
}

function minutes(text: string): number | null {
  const [hour = '', minute = ''] = text.split(':');
  const total = Number(hour) * 60 + Number(minute);
  return Number(hour) <= 24 && Number(minute) < 60 && total <= 1440 ? total : null;
}

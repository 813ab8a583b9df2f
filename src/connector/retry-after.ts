/** What a Retry-After header is read with. */
export interface RetryAfterContext {
  /** The same answer's Date header: the server's clock, against which its date is meant. Null or absent when there is none. */
  readonly date?: string | null;
  /** Our own clock, ISO 8601, used when the server tells no date. */
  readonly now: string;
}

/**
 * Milliseconds to wait by a Retry-After header, in seconds or as an HTTP date (RFC 9110 §10.2.3 and §5.6.7, obsolete forms included); 0 when the
 * instant is over, null when the text is neither.
 */
export function parseRetryAfter(text: string, { date, now }: RetryAfterContext): number | null {
  const plain = text.trim();
  if (/^\d+$/.test(plain)) return Number(plain) * 1000;
  const serverMs = typeof date === 'string' ? httpDateMs(date) : null;
  const nowMs = serverMs ?? Date.parse(now);
  const untilMs = httpDateMs(plain, nowMs);
  return untilMs === null || Number.isNaN(nowMs) ? null : Math.max(0, untilMs - nowMs);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;
const FORMS = [
  new RegExp(String.raw`^[A-Z][a-z]{2}, (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) ${TIME} GMT$`),
  new RegExp(String.raw`^[A-Z][a-z]{5,8}, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) ${TIME} GMT$`),
  new RegExp(String.raw`^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) ${TIME} (?<year>\d{4})$`),
];

/** Instant of an HTTP date, or null. Years of two digits are at most 50 years ahead of `nowMs`. */
function httpDateMs(text: string, nowMs = 0): number | null {
  const groups = FORMS.map((form) => form.exec(text.trim())?.groups).find((found) => found !== undefined);
  if (groups === undefined) return null;
  const number = (name: string): number => Number(groups[name]);
  const month = MONTHS.indexOf(groups['month'] ?? '');
  const year = groups['year']?.length === 2 ? fullYear(number('year'), nowMs) : number('year');
  const [day, hour, minute, second] = [number('day'), number('hour'), number('minute'), number('second')];
  if (month === -1 || hour > 23 || minute > 59 || second > 60) return null;
  const midnight = new Date(Date.UTC(year, month, day));
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) return null;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

function fullYear(short: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + short;
  return year > thisYear + 50 ? year - 100 : year;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 9110 §5.6.7: IMF-fixdate, and the two obsolete forms that a recipient has to take. */
const FORMS: readonly RegExp[] = [
  /^\w{3}, (?<day>\d\d) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^\w{6,9}, (?<day>\d\d)-(?<month>\w{3})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^\w{3} (?<month>\w{3}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

/** An instant as an HTTP-date; milliseconds are dropped. */
export function httpDate(ms: number): string {
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${DAYS[date.getUTCDay()]}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day} ${String(date.getUTCFullYear()).padStart(4, '0')} ${time} GMT`;
}

/** Milliseconds of an HTTP-date, or null for text that is none. Years of two digits are the nearest to `nowMs`, never 50 years ahead. */
export function parseHttpDate(text: string, nowMs: number): number | null {
  const groups = FORMS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  const { day = '', month = '', year = '', time = '' } = groups ?? {};
  const index = MONTHS.indexOf(month);
  if (index === -1) return null;
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  const inYear = (full: number): number => Date.UTC(full, index, Number(day), hour, minute, second);
  if (hour > 23 || minute > 59 || second > 60 || Number(day) < 1 || Number(day) > 31) return null;
  return inYear(year.length === 2 ? fullYear(Number(year), nowMs) : Number(year));
}

function fullYear(short: number, nowMs: number): number {
  const now = new Date(nowMs).getUTCFullYear();
  const full = now - (now % 100) + short;
  return full > now + 50 ? full - 100 : full;
}

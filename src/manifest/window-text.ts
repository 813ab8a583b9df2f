const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const DAYS = new RegExp(`^${DAY}(?:-${DAY})?(?:,${DAY}(?:-${DAY})?)*$`);
const TIME = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/;

/** What is wrong with a window such as "Mon-Fri 06:00-20:00 Europe/Berlin", as a sentence; null when nothing is. */
export function faultOfWindow(text: string): string | null {
  const parts = text.split(' ');
  const [days = '', hours = '', zone = ''] = parts;
  if (parts.length !== 3) return 'It needs days, hours and a time zone, separated by single spaces.';
  if (!DAYS.test(days)) return 'The days are written like Mon-Fri, or Mon,Wed,Sat.';
  const [from = '', to = '', ...rest] = hours.split('-');
  if (rest.length > 0 || !TIME.test(from) || !TIME.test(to)) return 'The hours are written like 06:00-20:00.';
  if (from === to) return 'The hours begin and end at the same time; a whole day is 00:00-24:00.';
  return isTimeZone(zone) ? null : 'The time zone is an IANA name such as Europe/Berlin, or UTC.';
}

function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

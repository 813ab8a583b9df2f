import { Refusal } from './refusal.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,6}))?$/;

/** An ISO date of the calendar. Throws Refusal BAD_VALUE. */
export function dateText(text: string): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const days = daysOf(Number(year), Number(month));
  if (year === '' || year === '0000' || Number(day) < 1 || Number(day) > days) throw new Refusal('BAD_VALUE');
  return text;
}

/** A time of the day with up to six digits of a second; zeros at their end are dropped. */
export function timeText(text: string): string {
  if (!TIME.test(text)) throw new Refusal('BAD_VALUE');
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A timestamp without zone. */
export function localText(text: string): string {
  const [date = '', time = ''] = text.split('T');
  return `${dateText(date)}T${timeText(time)}`;
}

/** An instant in UTC. */
export function instantText(text: string): string {
  if (!text.endsWith('Z')) throw new Refusal('BAD_VALUE');
  return `${localText(text.slice(0, -1))}Z`;
}

function daysOf(year: number, month: number): number {
  if (month < 1 || month > 12) return 0;
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

import { ConcordatError } from '../model/error.ts';

const AGE = /^(\d{1,6})(m|h|d)$/;
const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * An instant as a person names it: `2026-11-22` (UTC; as an end the whole day), `2026-11-22T12:00Z`, or an age: `30m`, `4h`, `7d`.
 * Throws USAGE, exit 64.
 */
export function instantOf(text: string, now: string, side: 'since' | 'until'): string {
  const [, count, unit = ''] = AGE.exec(text) ?? [];
  if (count !== undefined) return new Date(Date.parse(now) - Number(count) * (UNIT_MS[unit] ?? 0)).toISOString();
  const full = DAY.test(text) ? `${text}T${side === 'since' ? '00:00:00.000' : '23:59:59.999'}Z` : text;
  const ms = INSTANT.test(full) ? Date.parse(full) : Number.NaN;
  const isReal = new Date(`${full.slice(0, 10)}T00:00:00Z`).getUTCDate() === Number(full.slice(8, 10));
  if (!Number.isNaN(ms) && isReal) return new Date(ms).toISOString();
  throw new ConcordatError('USAGE', `--${side} is no instant.`, {
    exit: 64,
    advice: 'Give a date (2026-11-22), an instant with its zone (2026-11-22T12:00Z), or an age (30m, 4h, 7d).',
  });
}

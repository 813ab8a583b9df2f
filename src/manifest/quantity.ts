/** Milliseconds of each unit that rates and durations may name. */
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  second: 1_000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
};

/** `50/s` or `{ count: 50, per: s }` as a count per milliseconds. The shape was checked. */
export function parseRate(rate: string | { readonly count: number; readonly per: string }): {
  count: number;
  perMs: number;
} {
  if (typeof rate !== 'string') return { count: rate.count, perMs: UNIT_MS[rate.per] ?? 1_000 };
  const [count = '', per = ''] = rate.split('/');
  return { count: Number(count), perMs: UNIT_MS[per] ?? 1_000 };
}

/** `4h` as milliseconds. The shape was checked. */
export function parseDurationMs(duration: string): number {
  const unit = duration.replace(/^[0-9]+/, '');
  return Number.parseInt(duration, 10) * (UNIT_MS[unit] ?? 1_000);
}

/** `1%` or `0.01` as a share, 0..1. The shape was checked; a percentage over 100 gives a share over 1. */
export function parseRatio(ratio: string | number): number {
  return typeof ratio === 'number' ? ratio : Number.parseFloat(ratio) / 100;
}

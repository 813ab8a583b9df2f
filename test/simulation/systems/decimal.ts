import { Refusal } from './refusal.ts';

const DECIMAL = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/;

/**
 * A decimal as SQL databases write it: no sign on zero, no leading zeros, the digits after the point as given, or
 * rounded half away from zero to `scale`. Throws Refusal BAD_VALUE.
 */
export function decimalText(text: string, scale: number | null): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === '' && fraction === '') throw new Refusal('BAD_VALUE');
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, -places));
  const given = { digits, places: Math.max(0, places) };
  const { digits: kept, places: shown } = scale === null ? given : rounded(given, scale);
  const padded = String(kept).padStart(shown + 1, '0');
  const point = padded.length - shown;
  const unsigned = shown === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
  return sign === '-' && kept !== 0n ? `-${unsigned}` : unsigned;
}

interface Digits {
  readonly digits: bigint;
  readonly places: number;
}

function rounded({ digits, places }: Digits, scale: number): Digits {
  if (places <= scale) return { digits: digits * 10n ** BigInt(scale - places), places: scale };
  const unit = 10n ** BigInt(places - scale);
  return { digits: (digits + unit / 2n) / unit, places: scale };
}

/** Text under which equal decimals are equal: without trailing zeros after the point. */
export function decimalFold(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

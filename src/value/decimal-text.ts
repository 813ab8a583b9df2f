import { compareText } from './compare-text.ts';

const CANONICAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const GENERAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const MAX_EXPONENT = 1000;

/**
 * Plain decimal text of a number's text: no exponent, no plus sign, no leading zeros, no negative zero; the digits after
 * the point stay as given ("20.50", "1.5e-3" → "0.0015"). Undefined for anything else, and for exponents beyond ±1000.
 */
export function canonicalDecimal(text: string): string | undefined {
  if (CANONICAL.test(text) && !text.startsWith('-0')) return text;
  const found = GENERAL.exec(text);
  if (found === null) return undefined;
  const [, sign = '', int = '', fraction = '', exponent = '0'] = found;
  if (int === '' && fraction === '') return undefined;
  const shift = Number(exponent);
  if (Math.abs(shift) > MAX_EXPONENT) return undefined;
  return signed(sign === '-', placePoint(int + fraction, int.length + shift));
}

/** Integer text without plus sign, leading zeros or negative zero; undefined for anything but an optional sign and digits. */
export function canonicalInteger(text: string): string | undefined {
  const canonical = canonicalDecimal(text);
  if (canonical === undefined || canonical.includes('.') || /[.eE]/.test(text)) return undefined;
  return canonical;
}

/** The text that all forms of one number share: canonical, without trailing zeros after the point. Takes canonical text. */
export function normalDecimal(canonical: string): string {
  const point = canonical.indexOf('.');
  if (point < 0) return canonical;
  let end = canonical.length;
  while (canonical.charCodeAt(end - 1) === 48) end -= 1;
  return canonical.slice(0, end - 1 === point ? point : end);
}

/** Digits after the point that carry value: 1 for "20.50". Takes canonical text. */
export function decimalScale(canonical: string): number {
  const normal = normalDecimal(canonical);
  const point = normal.indexOf('.');
  return point < 0 ? 0 : normal.length - point - 1;
}

/** Numeric order of two canonical texts, of any length: negative, zero or positive. */
export function compareDecimals(a: string, b: string): number {
  const isNegative = a.startsWith('-');
  if (isNegative !== b.startsWith('-')) return isNegative ? -1 : 1;
  const order = compareMagnitudes(isNegative ? a.slice(1) : a, isNegative ? b.slice(1) : b);
  return isNegative ? -order : order;
}

/** Moves the point of a canonical text by `places` to the right (negative: to the left), exactly. */
export function shiftDecimal(canonical: string, places: number): string {
  const isNegative = canonical.startsWith('-');
  const [int = '', fraction = ''] = (isNegative ? canonical.slice(1) : canonical).split('.');
  return signed(isNegative, placePoint(int + fraction, int.length + places));
}

function placePoint(digits: string, point: number): string {
  const left = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const right = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  const int = left.replace(/^0+(?=\d)/, '');
  return right === '' ? int : `${int}.${right}`;
}

function signed(isNegative: boolean, magnitude: string): string {
  return isNegative && /[1-9]/.test(magnitude) ? `-${magnitude}` : magnitude;
}

function compareMagnitudes(a: string, b: string): number {
  const [aInt = '', aFraction = ''] = normalDecimal(a).split('.');
  const [bInt = '', bFraction = ''] = normalDecimal(b).split('.');
  if (aInt.length !== bInt.length) return aInt.length - bInt.length;
  return compareText(aInt, bInt) || compareText(aFraction, bFraction);
}

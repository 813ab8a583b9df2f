import type { Json } from 'concordat/connector';

/** Parses JSON; a number that a double cannot hold comes as its own text, so nothing is rounded. */
export function parseLossless(text: string): Json {
  return JSON.parse(text, keepNumber) as Json;
}

function keepNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  return Number.isFinite(value) && plainForm(String(value)) === plainForm(source) ? value : source;
}

/** Digits without leading and trailing zeros, and the power of ten of the last one: equal for equal numbers. */
function plainForm(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

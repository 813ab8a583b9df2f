import type { Json } from 'concordat/connector';

/** Parses JSON; undefined when a number in it is one that a double cannot hold: it would be rounded, or come back as text. */
export function parseLossless(text: string): Json | undefined {
  let isExact = true;
  const value: unknown = JSON.parse(text, (_key, found: unknown, context?: { readonly source?: string }) => {
    if (typeof found === 'number' && context?.source !== undefined && !isSameNumber(found, context.source))
      isExact = false;
    return found;
  });
  return isExact ? (value as Json) : undefined;
}

function isSameNumber(value: number, source: string): boolean {
  return Number.isFinite(value) && plainForm(String(value)) === plainForm(source);
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

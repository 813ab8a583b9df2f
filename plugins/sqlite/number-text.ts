/** A double in its shortest decimal form without exponent: 1e21 → "1000000000000000000000". */
export function plainDecimal(value: number): string {
  const text = String(value);
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** True when two plain decimal texts are the same number: 19.90 and 19.9. False when one is not a plain decimal. */
export function sameNumber(a: string, b: string): boolean {
  const left = normal(a);
  return left !== null && left === normal(b);
}

function normal(text: string): string | null {
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (parts === null) return null;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const rest = fraction.replace(/0+$/, '');
  const number = `${whole === '' ? '0' : whole}${rest === '' ? '' : `.${rest}`}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}

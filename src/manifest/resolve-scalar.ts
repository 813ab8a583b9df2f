/** What a plain scalar stands for, or what YAML would make of it. `number` is the same number in the form that survives, or null when there is none. */
export type PlainScalar =
  | { readonly ok: true; readonly value: null | boolean | number | string }
  | { readonly ok: false; readonly becomes: string; readonly number: string | null };

/** Plain scalars that the YAML 1.2 core schema reads as numbers: integers, octal, hexadecimal, floats, infinities, NaN. */
const NUMBER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/**
 * Resolves an unquoted scalar by the YAML 1.2 core schema (yaml.org/spec/1.2.2, §10.3.2), but refuses every number whose digits
 * would not survive: leading zeros, trailing zeros, signs, exponents, other bases, and more digits than a double holds.
 */
export function resolvePlainScalar(source: string): PlainScalar {
  if (/^(?:|~|null|Null|NULL)$/.test(source)) return { ok: true, value: null };
  if (/^(?:true|True|TRUE)$/.test(source)) return { ok: true, value: true };
  if (/^(?:false|False|FALSE)$/.test(source)) return { ok: true, value: false };
  if (NOT_FINITE.test(source)) return { ok: false, becomes: /nan$/i.test(source) ? 'NaN' : 'infinity', number: null };
  if (!NUMBER.test(source)) return { ok: true, value: source };
  const value = Number(source.replace(/^\+/, ''));
  const text = Object.is(value, -0) ? '0' : String(value);
  const isExact = Number.isSafeInteger(value) || (!Number.isInteger(value) && Number.isFinite(value));
  if (isExact && String(value) === source && text === source) return { ok: true, value };
  const isShort = source.length <= 17 && /^-?[0-9]+(?:\.[0-9]+)?$/.test(text);
  return { ok: false, becomes: Number.isFinite(value) ? text : 'infinity', number: isExact && isShort ? text : null };
}

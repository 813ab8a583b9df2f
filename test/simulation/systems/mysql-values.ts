import { decimalFold, decimalText } from './decimal.ts';
import { Refusal } from './refusal.ts';
import { keepTyped } from './sql-values.ts';
import { type FieldPlace, type StoreRules, keyText } from './store.ts';

/**
 * MySQL keeps whole seconds, and cuts and rounds what does not fit, with a warning. In a strict session the connector
 * takes every warning for a refusal; a sloppy one says nothing.
 */
export function mysqlRules(isSloppy: boolean): StoreRules {
  return {
    keep: (value, place) => {
      const kept = keepTyped(value, place);
      if (typeof kept !== 'string') return kept;
      const { shown, isCut } = fitted(kept, String(value), place);
      if (isCut && !isSloppy) throw new Refusal('BAD_VALUE', 'The system gave a warning.');
      return shown;
    },
    fold: (value, kind) => {
      const text = keyText(value);
      return kind === 'text' ? collated(text) : kind === 'decimal' ? decimalFold(text) : text;
    },
  };
}

/** The text under which a general collation takes two texts for the same: case, accents and spaces at the end do not count, and every character beyond U+FFFF is one. */
export function collated(text: string): string {
  const trimmed = text.replace(/ +$/, '');
  if (/^[\u0020-\u007e]*$/.test(trimmed)) return trimmed.toUpperCase();
  return trimmed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .toUpperCase();
}

function fitted(
  kept: string,
  given: string,
  { kind, scale, maxLength }: FieldPlace,
): { shown: string; isCut: boolean } {
  if (kind === 'decimal') {
    const isCut = scale !== null && decimalFold(decimalText(given, null)) !== decimalFold(kept);
    return { shown: kept, isCut };
  }
  if (kind === 'text' && maxLength !== null && Array.from(kept).length > maxLength)
    return { shown: Array.from(kept).slice(0, maxLength).join(''), isCut: true };
  return { shown: kind.includes('time') ? wholeSeconds(kept) : kept, isCut: false };
}

/** DATETIME and TIME without a precision round half up, and give no warning. */
function wholeSeconds(text: string): string {
  const [, head = '', fraction = '', zone = ''] = /^(.*?)\.(\d+)(Z?)$/.exec(text) ?? [];
  if (head === '') return text;
  if (Number(fraction[0]) < 5) return `${head}${zone}`;
  const day = head.includes('T') ? '' : '1970-01-01T';
  const rounded = new Date(Date.parse(`${day}${head}Z`) + 1000).toISOString().slice(0, 19);
  return `${day === '' ? rounded : rounded.slice(11)}${zone}`;
}

import type { Change, PlanValue } from '../model/generated/plan.ts';
import { escapeValue, quoteExactly, quoteText } from './escape.ts';

/** A value of a plan on one line, escaped: `"text"`, `null`, `empty`, `unreadable`, `••••4711`, or JSON. Undefined is `absent`. */
export function showValue(value: PlanValue | undefined): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'string') return quoteText(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (isMasked(value)) return escapeValue(value.masked);
  if (isNothing(value)) return value.nothing;
  return escapeValue(JSON.stringify(value));
}

/** Before and after on one line each. Two that would look alike, though they differ, are told apart by fingerprint or by escapes. */
export function showTransition(before: PlanValue, after: PlanValue): readonly [string, string] {
  if (isMasked(before) && isMasked(after) && before.masked === after.masked) {
    return [showFingerprinted(before, 4), showFingerprinted(after, 4)];
  }
  if (typeof before === 'string' && typeof after === 'string' && isAlike(before, after)) {
    return [quoteExactly(before), quoteExactly(after)];
  }
  return [showValue(before), showValue(after)];
}

/** A record's key: its values, bare where they are plain words, quoted where they are not; classified ones with the fingerprint. */
export function showKey(key: Change['key'] | undefined): string {
  const values = Object.values(key ?? {});
  if (values.length === 0) return '(no key)';
  return values.map(showKeyPart).join(' · ');
}

/** A value without quotes where it is a plain text; for places where nothing stands beside it, such as a column. */
export function showBare(value: PlanValue | undefined): string {
  if (typeof value !== 'string') return showValue(value);
  return value === '' || value.trim() !== value ? quoteText(value) : escapeValue(value);
}

interface Masked {
  readonly masked: string;
  readonly fp: string;
}

/** True for a classified value. */
export function isMasked(value: unknown): value is Masked {
  if (typeof value !== 'object' || value === null || !('masked' in value) || !('fp' in value)) return false;
  return typeof value.masked === 'string' && typeof value.fp === 'string';
}

function isNothing(value: object): value is { readonly nothing: string } {
  return (
    'nothing' in value &&
    (value.nothing === 'empty' || value.nothing === 'unreadable') &&
    Object.keys(value).length === 1
  );
}

function showFingerprinted(value: Masked, digits: number): string {
  return `${escapeValue(value.masked)} (fp ${escapeValue(value.fp.slice(0, digits))})`;
}

function showKeyPart(value: PlanValue): string {
  if (isMasked(value)) return showFingerprinted(value, 8);
  if (typeof value === 'string' && /^[\p{L}\p{N}_./:@+-]+(?: [\p{L}\p{N}_./:@+-]+)*$/u.test(value))
    return escapeValue(value);
  return showValue(value);
}

function isAlike(before: string, after: string): boolean {
  return before !== after && before.normalize('NFC') === after.normalize('NFC');
}

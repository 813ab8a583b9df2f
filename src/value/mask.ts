import type { DataClass } from '../model/manifest.ts';
import { isNothing, type Json, type Value } from '../model/value.ts';
import { scalarText } from './parse-native.ts';

const HIDDEN = '••••';
const MOST_SHOWN = 4;
/** Shorter texts show nothing: one character of a PIN is too much. */
const SHORTEST_SHOWN = 8;

/**
 * A text with all but its last characters hidden: `••••4711`. Shows at most the last 4 code points and at most a quarter
 * of them; nothing of a text under 8. The dots are always four, whatever the length.
 */
export function maskText(text: string): string {
  const points = [...text];
  if (points.length < SHORTEST_SHOWN) return HIDDEN;
  const shown = Math.min(MOST_SHOWN, Math.floor(points.length / 4));
  return HIDDEN + points.slice(-shown).join('');
}

/** True for the classes whose values are never shown whole. */
export function isClassified(dataClass: DataClass): boolean {
  return dataClass === 'personal' || dataClass === 'confidential';
}

/** The strictest class among fields; for values computed from several. */
export function strictestClass(classes: readonly DataClass[]): DataClass {
  for (const candidate of ['confidential', 'personal', 'internal'] as const)
    if (classes.includes(candidate)) return candidate;
  return classes.includes('public') ? 'public' : 'internal';
}

/** A classified value in published JSON. `fp`: first 8 hex characters of its keyed fingerprint. */
export interface MaskedValue {
  readonly masked: string;
  readonly fp: string;
}

/**
 * A value in the JSON form of plans, journals and output (design §10.11): null is null, nothings are `{ nothing }`,
 * absent stays undefined, a classified value is masked. `fingerprint` is called for classified values only.
 */
export function planValue(value: Value | undefined, dataClass: DataClass, fingerprint: () => string): Json | undefined {
  if (value === undefined || value === null) return value;
  if (isNothing(value)) return { nothing: value.nothing };
  if (!isClassified(dataClass)) return value;
  const masked: MaskedValue = { masked: maskValue(value), fp: fingerprint().slice(0, 8) };
  return { ...masked };
}

function maskValue(value: Json): string {
  if (typeof value === 'boolean') return HIDDEN;
  const text = scalarText(value);
  return text === undefined ? HIDDEN : maskText(text);
}

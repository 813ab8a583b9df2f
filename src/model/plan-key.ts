import type { Change } from './generated/plan.ts';

/** The parts of a plan's key as text: values as they are, classified ones by their fingerprint. */
export function planKeyParts(key: Change['key']): string[] {
  return Object.values(key).map((value) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'fp' in value)
      return String((value as { fp: unknown }).fp);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  });
}

/** The key as one text, parts joined with `/`: what the journal stores and selectors match. */
export function planKeyText(key: Change['key']): string {
  return planKeyParts(key).join('/');
}

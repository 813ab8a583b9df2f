import type { Change, PlanValue } from '../model/generated/plan.ts';
import { codeCell, codeSpan, escapeValue } from './escape.ts';
import { showKey, showTransition } from './show-value.ts';
import { cutMiddle, cutPair } from './width.ts';
import { formatCount } from './words.ts';

/** How much of a plan a comment tells; made smaller until it fits. */
export interface Detail {
  /** Samples of a group, 0..3. */
  readonly samples: number;
  /** Groups that are told; the largest stay. */
  readonly groups: number;
  /** Deletes that are named. */
  readonly deletes: number;
  readonly hasMatrix: boolean;
  /** False leaves only what a comment must never lose. */
  readonly hasSections: boolean;
}

const LONGEST_VALUE = 80;
const LONGEST_NAME = 60;

/** A name (entity, system, field, file) as code. */
export function nameSpan(name: string): string {
  return codeSpan(cutMiddle(escapeValue(name), LONGEST_NAME));
}

/** A name as code in a table. */
export function nameCell(name: string): string {
  return codeCell(cutMiddle(escapeValue(name), LONGEST_NAME));
}

/** A record's key as code. */
export function keySpan(key: Change['key'] | undefined): string {
  return codeSpan(cutMiddle(showKey(key), LONGEST_NAME));
}

/** A record's key as code in a table. */
export function keyCell(key: Change['key'] | undefined): string {
  return codeCell(cutMiddle(showKey(key), LONGEST_NAME));
}

/** Before and after, escaped and cut, so that a difference shows. */
export function shownPair(before: PlanValue, after: PlanValue): readonly [string, string] {
  return cutPair(...showTransition(before, after), LONGEST_VALUE);
}

/** `A`, `B`, `C` and 35 more; only the count when there is room for none. */
export function listKeys(
  changes: readonly { readonly key?: Change['key'] }[],
  most: number,
  show: typeof keySpan,
): string {
  if (most === 0) return '';
  const shown = changes.slice(0, most).map((change) => show(change.key));
  const rest = changes.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${formatCount(rest)} more` : '');
}

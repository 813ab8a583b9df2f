import type { Decision } from './choices.ts';

/**
 * The smallest list of decisions found that still fails: halves, then quarters, then single ones are left out as long as the failure stays
 * (delta debugging). `fails` is asked at most `budget` times.
 */
export async function shrink(
  decisions: readonly Decision[],
  fails: (decisions: readonly Decision[]) => Promise<boolean>,
  budget = 400,
): Promise<readonly Decision[]> {
  let kept = decisions;
  let left = budget;
  for (let size = Math.max(1, kept.length >> 1); ;) {
    let isSmaller = false;
    for (let start = 0; start < kept.length && left > 0;) {
      const rest = [...kept.slice(0, start), ...kept.slice(start + size)];
      left -= 1;
      if (rest.length < kept.length && (await fails(rest))) {
        kept = rest;
        isSmaller = true;
      } else start += size;
    }
    if (left <= 0 || (size === 1 && !isSmaller)) return kept;
    if (size > 1) size >>= 1;
  }
}

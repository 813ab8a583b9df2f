import { distance } from 'fastest-levenshtein';

/** The known word that was probably meant, or null: at most two slips, one in words under four letters; swapped letters are one slip. */
export function closestWord(word: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const slips = countSlips(word, candidate);
    if (slips < bestDistance && slips <= (candidate.length < 4 ? 1 : 2)) {
      best = candidate;
      bestDistance = slips;
    }
  }
  return best;
}

/** `Did you mean "x"?` with a space before it, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const closest = closestWord(word, known);
  return closest === null ? '' : ` Did you mean "${closest}"?`;
}

/** The known words as a sentence part; long lists are cut, and say so. */
export function listWords(words: Iterable<string>): string {
  const all = [...words];
  if (all.length === 0) return 'none';
  return all.length <= 24 ? all.join(', ') : `${all.slice(0, 24).join(', ')} and ${all.length - 24} more`;
}

function countSlips(word: string, candidate: string): number {
  const [a, b] = [word.toLowerCase(), candidate.toLowerCase()];
  if (a === b) return 0;
  const isSwapped = a.length === b.length && [...a].sort().join('') === [...b].sort().join('');
  const slips = distance(a, b);
  return isSwapped && slips === 2 ? 1 : slips;
}

import { distance } from 'fastest-levenshtein';

/** Words of other tools, and ours for the same idea, in order of preference. */
const OUR_WORDS: Readonly<Record<string, readonly string[]>> = {
  master: ['owner'],
  source: ['owner', 'at', 'given'],
  system_of_record: ['owner'],
  driver: ['connector'],
  adapter: ['connector'],
  url: ['connection'],
  permissions: ['access'],
  rights: ['access'],
  table: ['resource'],
  view: ['resource'],
  collection: ['resource'],
  primary_key: ['id', 'key'],
  filter: ['where'],
  columns: ['fields'],
  attributes: ['fields'],
  properties: ['fields'],
  mapping: ['fields'],
  column: ['at'],
  attribute: ['at'],
  native: ['at'],
  transform: ['codec'],
  convert: ['codec'],
  reference: ['ref'],
  references: ['ref'],
  expression: ['derive', 'check'],
  computed: ['derive'],
  enum: ['values'],
  codes: ['values'],
  regex: ['pattern'],
  mandatory: ['required'],
  classification: ['class'],
  label: ['title'],
  bindings: ['systems'],
  targets: ['systems'],
  expected: ['expect'],
  input: ['given'],
};

/** The known key that was probably meant by `key`, or null: by spelling, else our word for what other tools call so. */
export function closestKey(key: string, known: readonly string[]): string | null {
  return closestWord(key, known) ?? OUR_WORDS[key.toLowerCase()]?.find((ours) => known.includes(ours)) ?? null;
}

/** The known word that was probably meant, or null: at most two slips, one in words under four letters; swapped letters are one slip. */
export function closestWord(word: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > 2) continue;
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
  return suggest(closestWord(word, known));
}

/** `Did you mean "x"?` with a space before it, or nothing for null. */
export function suggest(closest: string | null): string {
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

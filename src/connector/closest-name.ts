import { distance } from 'fastest-levenshtein';

/** ` Did you mean "x"?` for the known name that is closest to a mistyped one, else nothing. At most two slips, one in short names. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const limit = name.length < 4 ? 1 : 2;
  const wanted = name.toLowerCase();
  const [best] = [...known]
    .map((candidate) => ({ candidate, slips: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ slips }) => slips <= limit)
    .sort((a, b) => a.slips - b.slips || (a.candidate < b.candidate ? -1 : 1));
  return best === undefined ? '' : ` Did you mean "${best.candidate}"?`;
}

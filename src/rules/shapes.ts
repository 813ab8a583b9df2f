const PARTS: readonly (readonly [symbol: string, pattern: RegExp])[] = [
  ['9', /^[0-9]$/],
  ['A', /^(?=\p{Lu})\p{Script=Latin}$/u],
  ['a', /^\p{Script=Latin}$/u],
  ['L', /^\p{L}$/u],
  ['N', /^\p{N}$/u],
  [' ', /^\p{Zs}$/u],
];

/** Symbols of which a run counts once: words vary in length, codes in digits and punctuation do not. */
const RUNS: ReadonlySet<string> = new Set(['A', 'a', 'L', ' ']);

/**
 * The form of a value without its content: `A` and `a` for runs of Latin capitals and small letters, `L` for letters of other scripts,
 * `9` for every digit, `N` for digits of other scripts, everything else as it is. `C-10234` is `A-99999`, `Neue Str. 12` is `Aa Aa. 99`.
 */
export function shapeOf(value: string): string {
  const shape: string[] = [];
  for (const character of value.normalize('NFC')) {
    const symbol = PARTS.find(([, pattern]) => pattern.test(character))?.[0] ?? character;
    if (!RUNS.has(symbol) || shape.at(-1) !== symbol) shape.push(symbol);
  }
  return shape.join('');
}

/** The forms of a field's current values; null is none. */
export function shapesOf(values: Iterable<string | null>): ReadonlySet<string> {
  const shapes = new Set<string>();
  for (const value of values) if (value !== null) shapes.add(shapeOf(value));
  return shapes;
}

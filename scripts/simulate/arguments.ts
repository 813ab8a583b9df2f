/** What `npm run simulate` is asked to do. */
export interface SimulateArguments {
  readonly seeds: number;
  readonly start: number;
  readonly jobs: number;
  /** Worlds in which the engine is killed at every effect; 0 for none. */
  readonly crashWorlds: number;
  /** \`SEED\` or \`SEED:decision,decision\`, else null. */
  readonly replay: string | null;
  /** Where shrunk failures are kept, or null. */
  readonly keep: string | null;
}

const USAGE = `npm run simulate -- [--seeds 5000] [--start 1] [--jobs 2] [--crash-worlds 20] [--keep FOLDER]
npm run simulate -- --replay SEED[:decisions]
`;

/** Reads the command line; throws with the usage when it is wrong. */
export function readArguments(argv: readonly string[]): SimulateArguments {
  const given = new Map<string, string>();
  for (let i = 0; i < argv.length; i += 2) {
    const name = argv[i] ?? '';
    const value = argv[i + 1];
    if (!NAMES.has(name) || value === undefined) throw new Error(`${name} is not understood.\n${USAGE}`);
    given.set(name, value);
  }
  const count = (name: string, otherwise: number): number => {
    const value = Number(given.get(name) ?? otherwise);
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} wants a whole number.\n${USAGE}`);
    return value;
  };
  return {
    seeds: count('--seeds', 5_000),
    start: count('--start', 1),
    jobs: Math.max(1, count('--jobs', 2)),
    crashWorlds: count('--crash-worlds', 0),
    replay: given.get('--replay') ?? null,
    keep: given.get('--keep') ?? null,
  };
}

const NAMES: ReadonlySet<string> = new Set(['--seeds', '--start', '--jobs', '--crash-worlds', '--replay', '--keep']);

/** Flags of every command that are needed before a command is found, and after one has failed. */
export interface EarlyFlags {
  readonly isJson: boolean;
  readonly isDebug: boolean;
  /** False with `--no-color`. */
  readonly mayColour: boolean;
}

const ALONE: readonly string[] = ['--json', '--no-color'];
const WITH_VALUE: readonly string[] = ['-C', '--directory', '--log-level'];

/**
 * The arguments in the form that oclif expects: the command first, then the rest, then the flags of every command, wherever
 * they stood. `help X` becomes `X --help`, and help drops those flags. What follows `--` stays as it is, at the end.
 * A flag without its value comes last, for oclif to complain about.
 */
export function arrangeArguments(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const { own, everywhere, dangling } = takeEverywhere(end < 0 ? argv : argv.slice(0, end));
  const tail = end < 0 ? [] : argv.slice(end);
  const [first, ...rest] = own;
  if (first === undefined) return dangling;
  if (first === 'help') return [...rest.filter((word) => !isHelp(word)), '--help'];
  if (own.some(isHelp)) return [...own.filter((word) => !isHelp(word)), '--help'];
  return [...own, ...everywhere, ...dangling, ...tail];
}

/** The flags of every command as they stand, read without a parser, so that even a usage error is told in the wanted form. */
export function readEarlyFlags(argv: readonly string[]): EarlyFlags {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  return {
    isJson: words.includes('--json'),
    isDebug:
      words.includes('--log-level=debug') ||
      words.some((word, i) => word === '--log-level' && words[i + 1] === 'debug'),
    mayColour: !words.includes('--no-color'),
  };
}

/** Words sorted out: the command's own, flags of every command with their values, and a last flag that lacks its value. */
interface SortedWords {
  readonly own: string[];
  readonly everywhere: string[];
  readonly dangling: string[];
}

function takeEverywhere(words: readonly string[]): SortedWords {
  const sorted: SortedWords = { own: [], everywhere: [], dangling: [] };
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const value = words[i + 1];
    if (WITH_VALUE.includes(word)) {
      if (value === undefined) sorted.dangling.push(word);
      else sorted.everywhere.push(word, value);
      i += 1;
    } else if (isEverywhere(word)) sorted.everywhere.push(word);
    else sorted.own.push(word);
  }
  return sorted;
}

function isEverywhere(word: string): boolean {
  if (ALONE.includes(word)) return true;
  return (word.startsWith('-C') && word.length > 2) || WITH_VALUE.some((flag) => word.startsWith(`${flag}=`));
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

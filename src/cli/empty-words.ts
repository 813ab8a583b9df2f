import { usageError } from './failure.ts';

/** Throws USAGE for a flag or an argument that is there and says nothing: mostly a variable of a script that is not set. */
export function refuseEmptyWords(
  flags: Readonly<Record<string, unknown>>,
  args: Readonly<Record<string, unknown>>,
): void {
  const [flag] = emptyOf(flags);
  const [arg] = emptyOf(args);
  const name = flag === undefined ? arg?.toUpperCase() : `--${flag}`;
  if (name === undefined) return;
  throw usageError(`${name} is empty.`, 'Give it a value, or leave it out. Is a variable of your script not set?');
}

function emptyOf(given: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(given)
    .filter(([, value]) => [value].flat().some((word) => typeof word === 'string' && word.trim() === ''))
    .map(([name]) => name);
}

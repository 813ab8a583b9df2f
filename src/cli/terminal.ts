import type { WriteStream } from 'node:tty';
import type { World } from '../model/world.ts';

/** What is known of the place where text goes. */
export interface Terminal {
  /** True when a person watches. */
  readonly isInteractive: boolean;
  readonly isColour: boolean;
  /** Columns; 80 when nobody tells. */
  readonly width: number;
}

const DEFAULT_WIDTH = 80;
const MIN_WIDTH = 40;

/**
 * Looks at one output stream. NO_COLOR (any value but the empty one) and `--no-color` switch colour off, FORCE_COLOR on;
 * else a terminal has colour unless TERM is `dumb`. See no-color.org and force-color.org.
 */
export function terminalOf(stream: Pick<WriteStream, 'isTTY' | 'columns'>, world: World, mayColour: boolean): Terminal {
  const isTerminal = stream.isTTY === true;
  return {
    isInteractive: isTerminal && !isSet(world, 'CI'),
    isColour: mayColour && hasColour(isTerminal, world),
    width: Math.max(MIN_WIDTH, columns(world) ?? (isTerminal ? stream.columns : DEFAULT_WIDTH)),
  };
}

function hasColour(isTerminal: boolean, world: World): boolean {
  if (isSet(world, 'NO_COLOR')) return false;
  if (isSet(world, 'FORCE_COLOR')) return true;
  return isTerminal && world.env('TERM') !== 'dumb';
}

function columns(world: World): number | undefined {
  const declared = Number(world.env('COLUMNS'));
  return Number.isInteger(declared) && declared > 0 ? declared : undefined;
}

function isSet(world: World, name: string): boolean {
  const value = world.env(name);
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

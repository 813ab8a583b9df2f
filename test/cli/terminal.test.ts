import { describe, expect, it } from 'vitest';
import { terminalOf } from '../../src/cli/terminal.ts';
import { realWorld } from '../../src/world.ts';

const TTY = { isTTY: true, columns: 120 };
const PIPE = { isTTY: false, columns: 0 };

function look(stream: typeof TTY, env: Readonly<Record<string, string>> = {}, mayColour = true) {
  return terminalOf(stream, { ...realWorld(), env: (name) => env[name] }, mayColour);
}

describe('terminalOf', () => {
  it('colours a terminal and not a pipe', () => {
    expect([look(TTY).isColour, look(PIPE).isColour]).toEqual([true, false]);
  });

  it.each([
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
    [{ TERM: 'dumb', FORCE_COLOR: '1' }, true],
  ])('with %j a terminal is coloured: %s', (env, isColour) => {
    expect(look(TTY, env).isColour).toBe(isColour);
  });

  it('colours a pipe with FORCE_COLOR, unless it is 0', () => {
    expect([look(PIPE, { FORCE_COLOR: '1' }).isColour, look(PIPE, { FORCE_COLOR: '0' }).isColour]).toEqual([
      true,
      false,
    ]);
  });

  it('never colours with --no-color', () => {
    expect(look(TTY, { FORCE_COLOR: '1' }, false).isColour).toBe(false);
  });

  it('is as wide as the terminal, 80 where there is none, and as COLUMNS says', () => {
    expect([
      look(TTY).width,
      look(PIPE).width,
      look(PIPE, { COLUMNS: '100' }).width,
      look(TTY, { COLUMNS: '1' }).width,
    ]).toEqual([120, 80, 100, 40]);
  });

  it('has nobody watching in a pipe and in CI', () => {
    expect([look(TTY).isInteractive, look(PIPE).isInteractive, look(TTY, { CI: 'true' }).isInteractive]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

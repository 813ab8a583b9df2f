import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangeArguments, readEarlyFlags } from '../../src/cli/arguments.ts';

describe('arrangeArguments', () => {
  it.each([
    [
      ['-C', 'dir', 'plan'],
      ['plan', '-C', 'dir'],
    ],
    [
      ['system', '-C', 'dir', 'check'],
      ['system', 'check', '-C', 'dir'],
    ],
    [
      ['-Cdir', '--json', 'plan', '--out', 'x'],
      ['plan', '--out', 'x', '-Cdir', '--json'],
    ],
    [
      ['--directory=dir', '--log-level', 'warn', 'plan'],
      ['plan', '--directory=dir', '--log-level', 'warn'],
    ],
    [
      ['trace', 'customer', '--', '--json', '-C', 'x'],
      ['trace', 'customer', '--', '--json', '-C', 'x'],
    ],
    [
      ['--json', 'trace', 'customer', '--', '-1'],
      ['trace', 'customer', '--json', '--', '-1'],
    ],
    [
      ['plan', '-C'],
      ['plan', '-C'],
    ],
    [['-C', 'dir'], []],
    [['--json'], []],
    [[], []],
    [['help'], ['--help']],
    [
      ['help', 'system', 'check'],
      ['system', 'check', '--help'],
    ],
    [
      ['-C', 'dir', 'plan', '-h'],
      ['plan', '--help'],
    ],
  ])('%j becomes %j', (argv, expected) => {
    expect(arrangeArguments(argv)).toEqual(expected);
  });

  it('loses and adds no word when nobody asks for help', () => {
    const word = fc.constantFrom(
      'plan',
      'x',
      '--out',
      '--json',
      '-C',
      'dir',
      '--',
      '--log-level',
      'debug',
      '-Cx',
      '--no-color',
    );

    fc.assert(
      fc.property(fc.array(word), (argv) => {
        const arranged = arrangeArguments(['plan', ...argv]);

        expect([...arranged].sort()).toEqual(['plan', ...argv].sort());
        expect(arranged[0]).toBe('plan');
      }),
    );
  });

  it('changes nothing the second time', () => {
    const word = fc.constantFrom('plan', 'x', '--out', '--json', '-C', 'dir', '--', '--log-level=debug', '--help');

    fc.assert(
      fc.property(fc.array(word), (argv) => {
        const once = arrangeArguments(argv);

        expect(arrangeArguments(once)).toEqual(once);
      }),
    );
  });
});

describe('readEarlyFlags', () => {
  it.each([
    [['plan'], { isJson: false, isDebug: false, mayColour: true }],
    [['plan', '--json', '--no-color'], { isJson: true, isDebug: false, mayColour: false }],
    [['--log-level', 'debug', 'plan'], { isJson: false, isDebug: true, mayColour: true }],
    [['plan', '--log-level=debug'], { isJson: false, isDebug: true, mayColour: true }],
    [['plan', '--log-level', 'info', 'debug'], { isJson: false, isDebug: false, mayColour: true }],
    [['show', '--', '--json', '--no-color'], { isJson: false, isDebug: false, mayColour: true }],
  ])('reads %j', (argv, expected) => {
    expect(readEarlyFlags(argv)).toEqual(expected);
  });
});

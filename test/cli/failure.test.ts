import { describe, expect, it } from 'vitest';
import { errorDocument, failureOf, stackOf, usageError } from '../../src/cli/failure.ts';
import { ConcordatError } from '../../src/model/error.ts';

describe('failureOf', () => {
  it('keeps an error of ours', () => {
    const error = new ConcordatError('X', 'text');

    expect(failureOf(error)).toBe(error);
  });

  it('keeps the words of the parser, on one line, with the way to help', () => {
    const thrown = Object.assign(new Error('Missing 1 required arg:\nplan  File\nSee more help with --help'), {
      oclif: { exit: 64 },
    });

    expect(failureOf(thrown, 'See concordat show --help.')).toMatchObject({
      code: 'USAGE',
      exit: 64,
      message: 'Missing 1 required arg: plan File.',
      advice: 'See concordat show --help.',
    });
  });

  it.each([
    [new TypeError('C-17 is not a function'), 'an unexpected TypeError.'],
    [Object.assign(new Error('Key (email)=(a@b.c) already exists'), { code: '23505' }), 'an unexpected Error (23505).'],
    [Object.assign(new Error('a@b.c'), { code: 'a@b.c' }), 'an unexpected Error.'],
    [Object.assign(new Error('cannot load'), { oclif: { exit: 1 } }), 'an unexpected Error.'],
    ['a@b.c', 'an unexpected throw of something that is no error.'],
    [undefined, 'an unexpected throw of something that is no error.'],
  ])('calls %o a bug, without its text', (thrown, words) => {
    const error = failureOf(thrown);

    expect(error).toMatchObject({ code: 'BUG', exit: 1 });
    expect(error.message).toContain(`Bug in concordat: ${words}`);
    expect(JSON.stringify(errorDocument(error))).not.toMatch(/a@b\.c|C-17/);
  });
});

describe('errorDocument', () => {
  it('has every key, null where there is nothing', () => {
    expect(errorDocument(usageError('What?', 'That.'))).toEqual({
      error: { code: 'USAGE', message: 'What?', at: null, advice: 'That.', diagnostics: [] },
    });
  });

  it('gives diagnostics their place as text and leaves the source lines out', () => {
    const at = { file: 'sync.d/a.yaml', line: 3, column: 5 };
    const base = { code: 'C', severity: 'error', summary: 's', detail: 'd' } as const;
    const error = new ConcordatError('X', 'text', {
      at: 'here',
      diagnostics: [
        { ...base, at, length: 2, frame: [{ number: 3, text: 'x' }] },
        { ...base, at: 'erp:a' },
      ],
    });

    expect(errorDocument(error)).toEqual({
      error: {
        code: 'X',
        message: 'text',
        at: 'here',
        advice: null,
        diagnostics: [
          { ...base, at: 'sync.d/a.yaml:3:5' },
          { ...base, at: 'erp:a' },
        ],
      },
    });
  });
});

describe('stackOf', () => {
  it('shows the error and what is behind it', () => {
    const text = stackOf(new ConcordatError('X', 'outer', { cause: new Error('inner') }));

    expect(text).toMatch(/outer[^]*caused by: Error: inner/);
  });
});

import { describe, expect, it } from 'vitest';
import { ConcordatError } from '../../src/model/error.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { renderDiagnostics, renderError } from '../../src/render/diagnostics.ts';
import { displayWidth } from '../../src/render/width.ts';

const PLAIN = { width: 80, isColour: false };

function unknownKey(given: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'MANIFEST_UNKNOWN_KEY',
    severity: 'error',
    summary: 'this key is not known here',
    detail: 'A binding has the keys resource, id, where, fields. Did you mean "fields"?',
    at: { file: 'sync.d/customer.yaml', line: 14, column: 5 },
    length: 6,
    frame: [
      { number: 9, text: '' },
      { number: 14, text: '    feilds:' },
    ],
    ...given,
  };
}

describe('renderDiagnostics', () => {
  it('shows place, code frame with a caret, detail, and how many', () => {
    expect(renderDiagnostics([unknownKey()], PLAIN)).toBe(`sync.d/customer.yaml:14:5  MANIFEST_UNKNOWN_KEY

   9 │
  14 │     feilds:
     │     ^^^^^^ this key is not known here

A binding has the keys resource, id, where, fields. Did you mean "fields"?

1 error.
`);
  });

  it('shows a field address without a frame', () => {
    const diagnostics: Diagnostic[] = [
      {
        code: 'FIELD_MISSING',
        severity: 'warning',
        summary: 'No such field.',
        detail: 'Name another.',
        at: 'erp:kunden.email',
      },
      { code: 'NOTE', severity: 'info', summary: 'By the way.', detail: 'This is so.', at: 'erp' },
    ];

    expect(renderDiagnostics(diagnostics, PLAIN)).toBe(
      'erp:kunden.email  FIELD_MISSING (warning)\nNo such field.\nName another.\n\nerp  NOTE (info)\nBy the way.\nThis is so.\n\n1 warning, 1 hint.\n',
    );
  });

  it('puts the caret under wide characters and keeps a long line on the screen', () => {
    const wide = renderDiagnostics(
      [unknownKey({ frame: [{ number: 14, text: '東京feilds:' }], at: { file: 'a', line: 14, column: 3 } })],
      PLAIN,
    );
    const long = renderDiagnostics(
      [
        unknownKey({
          frame: [{ number: 14, text: `${'x'.repeat(300)}feilds${'y'.repeat(300)}` }],
          at: { file: 'a', line: 14, column: 301 },
        }),
      ],
      PLAIN,
    );

    expect(wide).toContain('  14 │ 東京feilds:\n     │     ^^^^^^ this');
    const [source = '', caret = ''] = long.split('\n').slice(2, 4);
    expect(source.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('feilds');
    expect(long.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
  });

  it('puts a long summary below its caret', () => {
    const text = renderDiagnostics([unknownKey({ summary: 'this key '.repeat(12).trim() })], PLAIN);

    expect(text).toContain('     │     ^^^^^^\n     │ this key this key');
  });

  it('shows what a manifest hides', () => {
    const text = renderDiagnostics(
      [
        unknownKey({
          frame: [{ number: 14, text: 'a\u202eb' }],
          at: { file: 'a\u001b[2J', line: 14, column: 2 },
          length: 1,
        }),
      ],
      PLAIN,
    );

    expect(text).toContain('a\\u202eb\n     │  ^^^^^^ this');
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  it('says nothing of nothing, and falls back to no frame where there is none', () => {
    const { frame: _frame, ...bare } = unknownKey();

    expect(renderDiagnostics([], PLAIN)).toBe('');
    expect(renderDiagnostics([bare], PLAIN)).toContain('MANIFEST_UNKNOWN_KEY\nthis key is not known here\n');
    expect(renderDiagnostics([unknownKey()], { width: 10, isColour: true })).toContain('\u001b[31m^^^^^^');
  });
});

describe('renderError', () => {
  it('says where, which, what happened and what to do', () => {
    const error = new ConcordatError('WRITE_REFUSED', 'The system refused the update.', {
      at: 'erp:kunden',
      advice: 'concordat why customer',
    });

    expect(renderError(error, PLAIN)).toBe(
      'erp:kunden  WRITE_REFUSED\nThe system refused the update.\nDo: concordat why customer\n',
    );
  });

  it('shows the collected problems first, so that the reason to stop stands last', () => {
    const error = new ConcordatError('MANIFEST_INVALID', 'The manifests have 1 error.', {
      diagnostics: [unknownKey()],
    });

    expect(renderError(error, PLAIN)).toMatch(
      /^sync\.d[^]*1 error\.\n\nMANIFEST_INVALID\nThe manifests have 1 error\.\n$/,
    );
  });
});

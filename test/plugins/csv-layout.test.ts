import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { CsvDocument } from '../../plugins/csv/document.ts';
import { splitCells, splitRows } from '../../plugins/csv/layout.ts';

const format = { delimiter: ',', encoding: 'utf-8' } as const;

/** Cells as text, with the quotes that a writer may choose. */
const cell = fc
  .tuple(fc.constantFrom('', 'a', 'b c', 'x"y', 'a,b', '\n', '\r\n', ' é😀', '=1'), fc.boolean())
  .map(([text, isQuoted]) => (isQuoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
const file = fc
  .tuple(
    fc.array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 4 }), fc.constantFrom('\n', '\r\n', '\r'))),
    fc.constantFrom('', '\n', '\n\n', '\ra,b'),
  )
  .map(([rows, end]) => rows.map(([cells, newline]) => cells.join(',') + newline).join('') + end);

describe('the layout of a CSV file', () => {
  it('joined again is the file, for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }), (text) => {
        const rows = splitRows(text, ',');
        expect(rows.map((row) => row.text + row.newline).join('')).toBe(text);
        for (const row of rows)
          expect(
            splitCells(row.text, ',')
              .map((part) => part.text)
              .join(','),
          ).toBe(row.text);
      }),
    );
  });

  it('says what csv-parse says of every well-formed file', () => {
    fc.assert(
      fc.property(file, (text) => {
        const parsed: unknown[][] = parse(text, {
          record_delimiter: ['\r\n', '\n', '\r'],
          relax_column_count: true,
          skip_empty_lines: true,
          cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
        });
        const found = splitRows(text, ',')
          .filter((row) => row.text !== '')
          .map((row) => splitCells(row.text, ',').map((part) => part.cell));
        expect(found).toEqual(parsed);
      }),
    );
  });

  it('survives updates that change nothing', () => {
    fc.assert(
      fc.property(file, (text) => {
        const document = new CsvDocument(text, format, stringify);
        for (const index of document.records())
          document.update(index, new Map(document.cells(index).map((value, position) => [position, value])));
        expect(document.toText()).toBe(text);
      }),
    );
  });

  it('gives back every value that is written into it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (value, isQuoted) => {
        const document = new CsvDocument(`id,a\n1,${isQuoted ? '"x"' : 'x'}\n`, format, stringify);
        document.update(1, new Map([[1, value]]));
        const again = new CsvDocument(document.toText(), format, stringify);
        expect(again.cells(1)).toEqual(['1', value]);
      }),
    );
  });
});

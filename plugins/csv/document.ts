import type { stringify } from 'csv-stringify/sync';
import type { Format } from './format.ts';
import { splitCells, splitRows, type CellText, type RowText } from './layout.ts';
import type { Cell } from './record.ts';

/** A whole file to edit. What is not touched keeps its characters: rows, cells, quotes, line breaks, empty lines. */
export class CsvDocument {
  readonly header: readonly Cell[];
  readonly #format: Format;
  readonly #stringify: typeof stringify;
  #rows: RowText[];

  constructor(text: string, format: Format, stringifyCells: typeof stringify) {
    this.#format = format;
    this.#stringify = stringifyCells;
    this.#rows = [...splitRows(text, format.delimiter)];
    this.header = this.cells(this.#headerIndex());
  }

  /** Numbers of the rows with records. */
  *records(): Generator<number> {
    for (let index = this.#headerIndex() + 1; index < this.#rows.length; index += 1) {
      if (this.#rows[index]?.text !== '') yield index;
    }
  }

  cells(index: number): readonly Cell[] {
    return this.#split(index).map(({ cell }) => cell);
  }

  /** Sets cells of one row by position; a cell that was quoted stays so. */
  update(index: number, values: ReadonlyMap<number, Cell>): void {
    const row = this.#rows[index];
    if (row === undefined) return;
    const cells = this.#split(index).map((old, position) => {
      const value = values.get(position);
      return value === undefined || value === old.cell ? old.text : this.#write(value, old.isQuoted);
    });
    this.#rows[index] = { ...row, text: cells.join(this.#format.delimiter) };
  }

  /** Adds a row at the end, with the line break of the header; a file without a final line break stays without. */
  append(cells: readonly Cell[]): number {
    const text = cells.map((cell) => this.#write(cell, false)).join(this.#format.delimiter);
    const newline = this.#rows[this.#headerIndex()]?.newline ?? '';
    const last = this.#rows.at(-1);
    const isOpen = last?.newline === '';
    if (isOpen) this.#rows[this.#rows.length - 1] = { text: last.text, newline: newline === '' ? '\n' : newline };
    return this.#rows.push({ text, newline: isOpen ? '' : newline }) - 1;
  }

  /** Takes rows out. Numbers of rows are new after this. */
  remove(indexes: ReadonlySet<number>): void {
    const isOpen = this.#rows.at(-1)?.newline === '';
    this.#rows = this.#rows.filter((_, index) => !indexes.has(index));
    const last = this.#rows.at(-1);
    if (isOpen && last !== undefined) this.#rows[this.#rows.length - 1] = { text: last.text, newline: '' };
  }

  toText(): string {
    return this.#rows.map(({ text, newline }) => text + newline).join('');
  }

  #headerIndex(): number {
    const index = this.#rows.findIndex(({ text }) => text !== '');
    return index === -1 ? this.#rows.length : index;
  }

  #split(index: number): readonly CellText[] {
    const row = this.#rows[index];
    return row === undefined ? [] : splitCells(row.text, this.#format.delimiter);
  }

  /** Formulas are data: nothing is put before `=`, `+`, `-` or `@`. */
  #write(cell: Cell, isQuoted: boolean): string {
    if (cell === null) return '';
    const { delimiter } = this.#format;
    const quoted = isQuoted || cell === '' || cell.includes(delimiter) || /["\r\n]|^\ufeff/.test(cell);
    return this.#stringify([[cell]], { delimiter, quoted, quoted_empty: true, eof: false, escape_formulas: false });
  }
}

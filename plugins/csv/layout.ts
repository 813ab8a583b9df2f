import type { Cell } from './record.ts';

/** One line of a file as it stands there. */
export interface RowText {
  /** Without its line break. */
  readonly text: string;
  /** `\n`, `\r\n`, `\r`, or nothing at the end of the file. */
  readonly newline: string;
}

/** One cell as it stands there, quotes included, and what it says. */
export interface CellText {
  readonly text: string;
  readonly isQuoted: boolean;
  readonly cell: Cell;
}

const QUOTE = '"';

/** Splits a file into its lines, empty ones too; a line break inside quotes is none. Joined again they are the file. */
export function splitRows(text: string, delimiter: string): readonly RowText[] {
  const rows: RowText[] = [];
  let start = 0;
  for (let position = 0, isCellStart = true; position < text.length;) {
    const character = text[position];
    if (character === QUOTE && isCellStart) {
      position = skipQuoted(text, position);
      isCellStart = false;
    } else if (character === '\n' || character === '\r') {
      const newline = text.startsWith('\r\n', position) ? '\r\n' : character;
      rows.push({ text: text.slice(start, position), newline });
      position += newline.length;
      start = position;
      isCellStart = true;
    } else {
      isCellStart = character === delimiter;
      position += 1;
    }
  }
  if (start < text.length) rows.push({ text: text.slice(start), newline: '' });
  return rows;
}

/** Splits a line into its cells. */
export function splitCells(row: string, delimiter: string): readonly CellText[] {
  const cells: CellText[] = [];
  for (let start = 0; ;) {
    const isQuoted = row[start] === QUOTE;
    const from = isQuoted ? skipQuoted(row, start) : start;
    const found = row.indexOf(delimiter, from);
    const end = found === -1 ? row.length : found;
    cells.push(cellText(row.slice(start, end), isQuoted));
    if (found === -1) return cells;
    start = end + 1;
  }
}

function cellText(text: string, isQuoted: boolean): CellText {
  if (!isQuoted) return { text, isQuoted, cell: text === '' ? null : text };
  return { text, isQuoted, cell: text.slice(1, -1).replaceAll('""', QUOTE) };
}

/** The position after the closing quote. */
function skipQuoted(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    if (text[position] !== QUOTE) continue;
    if (text[position + 1] !== QUOTE) return position + 1;
    position += 1;
  }
  return text.length;
}

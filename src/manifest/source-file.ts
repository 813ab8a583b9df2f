import type { Diagnostic, FrameLine, Place } from '../model/diagnostic.ts';

/** A manifest file before anything is known about it. `path` is relative to the project root, with `/`. */
export interface SourceFile {
  readonly path: string;
  /** Raw bytes, or text that was decoded already. */
  readonly content: string | Uint8Array;
  /** Size on disk, when the content was not read because of it. Default: the content's own. */
  readonly sizeBytes?: number;
}

/** A manifest file as text, with the offset at which each line starts. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** Text of a file, ready for places. */
export function toTextFile(path: string, text: string): TextFile {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { path, text, lineStarts };
}

/** The place of a character offset. Columns count UTF-16 units. */
export function placeAt(file: TextFile, offset: number): Place {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((file.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { file: file.path, line: low + 1, column: offset - (file.lineStarts[low] ?? 0) + 1 };
}

/** Longest line that a code frame shows whole, in characters. */
const MAX_FRAME_LINE = 400;

/** The line of a place and up to two lines on either side, cut when they are long; none when the line itself is too long to show. */
export function frameAround(file: TextFile, line: number): readonly FrameLine[] {
  const frame: FrameLine[] = [];
  for (let number = Math.max(1, line - 2); number <= Math.min(file.lineStarts.length, line + 2); number += 1) {
    const start = file.lineStarts[number - 1] ?? 0;
    const end = (file.lineStarts[number] ?? file.text.length + 1) - 1;
    const text = file.text.slice(start, end).replace(/\r$/, '');
    if (number === line && text.length > MAX_FRAME_LINE) return [];
    const isLastAndEmpty = number === file.lineStarts.length && text === '';
    if (!isLastAndEmpty || number === line) frame.push({ number, text: text.slice(0, MAX_FRAME_LINE) });
  }
  return frame;
}

/** Fills in the code frame of every diagnostic that has a place and no frame yet, and sorts them by file, line and column. */
export function finishDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: ReadonlyMap<string, TextFile>,
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => withFrame(diagnostic, files)).sort(compareDiagnostics);
}

function withFrame(diagnostic: Diagnostic, files: ReadonlyMap<string, TextFile>): Diagnostic {
  if (typeof diagnostic.at === 'string' || diagnostic.frame !== undefined) return diagnostic;
  const file = files.get(diagnostic.at.file);
  return file === undefined ? diagnostic : { ...diagnostic, frame: frameAround(file, diagnostic.at.line) };
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  const [left, right] = [placeOf(a), placeOf(b)];
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line || left.column - right.column || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

function placeOf(diagnostic: Diagnostic): Place {
  return typeof diagnostic.at === 'string' ? { file: diagnostic.at, line: 0, column: 0 } : diagnostic.at;
}

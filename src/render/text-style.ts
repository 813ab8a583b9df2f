import type { Sign } from './change-kind.ts';
import type { Paint } from './paint.ts';
import { displayWidth, wrapText } from './width.ts';

/** How a text is laid out. */
export interface TextStyle {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Narrower terminals are treated as this wide. */
export const NARROWEST = 40;

/** A sign in its colour. */
export function paintSign(paint: Paint, sign: Sign): string {
  return paintAs(paint, sign, sign);
}

/** A text in the colour of a sign. */
export function paintAs(paint: Paint, sign: Sign, text: string): string {
  switch (sign) {
    case '+':
      return paint.green(text);
    case '~':
      return paint.yellow(text);
    case '!':
      return paint.magenta(text);
    case '?':
      return paint.cyan(text);
    case '=':
      return paint.blue(text);
    case '-':
    case 'x':
      return paint.red(text);
  }
}

/** Where texts end, in columns. */
export interface Ends {
  readonly edge: number;
  readonly width: number;
  readonly indent: number;
}

/** `left`, and `right` painted so that it ends at `edge`; wrapped below `left` when both do not fit in `width`. `right` has no colours. */
export function alignEnds(
  left: string,
  right: string,
  paint: (text: string) => string,
  { edge, width, indent }: Ends,
): string[] {
  if (right === '') return [left];
  const used = displayWidth(left) + displayWidth(right) + 2;
  if (used > width) return [left, ...wrapText(right, width - indent).map((line) => ' '.repeat(indent) + paint(line))];
  const end = Math.min(width, Math.max(edge, used));
  return [left + ' '.repeat(end - displayWidth(left) - displayWidth(right)) + paint(right)];
}

/** Prose indented by `indent` columns, wrapped to the terminal. */
export function indentProse(text: string, indent: number, style: TextStyle): string[] {
  return wrapText(text, Math.max(20, style.width - indent)).map((line) => ' '.repeat(indent) + line);
}

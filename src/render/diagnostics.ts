import { formatPlace, type Diagnostic, type FrameLine, type Place } from '../model/diagnostic.ts';
import { escapeText } from './escape.ts';
import { paintFor, type Paint } from './paint.ts';
import { indentProse, NARROWEST, type TextStyle } from './text-style.ts';
import { cutEnd, displayWidth, padLeft } from './width.ts';
import { countOf } from './words.ts';

/** How to write for a terminal. */
export interface TerminalOptions {
  /** Columns; under 40 counts as 40. */
  readonly width: number;
  readonly isColour: boolean;
}

/** What renderError needs of a ConcordatError; also its form after a trip through JSON. */
export interface ErrorLike {
  readonly code: string;
  readonly message: string;
  readonly at?: string | undefined;
  readonly advice?: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Diagnostics for a terminal, in their order, each with place, code frame and detail; then how many. Empty for none. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: TerminalOptions): string {
  if (diagnostics.length === 0) return '';
  const style = styleOf(options);
  const blocks = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, style).join('\n'));
  return `${blocks.join('\n\n')}\n\n${style.paint.bold(countLine(diagnostics))}\n`;
}

/** An error that stopped a command: where and which, what happened, what to do, and the problems that it collected. */
export function renderError(error: ErrorLike, options: TerminalOptions): string {
  const style = styleOf(options);
  const { paint } = style;
  const at = error.at === undefined ? '' : `${paint.bold(escapeText(error.at))}  `;
  const advice = error.advice === undefined ? [] : indentProse(`Do: ${escapeText(error.advice)}`, 0, style);
  const lines = [
    at + paint.red(escapeText(error.code)),
    ...indentProse(escapeText(error.message), 0, style),
    ...advice,
  ];
  const problems = error.diagnostics.length === 0 ? '' : `${renderDiagnostics(error.diagnostics, options)}\n`;
  return `${problems}${lines.join('\n')}\n`;
}

function styleOf(options: TerminalOptions): TextStyle {
  return { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
}

function renderDiagnostic(diagnostic: Diagnostic, style: TextStyle): string[] {
  const { paint } = style;
  const place = typeof diagnostic.at === 'string' ? diagnostic.at : formatPlace(diagnostic.at);
  const tag = diagnostic.severity === 'error' ? '' : ` (${diagnostic.severity})`;
  const head = `${paint.bold(escapeText(place))}  ${toneOf(diagnostic, paint)(escapeText(diagnostic.code) + tag)}`;
  const detail = indentProse(escapeText(diagnostic.detail), 0, style);
  if (typeof diagnostic.at === 'string' || diagnostic.frame === undefined || diagnostic.frame.length === 0) {
    return [head, ...indentProse(escapeText(diagnostic.summary), 0, style), ...detail];
  }
  return [head, '', ...renderFrame(diagnostic, diagnostic.at, diagnostic.frame, style), '', ...detail];
}

function renderFrame(diagnostic: Diagnostic, at: Place, frame: readonly FrameLine[], style: TextStyle): string[] {
  const { paint } = style;
  const digits = Math.max(...frame.map((line) => String(line.number).length));
  const room = style.width - digits - 5;
  const source = frame.find((line) => line.number === at.line)?.text ?? '';
  const start =
    displayWidth(escapeText(source.slice(0, at.column - 1))) < room - 8
      ? 0
      : Math.max(0, at.column - 1 - Math.floor(room / 2));
  const gutter = (number: string) => paint.dim(`  ${padLeft(number, digits)} │ `);
  return frame.flatMap((line) => {
    const shown = gutter(String(line.number)) + cutEnd(sliceFrom(line.text, start), room);
    return line.number === at.line
      ? [shown, ...renderCaret(diagnostic, { source, column: at.column, start, gutter: gutter('') }, style)]
      : [shown.trimEnd()];
  });
}

interface SourceLine {
  readonly source: string;
  /** UTF-16 column of the problem, from 1. */
  readonly column: number;
  /** UTF-16 position from which the line is shown. */
  readonly start: number;
  readonly gutter: string;
}

function renderCaret(
  diagnostic: Diagnostic,
  { source, column, start, gutter }: SourceLine,
  style: TextStyle,
): string[] {
  const before = displayWidth(sliceFrom(source.slice(0, column - 1), start));
  const covered = displayWidth(escapeText(source.slice(column - 1, column - 1 + (diagnostic.length ?? 1))));
  const room = style.width - displayWidth(gutter) - before;
  const carets = '^'.repeat(Math.max(1, Math.min(covered, room)));
  const tone = toneOf(diagnostic, style.paint);
  const summary = escapeText(diagnostic.summary);
  const indent = gutter + ' '.repeat(before);
  if (carets.length + 1 + displayWidth(summary) <= room) return [indent + tone(`${carets} ${summary}`)];
  return [
    indent + tone(carets),
    ...indentProse(summary, displayWidth(gutter), style).map((line) => gutter + tone(line.trimStart())),
  ];
}

/** The text from UTF-16 position `start` on, escaped; an ellipsis stands for what is left out. */
function sliceFrom(text: string, start: number): string {
  return start === 0 ? escapeText(text) : `…${escapeText(text.slice(start))}`;
}

function toneOf(diagnostic: Diagnostic, paint: Paint): (text: string) => string {
  if (diagnostic.severity === 'error') return paint.red;
  return diagnostic.severity === 'warning' ? paint.yellow : paint.dim;
}

function countLine(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning', 'info'] as const).map((severity) => ({
    severity,
    count: diagnostics.filter((diagnostic) => diagnostic.severity === severity).length,
  }));
  const told = counts.filter(({ count }) => count > 0);
  return `${told.map(({ severity, count }) => countOf(count, severity === 'info' ? 'hint' : severity)).join(', ')}.`;
}

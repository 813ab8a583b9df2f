import type { Writable } from 'node:stream';
import type { Progress } from '../pipeline/run.ts';
import type { Terminal } from './terminal.ts';

/** Work that is done before this has nothing to say. */
const QUIET_MS = 2_000;
const REDRAW_MS = 200;
const PLAIN_LINE_MS = 1_000;
/** What the phases of a run are called. */
const PHASES: Readonly<Record<string, string>> = { read: 'reading', apply: 'writing' };
const CLEAR_LINE = '\r\u001b[2K';

/** Tells how far a long run is: one living line on a terminal, a plain line a second elsewhere. Nothing in the first 2 s. */
export interface ProgressLine {
  readonly tell: Progress;
  /** Takes the living line away, before something else is written; the next event draws it again. */
  clear(): void;
}

/** Progress on `stream`, or nowhere when it is null, by a clock in milliseconds that never steps back. */
export function startProgressLine(stream: Writable | null, terminal: Terminal, clock: () => number): ProgressLine {
  const startedMs = clock();
  const intervalMs = terminal.isInteractive ? REDRAW_MS : PLAIN_LINE_MS;
  let latest: Parameters<Progress>[0] | null = null;
  let drawnText = '';
  let drawnMs = Number.NEGATIVE_INFINITY;
  const draw = (): void => {
    const nowMs = clock();
    if (stream === null || latest === null || nowMs - startedMs < QUIET_MS || nowMs - drawnMs < intervalMs) return;
    const text = progressText(latest, terminal.isInteractive ? Math.floor((nowMs - startedMs) / 1000) : null);
    if (text === drawnText) return;
    [drawnText, drawnMs] = [text, nowMs];
    stream.write(terminal.isInteractive ? CLEAR_LINE + text.slice(0, terminal.width - 1) : `${text}\n`);
  };
  const timer = setInterval(draw, intervalMs);
  timer.unref();
  return {
    tell: (event) => {
      latest = event;
      draw();
    },
    clear: () => {
      if (terminal.isInteractive && drawnText !== '') stream?.write(CLEAR_LINE);
      drawnText = '';
      latest = null;
    },
  };
}

/** One event as a line, e.g. `reading crm: 1,200 of 4,000  12 s`. */
export function progressText(event: Parameters<Progress>[0], elapsedSeconds: number | null): string {
  const phase = PHASES[event.phase] ?? event.phase;
  const what = event.system === undefined ? phase : `${phase} ${event.system}`;
  const total = event.total === undefined ? '' : ` of ${grouped(event.total)}`;
  const count = event.count === undefined ? '' : `: ${grouped(event.count)}${total}`;
  return `${what}${count}${elapsedSeconds === null ? '' : `  ${elapsedSeconds} s`}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

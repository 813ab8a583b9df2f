import { ConcordatError } from '../model/error.ts';

/** Exit code after Ctrl-C, 128 + 2 by the shells' convention. */
const INTERRUPTED = 130;

/**
 * A signal that aborts on the first Ctrl-C (or SIGTERM), so that work stops at the next safe place; the second one ends the
 * program at once with exit 130.
 * @param tell called once, when the first one arrives
 */
export function listenForInterrupt(tell: (text: string) => void): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    tell('Stopping at the next safe place. Once more to stop at once.');
    controller.abort(
      new ConcordatError('INTERRUPTED', 'Stopped before it was done, because you asked for it.', { exit: INTERRUPTED }),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

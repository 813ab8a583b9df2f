import { ConcordatError } from '../../src/model/error.ts';
import { stateBusy } from '../../src/state/state-errors.ts';
import type { Choices } from './choices.ts';
import type { Call } from './memory-store.ts';
import type { Process } from './process.ts';

/** How often the state's disk misbehaves, share of calls 0..1. */
export interface DiskWeather {
  rate: number;
}

/**
 * Calls of one process to the state: they take a moment, may crash the process, and may fail: busy (nothing happened), disk full (nothing
 * happened), or an fsync error after which the commit is there all the same.
 */
export function faultyCalls(
  process: Process,
  choices: Choices,
  {
    weather,
    onFailed,
    onDone,
  }: {
    readonly weather: DiskWeather;
    readonly onFailed: (name: string, error: unknown) => void;
    readonly onDone: (name: string) => void;
  },
): Call {
  const counts = new Map<string, number>();
  return (name, isWrite, perform) => {
    if (!isWrite) return process.read(perform);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const occasion = `state ${process.name} ${name} ${count}`;
    const work = (): ReturnType<typeof perform> => {
      if (choices.happens(`${occasion} busy`, weather.rate)) throw stateBusy('simulated state', null);
      if (choices.happens(`${occasion} full`, weather.rate * 0.5)) throw diskFull();
      const result = perform();
      if (choices.happens(`${occasion} torn`, weather.rate * 0.5)) throw fsyncFailed();
      return result;
    };
    const told = (): ReturnType<typeof perform> => {
      try {
        const result = work();
        onDone(name);
        return result;
      } catch (error) {
        onFailed(name, error);
        throw error;
      }
    };
    return process.effect(`state.${name}`, told, { latencyMs: 2 });
  };
}

function diskFull(): ConcordatError {
  return new ConcordatError('STATE_UNREADABLE', 'The disk of the state is full.', { at: 'simulated state' });
}

function fsyncFailed(): ConcordatError {
  return new ConcordatError('STATE_UNREADABLE', 'The disk of the state reports an error.', { at: 'simulated state' });
}

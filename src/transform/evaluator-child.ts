import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConcordatError } from '../model/error.ts';
import type { EvaluatorLimits } from './evaluator-limits.ts';
import type { EvaluationReply, EvaluationRequest } from './evaluator-protocol.ts';

/** Silence beyond twice an input's time after which the process is taken to hang in code that cannot be interrupted. */
const GRACE_MS = 1000;
/** How long the process may take to start. */
const START_MS = 30_000;

/** What a child came to: it finished the request, it was ended for its silence, or it ended by itself. */
export type ChildEnd = 'done' | 'silent' | 'crashed';

/** One running process. Not used again after an exchange that did not end in `done`. */
export interface EvaluatorChild {
  /** Sends a request and hands over its replies as they come. One at a time. */
  exchange(request: EvaluationRequest, onReply: (reply: EvaluationReply) => void): Promise<ChildEnd>;
  readonly isAlive: boolean;
  /** Ends it at once; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Forks the evaluating process and waits until it is ready. Throws EVALUATOR_UNAVAILABLE when it does not start. */
export async function startChild(limits: EvaluatorLimits): Promise<EvaluatorChild> {
  const child = forkProcess(limits);
  let listener: ((end: ChildEnd | EvaluationReply) => void) | undefined;
  let isAlive = true;
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      isAlive = false;
      listener?.('crashed');
      resolve();
    };
    child.once('exit', end);
    child.on('error', end);
  });
  child.on('message', (reply: EvaluationReply) => listener?.(reply));
  const receive = (patienceMs: number, onReply: (reply: EvaluationReply) => void): Promise<ChildEnd> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        settle('silent');
      }, patienceMs);
      const settle = (end: ChildEnd): void => {
        clearTimeout(timer);
        listener = undefined;
        setHold(child, false);
        resolve(end);
      };
      listener = (event) => {
        if (typeof event === 'string') return settle(event);
        timer.refresh();
        onReply(event);
        if (event.isDone) settle('done');
      };
      setHold(child, true);
      if (!isAlive) settle('crashed');
    });
  const handle: EvaluatorChild = {
    exchange(request, onReply) {
      const end = receive(2 * limits.timeoutMs + GRACE_MS, onReply);
      if (isAlive) child.send(request, () => {});
      return end;
    },
    get isAlive() {
      return isAlive;
    },
    async kill() {
      if (isAlive) child.ref();
      child.kill('SIGKILL');
      await gone;
    },
  };
  if ((await receive(START_MS, () => {})) !== 'done') throw unavailable();
  return handle;
}

/** No environment but the time zone; it may read its own code and the library, and nothing else. */
function forkProcess(limits: EvaluatorLimits): ChildProcess {
  const here = fileURLToPath(import.meta.url);
  const script = join(dirname(here), here.endsWith('.ts') ? 'evaluator-process.ts' : 'evaluator-process.js');
  const library = createRequire(import.meta.url).resolve('jsonata');
  return fork(script, [library, JSON.stringify(limits)], {
    cwd: dirname(here),
    env: { TZ: 'UTC' },
    execArgv: [
      '--permission',
      `--allow-fs-read=${dirname(here)}`,
      `--allow-fs-read=${library}`,
      '--disallow-code-generation-from-strings',
      `--max-old-space-size=${limits.memoryMb}`,
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** Whether the process keeps this one from ending: only while it works. */
function setHold(child: ChildProcess, isHeld: boolean): void {
  if (isHeld) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}

function unavailable(): ConcordatError {
  return new ConcordatError('EVALUATOR_UNAVAILABLE', 'The process that evaluates expressions could not be started.', {
    advice: 'Check that this machine allows another process, and that the installation is complete.',
  });
}

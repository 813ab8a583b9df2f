import { readFileSync } from 'node:fs';
import { Script, createContext } from 'node:vm';
import { engineScript, type Engine } from './evaluator-engine.ts';
import type { EvaluatorLimits } from './evaluator-limits.ts';
import type { EvaluationRequest } from './evaluator-protocol.ts';

/** How long the engine works before its results are handed over and the process looks at its channel. */
const SLICE_MS = 100;

/** Runs requests slice by slice. */
export interface Sandbox {
  begin(request: EvaluationRequest): void;
  /** Evaluates for about 100 ms. */
  slice(): Slice;
}

/** What came of a slice. */
export interface Slice {
  /** JSON array of results, in order; never fewer than one. */
  readonly results: string;
  readonly isDone: boolean;
  /** Inputs among them that exhausted a limit. */
  readonly guilty: number;
}

/** A context with its engine. */
interface Room {
  readonly engine: Engine;
  readonly go: () => void;
}

/**
 * A context of its own for JSONata: no `process`, no modules, no clock, no randomness, no code from strings. Its
 * microtasks run inside the timeout, so that every loop, regular expression and recursion can be ended; after that the
 * context is thrown away.
 */
export function createSandbox(jsonataFile: string, limits: EvaluatorLimits): Sandbox {
  const jsonata = new Script(`var exports = {}, module = { exports };\n${readFileSync(jsonataFile, 'utf8')}`);
  const engine = new Script(
    `${engineScript()}\ncreateEngine(module.exports, stopClock(globalThis), ${JSON.stringify(limits)})`,
  );
  const go = new Script(`engine.run(${SLICE_MS})`);
  let room = openRoom(jsonata, engine, go, limits);
  let request: EvaluationRequest | undefined;
  const restart = (from: number): void => {
    room = openRoom(jsonata, engine, go, limits);
    if (request !== undefined) room.engine.start(request.expression, request.inputs, request.bindings, from);
  };
  return {
    begin(next) {
      request = next;
      room.engine.start(next.expression, next.inputs, next.bindings, 0);
    },
    slice() {
      const count = request?.count ?? 0;
      const before = room.engine.next();
      if (before >= count) return { results: '[]', isDone: true, guilty: 0 };
      const code = runRoom(room, before);
      const after = room.engine.next();
      const results = room.engine.take();
      if (code === null) return { results, isDone: after >= count, guilty: countGuilty(results) };
      restart(after + 1);
      const all = addResult(results, code);
      return { results: all, isDone: after + 1 >= count, guilty: countGuilty(all) };
    },
  };
}

function openRoom(jsonata: Script, engine: Script, go: Script, limits: EvaluatorLimits): Room {
  const context = createContext(Object.create(null), {
    microtaskMode: 'afterEvaluate',
    codeGeneration: { strings: false, wasm: false },
  });
  context['window'] = { btoa: encodeBase64, atob: decodeBase64 };
  jsonata.runInContext(context);
  const running: Engine = engine.runInContext(context);
  context['engine'] = running;
  return { engine: running, go: () => void go.runInContext(context, { timeout: limits.timeoutMs + SLICE_MS }) };
}

/** Null when the engine came back by itself, else the code of the input at which it had to be ended. */
function runRoom(room: Room, before: number): string | null {
  try {
    room.go();
    return room.engine.next() === before ? 'EXPRESSION_FAILED' : null;
  } catch (error) {
    const isTimeout = (error as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    return isTimeout ? 'EXPRESSION_TIMEOUT' : 'EXPRESSION_FAILED';
  }
}

/** Quotes inside texts are escaped, so that data cannot look like a code. */
function countGuilty(results: string): number {
  return results.match(/\[2,"EXPRESSION_(?:TIMEOUT|MEMORY|DEPTH)"\]/g)?.length ?? 0;
}

function addResult(results: string, code: string): string {
  return results === '[]' ? `[[2,"${code}"]]` : `${results.slice(0, -1)},[2,"${code}"]]`;
}

/** As the reference does in Node: the low byte of each character. */
function encodeBase64(text: string): string {
  return Buffer.from(text, 'binary').toString('base64');
}

function decodeBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('binary');
}

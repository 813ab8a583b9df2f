import { ConcordatError } from '../model/error.ts';
import type { Json } from '../model/value.ts';
import type { EvaluationResult, Evaluator } from './contract.ts';
import { startChild, type ChildEnd, type EvaluatorChild } from './evaluator-child.ts';
import { splitInputs, type Chunk } from './evaluator-chunks.ts';
import { DEFAULT_LIMITS, MAX_SOURCE_LENGTH, type EvaluatorLimits } from './evaluator-limits.ts';
import type { WireResult } from './evaluator-protocol.ts';
import { failure } from './expression-codes.ts';

/** An evaluator that also takes variables, for callers inside this room. */
export interface ProcessEvaluator extends Evaluator {
  /** @param inputs undefined stands for no input at all */
  evaluate(
    expression: string,
    inputs: readonly (Json | undefined)[],
    bindings?: Readonly<Record<string, Json>>,
  ): Promise<readonly EvaluationResult[]>;
}

/**
 * Evaluates JSONata in one child process, started on first use, restarted when an expression exhausts its memory, and
 * never keeping this process from ending. Calls are queued. After close, evaluate rejects with EVALUATOR_CLOSED.
 */
export function createEvaluator(limits: Partial<EvaluatorLimits> = {}): ProcessEvaluator {
  const state: State = { limits: { ...DEFAULT_LIMITS, ...limits }, child: undefined, isClosed: false, lastId: 0 };
  let queue: Promise<unknown> = Promise.resolve();
  return {
    evaluate(expression, inputs, bindings) {
      const call = queue.then(() => evaluateAll(state, { expression, inputs, bindings }));
      queue = call.catch(() => {});
      return call;
    },
    async close() {
      state.isClosed = true;
      const child = state.child;
      state.child = undefined;
      await child?.kill();
    },
  };
}

/** The one mutable thing: which child is alive. */
interface State {
  readonly limits: EvaluatorLimits;
  child: EvaluatorChild | undefined;
  isClosed: boolean;
  lastId: number;
}

/** One call. */
interface Call {
  readonly expression: string;
  readonly inputs: readonly (Json | undefined)[];
  readonly bindings: Readonly<Record<string, Json>> | undefined;
}

/** Codes of inputs that cost too much to go on for long. */
const GUILTY: ReadonlySet<string> = new Set(['EXPRESSION_TIMEOUT', 'EXPRESSION_MEMORY', 'EXPRESSION_DEPTH']);

/** What a call has come to. */
interface Progress {
  readonly results: EvaluationResult[];
  guiltyLeft: number;
}

async function evaluateAll(state: State, call: Call): Promise<readonly EvaluationResult[]> {
  const progress: Progress = { results: [], guiltyLeft: state.limits.guiltyInputs };
  if (call.expression.length > MAX_SOURCE_LENGTH) fill(progress, call.inputs.length, 'EXPRESSION_TOO_LONG');
  /** Inputs before this one are sent alone, since one of them ended a child. */
  let aloneUntil = 0;
  while (progress.results.length < call.inputs.length) {
    if (progress.guiltyLeft <= 0) fill(progress, call.inputs.length, 'EXPRESSION_STOPPED');
    const from = progress.results.length;
    const chunk = splitInputs(call.inputs, from, from < aloneUntil);
    const end = await evaluateChunk(state, call, chunk, progress);
    if (end === 'done' || progress.results.length >= from + chunk.count) continue;
    if (chunk.count === 1) addGuilty(progress, end === 'silent' ? 'EXPRESSION_TIMEOUT' : 'EXPRESSION_MEMORY');
    else aloneUntil = from + chunk.count;
  }
  return progress.results;
}

async function evaluateChunk(state: State, call: Call, chunk: Chunk, progress: Progress): Promise<ChildEnd> {
  if (chunk.count === 0) return 'done';
  const child = await aliveChild(state);
  state.lastId += 1;
  const bindings = call.bindings === undefined ? null : JSON.stringify(call.bindings);
  const { expression } = call;
  const { text: inputs, count } = chunk;
  const request = { id: state.lastId, expression, inputs, count, bindings, guiltyInputs: progress.guiltyLeft };
  const end = await child.exchange(request, (reply) => {
    const results = JSON.parse(reply.results) as readonly WireResult[];
    for (const result of results) addResult(progress, result);
  });
  if (state.isClosed) throw closed();
  if (end !== 'done') {
    state.child = undefined;
    await child.kill();
  }
  return end;
}

async function aliveChild(state: State): Promise<EvaluatorChild> {
  if (state.isClosed) throw closed();
  if (state.child?.isAlive === true) return state.child;
  const child = await startChild(state.limits);
  if (state.isClosed) {
    await child.kill();
    throw closed();
  }
  state.child = child;
  return child;
}

function addResult(progress: Progress, result: WireResult): void {
  if (result[0] === 0) progress.results.push({ ok: true, value: undefined });
  else if (result[0] === 1) progress.results.push({ ok: true, value: result[1] as Json });
  else if (GUILTY.has(result[1])) addGuilty(progress, result[1]);
  else progress.results.push(failure(result[1]));
}

function addGuilty(progress: Progress, code: string): void {
  progress.guiltyLeft -= 1;
  progress.results.push(failure(code));
}

function fill(progress: Progress, count: number, code: string): void {
  while (progress.results.length < count) progress.results.push(failure(code));
}

function closed(): ConcordatError {
  return new ConcordatError(
    'EVALUATOR_CLOSED',
    'Bug in concordat: an expression was evaluated after the evaluator was closed.',
  );
}

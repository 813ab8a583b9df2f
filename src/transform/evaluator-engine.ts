/*
 * These functions run inside the sandbox's own context: `engineScript` hands their source text to node:vm. They may use
 * each other and JavaScript's own globals, nothing else; only strings and numbers cross the border.
 */

/** What the engine needs of a compiled expression. */
interface Compiled {
  evaluate(input: unknown, bindings: Record<string, unknown> | undefined): Promise<unknown>;
  registerFunction(name: string, implementation: () => never): void;
  ast(): unknown;
}

/** Compiles an expression. */
type Compile = (source: string, options: { readonly stack: number }) => Compiled;

/** Bounds the engine itself keeps; time and memory are kept around it. */
interface EngineLimits {
  readonly depth: number;
  readonly outputBytes: number;
}

/** One request in progress. `next` is the input being evaluated, or the count when all are done. */
interface Job {
  readonly expression: string;
  readonly inputs: readonly (readonly unknown[])[];
  readonly bindings: Record<string, unknown> | undefined;
  next: number;
  results: string[];
}

/** The engine as the sandbox drives it. */
export interface Engine {
  start(expression: string, inputs: string, bindings: string | null, from: number): void;
  /** Starts evaluating; goes on in microtasks until `sliceMs` are over or all inputs are done. */
  run(sliceMs: number): void;
  next(): number;
  /** The results since the last call, as a JSON array. */
  take(): string;
}

/** Builds the engine. Compiled expressions are kept, the oldest dropped after 500. */
export function createEngine(compile: Compile, clock: () => number, limits: EngineLimits): Engine {
  const cache = new Map<string, Compiled>();
  let job: Job = { expression: '', inputs: [], bindings: undefined, next: 0, results: [] };
  return {
    start(expression, inputs, bindings, from) {
      const data = bindings === null ? undefined : JSON.parse(bindings);
      job = { expression, inputs: JSON.parse(inputs), bindings: data, next: from, results: [] };
    },
    run(sliceMs) {
      void runSlice(job, clock() + sliceMs, { compile, cache, clock, limits });
    },
    next: () => job.next,
    take() {
      const text = `[${job.results.join(',')}]`;
      job.results = [];
      return text;
    },
  };
}

/** What a slice works with. */
interface Tools {
  readonly compile: Compile;
  readonly cache: Map<string, Compiled>;
  readonly clock: () => number;
  readonly limits: EngineLimits;
}

/** Evaluates inputs until `untilMs`; at least one. */
async function runSlice(job: Job, untilMs: number, tools: Tools): Promise<void> {
  while (job.next < job.inputs.length) {
    const result = await evaluateInput(job, tools);
    job.results.push(result);
    job.next += 1;
    if (tools.clock() >= untilMs) return;
  }
}

/** One result in wire form. */
async function evaluateInput(job: Job, tools: Tools): Promise<string> {
  try {
    const compiled = compileOnce(job.expression, tools);
    const input = job.inputs[job.next];
    const output = await compiled.evaluate(input === undefined ? undefined : input[0], job.bindings);
    if (output === undefined) return '[0]';
    const plain = plainOutput(output, { left: tools.limits.outputBytes }, 0);
    return `[1,${JSON.stringify(plain)}]`;
  } catch (error) {
    return `[2,"${codeOf(error)}"]`;
  }
}

/** The compiled expression, with everything that is not a function of the input taken away. */
function compileOnce(source: string, tools: Tools): Compiled {
  const known = tools.cache.get(source);
  if (known !== undefined) return known;
  const compiled = tools.compile(source, { stack: tools.limits.depth });
  if (hasLostRegex(compiled.ast(), new Set())) throw { code: 'EXPRESSION_REGEX_COALESCE' };
  for (const name of ['now', 'millis', 'random', 'shuffle', 'eval']) {
    compiled.registerFunction(name, () => {
      throw { code: 'EXPRESSION_IMPURE' };
    });
  }
  const [oldest] = tools.cache.keys();
  if (tools.cache.size >= 500 && oldest !== undefined) tools.cache.delete(oldest);
  tools.cache.set(source, compiled);
  return compiled;
}

/** True when the parser's copy of a `??` or `?:` left side turned a regex into an empty object. */
export function hasLostRegex(node: unknown, seen: Set<unknown>): boolean {
  if (typeof node !== 'object' || node === null || seen.has(node)) return false;
  seen.add(node);
  const { type, value } = node as { type?: unknown; value?: unknown };
  if (type === 'regex' && Object.prototype.toString.call(value) !== '[object RegExp]') return true;
  for (const child of Object.values(node)) if (hasLostRegex(child, seen)) return true;
  return false;
}

/** Plain JSON of an evaluation's output: no sequences, functions, odd prototypes, non-finite numbers or excess. */
export function plainOutput(value: unknown, budget: { left: number }, depth: number): unknown {
  budget.left -= typeof value === 'string' ? value.length + 2 : 4;
  if (budget.left < 0 || depth > 100) throw { code: 'EXPRESSION_OUTPUT' };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'object') throw { code: 'EXPRESSION_OUTPUT' };
  if (Array.isArray(value))
    return Array.from(value, (item) => (item === undefined ? null : plainOutput(item, budget, depth + 1)));
  const plain = Object.create(null);
  for (const [key, item] of Object.entries(value)) {
    budget.left -= key.length + 3;
    if (key === '__proto__' || key.startsWith('_jsonata_')) throw { code: 'EXPRESSION_OUTPUT' };
    if (item !== undefined) plain[key] = plainOutput(item, budget, depth + 1);
  }
  return plain;
}

/** The code of whatever was thrown; never its message, which holds data. */
export function codeOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (code === 'D1011') return 'EXPRESSION_DEPTH';
  if (typeof code === 'string' && /^(?:[STD]\d{4}|EXPRESSION_[A-Z_]+)$/.test(code)) return code;
  if (!(error instanceof RangeError)) return 'EXPRESSION_FAILED';
  return String(message).includes('call stack') ? 'EXPRESSION_DEPTH' : 'EXPRESSION_MEMORY';
}

/**
 * Takes clock and randomness away from everything that runs in this context, and gives back the clock. A date of "now"
 * can be made, since every evaluation makes one, but not looked at.
 */
export function stopClock(global: Record<string, unknown>): () => number {
  const RealDate = Date;
  const refuse = (): never => {
    throw { code: 'EXPRESSION_IMPURE' };
  };
  const unknownTime: Record<string, unknown> = {};
  for (const name of Object.getOwnPropertyNames(RealDate.prototype)) unknownTime[name] = refuse;
  const PureDate = function (...values: readonly number[]): unknown {
    return values.length === 0 ? unknownTime : Reflect.construct(RealDate, values);
  };
  global['Date'] = Object.assign(PureDate, { UTC: RealDate.UTC, parse: RealDate.parse, now: () => 0 });
  Math.random = refuse;
  return () => RealDate.now();
}

/** Source of a script that defines all of the above in the sandbox's context. */
export function engineScript(): string {
  const parts = [createEngine, runSlice, evaluateInput, compileOnce, hasLostRegex, plainOutput, codeOf, stopClock];
  return parts.map((part) => part.toString()).join('\n');
}

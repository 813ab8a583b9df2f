/** Bounds of one evaluation. All of them fail one input only, never the run. */
export interface EvaluatorLimits {
  /** Wall-clock time that one input may take. Default 1,000. */
  readonly timeoutMs: number;
  /** Old-space limit of the evaluating process, MiB. Default 256. */
  readonly memoryMb: number;
  /** Nested evaluations, which bounds recursion and the width of one constructor. Default 5,000. */
  readonly depth: number;
  /** Rough JSON size of one result. Default 1 MiB. */
  readonly outputBytes: number;
  /** Inputs of one call that may exhaust time, memory or depth before its other inputs are given up. Default 3. */
  readonly guiltyInputs: number;
}

/** The limits that hold unless a caller names others. */
export const DEFAULT_LIMITS: EvaluatorLimits = Object.freeze({
  timeoutMs: 1000,
  memoryMb: 256,
  depth: 5000,
  outputBytes: 1_048_576,
  guiltyInputs: 3,
});

/** Longest expression that is parsed, in characters. */
export const MAX_SOURCE_LENGTH = 65_536;

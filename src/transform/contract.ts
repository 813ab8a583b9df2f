import type { Json } from '../model/value.ts';

/** One evaluation's result. `code` is JSONata's (`T2001`) or one of ours (`EXPRESSION_TIMEOUT`, `EXPRESSION_OUTPUT`, …); no data in `detail`. */
export type EvaluationResult =
  | { readonly ok: true; readonly value: Json | undefined }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** Evaluates JSONata outside the main thread, bounded in time, memory, depth and output. */
export interface Evaluator {
  /** One result per input, in order. A runaway or crashing evaluation fails its own input only. Never rejects for the fault of an expression. */
  evaluate(expression: string, inputs: readonly Json[]): Promise<readonly EvaluationResult[]>;
  close(): Promise<void>;
}

/** What is known of an expression without running it. */
export type Analysis =
  | { readonly ok: true; readonly reads: readonly string[]; readonly readsAll: boolean }
  | { readonly ok: false; readonly code: string; readonly detail: string; readonly offset: number };

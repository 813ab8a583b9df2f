/** Parent → child: evaluate one expression over inputs. Data crosses as JSON text only. */
export interface EvaluationRequest {
  readonly id: number;
  readonly expression: string;
  /** JSON array with one element per input: `[value]`, or `[]` for undefined. */
  readonly inputs: string;
  readonly count: number;
  /** JSON object of variables, or null. */
  readonly bindings: string | null;
  /** Inputs that may still time out before the rest is given up. */
  readonly guiltyInputs: number;
}

/** Child → parent: the next results of a request, in order; or, with id 0, that the child is ready. */
export interface EvaluationReply {
  readonly id: number;
  /** JSON array of ResultCode entries. */
  readonly results: string;
  /** True with the last results of the request; fewer than `count` came when the guilty inputs were used up. */
  readonly isDone: boolean;
}

/** One result on the wire: `[0]` undefined, `[1, value]`, `[2, code]`. */
export type WireResult = readonly [0] | readonly [1, unknown] | readonly [2, string];

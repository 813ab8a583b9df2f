import type { Diagnostic } from './diagnostic.ts';

/** Options of a ConcordatError. */
export interface ConcordatErrorOptions {
  /** Field address, file:line:column or system:resource; never a value. */
  readonly at?: string;
  /** Default false. True when the same call may work later (locked, rate limited, unreachable). */
  readonly isRetryable?: boolean;
  readonly retryAfterMs?: number;
  /** What the person can do. */
  readonly advice?: string;
  /** Exit code of the command, design §7. Default 75 when retryable, else 1. */
  readonly exit?: number;
  /** Collected problems, shown below the message. */
  readonly diagnostics?: readonly Diagnostic[];
  readonly cause?: unknown;
}

/** Thrown when this step cannot go on. Callers branch on `code`, never on text. The message holds no data of a record. */
export class ConcordatError extends Error {
  readonly code: string;
  readonly at: string | undefined;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly advice: string | undefined;
  readonly exit: number;
  readonly diagnostics: readonly Diagnostic[];

  constructor(code: string, message: string, options: ConcordatErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ConcordatError';
    this.code = code;
    this.at = options.at;
    this.isRetryable = options.isRetryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.advice = options.advice;
    this.exit = options.exit ?? (this.isRetryable ? 75 : 1);
    this.diagnostics = options.diagnostics ?? [];
  }
}

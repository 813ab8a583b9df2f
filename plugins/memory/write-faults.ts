import type { NativeValue } from 'concordat/connector';

/** What becomes of a write that a fault hits. */
export type MemoryWriteEffect =
  /** `unknown`: the answer is lost before it landed, after it landed, or it lands when so much time has passed. */
  | { readonly kind: 'lose'; readonly landing: 'never' | 'now' | { readonly afterMs: number } }
  /** `failed`: nothing is written. Default code SYSTEM_BUSY. */
  | { readonly kind: 'fail'; readonly code?: string; readonly retryAfterMs?: number }
  /** `rejected`: nothing is written. */
  | { readonly kind: 'reject'; readonly code: string }
  /** `applied`, with other values than those sent. */
  | { readonly kind: 'alter'; readonly alter: (value: NativeValue, field: string) => NativeValue }
  /** `applied`, and nothing is written. */
  | { readonly kind: 'ignore' }
  /** The call throws, with nothing of it written. Default code SYSTEM_UNREACHABLE, which is retryable; SYSTEM_LOGIN is not. */
  | { readonly kind: 'throw'; readonly code?: string; readonly retryAfterMs?: number };

/** One planned fault of writes. The first that fits a change hits it. */
export type MemoryWriteFault = MemoryWriteEffect & {
  /** Only the call of writeBatch with this number, the system's first being 1. Default: every call. */
  readonly call?: number;
  /** Only changes whose id is this text; of creates without an id, those that set any field to it. Default: every change. */
  readonly record?: string;
  /** Only changes of this action. Default: every action. */
  readonly action?: 'create' | 'update' | 'delete';
  /** How many changes (of `throw`: calls) it hits, then it is over. Default: no end. */
  readonly times?: number;
};

/** Makes accepted text come out trimmed. */
export function trimmed(value: NativeValue): NativeValue {
  return typeof value === 'string' ? value.trim() : value;
}

/** Makes accepted decimals come out with so many digits after the point, as Number.toFixed rounds. */
export function rounded(digits: number): (value: NativeValue) => NativeValue {
  return (value) => (typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? Number(value).toFixed(digits) : value);
}

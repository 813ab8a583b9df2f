import { LATE_LANDING_MS, type SimSystemOptions } from '../contract.ts';

/** The longest time after which a request that the client gave up on may still land at a server, milliseconds. */
export const LATE_MS: number = LATE_LANDING_MS;

/** What one system does differently from its kind's usual way. All off by default. */
export interface Switches {
  /** Digits after the point of decimal fields, by `resource.field`; others keep what they are given. */
  readonly scales?: Readonly<Record<string, number>>;
  /** mysql: cuts and rounds without a word, as outside strict mode. */
  readonly isSloppy?: boolean;
  /** http: how lists are paged. Default `cursor`. */
  readonly paging?: 'offset' | 'cursor';
  /** http: what the connector proves a list's end with. Default `overlap`: each page begins with the last record of the one before. */
  readonly pageCheck?: 'overlap' | 'count' | 'none';
  /** http: longer pages are cut to this without a word. */
  readonly maxPageSize?: number;
  /** http: unknown fields are dropped with 200 instead of refused with 422. */
  readonly dropsUnknownFields?: boolean;
  /** http: a PATCH or DELETE of a missing id answers 204 instead of 404. */
  readonly answers204WhenMissing?: boolean;
  /** http: ETags are sent, If-Match is not looked at. `declared`: the connector knows and says strength `none`. */
  readonly ignoresIfMatch?: 'declared' | 'undeclared';
  /** http: an unconditional PATCH or DELETE answers 428. */
  readonly requiresCondition?: boolean;
  /** http: how long answers are kept by Idempotency-Key, milliseconds; 0 or absent for not at all. */
  readonly idempotencyMs?: number;
  /** http: half of the reads are answered by a replica that is so much behind, milliseconds. */
  readonly staleMs?: number;
  /** http: requests per window; more are answered with 429 and Retry-After in the given form. */
  readonly quota?: {
    readonly requests: number;
    readonly windowMs: number;
    readonly retryAfter: 'seconds' | 'date' | 'none';
  };
  /** csv: a write that breaks leaves its temporary file beside the file. */
  readonly isTorn?: boolean;
  /** csv: other programs may write between the last look at the file and the rename. */
  readonly hasRenameWindow?: boolean;
}

/** Options of one simulated system with its switches. */
export interface SystemSpec extends SimSystemOptions {
  readonly switches?: Switches;
}

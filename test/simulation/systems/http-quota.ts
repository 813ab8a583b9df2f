import { httpDate } from './http-date.ts';
import { type HttpResponse, problem } from './http-message.ts';
import type { Switches } from './switches.ts';

/** Counts requests in fixed windows, and refuses those above the number. */
export class Quota {
  readonly #rule: NonNullable<Switches['quota']>;
  #windowMs = 0;
  #count = 0;

  constructor(rule: NonNullable<Switches['quota']>) {
    this.#rule = rule;
  }

  /** Null when the request may pass. */
  take(nowMs: number): HttpResponse | null {
    const { requests, windowMs, retryAfter } = this.#rule;
    const start = nowMs - (nowMs % windowMs);
    if (start !== this.#windowMs) this.#count = 0;
    this.#windowMs = start;
    this.#count += 1;
    if (this.#count <= requests) return null;
    const endMs = start + windowMs;
    const response = problem(429, 'quota');
    if (retryAfter === 'none') return response;
    const seconds = Math.ceil((endMs - nowMs) / 1000);
    const value = retryAfter === 'seconds' ? String(seconds) : httpDate(nowMs + seconds * 1000);
    return { ...response, headers: { ...response.headers, 'retry-after': value } };
  }
}

import type { ConnectorOptions, WriteChange, WriteOutcome } from 'concordat/connector';

/** Answers to writes by their idempotency key, as a system keeps them: the same key within its time is the same answer, not written again. */
export class Answers {
  readonly #kept = new Map<string, { readonly outcome: WriteOutcome; readonly untilMs: number }>();

  /** The kept answer, or that of `write`, which is kept for `keepMs` unless it failed. Without a clock it is kept for ever. */
  get(
    { world, keepMs }: { readonly world: ConnectorOptions['world'] | null; readonly keepMs: number },
    { id, idempotencyKey }: WriteChange,
    write: () => WriteOutcome,
  ): WriteOutcome {
    if (idempotencyKey === undefined || keepMs === 0) return write();
    const now = world?.monotonicMs() ?? 0;
    const kept = this.#kept.get(idempotencyKey);
    if (kept !== undefined && now < kept.untilMs) return { ...kept.outcome, id };
    const outcome = write();
    if (outcome.status === 'applied') this.#kept.set(idempotencyKey, { outcome, untilMs: now + keepMs });
    return outcome;
  }
}

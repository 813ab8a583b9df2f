import type { PlannedChange } from '../model/record.ts';
import type { ApplyContext, ChangeOutcome } from './apply-context.ts';

/** Counts what a run has written, and lets no batch cross a limit, whatever was planned. Changes that people approved do not count. */
export class RunningLimits {
  readonly #context: Pick<ApplyContext, 'isUnlimited' | 'allowanceOf'>;
  readonly #written = new Map<string, number>();
  #crossed: string | null = null;

  constructor(context: Pick<ApplyContext, 'isUnlimited' | 'allowanceOf'>) {
    this.#context = context;
  }

  /** The changes from the front of the batch that the limits allow. */
  allow(batch: readonly PlannedChange[]): readonly PlannedChange[] {
    if (this.#context.isUnlimited) return batch;
    const planned = new Map<string, number>();
    const allowed: PlannedChange[] = [];
    for (const change of batch) {
      const address = addressOf(change);
      if (address !== null) {
        const used = (this.#written.get(address.text) ?? 0) + (planned.get(address.text) ?? 0);
        const most = this.#context.allowanceOf(address.entity, address.system, address.action);
        if (used >= most) {
          this.#crossed ??= `${used} of ${address.entity} were ${address.action}d in ${address.system}, and the limit allows ${most}.`;
          break;
        }
        planned.set(address.text, (planned.get(address.text) ?? 0) + 1);
      }
      allowed.push(change);
    }
    return allowed;
  }

  /** Counts what was sent. */
  take(outcomes: readonly ChangeOutcome[]): void {
    for (const { change, attempts } of outcomes) {
      if (attempts === 0 || change.action === 'link' || change.approved !== undefined) continue;
      const address = `${change.entity}\u0000${change.system}\u0000${change.action}`;
      this.#written.set(address, (this.#written.get(address) ?? 0) + 1);
    }
  }

  /** Why the run must not go on, or null. */
  stop(): { readonly code: string; readonly reason: string } | null {
    return this.#crossed === null ? null : { code: 'LIMIT_REACHED', reason: this.#crossed };
  }
}

function addressOf({ change }: PlannedChange) {
  if (change.action === 'link' || change.approved !== undefined || change.situation === 'second step') return null;
  const { entity, system, action } = change;
  return { entity, system, action, text: `${entity}\u0000${system}\u0000${action}` };
}

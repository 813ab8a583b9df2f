import type { WriteOutcome } from '../model/connector.ts';
import type { LiveRecord, PlannedChange } from '../model/record.ts';
import { nativeIdText } from '../value/key-text.ts';
import type { ApplyContext, ChangeOutcome } from './apply-context.ts';
import { proposalOf } from './equality-proposal.ts';
import type { Retries } from './retries.ts';

/** What was seen of one sent change. */
export interface Seen {
  readonly planned: PlannedChange;
  readonly sent: WriteOutcome | undefined;
  /** The record now; undefined when it is not there. */
  readonly live: LiveRecord | undefined;
  /** False when the records could not be read: that proves nothing. */
  readonly isRead: boolean;
  /** True when a create's record could be searched for by its key. */
  readonly isSearchable: boolean;
}

/** Codes of failures that another sending would only repeat. */
const FINAL: ReadonlySet<string> = new Set([
  'SYSTEM_LOGIN',
  'SYSTEM_DENIED',
  'SYSTEM_BREAKER_OPEN',
  'BUDGET_SPENT',
  'NOT_SENT',
  'NOT_WRITABLE',
]);

/** The one outcome of a sent change: what the system said, and what reading proved. */
export async function classify(context: ApplyContext, seen: Seen, retries: Retries): Promise<ChangeOutcome> {
  const { planned, sent, live, isRead } = seen;
  const { change } = planned;
  const done = (outcome: ChangeOutcome['outcome'], code: string | null, detail: string | null, more = {}) =>
    ({ ...base(context, seen, retries), outcome, code, detail, ...more }) satisfies ChangeOutcome;
  if (change.action === 'link') return done('applied', null, null);
  const status = sent?.status ?? 'unknown';
  const code = sent?.code ?? null;
  if (status === 'rejected') return done('rejected', code, sent?.detail ?? null);
  if (status === 'failed') {
    const mayRepeat = !FINAL.has(code ?? '') && retries.mayRepeat(change);
    const again = mayRepeat ? { again: { retryAfterMs: sent?.retryAfterMs ?? null } } : {};
    return done('failed', code, sent?.detail ?? null, again);
  }
  const wasSentBefore = retries.attemptsOf(change) > 1;
  if (status === 'conflict' && !(wasSentBefore && isRead)) return done('conflict', code, sent?.detail ?? null);
  if (!isRead) return done('unknown', 'READ_BACK_FAILED', 'It was sent, and could not be read back.');
  const differing = await differences(context, planned, live);
  const wasRead = status === 'applied' ? null : 'SETTLED_BY_READING';
  if (differing.length === 0) return done('applied', wasRead, null, versionAfter(context, seen));
  if (status === 'conflict') return done('conflict', code, sent?.detail ?? null);
  if (status === 'applied')
    return done('applied_differently', 'READ_BACK_DIFFERS', sayDifferent(change.action, differing), {
      differing: differing.map((name) => ({
        name,
        proposal: live === undefined ? null : proposalOf(planned, live, name),
      })),
      ...versionAfter(context, seen),
    });
  return notLanded(context, seen, retries);
}

/** An unknown outcome that reading shows not to have landed, or cannot settle. */
function notLanded(context: ApplyContext, seen: Seen, retries: Retries): ChangeOutcome {
  const { planned, live, sent } = seen;
  const { change } = planned;
  const capabilities = context.capabilitiesOf(change);
  const outcome = base(context, seen, retries);
  const isUntouched =
    change.action === 'create' ? live === undefined && seen.isSearchable : live?.version === planned.live?.version;
  if (!isUntouched)
    return {
      ...outcome,
      outcome: 'unknown',
      code: 'UNSETTLED',
      detail: 'It may have landed and been changed since; reading cannot tell.',
    };
  const isSafe =
    (capabilities?.idempotencyMs ?? 0) > retries.ageAtNextMs(change, sent?.retryAfterMs ?? null) ||
    (change.action === 'create'
      ? hasUniqueKey(planned, capabilities?.uniqueKeys ?? [])
      : change.guard.strength === 'strong');
  if (change.action === 'create' && !isSafe)
    return {
      ...outcome,
      outcome: 'unknown',
      code: 'CREATE_UNSETTLED',
      detail:
        'Its answer was lost and it is not there yet; the system does not keep keys unique, so it is not sent again.',
    };
  const again = isSafe && retries.mayRepeat(change) ? { again: { retryAfterMs: sent?.retryAfterMs ?? null } } : {};
  return {
    ...outcome,
    outcome: 'failed',
    code: 'NOT_LANDED',
    detail: 'The write did not land; settled by reading.',
    ...again,
  };
}

function hasUniqueKey({ values }: PlannedChange, uniqueKeys: readonly (readonly string[])[]): boolean {
  return uniqueKeys.some(
    (columns) => columns.length > 0 && columns.every((name) => (values.get(name) ?? null) !== null),
  );
}

/** What of the write is not there: names of fields, or the record itself as one empty name. */
async function differences(
  context: ApplyContext,
  planned: PlannedChange,
  live: LiveRecord | undefined,
): Promise<readonly string[]> {
  if (planned.change.action === 'delete') return live === undefined ? [] : [''];
  return live === undefined ? [''] : context.differingFields(planned, live);
}

function sayDifferent(action: string, differing: readonly string[]): string {
  if (action === 'delete') return 'The system accepted the delete, and the record is still there.';
  if (differing.includes('')) return 'The system accepted the write, and the record is not there.';
  return `The system accepted the write, and holds something else now in ${differing.join(', ')}.`;
}

/** Id of the record that a sent change is about: of a create, what the system or a search gave. */
export function sentId(planned: PlannedChange, sent: WriteOutcome | undefined, live?: LiveRecord): string | null {
  const parts = sent?.nativeId ?? planned.live?.idParts ?? live?.idParts;
  return parts === undefined || parts === null ? null : nativeIdText(parts);
}

function versionAfter(context: ApplyContext, { planned, live }: Seen): { readonly versionAfter?: string } {
  return live === undefined ? {} : { versionAfter: context.shownVersion(planned.change, live.version) };
}

function base(context: ApplyContext, { planned, sent, live }: Seen, retries: Retries): ChangeOutcome {
  const id = sentId(planned, sent, live);
  return {
    change: planned.change,
    outcome: 'unknown',
    code: null,
    detail: null,
    nativeId: id === null ? null : context.shownId(planned.change, id),
    attempts: retries.attemptsOf(planned.change),
  };
}

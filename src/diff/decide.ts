import type { FieldBinding } from '../model/manifest.ts';
import type { EncodedField, FieldDiff, HoldReason, Verdict } from '../model/record.ts';
import type { NativeValue } from '../model/value.ts';

/** Settings of the field that say what may be done about a difference. */
export type FieldSettings = Pick<FieldBinding, 'field' | 'at' | 'onForeignEdit' | 'mode' | 'fill'>;

/** What was seen. */
export interface Seen {
  readonly verdict: Verdict;
  readonly before: NativeValue | undefined;
  readonly beforeNormal: string | null;
}

/** What else counts. */
export interface DecisionContext {
  readonly isBootstrap: boolean;
  /** The replica holds null or empty now. */
  readonly isEmptyNow: boolean;
}

/** A verdict together with what is to be done about it. */
export function decide(
  settings: FieldSettings,
  owner: string | null,
  encoded: EncodedField,
  seen: Seen,
  context: DecisionContext,
): FieldDiff {
  const { desired } = encoded;
  const verdict = verdictWithFill(settings, desired.state, seen.verdict, context);
  const { decision, hold } = decisionOf(settings, verdict, context);
  return {
    name: settings.field,
    at: settings.at,
    owner,
    verdict,
    before: seen.before,
    after: desired.state === 'value' ? desired.native : undefined,
    beforeNormal: seen.beforeNormal,
    afterNormal: desired.state === 'value' ? desired.normal : null,
    decision,
    hold,
    problem: desired.state === 'invalid' ? { code: desired.code, detail: desired.detail } : null,
    shown: null,
    awaits: encoded.awaits,
  };
}

function verdictWithFill(settings: FieldSettings, state: string, verdict: Verdict, context: DecisionContext): Verdict {
  if (state === 'unknown') return 'unknown';
  if (state === 'invalid') return 'invalid';
  const isDifference = verdict !== 'missing' && !isAgreement(verdict) && verdict !== 'unknown';
  if (isDifference && settings.fill === 'on_create') return 'unmanaged';
  if (isDifference && settings.fill === 'if_empty' && !context.isEmptyNow) return 'unmanaged';
  return verdict;
}

function decisionOf(
  settings: FieldSettings,
  verdict: Verdict,
  context: DecisionContext,
): { readonly decision: FieldDiff['decision']; readonly hold: HoldReason | null } {
  if (isAgreement(verdict) || verdict === 'unknown' || verdict === 'unmanaged')
    return { decision: 'nothing', hold: null };
  if (settings.mode === 'observe') return { decision: 'report', hold: null };
  if (verdict === 'invalid') return { decision: 'hold', hold: null };
  if (verdict === 'first contact' && !context.isBootstrap) {
    const reason = 'The two systems have never been proven equal; plan with --bootstrap to let the owner win.';
    return { decision: 'hold', hold: { code: 'first_contact', reason } };
  }
  if (verdict !== 'foreign edit' || settings.onForeignEdit === 'revert') return { decision: 'write', hold: null };
  if (settings.onForeignEdit === 'report') return { decision: 'report', hold: null };
  return {
    decision: 'hold',
    hold: { code: 'foreign_edit', reason: 'Somebody edited a field that this system does not own.' },
  };
}

/** True for verdicts that need no write. */
export function isAgreement(verdict: Verdict): boolean {
  return verdict === 'in agreement' || verdict === 'converged' || verdict === 'adopt';
}

import { ConcordatError } from '../model/error.ts';
import type { PlanDocument } from '../model/generated/plan.ts';
import type { PolicyDef } from '../model/manifest.ts';
import type { Freeze } from '../model/decision.ts';
import { freezeOf } from './gate.ts';
import { isWindowOpen } from './windows.ts';

/** How far the clocks of two machines may differ. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** What a reviewed plan must still fit, design §5. */
export interface PlanFacts {
  readonly now: string;
  /** The instant by which expiry is judged; later than `now` where the clock was set back. */
  readonly judged: string;
  readonly lineage: string | null;
  readonly manifests: string;
  readonly keyId: string;
  readonly identities: ReadonlyMap<string, string>;
  /** Systems that could not be reached; their identity is not compared. */
  readonly unreachable: ReadonlySet<string>;
  readonly policies: readonly PolicyDef[];
  readonly freezes: readonly Freeze[];
  /** True when people raised the limits for this very plan. */
  readonly isUnlimited: boolean;
  /** Digest of the plan's content as it is now. */
  readonly digest: string;
}

/** Throws what forbids the plan; nothing has been written then. */
export function verifyPlan(plan: PlanDocument, facts: PlanFacts): void {
  const { header } = plan;
  if (header.key_id !== facts.keyId) {
    throw refusal(
      'PLAN_KEY',
      'The plan was made with another key.',
      'Use the CONCORDAT_KEY it was made with, or plan again.',
    );
  }
  if (facts.judged > header.expires)
    throw refusal('PLAN_EXPIRED', 'The plan has expired.', 'Plan again and review what is new.');
  if (Date.parse(header.created) - Date.parse(facts.now) > CLOCK_SKEW_MS)
    throw refusal(
      'PLAN_CLOCK',
      'The plan was made later than this machine thinks it is now.',
      'Set the clock of this machine right: expiry, leases and windows depend on it.',
    );
  if (header.manifests !== facts.manifests) {
    throw refusal(
      'PLAN_MANIFESTS_CHANGED',
      'The manifests are not those that the plan was made from.',
      'Plan again, or check out the commit of the plan.',
    );
  }
  if (header.lineage !== facts.lineage) {
    throw refusal(
      'PLAN_LINEAGE',
      'The plan was made with another state, or before the state existed.',
      'Plan again with this state.',
    );
  }
  verifyIdentities(plan, facts);
  if (!facts.isUnlimited && plan.findings.some((finding) => finding.code.startsWith('LIMIT_')))
    throw limitRefusal(plan);
  if (header.digest !== facts.digest)
    throw refusal('PLAN_TAMPERED', 'The plan was changed after it was made.', 'Plan again and review that.');
  verifyFreezes(plan, facts);
  verifyWindows(plan, facts);
}

/** The refusal of a plan that crosses a limit, exit 3. */
export function limitRefusal(plan?: PlanDocument): ConcordatError {
  const crossed = plan?.findings.filter((finding) => finding.code.startsWith('LIMIT_')) ?? [];
  const quoted = crossed.map(({ detail }) => ` ${detail.split(';', 2).join(';').trim()}.`.replace('..', '.')).join('');
  return new ConcordatError('PLAN_OVER_LIMIT', `The plan crosses a limit, so nothing was written.${quoted}`, {
    exit: 3,
    advice:
      'If the change is meant, let somebody else approve this very plan (concordat holds approve PLAN), or raise the limit in a policy and plan again.',
  });
}

/** What somebody froze is not written; the whole plan waits, so that nothing is half done. */
function verifyFreezes(plan: PlanDocument, { freezes }: PlanFacts): void {
  if (freezes.length === 0) return;
  const released = plan.changes.filter((change) => change.holds.length === 0 && change.blocked === null);
  const freeze = released.map((change) => freezeOf(freezes, change)).find((found) => found !== undefined);
  if (freeze === undefined) return;
  const what = freeze.id.replace(':', ' ');
  throw new ConcordatError(
    'FROZEN',
    `Writing is frozen (${what}) by ${freeze.actor} since ${freeze.at}; nothing was written.`,
    { exit: 3, advice: `When the reason is gone: concordat thaw ${what}.` },
  );
}

function verifyIdentities(plan: PlanDocument, facts: PlanFacts): void {
  for (const [name, system] of Object.entries(plan.header.systems)) {
    if (facts.unreachable.has(name)) continue;
    if (facts.identities.get(name) !== system.identity) {
      throw refusal(
        'PLAN_IDENTITY',
        `The system ${name} is not the one that the plan was made for.`,
        'Check which environment this is; a plan fits one only.',
        name,
      );
    }
  }
}

function verifyWindows(plan: PlanDocument, facts: PlanFacts): void {
  const written = new Set(
    plan.changes
      .filter((change) => change.action !== 'link' && change.holds.length === 0 && change.blocked === null)
      .map((change) => change.system),
  );
  const windows = facts.policies.flatMap((policy) => policy.windows);
  for (const system of [...written].sort()) {
    const own = windows.filter((window) => window.system === system).map(({ allow }) => allow);
    if (own.length === 0 || own.some((allow) => isWindowOpen(allow, facts.now))) continue;
    throw new ConcordatError(
      'WINDOW_CLOSED',
      `The system ${system} may be written only ${own.join(' or ')}; nothing was written.`,
      { at: system, isRetryable: true },
    );
  }
}

function refusal(code: string, message: string, advice: string, at?: string): ConcordatError {
  return new ConcordatError(code, `${message} Nothing was written.`, at === undefined ? { advice } : { advice, at });
}

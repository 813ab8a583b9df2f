import type { Decision, HeldChange } from '../model/decision.ts';
import { ConcordatError } from '../model/error.ts';
import type { Change, PlanDocument } from '../model/generated/plan.ts';
import { approvalState, holdGroups, type ApprovalAnswer } from '../rules/approvals.ts';
import { epochMs } from '../rules/instants.ts';
import { bodies } from './followed.ts';
import { type FirstSeen, heldChange, holdId, isWaiting } from './held-change.ts';
import { limitHolds } from './plan-approval.ts';
import type { Project } from './run.ts';
import { membersOf } from './standing.ts';

/** Longest life of a plan; a hold on a plan is over with it. */
const PLAN_LIFE_MS = 24 * 60 * 60 * 1000;

/** One thing that waits, with where it was learnt. */
export interface KnownHold {
  readonly held: HeldChange;
  /** True when the state has a document of it. */
  readonly isSeen: boolean;
  /** The change itself, where a plan file was given. */
  readonly change: Change | null;
  /** When the plan that waits expires, where its file was given. */
  readonly planExpires: string | null;
}

/** What waits and what was said, read once. */
export interface HoldBook {
  readonly lineage: string | null;
  /** By `since`, then id. */
  readonly holds: readonly KnownHold[];
  /** Ids of documents about plans that nobody waits for any more. */
  readonly over: readonly string[];
  readonly decisions: readonly Decision[];
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** UTC instant at which it is judged. */
  readonly now: string;
}

/** What the state knows to wait, together with what waits in a plan. Reads the state alone. Throws PLAN_KEY or PLAN_LINEAGE for a plan of another project. */
export async function openHolds(project: Project, plan: PlanDocument | null): Promise<HoldBook> {
  const now = project.world.now();
  const state = await project.state.reader();
  try {
    const lineage = (await state.lineage())?.id ?? null;
    const documents = await bodies<HeldChange>(state, 'hold');
    const decisions = await bodies<Decision>(state, 'decision');
    if (plan !== null) refuseForeign(project, plan, lineage);
    const seen = documents.filter((held) => isStillAsked(held, decisions, now));
    const holds = mergeHolds(seen, plan === null ? [] : holdsOfPlan(project, plan));
    const over = documents.filter((held) => !seen.includes(held)).map(({ id }) => id);
    return { lineage, holds, over, decisions, members: membersOf(project), now };
  } finally {
    await state.close();
  }
}

/** What waits in a plan: its held changes, and the plan itself where it crosses a limit. */
export function holdsOfPlan(project: Project, plan: PlanDocument): KnownHold[] {
  const changes = plan.changes
    .filter(isWaiting)
    .map((change) => ({ held: heldChange(change, firstSeenIn(plan)), isSeen: false, change, planExpires: null }));
  const limits = limitHolds(project, plan);
  return limits.length === 0 ? changes : [heldPlan(project, plan), ...changes];
}

/** How the decisions about one hold stand. */
export function answerOf(book: HoldBook, held: HeldChange): ApprovalAnswer {
  const { decisions, members, now } = book;
  return approvalState({
    digest: held.digest,
    groups: held.from,
    requester: held.requester,
    decisions,
    members,
    now,
  });
}

/** A plan that no apply has seen. */
function firstSeenIn({ header }: PlanDocument): FirstSeen {
  return { requester: header.by ?? 'unknown', since: header.created, run: null, plan: header.digest };
}

function heldPlan(project: Project, plan: PlanDocument): KnownHold {
  const { digest, expires } = plan.header;
  const holds = limitHolds(project, plan);
  const held: HeldChange = {
    id: holdId(digest),
    digest,
    subject: 'plan',
    entity: null,
    system: null,
    key: null,
    action: null,
    fields: [],
    codes: ['limit'],
    reasons: [...new Set(holds.map(({ reason }) => reason))],
    from: holdGroups(holds),
    ...firstSeenIn(plan),
    isApprovable: true,
  };
  return { held, isSeen: false, change: null, planExpires: expires };
}

/** What an apply saw keeps its age and who asked for it; who must approve and why is as new as the plan. */
function mergeHolds(seen: readonly HeldChange[], planned: readonly KnownHold[]): readonly KnownHold[] {
  const all = new Map<string, KnownHold>(
    seen.map((held) => [held.digest, { held, isSeen: true, change: null, planExpires: null }] as const),
  );
  for (const known of planned) {
    const before = all.get(known.held.digest)?.held;
    if (before === undefined) all.set(known.held.digest, known);
    else {
      const { requester, since, run, plan } = before;
      all.set(known.held.digest, { ...known, held: { ...known.held, requester, since, run, plan }, isSeen: true });
    }
  }
  return [...all.values()].sort((a, b) => compare(a.held.since, b.held.since) || compare(a.held.digest, b.held.digest));
}

/** A hold on a plan is over when the plan was applied, and when no plan lives that long. */
function isStillAsked(held: HeldChange, decisions: readonly Decision[], now: string): boolean {
  if (held.subject === 'change') return true;
  if (epochMs(held.since) + PLAN_LIFE_MS <= epochMs(now)) return false;
  return !decisions.some(({ digest, consumed }) => digest === held.digest && consumed !== null);
}

/** Fingerprints under another key, or records of another state: its digests mean nothing here. */
function refuseForeign(project: Project, { header }: PlanDocument, lineage: string | null): void {
  if (header.key_id !== project.digests.keyId) {
    throw new ConcordatError('PLAN_KEY', 'The plan was made with another key.', {
      advice: 'Use the CONCORDAT_KEY it was made with, or plan again.',
    });
  }
  if (header.lineage !== null && header.lineage !== lineage) {
    throw new ConcordatError('PLAN_LINEAGE', 'The plan was made with another state.', {
      advice: 'Run this in the project that the plan was made in, or plan again with this state.',
    });
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

import { type AuditLeaf, auditLeaf } from '../model/audit.ts';
import type { Decision } from '../model/decision.ts';
import { ConcordatError } from '../model/error.ts';
import type { DecisionReport, HoldsDecisionReport } from '../model/generated/holds-decision.ts';
import type { PlanDocument } from '../model/generated/plan.ts';
import type { StateDocument, StateStore } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { actorOf } from '../model/world.ts';
import { earlierOf, epochMs, plusMs } from '../rules/instants.ts';
import { findHold } from './holds-find.ts';
import { groupsToSpeakFor, type SpokenFor } from './holds-groups.ts';
import { answerOf, openHolds, type HoldBook, type KnownHold } from './holds.ts';
import type { Project } from './run.ts';

/** How long a yes stands where nobody says: as long as a plan. */
const YES_LIFE_MS = 24 * 60 * 60 * 1000;
/** How long a no stands: then it is asked again. */
const NO_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** What a person says about one or several holds. */
export interface Ruling {
  readonly verdict: Decision['verdict'];
  /** Digests or their beginnings. */
  readonly ids: readonly string[];
  /** Plan files' contents that are decided upon as a whole. */
  readonly plans: readonly PlanDocument[];
  /** Content of the plan file in which the ids may stand, or null. */
  readonly plan: PlanDocument | null;
  /** Group to speak for; null: all of the actor's that are asked. */
  readonly group: string | null;
  readonly reason: string | null;
  /** How long it stands; null: as long as is usual. A policy may allow less. */
  readonly expiresMs: number | null;
}

/** One yes or no that is about to be recorded. */
interface Word {
  readonly known: KnownHold;
  readonly decision: Decision;
  /** False when the same was said before and still stands. */
  readonly isNew: boolean;
}

/**
 * Records a person's yes or no, each with its audited fact, or says that it stands already. All ids are checked before the first is
 * recorded. Throws what findHold and groupsToSpeakFor throw, HOLD_SETTLED_ELSEWHERE for what no person's word settles, and
 * ACTOR_UNKNOWN; exit 1.
 */
export async function decideHolds(project: Project, ruling: Ruling): Promise<HoldsDecisionReport> {
  const actor = actorOf(project.world);
  if (actor === 'unknown') {
    throw new ConcordatError('ACTOR_UNKNOWN', 'Nobody knows who decides here.', { advice: 'Set CONCORDAT_ACTOR.' });
  }
  const books = [await openHolds(project, ruling.plan)];
  for (const plan of ruling.plans) books.push(await openHolds(project, plan));
  const [book] = books;
  if (book === undefined) throw new ConcordatError('BUG', 'Bug in concordat: no holds were read.');
  const found = [
    ...ruling.ids.map((id) => findHold(book, id)),
    ...ruling.plans.map((plan, i) => planHold(books[i + 1] ?? book, plan)),
  ];
  const unique = [...new Map(found.map((known) => [known.held.digest, known] as const)).values()];
  const words = unique.flatMap((known) => wordsFor(book, known, ruling, actor));
  await record(project, words, book.over);
  const after = { ...book, decisions: withWords(book.decisions, words) };
  return {
    instant: book.now,
    actor,
    verdict: ruling.verdict,
    decisions: words.map((word) => reportOf(after, word)),
  };
}

/** The hold on a whole plan. Throws PLAN_UNLIMITED for one that crosses no limit, and what makes its approval void from the start. */
function planHold(book: HoldBook, { header }: PlanDocument): KnownHold {
  const found = book.holds.find(({ held }) => held.digest === header.digest);
  if (found === undefined) {
    throw new ConcordatError('PLAN_UNLIMITED', 'This plan crosses no limit, so it needs no approval as a whole.', {
      advice: 'Its held changes are approved by their ids: concordat holds list --plan FILE.',
    });
  }
  return found;
}

function wordsFor(book: HoldBook, known: KnownHold, ruling: Ruling, actor: string): Word[] {
  const { held, planExpires } = known;
  if (!held.isApprovable) {
    throw new ConcordatError(
      'HOLD_SETTLED_ELSEWHERE',
      "No person's word settles this; data or manifests must change.",
      {
        at: held.id,
        advice: `concordat holds show ${held.id} says why it waits.`,
      },
    );
  }
  if (held.subject === 'plan') refuseVoid(book, known);
  const { verdict, reason, group } = ruling;
  return groupsToSpeakFor({ held, members: book.members, actor, verdict, group }).map((spoken) => {
    const id = `${held.digest}:${actor}:${spoken.group ?? ''}`;
    const before = book.decisions.find((decision) => decision.id === id);
    if (before !== undefined && isSaidAlready(before, ruling, book.now))
      return { known, decision: before, isNew: false };
    const until = plusMs(book.now, lifeMs(ruling, spoken));
    const expires = planExpires === null || verdict === 'rejected' ? until : earlierOf(until, planExpires);
    const { digest } = held;
    const decision = { id, digest, verdict, actor, group: spoken.group, at: book.now, expires, reason, consumed: null };
    return { known, decision, isNew: true };
  });
}

/** A plan that cannot be applied any more, or not with this state, must not look approved. */
function refuseVoid({ lineage, now }: HoldBook, { held, planExpires }: KnownHold): void {
  if (lineage === null) {
    throw new ConcordatError('PLAN_LINEAGE', 'The plan was made before the state existed.', {
      at: held.id,
      advice: 'Try to apply it once, which makes the state; then plan again and approve the new plan.',
    });
  }
  if (planExpires !== null && epochMs(planExpires) <= epochMs(now)) {
    throw new ConcordatError('PLAN_EXPIRED', 'The plan has expired.', {
      at: held.id,
      advice: 'Plan again and review what is new.',
    });
  }
}

function isSaidAlready(before: Decision, { verdict, reason, expiresMs }: Ruling, now: string): boolean {
  const isStanding = before.verdict === verdict && before.consumed === null && epochMs(before.expires) > epochMs(now);
  return isStanding && expiresMs === null && (reason === null || reason === before.reason);
}

/** A policy's limit on a yes holds whatever was asked for. */
function lifeMs({ verdict, expiresMs }: Ruling, { mostMs }: SpokenFor): number {
  if (verdict === 'rejected') return expiresMs ?? NO_LIFE_MS;
  const wanted = expiresMs ?? mostMs ?? YES_LIFE_MS;
  return mostMs === null ? wanted : Math.min(wanted, mostMs);
}

async function record(project: Project, words: readonly Word[], over: readonly string[]): Promise<void> {
  const fresh = words.filter(({ isNew }) => isNew);
  if (fresh.length === 0) return;
  const commit = (await project.git())?.commit ?? null;
  const store = await project.state.store();
  try {
    if (over.length > 0) await store.decide({ undocuments: over.map((id) => ({ kind: 'hold', id })) });
    for (const word of fresh) await decide(store, word, commit);
  } finally {
    await store.close();
  }
}

/** What no apply has seen is recorded with it, so that who asked for it is known when the decision is used. */
async function decide(store: StateStore, { known, decision }: Word, commit: string | null): Promise<void> {
  const { held, isSeen } = known;
  const documents: StateDocument[] = [
    { kind: 'decision', id: decision.id, body: decision as unknown as Json },
    ...(isSeen ? [] : [{ kind: 'hold' as const, id: held.id, body: held as unknown as Json }]),
  ];
  await store.decide({ documents, audit: [leafOf(known, decision, commit)] });
}

function leafOf({ held, change }: KnownHold, decision: Decision, commit: string | null): AuditLeaf {
  const { actor, at, verdict, group, expires, reason } = decision;
  return auditLeaf({
    kind: 'decision',
    at,
    actor,
    action: verdict === 'approved' ? 'approve' : 'reject',
    plan: held.plan,
    change: change?.id ?? null,
    digest: held.digest,
    entity: held.entity,
    system: held.system,
    key: held.key,
    commit,
    detail: { subject: held.subject, group, expires, reason, requester: held.requester },
  });
}

function withWords(decisions: readonly Decision[], words: readonly Word[]): readonly Decision[] {
  const said = new Map(words.map(({ decision }) => [decision.id, decision] as const));
  return [...decisions.filter(({ id }) => !said.has(id)), ...said.values()];
}

function reportOf(book: HoldBook, { known, decision, isNew }: Word): DecisionReport {
  const { id, digest, subject, entity, system, key, action } = known.held;
  const { status, by, missing } = answerOf(book, known.held);
  const { group, expires } = decision;
  const what = { id, digest, subject, entity, system, key, action };
  return { ...what, group, is_new: isNew, expires, status, by: [...by], missing: [...missing] };
}

import type { Decision, HoldGroup } from '../model/decision.ts';
import type { Hold } from '../model/generated/plan.ts';
import { earlierOf, epochMs, plusMs } from './instants.ts';

/** What is asked about one held digest. */
export interface ApprovalQuestion {
  readonly digest: string;
  /** Groups that must say yes; empty: one yes of anybody. The group '' is anybody. */
  readonly groups: readonly HoldGroup[];
  /** Who asked for it; null when nobody knows, and then four eyes leave nobody out. */
  readonly requester: string | null;
  readonly decisions: readonly Decision[];
  /** Members of the declared groups. A group that is not declared accepts anybody who claims it. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** UTC instant. */
  readonly now: string;
}

/** How the decisions about one digest stand. */
export interface ApprovalAnswer {
  readonly status: 'approved' | 'rejected' | 'waiting';
  /** Whose yes counts, or who rejected; sorted, each person once. */
  readonly by: readonly string[];
  /** What is still to be said, by group; empty unless waiting. */
  readonly missing: readonly { readonly group: string; readonly count: number }[];
  /** From when on it is no longer approved; null unless approved. */
  readonly expires: string | null;
}

/** Any one person, where no group must decide. */
const ANYBODY: HoldGroup = { group: '', count: 1, isFourEyes: false, expiresMs: null };

/** What only data or manifests can settle; a person's yes would not make it right. */
const UNAPPROVABLE: ReadonlySet<string> = new Set([
  'rule',
  'ref_missing',
  'not_selected',
  'parent',
  'invalid',
  'key_missing',
  'group_invalid',
]);

/** How the decisions stand at this instant. Only those of exactly this digest count that are neither expired nor used up; one no outweighs every yes. */
export function approvalState(question: ApprovalQuestion): ApprovalAnswer {
  const standing = question.decisions.filter((decision) => isStanding(decision, question));
  const rejecters = [...rejections(standing).values()];
  if (rejecters.length > 0) return { status: 'rejected', by: sortedNames(rejecters), missing: [], expires: null };
  const groups = question.groups.length === 0 ? [ANYBODY] : question.groups;
  const asked = groups.map((group) => ({ group, votes: votesFor(group, standing, question) }));
  const by = sortedNames(asked.flatMap(({ votes }) => votes));
  const missing = asked
    .map(({ group, votes }) => ({ group: group.group, count: needed(group) - votes.length }))
    .filter(({ count }) => count > 0);
  if (missing.length > 0) return { status: 'waiting', by, missing, expires: null };
  return { status: 'approved', by, missing: [], expires: endOf(asked) };
}

/** What the holds of one change ask of whom: each group once, with the strictest of its terms. Holds that name nobody ask nothing more. */
export function holdGroups(holds: readonly Hold[]): HoldGroup[] {
  const groups = new Map<string, HoldGroup>();
  for (const hold of holds.flatMap((each) => [each, ...(each.and ?? [])])) {
    const isAsking = hold.from !== undefined || hold.four_eyes === true || (hold.count ?? 1) > 1;
    if (!isAsking && hold.valid_ms === undefined) continue;
    const group = hold.from ?? '';
    const known = groups.get(group) ?? { ...ANYBODY, group };
    groups.set(group, {
      group,
      count: Math.max(known.count, hold.count ?? 1),
      isFourEyes: known.isFourEyes || hold.four_eyes === true,
      expiresMs: shorter(known.expiresMs, hold.valid_ms ?? null),
    });
  }
  return [...groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}

/** True when a person's yes releases all of it; false for what only data or manifests can settle. */
export function isApprovable(holds: readonly Hold[]): boolean {
  return holds.length > 0 && holds.every(({ code }) => !UNAPPROVABLE.has(code));
}

/** True when the two names are one person: letter case and spaces around do not make two of one. */
export function isSamePerson(a: string, b: string): boolean {
  return personOf(a) === personOf(b);
}

/** True when the person may speak for the group: a member of a declared one, anybody for any other. */
export function maySpeakFor(members: ApprovalQuestion['members'], group: string, actor: string): boolean {
  const names = members.get(group);
  return names === undefined || names.some((name) => isSamePerson(name, actor));
}

/** A person's yes that counts for one group, and until when. */
interface Vote {
  readonly actor: string;
  readonly until: string;
}

/** How far the clocks of two machines may differ. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** A yes from later than now was given before the clock was set back: nobody knows whether it has expired. A no stands all the same. */
function isStanding({ digest, consumed, expires, at, verdict }: Decision, question: ApprovalQuestion): boolean {
  const now = epochMs(question.now);
  const isFuture = verdict === 'approved' && epochMs(at) > now + CLOCK_SKEW_MS;
  return digest === question.digest && consumed === null && epochMs(expires) > now && !isFuture;
}

/** The people whose last word is no. At the same instant a no is the last word. */
function rejections(standing: readonly Decision[]): ReadonlyMap<string, Decision> {
  const last = new Map<string, Decision>();
  for (const decision of standing) {
    const known = last.get(personOf(decision.actor));
    if (known === undefined || isAfter(decision, known)) last.set(personOf(decision.actor), decision);
  }
  return new Map([...last].filter(([, { verdict }]) => verdict === 'rejected'));
}

function isAfter(a: Decision, b: Decision): boolean {
  const [at, known] = [epochMs(a.at), epochMs(b.at)];
  return at === known ? a.verdict === 'rejected' : at > known;
}

/** One vote for each person, the one that stands longest; longest first. */
function votesFor(group: HoldGroup, standing: readonly Decision[], question: ApprovalQuestion): readonly Vote[] {
  const votes = new Map<string, Vote>();
  for (const { actor, group: spokenFor, verdict, at, expires } of standing) {
    if (verdict !== 'approved' || (group.group !== '' && spokenFor !== group.group)) continue;
    if (group.isFourEyes && question.requester !== null && isSamePerson(actor, question.requester)) continue;
    if (!maySpeakFor(question.members, group.group, actor)) continue;
    const until = group.expiresMs === null ? expires : earlierOf(expires, plusMs(at, group.expiresMs));
    if (!(epochMs(until) > epochMs(question.now))) continue;
    const known = votes.get(personOf(actor));
    if (known === undefined || epochMs(until) > epochMs(known.until)) votes.set(personOf(actor), { actor, until });
  }
  return [...votes.values()].sort((a, b) => epochMs(b.until) - epochMs(a.until));
}

/** The first instant at which one of the groups has too few votes left. */
function endOf(asked: readonly { readonly group: HoldGroup; readonly votes: readonly Vote[] }[]): string | null {
  const ends = asked.flatMap(({ group, votes }) => votes.slice(needed(group) - 1, needed(group)));
  return ends.reduce<string | null>((first, { until }) => (first === null ? until : earlierOf(first, until)), null);
}

function needed({ count }: HoldGroup): number {
  return Math.max(1, count);
}

function sortedNames(decisions: readonly { readonly actor: string }[]): string[] {
  return [...new Map(decisions.map(({ actor }) => [personOf(actor), actor] as const)).values()].sort();
}

function personOf(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

function shorter(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

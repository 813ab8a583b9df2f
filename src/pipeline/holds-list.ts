import type { HoldGroup } from '../model/decision.ts';
import type { HeldGroup, HeldReport, HoldsListReport } from '../model/generated/holds-list.ts';
import type { HoldsShowReport } from '../model/generated/holds-show.ts';
import type { PlanDocument } from '../model/generated/plan.ts';
import { parseSelector, type Selector } from '../plan/select.ts';
import { findHold } from './holds-find.ts';
import { answerOf, openHolds, type HoldBook, type KnownHold } from './holds.ts';
import type { Project } from './run.ts';

/** What to list. */
export interface HoldsQuery {
  /** A plan file's content: then what waits in it, seen by an apply or not. Null: what the last apply saw. */
  readonly plan: PlanDocument | null;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}

/** What waits, oldest first. Reads the state alone. */
export async function listHolds(project: Project, query: HoldsQuery): Promise<HoldsListReport> {
  const select = query.select.map((text) => selectorOf(project, text));
  const exclude = query.exclude.map((text) => selectorOf(project, text));
  const book = await openHolds(project, query.plan);
  const holds = book.holds
    .filter(({ held, change }) => query.plan === null || change !== null || held.digest === query.plan.header.digest)
    .filter(({ held }) => isSelected(held, select, exclude))
    .map((known) => heldReport(book, known));
  return { instant: book.now, plan: query.plan?.header.digest ?? null, holds };
}

/** One hold with everything that was said about it. Throws HOLD_UNKNOWN or HOLD_AMBIGUOUS, exit 1. */
export async function showHold(project: Project, id: string, plan: PlanDocument | null): Promise<HoldsShowReport> {
  const book = await openHolds(project, plan);
  const known = findHold(book, id);
  const { change, held } = known;
  const values = change?.fields.map(({ name, at, before, after, verdict, hold }) => ({
    name,
    at,
    before,
    after,
    verdict,
    is_held: hold !== undefined || change.holds.length > 0,
  }));
  const decisions = book.decisions
    .filter(({ digest }) => digest === held.digest)
    .map(({ verdict, actor, group, at, expires, reason, consumed }) => ({
      verdict,
      actor,
      group,
      at,
      expires,
      reason,
      consumed,
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return { instant: book.now, ...heldReport(book, known), values: values ?? null, decisions };
}

function heldReport(book: HoldBook, { held, isSeen }: KnownHold): HeldReport {
  const { isApprovable, from, since, ...rest } = held;
  const { status, by, missing, expires } = answerOf(book, held);
  return {
    ...rest,
    fields: [...held.fields],
    codes: [...held.codes],
    reasons: [...held.reasons],
    from: (from.length === 0 || !isApprovable ? [] : from).map((group) => heldGroup(book, group)),
    since: isSeen ? since : null,
    status: isApprovable ? status : 'settled elsewhere',
    by: isApprovable ? [...by] : [],
    missing: isApprovable ? [...missing] : [],
    expires: isApprovable ? expires : null,
  };
}

function heldGroup({ members }: HoldBook, { group, count, isFourEyes, expiresMs }: HoldGroup): HeldGroup {
  const people = members.get(group);
  return {
    group,
    count,
    four_eyes: isFourEyes,
    valid_ms: expiresMs,
    members: people === undefined ? null : [...new Set(people)],
  };
}

function selectorOf({ manifest }: Project, text: string): Selector {
  const fieldsOf = [...manifest.entities].map(([name, { fields }]) => [name, new Set(fields.keys())] as const);
  return parseSelector(text, { entities: new Map(fieldsOf), systems: new Set(manifest.systems.keys()) });
}

/** Selectors of one kind are alternatives, kinds narrow each other; a plan that waits is never left out but by a selection. */
function isSelected(held: KnownHold['held'], select: readonly Selector[], exclude: readonly Selector[]): boolean {
  if (exclude.some((selector) => matches(held, selector))) return false;
  const kinds = new Set(select.map(({ kind }) => (kind === 'field' ? 'entity' : kind)));
  return [...kinds].every((wanted) =>
    select.some(
      (selector) => (selector.kind === 'field' ? 'entity' : selector.kind) === wanted && matches(held, selector),
    ),
  );
}

/** The fields of a change that waits as a whole are not recorded: it matches every field of its entity. */
function matches({ entity, system, key, fields, codes }: KnownHold['held'], selector: Selector): boolean {
  switch (selector.kind) {
    case 'entity':
      return entity === selector.value;
    case 'field':
      return entity === selector.entity && (fields.length === 0 || fields.includes(selector.value));
    case 'system':
      return system === selector.value;
    case 'key':
      return key !== null && key === selector.value.replace(/^fp:/, '');
    case 'verdict':
      return codes.some((code) => code.replaceAll('_', '-') === selector.value);
  }
}

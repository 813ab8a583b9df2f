import type { DecisionReport, HoldsDecisionReport } from '../model/generated/holds-decision.ts';
import type { HeldGroup, HeldReport, HoldsListReport } from '../model/generated/holds-list.ts';
import { formatAge, formatMoment } from './age.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor } from './paint.ts';
import { alignEnds, indentProse, NARROWEST, type TextStyle } from './text-style.ts';
import { cutMiddle, displayWidth } from './width.ts';
import { countOf, formatCount, joinWords, listSome } from './words.ts';

/** Where the text below an id begins. */
export const HOLD_INDENT = 6;
const MOST_HOLDS = 200;
const MOST_NAMES = 6;
const WIDEST = 100;

/**
 * What waits for a person: each with its age, its reason, and who may decide.
 * @param file the plan file as the caller named it, for the next command; null without one
 */
export function renderHoldList(report: HoldsListReport, options: TerminalOptions, file: string | null = null): string {
  const style = styleOf(options);
  const { holds, plan } = report;
  if (holds.length === 0)
    return `${style.paint.green(plan === null ? 'Nothing waits.' : 'Nothing in this plan waits.')}\n`;
  const shown = holds.slice(0, MOST_HOLDS).flatMap((held) => [...renderHeld(held, report.instant, style), '']);
  const more = holds.length - MOST_HOLDS;
  const rest = more > 0 ? [`and ${formatCount(more)} more; --select shows a part, --json all of them`, ''] : [];
  return `${[...shown, ...rest, ...renderTotals(holds, file, style)].join('\n')}\n`;
}

/** One hold: what and how old, why, and how it stands. */
export function renderHeld(held: HeldReport, instant: string, style: TextStyle): string[] {
  const age = held.since === null ? 'no apply has seen it' : escapeText(formatAge(held.since, instant));
  const edge = Math.min(style.width, WIDEST);
  const room = style.width - 4 - held.id.length;
  const lead = `${style.paint.cyan('?')} ${style.paint.bold(held.id)}  ${cutMiddle(subjectText(held), room)}`;
  const what = actionText(held);
  return [
    ...alignEnds(lead, age, style.paint.dim, { edge, width: style.width, indent: HOLD_INDENT }),
    ...(what === null ? [] : indentProse(what, HOLD_INDENT, style)),
    ...held.reasons.flatMap((reason) => indentProse(escapeText(reason), HOLD_INDENT, style).map(style.paint.dim)),
    ...renderStanding(held, instant, style),
  ];
}

/** What was decided, and what is still to be said. */
export function renderDecisions(report: HoldsDecisionReport, options: TerminalOptions): string {
  const style = styleOf(options);
  const lines = report.decisions.flatMap((decision) => renderDecision(decision, report, style));
  return `${lines.join('\n')}\n`;
}

/** How a text of holds is laid out. */
export function styleOf(options: TerminalOptions): TextStyle {
  return { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
}

/** `customer CHOPS in erp`, or that it is a plan. */
function subjectText({ entity, key, system }: Pick<HeldReport, 'entity' | 'key' | 'system'>): string {
  if (entity === null) return 'a plan over a limit';
  return `${escapeValue(entity)} ${escapeValue(key ?? '(no key)')} in ${escapeValue(system ?? '')}`;
}

function actionText({ action, fields }: HeldReport): string | null {
  if (action === null) return null;
  const names = fields.map(escapeValue);
  return names.length === 0 ? `the whole ${escapeText(action)}` : `${escapeText(action)} of ${listSome(names, 8)}`;
}

function renderStanding(held: HeldReport, instant: string, style: TextStyle): string[] {
  const { paint } = style;
  switch (held.status) {
    case 'settled elsewhere':
      return indentProse('No yes settles this; data or manifests must change.', HOLD_INDENT, style).map(paint.yellow);
    case 'rejected':
      return indentProse(`rejected by ${namesOf(held.by)}`, HOLD_INDENT, style).map(paint.red);
    case 'approved': {
      const until = held.expires === null ? '' : ` until ${escapeText(formatMoment(held.expires, instant))}`;
      const text = `approved by ${namesOf(held.by)}${until}; ${nextOf(held.subject)}`;
      return indentProse(text, HOLD_INDENT, style).map(paint.green);
    }
    case 'waiting': {
      const said = held.by.length === 0 ? '' : `; ${namesOf(held.by)} said yes`;
      return indentProse(`waits for ${waitingFor(held)}${said}`, HOLD_INDENT, style).map(paint.cyan);
    }
  }
}

/** `finance (ann or bob) and 2 people of legal (anybody who claims it)`. */
function waitingFor(held: HeldReport): string {
  const asked = held.missing.map(({ group, count }) => {
    const known = held.from.find((each) => each.group === group);
    const people = count === 1 ? '' : `${countOf(count, 'person').replace('persons', 'people')} of `;
    return group === '' ? anybody(count, known, held) : `${people}${escapeValue(group)} (${membersText(known, held)})`;
  });
  return joinWords(asked);
}

function anybody(count: number, group: HeldGroup | undefined, { requester }: HeldReport): string {
  const who = count === 1 ? 'anybody' : `any ${count} people`;
  return group?.four_eyes === true ? `${who} but ${escapeValue(requester)}` : who;
}

function membersText(group: HeldGroup | undefined, { requester, by }: HeldReport): string {
  const but = group?.four_eyes === true ? ` but ${escapeValue(requester)}` : '';
  const members = group?.members ?? null;
  if (members === null) return `anybody who claims it${but}`;
  const left = members.filter((name) => !by.includes(name) && (but === '' || name !== requester));
  return left.length === 0 ? 'nobody is left' : listSome(left.map(escapeValue), MOST_NAMES);
}

function renderTotals(holds: readonly HeldReport[], file: string | null, style: TextStyle): string[] {
  const counts = (['waiting', 'approved', 'rejected', 'settled elsewhere'] as const)
    .map((status) => ({ status, count: holds.filter((held) => held.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${formatCount(count)} ${status}`);
  const first = holds.find(({ status }) => status === 'waiting');
  return [
    style.paint.bold(`${formatCount(holds.length)} held: ${counts.join(', ')}.`),
    ...(first === undefined
      ? []
      : indentProse(`Next: concordat holds approve ${first.id}${planFlag(file)}`, 0, style).map(style.paint.dim)),
  ];
}

/** ` --plan FILE` with the file as a shell takes it; nothing without one. */
export function planFlag(file: string | null): string {
  if (file === null) return '';
  return ` --plan ${escapeText(/^[\w./:@%+=,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`)}`;
}

function renderDecision(decision: DecisionReport, report: HoldsDecisionReport, style: TextStyle): string[] {
  const { paint } = style;
  const tone = report.verdict === 'approved' ? paint.green : paint.red;
  const verb = report.verdict === 'approved' ? 'Approved' : 'Rejected';
  const group = decision.group === null ? '' : ` for ${escapeValue(decision.group)}`;
  const until = escapeText(formatMoment(decision.expires, report.instant));
  const already = decision.is_new ? '' : ' already';
  const lead = `${tone(verb + already)}  ${paint.bold(decision.id)}  `;
  const room = Math.max(12, style.width - displayWidth(lead));
  return [
    lead + cutMiddle(subjectText(decision), room),
    ...indentProse(`by ${escapeValue(report.actor)}${group}, until ${until}`, HOLD_INDENT, style).map(paint.dim),
    ...indentProse(afterwards(decision), HOLD_INDENT, style),
  ];
}

function afterwards({ status, missing, by, subject }: DecisionReport): string {
  if (status === 'approved') return `Nothing more is needed; ${nextOf(subject)}.`;
  if (status === 'rejected') return `It stays held: ${namesOf(by)} said no, and can take it back with holds approve.`;
  const left = missing.map(({ group, count }) => {
    const people = count === 1 ? '1 person' : `${count} people`;
    return group === '' ? `${people} more` : `${people} of ${escapeValue(group)}`;
  });
  return `Still needed: ${joinWords(left)}.`;
}

function nextOf(subject: 'change' | 'plan'): string {
  return subject === 'plan' ? 'apply takes that very plan' : 'the next plan takes it up';
}

function namesOf(names: readonly string[]): string {
  return joinWords(names.map(escapeValue));
}

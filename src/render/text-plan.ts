import type { PlanDocument } from '../model/generated/plan.ts';
import { isEditedHere, type Sign } from './change-kind.ts';
import { escapeText } from './escape.ts';
import { groupChanges } from './group-changes.ts';
import { isRefusal } from './group-findings.ts';
import { orderRecords } from './order-records.ts';
import { paintFor } from './paint.ts';
import { comparedSentence, incompleteReads, isInSync, totalsLine } from './plan-totals.ts';
import { planNotes } from './plan-notes.ts';
import { renderEntities } from './text-changes.ts';
import { renderFindings, renderIncomplete } from './text-findings.ts';
import { renderGroups, signsOfGroups } from './text-groups.ts';
import { indentProse, NARROWEST, paintSign, type TextStyle } from './text-style.ts';
import { displayWidth } from './width.ts';
import { countOf } from './words.ts';

/** Records shown one by one; the rest is counted. */
const MOST_RECORDS = 200;

/** How to write a plan for a terminal. */
export interface PlanTextOptions {
  /** Columns; under 40 counts as 40. */
  readonly width: number;
  readonly isColour: boolean;
  /** What to do next, e.g. `concordat apply drift.plan`. */
  readonly next?: string;
}

/** A plan for people in a terminal: outliers one by one, like changes grouped, then findings, then the totals. Ends in a line break. */
export function renderPlanText(plan: PlanDocument, options: PlanTextOptions): string {
  const style: TextStyle = { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
  const grouping = groupChanges(plan.changes);
  const { entities, hiddenRecords } = orderRecords(grouping.singles, MOST_RECORDS);
  const signs = new Set([
    ...entities.flatMap(({ changes }) => changes.map((change) => change.sign)),
    ...signsOfGroups(grouping),
  ]);
  const lines = [
    ...renderEntities(entities, style),
    ...(hiddenRecords === 0
      ? []
      : [style.paint.dim(`… and ${countOf(hiddenRecords, 'more record')} (concordat show PLAN --json)`), '']),
    ...renderGroups(grouping, style),
    ...renderFindings(plan.findings, style),
    ...renderIncomplete(plan, style),
    ...renderNotes(plan, style),
    ...renderLegend(plan, signs, style),
    ...renderEnd(plan, options, style),
  ];
  return `${lines.join('\n')}\n`;
}

function renderNotes(plan: PlanDocument, style: TextStyle): string[] {
  const lines = planNotes(plan).flatMap((note) => indentProse(note, 2, style));
  return lines.length === 0 ? [] : [style.paint.bold('Note'), ...lines, ''];
}

function renderLegend(plan: PlanDocument, signs: ReadonlySet<Sign>, style: TextStyle): string[] {
  const verdicts = new Set(
    plan.changes.flatMap((change) => change.fields.filter(isEditedHere).map((field) => field.verdict)),
  );
  const meanings: readonly (readonly [Sign, string])[] = [
    ['-', 'delete'],
    ['x', 'blocked'],
    ['?', 'held'],
    ['!', [...verdicts].sort(foreignFirst).join(' or ')],
    ['~', 'update'],
    ['+', 'create'],
    ['=', 'link'],
  ];
  const told = meanings
    .filter(([sign]) => signs.has(sign))
    .map(([sign, meaning]) => `${paintSign(style.paint, sign)} ${meaning}`);
  const lines: string[] = [];
  for (const item of told) {
    const joined = `${lines.at(-1) ?? ''}   ${item}`;
    if (lines.length > 0 && displayWidth(joined) <= style.width) lines[lines.length - 1] = joined;
    else lines.push(`  ${item}`);
  }
  return lines;
}

function foreignFirst(a: string, b: string): number {
  return Number(b === 'foreign edit') - Number(a === 'foreign edit');
}

function renderEnd(plan: PlanDocument, options: PlanTextOptions, style: TextStyle): string[] {
  const { paint } = style;
  const compared = indentProse(comparedSentence(plan), 0, style);
  const tone = incompleteReads(plan).length > 0 ? paint.red : isInSync(plan) ? paint.green : paint.dim;
  const refusals = plan.findings.filter(isRefusal).length;
  const refused =
    refusals === 0
      ? []
      : [paint.red(`Refused: ${countOf(refusals, 'limit')} crossed, apply will write nothing (see findings).`)];
  return [
    ...(isInSync(plan) ? [] : [paint.bold(totalsLine(plan))]),
    ...refused,
    ...compared.map((line) => tone(line)),
    ...(options.next === undefined ? [] : [`Next: ${escapeText(options.next)}`]),
  ];
}

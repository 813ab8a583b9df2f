import type { Finding, PlanDocument } from '../model/generated/plan.ts';
import { escapeText, escapeValue } from './escape.ts';
import { groupFindings, subjectOf, type LikeFindings } from './group-findings.ts';
import { incompleteReads } from './plan-totals.ts';
import { indentProse, type TextStyle } from './text-style.ts';
import { cutMiddle, displayWidth } from './width.ts';
import { countOf, formatCount } from './words.ts';

const MOST_SAMPLES = 3;

/** Findings by code, errors first, each with up to three samples. */
export function renderFindings(findings: readonly Finding[], style: TextStyle): string[] {
  const groups = groupFindings(findings);
  if (groups.length === 0) return [];
  return [style.paint.bold('Findings'), ...groups.flatMap((group) => renderGroup(group, style)), ''];
}

function renderGroup(group: LikeFindings, style: TextStyle): string[] {
  const { paint } = style;
  const tone = group.severity === 'error' ? paint.red : group.severity === 'warning' ? paint.yellow : paint.dim;
  const count = group.findings.length > 1 ? `  ${formatCount(group.findings.length)} ×` : '';
  const head = `  ${tone(`${group.severity} ${cutMiddle(escapeText(group.code), style.width - 24)}`)}${count}`;
  const summary = escapeText(group.summary);
  const lines =
    displayWidth(`${head}  ${summary}`) <= style.width
      ? [`${head}  ${summary}`]
      : [head, ...indentProse(summary, 4, style)];
  const rest = group.findings.length - MOST_SAMPLES;
  const told = new Set<string>();
  return [
    ...lines,
    ...group.findings.slice(0, MOST_SAMPLES).flatMap((finding) => renderSample(finding, told, style)),
    ...(rest > 0 ? [paint.dim(`    … and ${formatCount(rest)} more (concordat show PLAN --json)`)] : []),
  ];
}

function renderSample(finding: Finding, told: Set<string>, style: TextStyle): string[] {
  const { paint } = style;
  const subject = cutMiddle(subjectOf(finding), style.width - 4);
  const at = escapeValue(finding.at);
  const isShort = displayWidth(`${subject}  ${at}`) <= style.width - 4;
  const detail = escapeText(finding.detail);
  const isNew = detail !== '' && !told.has(detail);
  told.add(detail);
  return [
    ...(subject === ''
      ? indentProse(at, 4, style).map(paint.dim)
      : isShort
        ? [`    ${subject}  ${paint.dim(at)}`]
        : [`    ${subject}`, ...indentProse(at, 4, style).map(paint.dim)]),
    ...(isNew ? indentProse(detail, 6, style) : []),
  ];
}

/** Reads that did not see everything, and what follows from it. */
export function renderIncomplete(plan: PlanDocument, style: TextStyle): string[] {
  const reads = incompleteReads(plan);
  if (reads.length === 0) return [];
  const { paint } = style;
  return [
    paint.red(paint.bold(`Incomplete: ${countOf(reads.length, 'read')} did not see everything`)),
    ...reads.flatMap((read) => {
      const seen =
        read.total === null
          ? countOf(read.count, 'record')
          : `${formatCount(read.count)} of ${countOf(read.total, 'record')}`;
      const reason = read.reason === null ? '' : ` ${escapeText(read.reason)}`;
      return indentProse(
        `${escapeValue(read.entity)} in ${escapeValue(read.system)} (${escapeValue(read.resource)}): ${seen} read.${reason}`,
        2,
        style,
      );
    }),
    ...indentProse(
      'What depends on them is not planned, nothing is deleted because of them. Plan again when the system answers in full.',
      2,
      style,
    ),
    '',
  ];
}

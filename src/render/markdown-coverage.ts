import type { Change, Finding, PlanDocument } from '../model/generated/plan.ts';
import { codeSpan, escapeComment, escapeMarkdown } from './escape.ts';
import { groupFindings, subjectOf } from './group-findings.ts';
import { nameCell, nameSpan, type Detail } from './markdown-detail.ts';
import { completeness, countedEntities, countedSystems, incompleteReads } from './plan-totals.ts';
import { planNotes } from './plan-notes.ts';
import { cutMiddle } from './width.ts';
import { countOf, formatCount } from './words.ts';

const LONGEST_DETAIL = 400;
const LONGEST_SUBJECT = 160;
const MOST_READS = 20;

/** Systems × entities, each cell with what happens there. Empty without changes. */
export function renderMatrix(plan: PlanDocument): string[] {
  if (plan.changes.length === 0) return [];
  const cells = countCells(plan.changes);
  const read = new Set(plan.header.reads.map((each) => JSON.stringify([each.system, each.entity])));
  const entities = [...new Set([...plan.header.reads, ...plan.changes].map((each) => each.entity))];
  const systems = [...new Set([...plan.header.reads, ...plan.changes].map((each) => each.system))];
  const rows = systems.map((system) => {
    const row = entities.map((entity) => {
      const key = JSON.stringify([system, entity]);
      return cells.get(key) ?? (read.has(key) ? 'nothing' : '');
    });
    return `| ${[nameCell(system), ...row].join(' | ')} |`;
  });
  return [`| | ${entities.map(nameCell).join(' | ')} |`, `|---|${'---|'.repeat(entities.length)}`, ...rows, ''];
}

function countCells(changes: readonly Change[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const change of changes) {
    const key = JSON.stringify([change.system, change.entity]);
    const cell = counts.get(key) ?? new Map<string, number>();
    counts.set(key, cell);
    const kind = change.blocked !== null ? 'blocked' : change.holds.length > 0 ? 'held' : `to ${change.action}`;
    cell.set(kind, (cell.get(kind) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([key, cell]) => [
      key,
      [...cell]
        .sort()
        .map(([kind, count]) => `${formatCount(count)} ${kind}`)
        .join(', '),
    ]),
  );
}

/** Findings by code, errors first, with samples. */
export function renderFindingsSection(findings: readonly Finding[], detail: Detail): string[] {
  const groups = groupFindings(findings);
  if (groups.length === 0) return [];
  const shown = groups.slice(0, detail.groups);
  const rest = groups.length - shown.length;
  const lines = shown.flatMap(({ code, severity, summary, findings: same }) => {
    const samples = same.slice(0, detail.samples).map((finding) => `  - ${describe(finding)}`);
    const more = same.length - samples.length;
    return [
      `- **${countOf(same.length, severity === 'info' ? 'hint' : severity)}** ${nameSpan(code)} ${escapeMarkdown(summary.slice(0, LONGEST_DETAIL))}`,
      ...samples,
      ...(more > 0 && samples.length > 0 ? [`  - … and ${formatCount(more)} more`] : []),
    ];
  });
  return [
    '### Findings',
    '',
    ...lines,
    ...(rest === 0 ? [] : [`- … and ${countOf(rest, 'more kind')} of findings`]),
    '',
  ];
}

function describe(finding: Finding): string {
  const subject = cutMiddle(subjectOf(finding), LONGEST_SUBJECT);
  const lead = subject === '' ? nameSpan(finding.at) : `${codeSpan(subject)} (${nameSpan(finding.at)})`;
  return `${lead}: ${escapeMarkdown(finding.detail.slice(0, LONGEST_DETAIL))}`;
}

/** What was compared, which reads are incomplete, and what qualifies the plan. */
export function renderCoverage(plan: PlanDocument): string[] {
  const reads = incompleteReads(plan);
  const lines = reads.slice(0, MOST_READS).map((read) => {
    const seen =
      read.total === null
        ? countOf(read.count, 'record')
        : `${formatCount(read.count)} of ${countOf(read.total, 'record')}`;
    const reason = read.reason === null ? '' : ` ${escapeMarkdown(read.reason.slice(0, LONGEST_DETAIL))}`;
    return `- **Incomplete**: ${nameSpan(read.entity)} in ${nameSpan(read.system)} (${nameSpan(read.resource)}), ${seen} read.${reason}`;
  });
  const state = reads.length === 0 ? completeness(plan) : `${countOf(reads.length, 'read')} incomplete`;
  const notes = planNotes(plan)
    .slice(0, MOST_READS)
    .map((note) => `- Note: ${escapeMarkdown(note.slice(0, LONGEST_DETAIL))}`);
  const counted = escapeMarkdown(cutMiddle(countedEntities(plan), LONGEST_DETAIL));
  return [
    '### Coverage',
    '',
    `Compared: ${counted} in ${countedSystems(plan)}; ${state}.`,
    '',
    ...lines,
    ...notes,
    ...(lines.length + notes.length > 0 ? [''] : []),
  ];
}

/** Digest, expiry, commit and what to do, then the hidden mark by which a later run finds its comment. */
export function renderFooter(plan: PlanDocument): string[] {
  const { header } = plan;
  const edited = header.git?.dirty === true ? ' with uncommitted edits' : '';
  const commit = header.git === null ? '' : ` · made at ${nameSpan(header.git.commit.slice(0, 12))}${edited}`;
  return [
    `Digest ${codeSpan(header.digest.slice(0, 64))} · expires ${momentOf(header.expires)}${commit}`,
    '',
    `Apply with ${codeSpan('concordat apply PLAN')}: it writes exactly this, or nothing.`,
    '',
    markerOf(header.project),
  ];
}

/** `2026-11-23 12:04 UTC`. */
function momentOf(instant: string): string {
  const [, day = '', minute = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(instant) ?? [];
  return day === '' ? nameSpan(instant) : `${day} ${minute} UTC`;
}

/** The hidden comment that marks a plan of this project. */
export function markerOf(project: string): string {
  return `<!-- concordat:plan ${escapeComment(project.slice(0, 80))} -->`;
}

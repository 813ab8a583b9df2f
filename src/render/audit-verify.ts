import type { AuditAnchor } from '../model/generated/audit-anchor.ts';
import type { AuditErasure } from '../model/generated/audit-erase.ts';
import type { AuditCover, AuditProblem, AuditVerdict } from '../model/generated/audit-verify.ts';
import { formatMoment } from './age.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor } from './paint.ts';
import { indentProse, NARROWEST, type TextStyle } from './text-style.ts';
import { padRight } from './width.ts';
import { countOf, formatCount } from './words.ts';

/** Whether a chain is sound, what is wrong, and what the verdict does not cover. */
export function renderAuditVerdict(verdict: AuditVerdict, now: string, options: TerminalOptions): string {
  const style = styleOf(options);
  const { paint } = style;
  const { sound, records, problem_count: count } = verdict;
  const title = sound
    ? paint.green('The audit chain is sound.')
    : paint.red(`The audit chain is NOT sound: ${countOf(count, 'problem')}.`);
  const rows = [
    ['records', records === 0 ? 'none' : `${formatCount(records)}, the last one ${shortHash(verdict.hash)}`],
    ['heads', coverText(verdict.heads, now)],
    ['anchors', coverText(verdict.anchors, now)],
    ['state', verdict.lineage === '' ? 'not made yet' : escapeValue(verdict.lineage)],
  ] as const;
  const lines = [
    paint.bold(title),
    ...rows.flatMap(([name, text]) => row(name, text, style)),
    ...renderProblems(verdict, style),
    ...(verdict.coverage.length === 0 ? [] : ['', paint.bold('Not covered')]),
    ...verdict.coverage.flatMap((sentence) => indentProse(escapeText(sentence), 2, style)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Where an anchor went. */
export function renderAnchor(anchor: AuditAnchor, options: TerminalOptions): string {
  const style = styleOf(options);
  const { head, file, ref, commit, pushed, is_new: isNew } = anchor;
  const what = `record ${formatCount(head.seq)} (${shortHash(head.hash)})`;
  const lines = [
    isNew ? `Anchored the audit chain at ${what}.` : `The audit chain is anchored at ${what} already.`,
    ...(file === null ? [] : row('file', escapeText(file), style)),
    ...(ref === null ? [] : row('ref', `${escapeText(ref)} at ${escapeText((commit ?? '').slice(0, 12))}`, style)),
    ...(pushed === null ? [] : row('pushed', escapeText(pushed), style)),
    ...row('key', escapeText(head.public_key), style),
  ];
  return `${lines.join('\n')}\n`;
}

/** What was erased of a record. */
export function renderErasure(erasure: AuditErasure, options: TerminalOptions): string {
  const { entity, key, writes, erased, gone } = erasure;
  const record = `${escapeValue(entity)} ${escapeValue(key)}`;
  const of = erased === writes ? countOf(writes, 'write') : `${formatCount(erased)} of ${countOf(writes, 'write')}`;
  const rest = gone === 0 ? '' : `; those of ${formatCount(gone)} were gone already`;
  const these = erased === 1 ? 'This write' : 'These writes';
  const text =
    erased === 0
      ? `Nothing was erased: no encrypted values are left of ${countOf(writes, 'write')} of ${record}.`
      : `Erased the encrypted values of ${of} of ${record}${rest}. ${these} can no longer be undone; the audit chain stays as it is.`;
  return `${indentProse(text, 0, styleOf(options)).join('\n')}\n`;
}

/** What somebody is asked before it is erased. */
export function eraseQuestion({
  entity,
  key,
  envelopes,
}: {
  readonly entity: string;
  readonly key: string;
  readonly envelopes: readonly string[];
}): string {
  const what = `the encrypted values of ${countOf(envelopes.length, 'write')} of ${escapeValue(entity)} ${escapeValue(key)}`;
  return `Erase ${what}? Undo of ${envelopes.length === 1 ? 'it' : 'them'} is then impossible.`;
}

function renderProblems({ problems, problem_count: count }: AuditVerdict, style: TextStyle): string[] {
  if (count === 0) return [];
  const rest = count - problems.length;
  return [
    '',
    style.paint.bold('Problems'),
    ...problems.flatMap((problem) => renderProblem(problem, style)),
    ...(rest > 0 ? [`  and ${formatCount(rest)} more`] : []),
  ];
}

function renderProblem({ code, detail }: AuditProblem, style: TextStyle): string[] {
  const [first = '', ...more] = indentProse(escapeText(`${code}  ${detail}`), 4, style);
  return [`  ${style.paint.red(first.trimStart())}`, ...more];
}

function coverText({ count, last, at }: AuditCover, now: string): string {
  if (count === 0) return 'none';
  return last === null
    ? `${formatCount(count)}, none of which holds`
    : `${formatCount(count)}, the last for record ${formatCount(last)}, signed ${escapeText(formatMoment(at ?? '', now))}`;
}

function shortHash(hash: string | null): string {
  return hash === null ? '' : escapeText(`${hash.slice(0, 4)}…${hash.slice(-4)}`);
}

function row(name: string, text: string, style: TextStyle): string[] {
  const [first = '', ...more] = indentProse(text, 11, style);
  return [`  ${padRight(name, 9)}${first.trimStart()}`, ...more];
}

function styleOf(options: TerminalOptions): TextStyle {
  return { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
}

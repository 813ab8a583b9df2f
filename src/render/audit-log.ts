import type { AuditEntry, AuditField, AuditLog, AuditValue } from '../model/generated/audit-log.ts';
import { formatMoment } from './age.ts';
import type { Sign } from './change-kind.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor } from './paint.ts';
import { showTransition, showValue } from './show-value.ts';
import { alignEnds, indentProse, NARROWEST, paintSign, type TextStyle } from './text-style.ts';
import { cutMiddle, cutPair, displayWidth, padLeft, padRight } from './width.ts';
import { countOf, formatCount } from './words.ts';

const ARROW = ' → ';
const WIDEST_NAME = 20;
const WIDEST_PAGE = 110;
/** From this width on each field's rule stands on its line; below, under the fields. */
const WIDE = 100;

const SIGNS: Readonly<Record<string, Sign>> = { create: '+', update: '~', delete: '-', link: '=' };

/** Records of the audit chain, oldest first: who did what to which record, under which rule, and how it ended. */
export function renderAuditLog(log: AuditLog, options: TerminalOptions): string {
  const style: TextStyle = { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
  const lines = [...log.entries.flatMap((entry) => [...renderEntry(entry, log, style), '']), ...renderEnd(log, style)];
  return `${lines.join('\n')}\n`;
}

function renderEntry(entry: AuditEntry, log: AuditLog, style: TextStyle): string[] {
  const { paint } = style;
  const number = padLeft(String(entry.seq), String(log.records).length);
  const indent = number.length + 2;
  const left = `${paint.dim(number)}  ${escapeText(formatMoment(entry.at, log.instant))}  ${headOf(entry, style)}`;
  const ends = { edge: Math.min(style.width, WIDEST_PAGE), width: style.width, indent };
  return [
    ...alignEnds(left, endingOf(entry), (text) => paintEnding(entry, text, style), ends),
    ...indentProse(byline(entry), indent, style).map(paint.dim),
    ...renderFields(entry.fields, indent, style),
    ...renderDetail(entry, indent, style),
  ];
}

/** `~ customer ALFKI in erp`, `approve customer BERGS`, `run 7f3a21c0 start`. */
function headOf(entry: AuditEntry, { paint, width }: TextStyle): string {
  if (entry.kind === 'run') return paint.bold(`run ${escapeText(shortId(entry.run))} ${escapeText(entry.action)}`);
  const sign = entry.kind === 'write' ? SIGNS[entry.action] : undefined;
  const about = [
    ...(entry.entity === null ? [] : [escapeValue(entry.entity)]),
    ...(entry.key === null ? [] : [paint.bold(cutMiddle(escapeValue(entry.key), Math.max(12, Math.floor(width / 4))))]),
    ...(entry.system === null ? [] : [`in ${escapeValue(entry.system)}`]),
    ...(entry.entity === null && entry.change !== null ? [escapeValue(cutMiddle(entry.change, 24))] : []),
  ];
  return [sign === undefined ? escapeText(entry.action) : paintSign(paint, sign), ...about].join(' ');
}

function endingOf({ outcome, code }: AuditEntry): string {
  if (outcome === null) return '';
  return escapeText(outcome.replaceAll('_', ' ') + (code === null ? '' : ` ${code}`));
}

function paintEnding({ outcome }: AuditEntry, text: string, { paint }: TextStyle): string {
  if (outcome === 'applied') return paint.green(text);
  return outcome === 'failed' || outcome === 'unknown' || outcome === 'rejected' ? paint.red(text) : paint.yellow(text);
}

/** Who, in which run, from which commit, under which guard. */
function byline(entry: AuditEntry): string {
  const { actor, kind, run, commit, guard, attempts, envelope } = entry;
  const parts = [
    `by ${actor}`,
    ...(run === null || kind === 'run' ? [] : [`run ${shortId(run)}`]),
    ...(commit === null ? [] : [`manifests at ${commit.slice(0, 7)}`]),
    ...(guard === null ? [] : [`guard ${guard.kind ?? 'none'}, ${guard.strength ?? 'none'}`]),
    ...(attempts === null || attempts < 2 ? [] : [`sent ${attempts} times`]),
    ...(envelope === null || envelope.kept ? [] : ['values erased']),
  ];
  return escapeText(parts.join(' · '));
}

function shortId(id: string | null): string {
  return (id ?? '').slice(0, 8);
}

function renderFields(fields: readonly AuditField[], indent: number, style: TextStyle): string[] {
  const name = Math.min(WIDEST_NAME, Math.max(0, ...fields.map((field) => displayWidth(escapeValue(field.name)))));
  const rules = new Set(fields.flatMap(({ rule }) => (rule === null || style.width >= WIDE ? [] : [rule])));
  return [
    ...fields.flatMap((field) => renderField(field, { indent: indent + 2, name }, style)),
    ...[...rules].flatMap((rule) => indentProse(escapeValue(rule), indent + 2, style).map(style.paint.dim)),
  ];
}

function renderField(
  field: AuditField,
  grid: { readonly indent: number; readonly name: number },
  style: TextStyle,
): string[] {
  const { paint, width } = style;
  const [before, after] = transitionOf(field);
  const rule = field.rule !== null && width >= WIDE ? [field.rule] : [];
  const trail = escapeText([...(field.verdict === null ? [] : [field.verdict]), ...rule].join('  '));
  const lead = `${' '.repeat(grid.indent)}${padRight(cutMiddle(escapeValue(field.name), grid.name), grid.name)}  `;
  const room = width - displayWidth(lead) - displayWidth(trail) - 2;
  const ends = { edge: Math.min(width, WIDEST_PAGE), width, indent: grid.indent };
  if (displayWidth(before + ARROW + after) <= room)
    return alignEnds(`${lead}${paint.dim(before + ARROW)}${after}`, trail, paint.dim, ends);
  const [first, second] = cutPair(before, after, Math.max(12, width - displayWidth(lead) - 2));
  const below = ' '.repeat(displayWidth(lead));
  return [
    `${lead}${paint.dim(first)}`,
    ...alignEnds(`${below}${paint.dim('→')} ${second}`, trail, paint.dim, { ...ends, indent: displayWidth(lead) }),
  ];
}

/** Before and after; of classified values there is nothing but their fingerprint. */
function transitionOf({ before, after }: AuditField): readonly [string, string] {
  if (!isHidden(before) && !isHidden(after)) return showTransition(before, after);
  return [
    isHidden(before) ? showHidden(before) : showValue(before),
    isHidden(after) ? showHidden(after) : showValue(after),
  ];
}

function isHidden(value: AuditValue): value is { readonly fp: string } {
  return typeof value === 'object' && value !== null && typeof (value as { fp?: unknown }).fp === 'string';
}

function showHidden({ fp }: { readonly fp: string }): string {
  return `•••• (fp ${escapeValue(fp)})`;
}

function renderDetail({ detail }: AuditEntry, indent: number, style: TextStyle): string[] {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return [];
  const parts = Object.entries(detail).flatMap(([name, value]) => {
    if (value === null || value === 0) return [];
    const text = showDetail(value);
    const short = Array.isArray(value) && displayWidth(text) > 40 ? `(${formatCount(value.length)})` : text;
    return [`${escapeValue(name.replaceAll('_', ' '))} ${short}`];
  });
  return parts.length === 0 ? [] : indentProse(parts.join(', '), indent + 2, style);
}

function showDetail(value: unknown): string {
  if (Array.isArray(value)) return value.map(showDetail).join(' ');
  return typeof value === 'string' && /^[\w.:@-]+$/.test(value) ? value : showValue(value as AuditValue);
}

function renderEnd({ entries, matched, records }: AuditLog, style: TextStyle): string[] {
  if (records === 0) return ['Nothing was recorded yet: the first apply makes the first record.'];
  if (matched === 0) return [`None of ${countOf(records, 'record')} matches.`];
  const shown =
    entries.length < matched
      ? `The last ${formatCount(entries.length)} of ${formatCount(matched)}`
      : formatCount(matched);
  const of =
    matched === records
      ? ` ${matched === 1 ? 'record' : 'records'}`
      : ` records that match, of ${formatCount(records)}`;
  const more = entries.length < matched ? ' --last N shows more.' : '';
  return indentProse(`${shown}${of}.${more} concordat audit verify checks the chain.`, 0, style);
}

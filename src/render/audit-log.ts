import type { AuditEntry, AuditField, AuditLog, AuditValue } from '../model/generated/audit-log.ts';
import { formatMoment } from './age.ts';
import type { Sign } from './change-kind.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor, type Paint } from './paint.ts';
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
  const number = padLeft(String(entry.seq), String(log.records).length);
  const indent = number.length + 2;
  return [
    ...renderHead(
      entry,
      `${style.paint.dim(number)}  ${escapeText(formatMoment(entry.at, log.instant))}`,
      indent,
      style,
    ),
    ...indentProse(byline(entry), indent, style).map(style.paint.dim),
    ...renderFields(entry.fields, indent, style),
    ...renderDetail(entry, indent, style),
  ];
}

/** What was done on the line of number and time, and how it ended at its end; below where that is too wide. */
function renderHead(entry: AuditEntry, lead: string, indent: number, style: TextStyle): string[] {
  const { width, paint } = style;
  const ends = { edge: Math.min(width, WIDEST_PAGE), width, indent };
  const tone = (text: string): string => paintEnding(entry, text, style);
  const left = `${lead}  ${headOf(entry, paint)}`;
  if (displayWidth(left) <= width) return alignEnds(left, endingOf(entry), tone, ends);
  const below = indentProse(headOf(entry, paintFor(false)), indent, style);
  return [...alignEnds(lead, endingOf(entry), tone, ends), ...below];
}

/** `~ customer ALFKI in erp`, `approve customer BERGS`, `run 7f3a21c0 start`. */
function headOf(entry: AuditEntry, paint: Paint): string {
  if (entry.kind === 'run') return paint.bold(`run ${escapeText(shortId(entry.run))} ${escapeText(entry.action)}`);
  const sign = entry.kind === 'write' ? SIGNS[entry.action] : undefined;
  const about = [
    ...(entry.entity === null ? [] : [escapeValue(entry.entity)]),
    ...(entry.key === null ? [] : [paint.bold(escapeValue(entry.key))]),
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
  const widest = Math.min(WIDEST_NAME, Math.floor(style.width / 4));
  const name = Math.min(widest, Math.max(0, ...fields.map((field) => displayWidth(escapeValue(field.name)))));
  return [
    ...fields.flatMap((field) => renderField(field, { indent: indent + 2, name }, style)),
    ...(style.width >= WIDE ? [] : indentRules(fields, indent + 2, style)),
  ];
}

/** `sync.d/customer.yaml:31, 32`, once under the fields. */
function indentRules(fields: readonly AuditField[], indent: number, style: TextStyle): string[] {
  const places = new Map<string, Set<string>>();
  for (const { rule } of fields) {
    const [, file = rule, line = ''] = /^(.*):(\d+)$/.exec(rule ?? '') ?? [];
    if (file !== null) places.set(file, (places.get(file) ?? new Set()).add(line));
  }
  const texts = [...places].map(([file, lines]) =>
    [file, [...lines].sort((a, b) => Number(a) - Number(b)).join(', ')].filter((part) => part !== '').join(':'),
  );
  return texts.flatMap((text) => indentProse(escapeValue(text), indent, style).map(style.paint.dim));
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

import type { Change } from '../model/generated/plan.ts';
import { causesOf, holdLabel, signOf, type Sign } from './change-kind.ts';
import { escapeText, escapeValue } from './escape.ts';
import type { Grouping, LikeFields, LikeRecords } from './group-changes.ts';
import { showKey, showTransition } from './show-value.ts';
import { indentProse, paintAs, paintSign, type TextStyle } from './text-style.ts';
import { cutMiddle, cutPair, displayWidth, padLeft, padRight } from './width.ts';
import { countOf, formatCount, listSome } from './words.ts';

const MOST_GROUPS = 100;
const ARROW = ' → ';
const INDENT = 6;

interface GroupRow {
  readonly sign: Sign;
  readonly count: string;
  readonly subject: string;
  /** Escaped before and after, or null for whole records. */
  readonly step: readonly [string, string] | null;
  readonly cause: string;
  readonly place: string;
  readonly keys: readonly string[];
}

/** Like changes, the largest group first: a line with count, field, step and cause, and below it whom it concerns. */
export function renderGroups(grouping: Grouping, style: TextStyle): string[] {
  const { likeFields, likeRecords, hidden } = shownGroups(grouping);
  const rows = [...likeFields.map(toFieldRow), ...likeRecords.map(toRecordRow)];
  if (rows.length === 0) return [];
  const grid = gridOf(rows);
  const more = `  … and ${countOf(hidden, 'more group')} (concordat show PLAN --json)`;
  return [
    style.paint.bold('Like changes'),
    ...rows.flatMap((row) => renderRow(row, grid, style)),
    ...(hidden === 0 ? [] : [style.paint.dim(more)]),
    '',
  ];
}

/** Signs of the groups that are shown, for the legend. */
export function signsOfGroups(grouping: Grouping): Sign[] {
  const { likeFields, likeRecords } = shownGroups(grouping);
  const signs = likeFields.map(({ field, changes: [first] }) => (first === undefined ? '~' : signOf(first, [field])));
  return [...signs, ...likeRecords.map(({ changes: [first] }) => (first === undefined ? '+' : signOf(first, [])))];
}

function shownGroups({ likeFields, likeRecords }: Grouping): Omit<Grouping, 'singles'> & { readonly hidden: number } {
  const records = likeRecords.slice(0, MOST_GROUPS);
  const fields = likeFields.slice(0, MOST_GROUPS - records.length);
  const hidden = likeFields.length + likeRecords.length - fields.length - records.length;
  return { likeFields: fields, likeRecords: records, hidden };
}

function toFieldRow({ field, hold, changes }: LikeFields): GroupRow {
  const [first] = changes;
  const causes = first === undefined ? [field.verdict] : causesOf(first, [field]);
  const [before, after] = showTransition(field.before, field.after);
  const owner = field.owner === null ? 'derived' : `owner ${escapeValue(field.owner)}`;
  return {
    sign: first === undefined ? '~' : signOf(first, [field]),
    count: formatCount(changes.length),
    subject: `${escapeValue(first?.entity ?? '')}.${escapeValue(field.name)} in ${escapeValue(first?.system ?? '')}`,
    step: [before, field.known_after === undefined ? after : `${after} (known after apply)`],
    cause: escapeText([...causes, ...(hold === null ? [] : [waitLabel(first, hold, causes)])].join(' · ')),
    place: `${owner}  ${escapeValue(field.rule)}`,
    keys: keysOf(changes),
  };
}

function waitLabel(
  change: Change | undefined,
  hold: NonNullable<LikeFields['hold']>,
  causes: readonly string[],
): string {
  return change?.blocked ? 'blocked' : `${holdLabel(hold, causes)}`;
}

function toRecordRow({ changes }: LikeRecords): GroupRow {
  const [first] = changes;
  const entity = escapeValue(first?.entity ?? '');
  const size = first?.action === 'create' ? `, ${countOf(first.fields.length, 'field')} each` : '';
  const causes = first === undefined ? [] : causesOf(first, []);
  const waits = first?.holds.map((hold) => holdLabel(hold, causes)) ?? [];
  const blocked = first?.blocked ? [`blocked: ${first.blocked.reason}`] : [];
  return {
    sign: first === undefined ? '+' : signOf(first, []),
    count: formatCount(changes.length),
    subject: `${entity} to ${first?.action ?? ''} in ${escapeValue(first?.system ?? '')}${size}`,
    step: null,
    cause: escapeText([...causes, ...waits, ...blocked].join(' · ')),
    place: '',
    keys: keysOf(changes),
  };
}

function keysOf(changes: readonly Change[]): readonly string[] {
  return changes.map((change) => showKey(change.key));
}

/** As many whole keys as fit, at most eight, and how many more there are. */
function listKeys(keys: readonly string[], width: number): string {
  for (let most = Math.min(8, keys.length); most > 1; most -= 1) {
    const text = listSome(keys, most);
    if (displayWidth(text) <= width) return text;
  }
  return cutMiddle(listSome(keys, 1), width);
}

interface GroupGrid {
  readonly count: number;
  readonly subject: number;
  readonly step: number;
}

function gridOf(rows: readonly GroupRow[]): GroupGrid {
  const widest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
  return {
    count: widest(rows.map((row) => row.count)),
    subject: Math.min(36, widest(rows.map((row) => row.subject))),
    step: Math.min(40, widest(rows.map((row) => row.step?.join(ARROW) ?? ''))),
  };
}

function renderRow(row: GroupRow, grid: GroupGrid, style: TextStyle): string[] {
  const { paint } = style;
  const lead = `  ${paintSign(paint, row.sign)} ${padLeft(row.count, grid.count)} × `;
  const subject = cutMiddle(row.subject, style.width - displayWidth(lead));
  const head = lead + padRight(subject, grid.subject);
  const causePaint = (text: string) => paintAs(paint, row.sign, text);
  const keys = ' '.repeat(INDENT) + paint.dim(listKeys(row.keys, style.width - INDENT));
  if (row.step === null) return [...joinOrBreak(head, row.cause, causePaint, style), keys];
  const [before, after] = row.step;
  const step = padRight(paint.dim(before + ARROW) + after, grid.step);
  if (displayWidth(`${head}  ${step}  ${row.cause}`) <= style.width) {
    return [...joinOrBreak(`${head}  ${step}  ${causePaint(row.cause)}`, row.place, paint.dim, style), keys];
  }
  const place = indentProse(row.place, INDENT, style).map(paint.dim);
  return [
    ...joinOrBreak(lead + subject, row.cause, causePaint, style),
    ...renderStep(before, after, style),
    ...place,
    keys,
  ];
}

function renderStep(before: string, after: string, style: TextStyle): string[] {
  const { paint } = style;
  const under = ' '.repeat(INDENT);
  if (displayWidth(before + ARROW + after) <= style.width - INDENT)
    return [`${under}${paint.dim(before + ARROW)}${after}`];
  const [from, to] = cutPair(before, after, style.width - INDENT - 2);
  return [under + paint.dim(from), `${under}${paint.dim('→')} ${to}`];
}

/** `right` behind `left` where it fits, else wrapped below it. */
function joinOrBreak(left: string, right: string, paint: (text: string) => string, style: TextStyle): string[] {
  if (right === '') return [left];
  if (displayWidth(`${left}  ${right}`) <= style.width) return [`${left}  ${paint(right)}`];
  return [left.trimEnd(), ...indentProse(right, INDENT, style).map(paint)];
}

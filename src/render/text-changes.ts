import type { FieldChange, Hold } from '../model/generated/plan.ts';
import { causesOf, holdLabel } from './change-kind.ts';
import { escapeText, escapeValue } from './escape.ts';
import type { EntityChanges, SignedChange } from './order-records.ts';
import { showKey, showTransition, showValue } from './show-value.ts';
import { alignEnds, indentProse, paintAs, paintSign, type TextStyle } from './text-style.ts';
import { cutMiddle, cutPair, displayWidth, padRight } from './width.ts';
import { countOf, joinWords } from './words.ts';

const INDENT = 6;
const WIDEST_NAME = 20;
const ARROW = ' → ';
/** From this width on each field's rule stands on its line; below, once under each entity. */
const WIDE = 100;

interface FieldRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly trail: string;
  readonly hold: Hold | null;
}

interface Block {
  readonly signed: SignedChange;
  readonly rows: readonly FieldRow[];
}

interface Grid {
  readonly name: number;
  readonly step: number;
  readonly edge: number;
}

/** The records shown one by one, entity by entity, on one grid. Reasons to hold are spelled out where they first occur. */
export function renderEntities(entities: readonly EntityChanges[], style: TextStyle): string[] {
  const sections = entities.map(({ entity, changes }) => ({
    entity,
    blocks: changes.map((signed) => toBlock(signed, style)),
  }));
  const grid = gridOf(
    sections.flatMap(({ blocks }) => blocks),
    style,
  );
  const told = new Set<string>();
  return sections.flatMap(({ entity, blocks }) => [
    style.paint.bold(cutMiddle(escapeValue(entity), style.width)),
    ...blocks.flatMap((block) => renderBlock(block, grid, told, style)),
    ...(style.width < WIDE ? renderRules(blocks, style) : []),
    '',
  ]);
}

function toBlock(signed: SignedChange, style: TextStyle): Block {
  if (signed.change.action !== 'update') return { signed, rows: [] };
  const isMixed = new Set(signed.fields.map((field) => field.verdict)).size > 1;
  return { signed, rows: signed.fields.map((field) => toRow(field, isMixed, style)) };
}

function toRow(field: FieldChange, isMixed: boolean, style: TextStyle): FieldRow {
  const [before, after] = showTransition(field.before, field.after);
  const owner = field.owner === null ? 'derived' : `owner ${escapeValue(field.owner)}`;
  const parts = [owner, ...(isMixed ? [field.verdict] : []), ...(style.width >= WIDE ? [escapeValue(field.rule)] : [])];
  const suffix = field.known_after === undefined ? '' : ' (known after apply)';
  return {
    name: escapeValue(field.name),
    before,
    after: after + suffix,
    trail: parts.join('  '),
    hold: field.hold ?? null,
  };
}

function gridOf(blocks: readonly Block[], style: TextStyle): Grid {
  const rows = blocks.flatMap((block) => block.rows);
  const name = Math.min(WIDEST_NAME, maximum(rows.map((row) => displayWidth(row.name))));
  const trail = maximum(rows.map((row) => displayWidth(row.trail)));
  const room = style.width - INDENT - name - 2 - trail - 2;
  const step = Math.max(
    20,
    Math.min(
      room,
      maximum(rows.map((row) => displayWidth(row.before + ARROW + row.after)).filter((width) => width <= room)),
    ),
  );
  return { name, step, edge: Math.min(style.width, Math.max(INDENT + name + 2 + step + 2 + trail, 60)) };
}

function renderBlock({ signed, rows }: Block, grid: Grid, told: Set<string>, style: TextStyle): string[] {
  return [
    ...renderHead(signed, grid, style),
    ...rows.flatMap((row) => renderRow(row, grid, told, style)),
    ...renderWhole(signed, style),
    ...holdsOf(signed).flatMap((hold) => renderHold(hold, told, style)),
  ];
}

function renderHead(signed: SignedChange, grid: Grid, style: TextStyle): string[] {
  const { change, sign } = signed;
  const { paint } = style;
  const place = cutMiddle(`in ${escapeValue(change.system)}`, Math.floor(style.width / 2));
  const key = cutMiddle(showKey(change.key), Math.max(10, style.width - displayWidth(place) - 8));
  const left = `  ${paintSign(paint, sign)} ${paint.bold(key)}  ${place}`;
  return alignEnds(left, labelOf(signed), (label) => paintAs(paint, sign, label), {
    edge: grid.edge,
    width: style.width,
    indent: INDENT,
  });
}

function labelOf({ change, fields }: SignedChange): string {
  const causes = causesOf(change, fields);
  const holds = change.holds.map((hold) => holdLabel(hold, causes));
  const blocked = change.blocked === null ? [] : ['blocked'];
  return escapeText([...causes, ...new Set(holds), ...blocked].join(' · '));
}

function renderRow(row: FieldRow, grid: Grid, told: Set<string>, style: TextStyle): string[] {
  const hold = row.hold === null ? [] : renderFieldHold(row.hold, told, style);
  const name = padRight(row.name, grid.name);
  const indent = ' '.repeat(INDENT);
  const lead = `${indent}${name}  `;
  const step = row.before + ARROW + row.after;
  const room = style.width - displayWidth(lead) - displayWidth(row.trail) - 2;
  if (displayWidth(step) > room) return [...renderTall(row, grid, style), ...hold];
  const painted = style.paint.dim(row.before + ARROW) + row.after;
  return [`${lead}${padRight(painted, Math.min(grid.step, room))}  ${style.paint.dim(row.trail)}`, ...hold];
}

/** A step too wide for one line: before and after on a line each, the owner beside the first or, where that is wide, below. */
function renderTall(row: FieldRow, grid: Grid, style: TextStyle): string[] {
  const start = INDENT + grid.name + 2;
  const indent = ' '.repeat(start);
  const [before, after] = cutPair(row.before, row.after, Math.max(12, style.width - start - 2));
  const isLong = displayWidth(row.name) > grid.name;
  const first =
    (isLong ? indent : `${' '.repeat(INDENT)}${padRight(row.name, grid.name)}  `) +
    style.paint.dim(padRight(before, grid.step));
  const trail = style.paint.dim(cutMiddle(row.trail, style.width - start));
  const isBeside = displayWidth(`${first}  ${row.trail}`) <= style.width;
  return [
    ...(isLong ? [' '.repeat(INDENT) + cutMiddle(row.name, style.width - INDENT)] : []),
    isBeside ? `${first}  ${trail}` : first.trimEnd(),
    `${indent}${style.paint.dim('→')} ${after}`,
    ...(isBeside ? [] : [indent + trail]),
  ];
}

function renderFieldHold(hold: Hold, told: Set<string>, style: TextStyle): string[] {
  const label = indentProse(escapeText(`? ${holdLabel(hold, [])}`), INDENT + 2, style).map(style.paint.cyan);
  return [...label, ...renderHold(hold, told, style)];
}

function renderHold(hold: Hold, told: Set<string>, style: TextStyle): string[] {
  const text = escapeText(hold.at === undefined ? hold.reason : `${hold.reason} (${hold.at})`);
  const key = JSON.stringify([hold.code, hold.from, text]);
  if (told.has(key) || text === '') return [];
  told.add(key);
  return indentProse(text, INDENT, style).map(style.paint.dim);
}

function holdsOf({ change }: SignedChange): Hold[] {
  return [...(change.blocked === null ? [] : [change.blocked]), ...change.holds];
}

/** What stands under a record besides its fields: a create's size and samples, a delete's place, fields told elsewhere. */
function renderWhole({ change, fields, grouped }: SignedChange, style: TextStyle): string[] {
  const indent = ' '.repeat(INDENT);
  if (change.action === 'create') {
    const held = fields.filter((field) => field.hold !== undefined).map((field) => escapeValue(field.name));
    const suffix =
      held.length === 0 ? [] : indentProse(`? ${joinWords(held)} held`, INDENT, style).map(style.paint.cyan);
    return [indent + sampleFields(fields, style), ...suffix];
  }
  if (change.action === 'delete') {
    const id = change.native_id === null ? '' : ` ${escapeValue(change.native_id)}`;
    return [indent + style.paint.dim(cutMiddle(`${escapeValue(change.resource)}${id}`, style.width - INDENT))];
  }
  if (grouped.length === 0) return [];
  return indentProse(`also ${joinWords(grouped.map(escapeValue))}, see like changes`, INDENT, style).map(
    style.paint.dim,
  );
}

function sampleFields(fields: readonly FieldChange[], style: TextStyle): string {
  const count = countOf(fields.length, 'field');
  let line = count;
  for (const field of fields.slice(0, 3)) {
    const sample = `${cutMiddle(escapeValue(field.name), 24)} ${cutMiddle(showValue(field.after), 24)}`;
    const next = line === count ? `${line}: ${sample}` : `${line}, ${sample}`;
    if (displayWidth(next) > style.width - INDENT - 3) break;
    line = next;
  }
  return count + style.paint.dim(line.slice(count.length) + (line !== count && fields.length > 3 ? ', …' : ''));
}

/** Where the rules of the shown fields stand, once per entity and system, for terminals too narrow for a place on each line. */
function renderRules(blocks: readonly Block[], style: TextStyle): string[] {
  const places = new Map<string, Map<string, string>>();
  for (const { signed } of blocks) {
    if (signed.change.action !== 'update') continue;
    for (const field of signed.fields) {
      const [, file = field.rule, line = ''] = /^(.*):(\d+)$/.exec(field.rule) ?? [];
      const key = `rules in ${escapeValue(signed.change.system)}  ${escapeValue(file)}`;
      const lines = places.get(key) ?? new Map<string, string>();
      places.set(key, lines.set(escapeValue(field.name), line));
    }
  }
  return [...places].flatMap(([key, fields]) => {
    const names = [...fields].map(([name, line]) => (line === '' ? name : `${name} :${line}`));
    return indentProse(`${key}  ${names.join(', ')}`, 4, style).map(style.paint.dim);
  });
}

function maximum(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

import type { TraceCell, TraceEvent, TraceField, TraceReport, TraceSystem } from '../model/generated/trace.ts';
import { formatClockOf, formatMoment } from './age.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor, type Paint } from './paint.ts';
import { isMasked, showBare, showKey } from './show-value.ts';
import { indentProse, NARROWEST, type TextStyle } from './text-style.ts';
import { cutMiddle, displayWidth, padRight } from './width.ts';

const NARROWEST_COLUMN = 18;
const WIDEST_COLUMN = 44;
const WIDEST_NAME = 22;

interface Cell {
  readonly text: string;
  /** Stands behind the text and is never cut: `●` for the owner, `✗ stale` for a difference. */
  readonly mark: string;
  readonly tone: (text: string) => string;
}

interface Row {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** One record over all systems: a column for each, a row for each field, then what is known of its past. */
export function renderTrace(report: TraceReport, options: TerminalOptions): string {
  const style: TextStyle = { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
  const record = report.record === null ? 'not linked yet' : `record ${escapeValue(report.record)}`;
  const title = `${style.paint.bold(`${escapeValue(report.entity)} ${showKey(report.key)}`)}  ${style.paint.dim(record)}`;
  const lines = [title, '', ...renderTables(report, style), ...renderTimeline(report, style)];
  return `${lines.join('\n')}\n`;
}

/** As many systems side by side as fit; the rest in tables below. */
function renderTables(report: TraceReport, style: TextStyle): string[] {
  const nameWidth = Math.min(
    WIDEST_NAME,
    Math.max(9, ...report.fields.map((field) => displayWidth(escapeValue(field.name)))),
  );
  const room = style.width - nameWidth - 2;
  const perTable = Math.max(1, Math.floor(room / (NARROWEST_COLUMN + 2)));
  const tables: string[] = [];
  for (let start = 0; start < report.systems.length; start += perTable) {
    const systems = report.systems.slice(start, start + perTable);
    tables.push(...renderTable(toRows(report, systems, style.paint), { nameWidth, room }), '');
  }
  return tables;
}

function toRows(report: TraceReport, systems: readonly TraceSystem[], paint: Paint): Row[] {
  const plain = (text: string): Cell => ({ text, mark: '', tone: paint.dim });
  const isUnusual = systems.some((system) => system.situation !== 'linked');
  return [
    { name: '', cells: systems.map((system) => ({ text: headOf(system), mark: '', tone: paint.bold })) },
    ...report.fields.map((field) => ({
      name: escapeValue(field.name),
      cells: systems.map((system) => toCell(field, system.system, paint)),
    })),
    ...(isUnusual ? [{ name: 'situation', cells: systems.map((system) => plain(escapeValue(system.situation))) }] : []),
    {
      name: 'id',
      cells: systems.map((system) => plain(system.native_id === null ? '–' : escapeValue(system.native_id))),
    },
    {
      name: 'version',
      cells: systems.map((system) => plain(system.version === null ? '–' : escapeValue(system.version))),
    },
    { name: 'read', cells: systems.map((system) => plain(escapeText(formatClockOf(system.read_at)))) },
  ];
}

function headOf(system: TraceSystem): string {
  const name = escapeValue(system.system);
  return system.owner_of === 0 ? name : `${name} (owner of ${system.owner_of})`;
}

function toCell(field: TraceField, system: string, paint: Paint): Cell {
  const cell = field.cells.find((candidate) => candidate.system === system);
  if (cell === undefined) return { text: '–', mark: '', tone: paint.dim };
  const text = showCell(cell, field.cells);
  if (cell.is_owner) return { text, mark: '●', tone: paint.green };
  if (cell.verdict === null || cell.verdict === 'in agreement') return { text, mark: '', tone: (plain) => plain };
  return { text, mark: `✗ ${escapeText(cell.verdict.replace(' replica', ''))}`, tone: paint.yellow };
}

/** The cell's value; a mask that looks like another system's, though the values differ, with its fingerprint. */
function showCell(cell: TraceCell, cells: readonly TraceCell[]): string {
  const { value } = cell;
  if (!isMasked(value)) return showBare(value);
  const isAlike = cells.some(
    (other) => isMasked(other.value) && other.value.masked === value.masked && other.value.fp !== value.fp,
  );
  return escapeValue(isAlike ? `${value.masked} (fp ${value.fp.slice(0, 4)})` : value.masked);
}

interface TableWidths {
  readonly nameWidth: number;
  readonly room: number;
}

function renderTable(rows: readonly Row[], { nameWidth, room }: TableWidths): string[] {
  const widths = columnWidths(rows, room);
  return rows.flatMap((row) => {
    const cells = row.cells.map((cell, index) => renderCell(cell, widths[index] ?? NARROWEST_COLUMN));
    const name = `  ${padRight(cutMiddle(row.name, nameWidth), nameWidth)}  `;
    const first = (name + cells.map((cell) => cell.line).join('  ')).trimEnd();
    const below = cells
      .map((cell) => cell.below)
      .join('  ')
      .trimEnd();
    return below === '' ? [first] : [first, ' '.repeat(nameWidth + 4) + below];
  });
}

/** Columns as wide as their content, the widest made narrower until the table fits. */
function columnWidths(rows: readonly Row[], room: number): number[] {
  const count = rows[0]?.cells.length ?? 0;
  const widths = Array.from({ length: count }, (_, index) =>
    Math.min(WIDEST_COLUMN, Math.max(...rows.map((row) => widthOf(row.cells[index])))),
  );
  const free = room - 2 * count;
  while (widths.reduce((sum, width) => sum + width, 0) > free) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function widthOf(cell: Cell | undefined): number {
  if (cell === undefined) return 0;
  return displayWidth(cell.text) + (cell.mark === '' ? 0 : 2 + displayWidth(cell.mark));
}

/** A cell in `width` columns; a mark that does not fit beside its value stands below it. */
function renderCell(cell: Cell, width: number): { readonly line: string; readonly below: string } {
  const none = ' '.repeat(width);
  if (cell.mark === '') return { line: padRight(cell.tone(cutMiddle(cell.text, width)), width), below: none };
  if (widthOf(cell) <= width) return { line: padRight(`${cell.text}  ${cell.tone(cell.mark)}`, width), below: none };
  return {
    line: padRight(cutMiddle(cell.text, width), width),
    below: padRight(cell.tone(cutMiddle(cell.mark, width)), width),
  };
}

function renderTimeline({ timeline, instant }: TraceReport, style: TextStyle): string[] {
  const widest = timeline.reduce((most, event) => Math.max(most, displayWidth(escapeValue(event.system ?? ''))), 0);
  return timeline.flatMap((event: TraceEvent) => {
    const lead = `  ${escapeText(formatMoment(event.at, instant))}  ${padRight(escapeValue(event.system ?? ''), widest)}  `;
    const [first = '', ...rest] = indentProse(escapeText(event.text), displayWidth(lead), style);
    return [style.paint.dim(lead) + first.trimStart(), ...rest];
  });
}

import type { StatusReport } from '../model/generated/status.ts';
import { formatAge } from './age.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor } from './paint.ts';
import { indentProse, NARROWEST, type TextStyle } from './text-style.ts';
import { displayWidth, padLeft, padRight } from './width.ts';
import { countOf, formatCount } from './words.ts';

/** How a project stands: its state and last run, its systems, and what differs now. */
export function renderStatus(report: StatusReport, options: TerminalOptions): string {
  const style: TextStyle = { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
  const lines = [
    ...renderHead(report, style),
    '',
    ...renderSystems(report, style),
    '',
    ...renderDrift(report, style),
    ...renderIntents(report, style),
  ];
  return `${lines.join('\n')}\n`;
}

function renderHead({ project, state, last_run: run, instant }: StatusReport, style: TextStyle): string[] {
  const serial = state.lineage === null ? 'not made yet' : `serial ${formatCount(state.serial)}`;
  const outcomes = Object.entries(run?.outcomes ?? {}).filter(([, count]) => count > 0);
  const told = outcomes
    .map(([outcome, count]) => `${formatCount(count)} ${escapeText(outcome.replaceAll('_', ' '))}`)
    .join(', ');
  const last =
    run === null
      ? 'No run yet.'
      : `Last run ${escapeText(run.run)}, ${escapeText(formatAge(run.at, instant))}: ${told || 'nothing to write'}.`;
  return [
    style.paint.bold(escapeValue(project)),
    ...indentProse(`State ${escapeText(state.location)}, ${serial}.`, 0, style),
    ...indentProse(last, 0, style),
  ];
}

function renderSystems({ systems, instant }: StatusReport, style: TextStyle): string[] {
  const rows = systems.map((system) => ({
    cells: [escapeValue(system.system), escapeValue(system.connector)],
    rest: [
      system.last_complete_read === null
        ? 'never read in full'
        : `read in full ${escapeText(formatAge(system.last_complete_read, instant))}`,
      ...(system.count === null ? [] : [countOf(system.count, 'record')]),
      system.entities.map(escapeValue).join(', '),
    ].join(' · '),
  }));
  return [style.paint.bold('Systems'), ...renderRows(rows, style)];
}

function renderDrift({ drift }: StatusReport, style: TextStyle): string[] {
  if (drift.length === 0) return [style.paint.green('Nothing differs.')];
  const widest = drift.reduce((most, each) => Math.max(most, formatCount(each.fields).length), 0);
  const rows = drift.map((each) => ({
    cells: [`${escapeValue(each.entity)} in ${escapeValue(each.system)}`, style.paint.yellow(escapeText(each.verdict))],
    rest: `${padLeft(formatCount(each.fields), widest)} ${each.fields === 1 ? 'field' : 'fields'} in ${countOf(each.records, 'record')}`,
  }));
  return [style.paint.bold('Drift'), ...renderRows(rows, style)];
}

/** Rows with aligned cells; what follows them goes below where the terminal is too narrow. */
function renderRows(
  rows: readonly { readonly cells: readonly string[]; readonly rest: string }[],
  style: TextStyle,
): string[] {
  const widths = (rows[0]?.cells ?? []).map((_, index) =>
    Math.max(...rows.map((row) => displayWidth(row.cells[index] ?? ''))),
  );
  return rows.flatMap((row) => {
    const lead = `  ${row.cells.map((cell, index) => padRight(cell, widths[index] ?? 0)).join('  ')}  `;
    if (displayWidth(lead + row.rest) <= style.width) return [lead + row.rest];
    return [lead.trimEnd(), ...indentProse(row.rest.trimStart(), 6, style)];
  });
}

function renderIntents({ open_intents: count }: StatusReport, style: TextStyle): string[] {
  if (count === 0) return [];
  const text = `${countOf(count, 'write')} with an unknown outcome: a run stopped in the middle. The next apply settles ${count === 1 ? 'it' : 'them'} by reading.`;
  return indentProse(text, 0, style).map(style.paint.red);
}

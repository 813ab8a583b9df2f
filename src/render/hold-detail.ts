import type { HeldDecision, HeldValue, HoldsShowReport } from '../model/generated/holds-show.ts';
import type { PlanValue } from '../model/generated/plan.ts';
import { formatMoment } from './age.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { HOLD_INDENT, planFlag, renderHeld, styleOf } from './holds.ts';
import { showTransition } from './show-value.ts';
import { indentProse, type TextStyle } from './text-style.ts';
import { cutPair, displayWidth, padRight } from './width.ts';

/**
 * One hold with what its fields would become, where a plan file told, and everything that was said about it.
 * @param file the plan file as the caller named it, for the next command; null without one
 */
export function renderHoldDetail(
  report: HoldsShowReport,
  options: TerminalOptions,
  file: string | null = null,
): string {
  const style = styleOf(options);
  const lines = [
    ...renderHeld(report, report.instant, style),
    '',
    ...renderFacts(report, style),
    ...renderValues(report, style),
    ...renderSaid(report, style),
    ...renderNext(report, planFlag(file), style),
  ];
  return `${lines.join('\n')}\n`;
}

function renderFacts(report: HoldsShowReport, style: TextStyle): string[] {
  const seen =
    report.since === null
      ? 'no apply yet'
      : `${formatMoment(report.since, report.instant)}${report.run === null ? '' : `, run ${report.run}`}`;
  const facts: readonly (readonly [string, string])[] = [
    ['digest', report.digest],
    ['asked by', report.requester],
    ['first seen', seen],
    ['why', report.codes.join(', ')],
  ];
  return facts.flatMap(([name, text]) => {
    const lead = `  ${padRight(name, 10)}  `;
    const [first = '', ...rest] = indentProse(escapeText(text), displayWidth(lead), style);
    return [style.paint.dim(lead) + first.trimStart(), ...rest];
  });
}

function renderValues({ values }: HoldsShowReport, style: TextStyle): string[] {
  if (values === null) return [];
  const width = Math.min(24, Math.max(...values.map(({ name }) => displayWidth(escapeValue(name))), 0));
  return ['', ...values.flatMap((value) => renderValue(value, width, style))];
}

function renderValue({ name, before, after, is_held: isHeld }: HeldValue, width: number, style: TextStyle): string[] {
  const lead = `${isHeld ? style.paint.cyan('?') : ' '} ${padRight(escapeValue(name), width)}  `;
  const [from, to] = showTransition(before as PlanValue, after as PlanValue);
  const room = style.width - displayWidth(lead);
  if (displayWidth(from) + displayWidth(to) + 3 <= room) return [`${lead}${style.paint.dim(`${from} →`)} ${to}`];
  const [first, second] = cutPair(from, to, Math.max(12, room - 2));
  const indent = ' '.repeat(Math.max(0, displayWidth(lead)));
  return [lead + style.paint.dim(first), `${indent}${style.paint.dim('→')} ${second}`];
}

function renderSaid({ decisions, instant }: HoldsShowReport, style: TextStyle): string[] {
  if (decisions.length === 0) return [];
  return ['', style.paint.bold('Said so far'), ...decisions.flatMap((said) => renderOne(said, instant, style))];
}

function renderOne(said: HeldDecision, instant: string, style: TextStyle): string[] {
  const moment = (at: string): string => escapeText(formatMoment(at, instant));
  const group = said.group === null ? '' : ` for ${escapeValue(said.group)}`;
  const verdict = said.verdict === 'approved' ? style.paint.green('yes') : style.paint.red('no ');
  const end =
    said.consumed !== null
      ? `used by run ${escapeText(said.consumed)}`
      : said.expires <= instant
        ? `over since ${moment(said.expires)}`
        : `until ${moment(said.expires)}`;
  const text = `${escapeValue(said.actor)}${group}, ${moment(said.at)}, ${end}`;
  return [
    ...indentProse(text, HOLD_INDENT, style).map((line, i) => (i === 0 ? `  ${verdict} ${line.trimStart()}` : line)),
    ...(said.reason === null ? [] : indentProse(escapeText(said.reason), HOLD_INDENT, style).map(style.paint.dim)),
  ];
}

function renderNext({ id, status }: HoldsShowReport, file: string, style: TextStyle): string[] {
  if (status === 'settled elsewhere') return [];
  const next =
    status === 'waiting'
      ? `concordat holds approve ${id}${file}, or concordat holds reject ${id}${file} --reason TEXT`
      : 'concordat plan shows what goes on';
  return ['', ...indentProse(`Next: ${next}`, 0, style).map(style.paint.dim)];
}

import type { AlertItem, AlertProblem, AlertRoute, AlertRow, AlertsReport } from '../model/generated/alerts.ts';
import { formatAge } from './age.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor } from './paint.ts';
import { indentProse, NARROWEST, type TextStyle } from './text-style.ts';
import { cutEnd, displayWidth } from './width.ts';
import { countOf, formatCount, joinWords } from './words.ts';

const MOST_KEY = 60;

/** Discrepancies for a terminal: what, since when, who was told, what to do. */
export function renderAlerts(report: AlertsReport, options: TerminalOptions): string {
  const style = styleOf(options);
  const { discrepancies, instant } = report;
  if (discrepancies.length === 0) return `${style.paint.green('Nothing is open.')}\n`;
  const open = discrepancies.filter(({ state }) => state !== 'resolved').length;
  const blocks = discrepancies.map((item) => renderItem(item, instant, style).join('\n'));
  const known = discrepancies.length - open;
  const last = [`${countOf(open, 'discrepancy')} open`, ...(known === 0 ? [] : [`${formatCount(known)} resolved`])];
  return `${blocks.join('\n\n')}\n\n${style.paint.bold(`${last.join(', ')}.`)}\n`;
}

/** What an acknowledgement led to. */
export function renderAcknowledged(report: AlertsReport, options: TerminalOptions): string {
  const style = styleOf(options);
  const lines = report.discrepancies.flatMap((item) => [
    ...renderHead(item, report.instant, style),
    ...indentProse(`Do: ${escapeText(item.command)}`, 2, style),
    '',
    ...indentProse(`Acknowledged by ${escapeText(item.acknowledged?.by ?? '')}.`, 0, style),
  ]);
  return `${lines.join('\n')}\n`;
}

/** What a delivery did, one line for each route, with what went wrong below it. */
export function renderDelivery(report: AlertsReport, options: TerminalOptions): string {
  const style = styleOf(options);
  const routes = report.delivery?.routes ?? [];
  if (routes.length === 0) return 'There is nothing to deliver.\n';
  const width = Math.max(...routes.map(({ route }) => displayWidth(escapeValue(route))));
  return `${routes.flatMap((route) => renderRoute(route, width, style)).join('\n')}\n`;
}

function renderRoute(told: AlertRoute, width: number, style: TextStyle): string[] {
  const { route, channel, sent, failed, waiting, next, problems } = told;
  const parts = [
    ...(sent > 0 || failed + waiting === 0 ? [style.paint.green(`${formatCount(sent)} delivered`)] : []),
    ...(failed > 0 ? [style.paint.red(`${formatCount(failed)} not taken`)] : []),
    ...(waiting > 0 ? [style.paint.yellow(`${formatCount(waiting)} waiting`)] : []),
    ...(next === null ? [] : [`next ${escapeText(next)}`]),
  ];
  const name = escapeValue(route);
  return [
    `${style.paint.bold(name)}${' '.repeat(width - displayWidth(name))}  ${escapeText(channel)}  ${parts.join(' · ')}`,
    ...problems.flatMap((problem) => renderProblem(problem, style)),
  ];
}

function renderProblem({ code, severity, detail }: AlertProblem, style: TextStyle): string[] {
  const tone = severity === 'error' ? style.paint.red : style.paint.yellow;
  return [`  ${tone(escapeText(code))}`, ...indentProse(escapeText(detail), 2, style)];
}

function renderItem(item: AlertItem, instant: string, style: TextStyle): string[] {
  return [
    ...renderHead(item, instant, style),
    ...indentProse(toldText(item.alerts, instant), 2, style),
    ...(item.state === 'resolved' ? [] : indentProse(`Do: ${escapeText(item.command)}`, 2, style)),
  ];
}

function renderHead(item: AlertItem, instant: string, style: TextStyle): string[] {
  const state = item.state === 'resolved' ? style.paint.green(item.state) : style.paint.yellow(item.state);
  const head = `${style.paint.bold(escapeValue(item.id))}  ${style.paint.red(`${item.kind} ${escapeText(item.code)}`)}  ${state}`;
  const since = `since ${formatAge(item.since, instant)}, seen ${countOf(item.count, 'time')}`;
  const owner = [
    ...(item.owner === null ? [] : [`owner ${escapeValue(item.owner)}`]),
    ...(item.from === null ? [] : [`waits for ${escapeValue(item.from)}`]),
    ...(item.acknowledged === null ? [] : [acknowledgedText(item.acknowledged, instant)]),
  ];
  return [
    head,
    ...indentProse([placeOf(item), since].filter((part) => part !== '').join(' · '), 2, style),
    ...indentProse(escapeText(item.detail), 2, style),
    ...(owner.length === 0 ? [] : indentProse(owner.join(' · '), 2, style)),
  ];
}

function placeOf({ entity, key, field, system }: AlertItem): string {
  const record =
    entity === null ? '' : `${escapeValue(entity)}${key === null ? '' : ` ${cutEnd(escapeValue(key), MOST_KEY)}`}`;
  const part = field === null ? '' : `, ${escapeValue(field)}`;
  return `${record}${part}${system === null ? '' : `${record === '' ? '' : ' '}in ${escapeValue(system)}`}`;
}

function acknowledgedText(given: NonNullable<AlertItem['acknowledged']>, instant: string): string {
  const reason = given.reason === null ? '' : `: ${escapeText(given.reason)}`;
  return `acknowledged by ${escapeText(given.by)} ${formatAge(given.at, instant)}${reason}`;
}

/** Who heard of the newest change of state, and who is still to hear of any. */
function toldText(alerts: readonly AlertRow[], instant: string): string {
  const newest = alerts.at(-1);
  if (newest === undefined) return 'No route was told.';
  const told = Object.entries(newest.delivered).map(([route, at]) => `${escapeValue(route)} ${formatAge(at, instant)}`);
  const waiting = [...new Set(alerts.flatMap((alert) => alert.waiting))].map(escapeValue);
  const parts = [
    ...(told.length === 0 ? [] : [`told ${joinWords(told)}`]),
    ...(waiting.length === 0 ? [] : [`not yet told ${joinWords(waiting)}`]),
  ];
  return parts.length === 0 ? 'No route wants it.' : parts.join(' · ');
}

function styleOf(options: TerminalOptions): TextStyle {
  return { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
}

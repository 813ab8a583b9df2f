import type { ApplyReport, ChangeOutcome, SystemOutcome } from '../model/generated/apply.ts';
import { formatAge, formatDuration } from './age.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor, type Paint } from './paint.ts';
import { showKey } from './show-value.ts';
import { indentProse, NARROWEST, type TextStyle } from './text-style.ts';
import { displayWidth, padRight } from './width.ts';
import { countOf, formatCount } from './words.ts';

/** Records named one by one; the rest is counted. */
const MOST_NAMED = 50;

type Ending = ChangeOutcome['outcome'];

/** What was not applied, the most urgent first. */
const ENDINGS = [
  'unknown',
  'failed',
  'rejected',
  'conflict',
  'applied_differently',
  'stale',
  'not_tried',
  'held',
] as const;

/** What an apply did: by system, then what was not applied and why, then one line that says it all. */
export function renderApplyReport(report: ApplyReport, options: TerminalOptions): string {
  const style: TextStyle = { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
  const lines = [
    ...renderHead(report, style),
    ...renderSettled(report, style),
    ...renderSystems(report.systems, style.paint),
    ...renderRest(report.outcomes, style),
    ...renderAppeared(report, style),
    ...(report.stopped === null
      ? []
      : indentProse(`Stopped: ${escapeText(report.stopped)}`, 0, style).map(style.paint.red)),
    ...renderEnd(report, style),
  ];
  return `${lines.join('\n')}\n`;
}

function renderHead({ plan, started }: ApplyReport, style: TextStyle): string[] {
  const digest = escapeText(
    plan.digest.length > 12 ? `${plan.digest.slice(0, 4)}…${plan.digest.slice(-2)}` : plan.digest,
  );
  const commit = plan.git === null ? '' : ` at ${escapeText(plan.git.slice(0, 7))}`;
  return indentProse(`Plan ${digest}, made ${escapeText(formatAge(plan.created, started))}${commit}`, 0, style);
}

/** What an earlier run had left in the middle, and how it turned out. */
function renderSettled({ settled }: ApplyReport, style: TextStyle): string[] {
  const total = settled.applied + settled.failed + settled.unknown + settled.open;
  if (total === 0) return [];
  const parts = [
    ...(settled.applied > 0 ? [`${formatCount(settled.applied)} had landed`] : []),
    ...(settled.failed > 0 ? [`${formatCount(settled.failed)} had not`] : []),
    ...(settled.unknown > 0 ? [`${formatCount(settled.unknown)} cannot be told, see concordat alerts list`] : []),
    ...(settled.open > 0 ? [`${formatCount(settled.open)} wait for their system`] : []),
  ];
  const text = `A run before this one stopped in the middle of ${countOf(total, 'write')}: ${parts.join(', ')}.`;
  return indentProse(text, 2, style).map(style.paint.yellow);
}

function renderSystems(systems: readonly SystemOutcome[], paint: Paint): string[] {
  const widest = systems.reduce((most, { system }) => Math.max(most, displayWidth(escapeValue(system))), 0);
  return systems.map((counts) => {
    const rest = ENDINGS.filter((ending) => counts[ending] > 0);
    const applied =
      rest.length === 0
        ? `${formatCount(counts.applied)} of ${formatCount(counts.of)} applied`
        : `${formatCount(counts.applied)} applied`;
    const parts = [
      paint.green(applied),
      ...rest.map((ending) => toneOf(ending, paint)(`${formatCount(counts[ending])} ${nameOf(ending)}`)),
    ];
    return `  ${padRight(escapeValue(counts.system), widest)}  ${parts.join(' · ')}`;
  });
}

interface Rest {
  readonly sample: ChangeOutcome;
  readonly outcomes: ChangeOutcome[];
}

function renderRest(outcomes: readonly ChangeOutcome[], style: TextStyle): string[] {
  const groups = groupRest(outcomes);
  if (groups.length === 0) return [];
  const lines = ['', style.paint.bold('Not applied')];
  let named = 0;
  for (const { sample, outcomes: same } of groups) {
    lines.push(...renderCause(sample, same.length, style));
    const shown = same.slice(0, Math.max(0, MOST_NAMED - named));
    named += shown.length;
    lines.push(...shown.map((outcome) => `    ${nameRecord(outcome)}`));
    if (shown.length < same.length)
      lines.push(style.paint.dim(`    … and ${formatCount(same.length - shown.length)} more`));
  }
  return [...lines, ''];
}

function groupRest(outcomes: readonly ChangeOutcome[]): Rest[] {
  const groups = new Map<string, Rest>();
  for (const outcome of outcomes) {
    if (outcome.outcome === 'applied') continue;
    const key = JSON.stringify([outcome.outcome, outcome.system, outcome.code, outcome.detail]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { sample: outcome, outcomes: [outcome] });
    else group.outcomes.push(outcome);
  }
  const order: readonly Ending[] = ENDINGS;
  return [...groups.values()].sort((a, b) => order.indexOf(a.sample.outcome) - order.indexOf(b.sample.outcome));
}

function renderCause(sample: ChangeOutcome, count: number, style: TextStyle): string[] {
  const code = sample.code === null ? '' : ` (${escapeText(sample.code)})`;
  const detail = sample.detail === null ? '' : `: ${escapeText(sample.detail)}`;
  const [first = '', ...others] = indentProse(
    `${formatCount(count)} ${nameOf(sample.outcome)} in ${escapeValue(sample.system)}${code}${detail}`,
    2,
    style,
  );
  return [toneOf(sample.outcome, style.paint)(first), ...others.map((line) => `  ${line}`)];
}

interface NamedRecord {
  readonly entity: string;
  readonly key: ChangeOutcome['key'];
  readonly action: string;
}

function nameRecord({ entity, key, action }: NamedRecord): string {
  return `${escapeValue(entity)} ${showKey(key)} (${action})`;
}

function renderAppeared({ appeared, appeared_changes: changes }: ApplyReport, style: TextStyle): string[] {
  if (appeared === 0) return [];
  const shown = changes.slice(0, 10).map((change) => `    ${nameRecord(change)} in ${escapeValue(change.system)}`);
  const rest = appeared - shown.length;
  return [
    ...indentProse(
      `${countOf(appeared, 'change')} appeared since the review, not written; plan again to see ${appeared === 1 ? 'it' : 'them'}:`,
      2,
      style,
    ),
    ...shown,
    ...(rest > 0 ? [style.paint.dim(`    … and ${formatCount(rest)} more`)] : []),
    '',
  ];
}

/** `Applied 40 of 41 in 0.9 s. 1 stale, 0 failed. Exit 4.` */
function renderEnd(report: ApplyReport, style: TextStyle): string[] {
  const total = (of: Exclude<keyof SystemOutcome, 'system'>) =>
    report.systems.reduce((sum, counts) => sum + counts[of], 0);
  const duration = formatDuration(report.started, report.finished);
  const took = duration === '' ? '' : ` in ${duration}`;
  const rest = ENDINGS.filter((ending) => total(ending) > 0 || ending === 'stale' || ending === 'failed');
  const counts = [...rest].reverse().map((ending) => `${formatCount(total(ending))} ${nameOf(ending)}`);
  const agreed = report.agreed === 0 ? [] : [`Remembered what ${countOf(report.agreed, 'pair')} of records agree on.`];
  const head =
    total('of') === 0
      ? `Nothing to write${took}.`
      : `Applied ${formatCount(total('applied'))} of ${formatCount(total('of'))}${took}. ${counts.join(', ')}.`;
  const tone = report.exit === 0 ? style.paint.green : report.exit === 3 ? style.paint.yellow : style.paint.red;
  return [
    ...agreed,
    ...indentProse(`${head} Exit ${report.exit}.`, 0, style).map((line) => style.paint.bold(tone(line))),
  ];
}

function nameOf(ending: Ending): string {
  return ending.replaceAll('_', ' ');
}

function toneOf(ending: Ending, paint: Paint): (text: string) => string {
  if (ending === 'unknown' || ending === 'failed' || ending === 'rejected') return paint.red;
  return ending === 'held' || ending === 'not_tried' ? paint.cyan : paint.yellow;
}

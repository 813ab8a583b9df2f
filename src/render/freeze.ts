import type { FreezeReport, FrozenReport } from '../model/generated/freeze.ts';
import { formatAge } from './age.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { styleOf } from './holds.ts';
import { indentProse, type TextStyle } from './text-style.ts';
import { displayWidth, padRight } from './width.ts';

/** What a freeze or thaw did, and everything that is frozen now. */
export function renderFreeze(report: FreezeReport, options: TerminalOptions): string {
  const style = styleOf(options);
  const lines = [...renderDone(report, style), ...renderFrozen(report, style)];
  return `${lines.join('\n')}\n`;
}

/** `system erp` of `system:erp`. */
export function scopeText(id: string): string {
  return escapeValue(id.replace(':', ' '));
}

function renderDone({ action, id, is_new: isNew }: FreezeReport, style: TextStyle): string[] {
  if (id === null) return [];
  const what = id === 'all' ? 'everything' : scopeText(id);
  if (action === 'freeze') return [style.paint.cyan(`${isNew ? 'Frozen' : 'Frozen already'}: ${what}.`)];
  return [isNew ? style.paint.green(`Thawed: ${what}.`) : `It was not frozen: ${what}.`];
}

function renderFrozen({ frozen, instant, action }: FreezeReport, style: TextStyle): string[] {
  if (frozen.length === 0) return [style.paint.green('Nothing is frozen.')];
  const width = Math.max(...frozen.map(({ id }) => displayWidth(scopeText(id))));
  const rows = frozen.flatMap((each) => renderRow(each, instant, width, style));
  const one = frozen[0]?.id.replace(':', ' ') ?? 'all';
  return [
    style.paint.bold(action === 'thaw' ? 'Still frozen' : 'Frozen now'),
    ...rows,
    ...indentProse(`Apply writes nothing of it. Take it back: concordat thaw ${one}`, 0, style).map(style.paint.dim),
  ];
}

function renderRow(
  { id, actor, at, reason }: FrozenReport,
  instant: string,
  width: number,
  style: TextStyle,
): string[] {
  const lead = `  ${style.paint.cyan(padRight(scopeText(id), width))}  `;
  const text = `by ${escapeValue(actor)}, ${escapeText(formatAge(at, instant))}${reason === null ? '' : `: ${escapeText(reason)}`}`;
  const [first = '', ...rest] = indentProse(text, width + 4, style);
  return [lead + first.trimStart(), ...rest];
}

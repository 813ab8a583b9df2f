import { option } from '@oclif/core/flags';
import type { PlanDocument } from '../model/generated/plan.ts';
import { isWaiting } from './plan-exit.ts';
import type { Terminal } from './terminal.ts';

/** How a plan is printed. */
export type PlanFormat = (typeof FORMATS)[number];

const FORMATS = ['text', 'markdown', 'json'] as const;

/** The flag that chooses it. */
export const FORMAT_FLAG = {
  format: option({
    options: FORMATS,
    default: 'text',
    helpValue: 'FORMAT',
    summary: 'text for a terminal, markdown for a comment (under 60,000 characters), json for programs.',
  })(),
};

/**
 * A plan as it is printed.
 * @param next what to do next, at the end of the text; null to say nothing
 */
export async function renderPlan(
  plan: PlanDocument,
  format: PlanFormat,
  terminal: Terminal,
  next: string | null,
): Promise<string | Iterable<string>> {
  if (format === 'json') return (await import('../render/json-plan.ts')).renderPlanJson(plan);
  if (format === 'markdown') return (await import('../render/markdown-plan.ts')).renderPlanMarkdown(plan);
  const { renderPlanText } = await import('../render/text-plan.ts');
  const { width, isColour } = terminal;
  return renderPlanText(plan, next === null ? { width, isColour } : { width, isColour, next });
}

/**
 * How to go on from a plan; null when it holds nothing that would be written, and when a limit refuses it: the finding says what then.
 * @param file where it was written to, as the caller named it; undefined when it was not
 */
export function nextStep(plan: PlanDocument, file: string | undefined): string | null {
  if (plan.changes.every(isWaiting) || plan.findings.some(({ code }) => code.startsWith('LIMIT_'))) return null;
  const bootstrap = plan.header.bootstrap ? ' --bootstrap' : '';
  if (file === undefined) return `concordat plan${bootstrap} --out drift.plan, then concordat apply drift.plan`;
  return `concordat apply ${/^[\w./:@%+=,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`}`;
}

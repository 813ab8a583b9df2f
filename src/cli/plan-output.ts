import { option } from '@oclif/core/flags';
import type { PlanDocument } from '../model/generated/plan.ts';
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
 * @param file where it was written to, named in the next step; undefined when it was not
 */
export async function renderPlan(
  plan: PlanDocument,
  format: PlanFormat,
  terminal: Terminal,
  file?: string,
): Promise<string | Iterable<string>> {
  if (format === 'json') return (await import('../render/json-plan.ts')).renderPlanJson(plan);
  if (format === 'markdown') return (await import('../render/markdown-plan.ts')).renderPlanMarkdown(plan);
  const { renderPlanText } = await import('../render/text-plan.ts');
  const { width, isColour } = terminal;
  return renderPlanText(plan, { width, isColour, next: nextStep(plan, file) });
}

function nextStep(plan: PlanDocument, file: string | undefined): string {
  const bootstrap = plan.header.bootstrap ? ' --bootstrap' : '';
  if (file === undefined) return `concordat plan${bootstrap} --out drift.plan, then concordat apply drift.plan`;
  return `concordat apply ${/^[\w./:@%+=,-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`}`;
}

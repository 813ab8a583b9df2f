import type { PlanDocument } from '../model/generated/plan.ts';
import { ConcordatError } from '../model/error.ts';
import { planProject, readPlanFile, type Project } from '../pipeline.ts';
import { askYesOrNo } from './ask.ts';
import type { Session } from './base-command.ts';
import { usageError } from './failure.ts';
import { isWaiting } from './plan-exit.ts';
import { planOptions } from './plan-flags.ts';
import { renderPlan } from './plan-output.ts';

/** A plan that somebody has seen, or the exit code when there is none to apply. */
export type Reviewed =
  | { readonly project: Project; readonly plan: PlanDocument }
  | { readonly plan: null; readonly exit: number };

/** What apply was asked to do. */
export interface ReviewRequest {
  /** Absolute path of the plan file, or null to plan now. */
  readonly file: string | null;
  readonly flags: Parameters<typeof planOptions>[0] & { readonly yes: boolean };
  readonly session: Session;
  readonly open: () => Promise<Project>;
  /** Prints the plan for the person who answers. */
  readonly show: (text: string) => Promise<void>;
}

/**
 * The plan of the file, or a fresh one that is shown and asked about. A plan over a limit is shown and not applied, exit 3.
 * Throws USAGE, exit 64, when there is nobody to ask; APPLY_DECLINED, exit 1, when the answer is no.
 */
export async function reviewedPlan(request: ReviewRequest): Promise<Reviewed> {
  const { file, flags, session } = request;
  const canAsk = process.stdin.isTTY && process.stderr.isTTY;
  if (file === null && !flags.yes && !canAsk) {
    throw usageError(
      'There is no terminal to ask on.',
      'Apply a plan file that was reviewed (concordat plan --out FILE), or say --yes.',
    );
  }
  const project = await request.open();
  if (file !== null) return { project, plan: await readPlanFile(file, project.digests) };
  const { plan, exit } = await planProject(project, {
    ...planOptions(flags),
    signal: session.signal,
    progress: session.progress.tell,
  });
  const text = await renderPlan(plan, 'text', session.isJson ? session.talk : session.output, null);
  await request.show(typeof text === 'string' ? text : [...text].join(''));
  if (exit === 3) return { plan: null, exit };
  const isWriting = plan.changes.some((change) => !isWaiting(change));
  if (isWriting && !flags.yes && !(await askYesOrNo('Apply this plan?', session.signal))) {
    throw new ConcordatError('APPLY_DECLINED', 'Nothing was written: the answer was no.');
  }
  return { project, plan };
}

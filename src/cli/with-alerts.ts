import { deliverProjectAlerts, type Project } from '../pipeline.ts';
import type { Session } from './base-command.ts';

/** How long a run may wait for its channels; what is left goes with the next run, or with `alerts deliver`. */
const BUDGET_MS = 5_000;

/** Does the work and delivers what somebody must hear of, also when the work ends with an error. A channel never fails a run. */
export async function withAlerts<T>(
  project: Project,
  { session, say }: { readonly session: Session; readonly say: (text: string) => void },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } finally {
    await deliver(project, session, say);
  }
}

async function deliver(project: Project, session: Session, say: (text: string) => void): Promise<void> {
  if (project.manifest.routes.length === 0 || session.signal.aborted) return;
  try {
    const { delivery } = await deliverProjectAlerts(project, { signal: session.signal, budgetMs: BUDGET_MS });
    if (delivery !== null && delivery.exit !== 0)
      say('Some alerts could not be delivered yet: concordat alerts deliver tries again.');
  } catch {
    say('The alerts could not be delivered: concordat alerts deliver tells why.');
  }
}

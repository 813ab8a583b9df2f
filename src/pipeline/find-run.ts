import { ConcordatError } from '../model/error.ts';
import type { Project } from './run.ts';

/**
 * The full id of a run that its beginning (at least 6 characters) names, or of the last one for `last`. Throws RUN_UNKNOWN or RUN_AMBIGUOUS,
 * exit 1.
 */
export async function findRun(project: Project, wanted: string): Promise<string> {
  const state = await project.state.reader();
  try {
    const runs: string[] = [];
    for await (const { kind, run } of state.journal({})) if (kind === 'run-start') runs.push(run);
    const last = runs.at(-1);
    if (wanted === 'last' && last !== undefined) return last;
    const found = runs.filter((run) => run === wanted || (wanted.length >= 6 && run.startsWith(wanted)));
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    throw new ConcordatError(
      found.length > 1 ? 'RUN_AMBIGUOUS' : 'RUN_UNKNOWN',
      found.length > 1 ? 'Several runs begin like this.' : 'The state knows no such run.',
      { advice: `The last runs: ${runs.slice(-3).join(', ') || 'none'}.` },
    );
  } finally {
    await state.close();
  }
}

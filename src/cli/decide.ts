import type { HoldsDecisionReport } from '../model/generated/holds-decision.ts';
import { readPlanFile, type Project } from '../pipeline.ts';
import { decideHolds, type Ruling } from '../pipeline/holds-decide.ts';
import { lifeOf } from './decision-flags.ts';
import { usageError } from './failure.ts';

/** What the command line of approve and reject says. */
export interface DecisionWords {
  readonly verdict: Ruling['verdict'];
  /** Ids, or plan files. */
  readonly words: readonly string[];
  readonly flags: {
    readonly plan?: string | undefined;
    readonly group?: string | undefined;
    readonly reason?: string | undefined;
    readonly expires?: string | undefined;
  };
  readonly pathOf: (word: string) => string;
}

/** Decides what the command line names: hex digits are the beginning of a digest, everything else is the file of a plan over a limit. */
export async function decide(
  project: Project,
  { verdict, words, flags, pathOf }: DecisionWords,
): Promise<HoldsDecisionReport> {
  const read = (word: string) => readPlanFile(pathOf(word), project.digests);
  const expiresMs = lifeOf(flags.expires);
  if (flags.group !== undefined && !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(flags.group))
    throw usageError('This cannot be the name of a group.', 'Groups are named in the policies: --group finance.');
  const files = words.filter((word) => !isId(word));
  const plans = [];
  for (const file of files) plans.push(await read(file));
  return decideHolds(project, {
    verdict,
    ids: words.filter(isId),
    plans,
    plan: flags.plan === undefined ? null : await read(flags.plan),
    group: flags.group ?? null,
    reason: flags.reason ?? null,
    expiresMs,
  });
}

function isId(word: string): boolean {
  return /^[0-9a-f]+$/i.test(word);
}

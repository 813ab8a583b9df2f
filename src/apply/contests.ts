import type { Contest } from '../model/discrepancy.ts';
import type { PlannedChange } from '../model/record.ts';
import type { StateDocument } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { ApplyContext, ChangeOutcome } from './apply-context.ts';

/** Somebody else wrote the field after concordat did, whether or not its owner moved as well. */
const FLIPPED: ReadonlySet<string> = new Set(['foreign edit', 'both moved']);

/** A contest that was quiet for so long is forgotten. */
const QUIET_MS = 7 * 24 * 60 * 60 * 1000;

/** Id of a field's contest. */
export function contestId(
  sha256: (text: string) => string,
  { entity, system, record, field }: Pick<Contest, 'entity' | 'system' | 'record' | 'field'>,
): string {
  return sha256(['contest', entity, system, record, field].join('\u0000')).slice(0, 24);
}

/** What an outcome adds to the history of contested fields: one more revert, or one more answer that differs from what was sent. */
export function contestDocuments(
  context: ApplyContext,
  planned: PlannedChange,
  outcome: ChangeOutcome,
): readonly StateDocument[] {
  if (outcome.attempts === 0 || planned.change.action !== 'update') return [];
  if (outcome.outcome !== 'applied' && outcome.outcome !== 'applied_differently') return [];
  const record = context.ids.of(planned.matched);
  const differing = new Map((outcome.differing ?? []).map(({ name, proposal }) => [name, proposal] as const));
  return planned.change.fields.flatMap((field) => {
    if (!planned.written.has(field.name)) return [];
    const about = { entity: planned.change.entity, system: planned.change.system, record, field: field.name };
    const id = contestId(context.digests.sha256, about);
    const known = stillStanding(context, context.contests.get(id));
    const proposal = differing.get(field.name);
    const reverts = FLIPPED.has(field.verdict) ? (known?.reverts ?? 0) + 1 : 0;
    const differs = proposal === undefined ? 0 : (known?.differs ?? 0) + 1;
    if (known === undefined && reverts === 0 && differs === 0) return [];
    const contest: Contest = {
      id,
      ...about,
      reverts,
      differs,
      proposal: proposal ?? known?.proposal ?? null,
      manifests: context.manifests,
      last: context.world.now(),
    };
    return [{ kind: 'contest' as const, id, body: contest as unknown as Json }];
  });
}

function stillStanding(context: ApplyContext, contest: Contest | undefined): Contest | undefined {
  if (contest === undefined || contest.manifests !== context.manifests) return undefined;
  return Date.parse(context.world.now()) - Date.parse(contest.last) > QUIET_MS ? undefined : contest;
}

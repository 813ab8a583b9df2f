import type { Change } from '../model/generated/plan.ts';
import type { JournalEntry } from '../model/journal.ts';
import { planKeyText } from '../model/plan-key.ts';
import type { Json } from '../model/value.ts';
import type { ApplyContext, ChangeOutcome } from './apply-context.ts';

/** The durable intent that stands before each write. Classified values are masked, as in the plan. */
export function intentOf(context: ApplyContext, change: Change, attempt: number): JournalEntry {
  const sent = change.fields.filter((field) => field.hold === undefined);
  const fields = sent.map(({ name, at, before, after, verdict, owner }) => ({
    name,
    at,
    before,
    after,
    verdict,
    owner,
  }));
  return {
    ...entryOf(context, change),
    kind: 'intent',
    outcome: null,
    code: null,
    detail: {
      attempt,
      actor: context.actor,
      commit: context.commit,
      key: change.key,
      guard: change.guard,
      approved: change.approved?.by ?? [],
      fields,
    } as unknown as Json,
  };
}

/** What became of a change. */
export function journalOf(
  context: ApplyContext,
  { change, outcome, code, detail, nativeId, attempts, again }: ChangeOutcome,
): JournalEntry {
  return {
    ...entryOf(context, change),
    kind: 'outcome',
    nativeId,
    outcome,
    code,
    detail: { text: detail, attempts, ...(again === undefined ? {} : { again: true }) },
  };
}

/** A run's own entry: its start or its end. */
export function runEntry(
  runId: string,
  at: string,
  kind: 'run-start' | 'run-end',
  plan: string | null,
  detail: Json,
): JournalEntry {
  const none = {
    change: null,
    digest: null,
    entity: null,
    system: null,
    resource: null,
    nativeId: null,
    key: null,
    action: null,
    outcome: null,
    code: null,
  };
  return { run: runId, at, kind, plan, ...none, detail };
}

function entryOf(context: ApplyContext, change: Change) {
  return {
    run: context.runId,
    at: context.world.now(),
    plan: context.planDigest,
    change: change.id,
    digest: change.digest,
    entity: change.entity,
    system: change.system,
    resource: change.resource,
    nativeId: change.native_id,
    key: planKeyText(change.key),
    action: change.action,
  };
}

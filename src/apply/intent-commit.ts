import type { PlannedChange } from '../model/record.ts';
import type { StateCommit } from '../model/state.ts';
import type { Json, NativeRecord } from '../model/value.ts';
import type { ApplyContext } from './apply-context.ts';
import type { Gate } from './gate.ts';
import { intentOf } from './journal-entries.ts';
import type { Retries } from './retries.ts';

/** What is known of a write without the plan: enough to settle it after a crash, and to take it back. Encrypted in the state. */
export interface EnvelopeContent {
  readonly action: string;
  readonly id: readonly string[] | null;
  /** Native fields that the write touches, as they were; of a delete all that were read; null on create. */
  readonly before: Readonly<Record<string, Json>> | null;
  /** Native fields that were sent. */
  readonly values: Readonly<Record<string, Json>>;
  /** Forms of the native fields, for comparing. */
  readonly kinds: Readonly<Record<string, string>>;
}

/** Id of the envelope of one change in one run. */
export function envelopeId(runId: string, change: string): string {
  return `${runId}/${change}`;
}

/** Id of the envelope that holds which record a create made. */
export function madeId(runId: string, change: string): string {
  return `${runId}/${change}/made`;
}

/** Id of the envelope that holds what a system made of what it accepted. */
export function heldId(runId: string, change: string): string {
  return `${runId}/${change}/held`;
}

/** Intents, envelopes and used decisions of a batch: durable before anything is sent. */
export function intentCommit(
  context: ApplyContext,
  batch: readonly PlannedChange[],
  { gate, retries }: { readonly gate: Gate; readonly retries: Retries },
): StateCommit {
  return {
    journal: batch.map((planned) => intentOf(context, planned.change, retries.attemptsOf(planned.change))),
    documents: batch.flatMap((planned) => [
      ...(planned.change.action === 'link' ? [] : [envelopeOf(context, planned)]),
      ...gate.used(planned.change),
    ]),
  };
}

function envelopeOf(context: ApplyContext, planned: PlannedChange) {
  const id = envelopeId(context.runId, planned.change.id);
  return { kind: 'envelope' as const, id, body: context.seal(id, contentOf(planned) as unknown as Json) };
}

function contentOf({ change, live, values }: PlannedChange): EnvelopeContent {
  const touched = live === null ? [] : [...live.native].filter(([at]) => change.action === 'delete' || values.has(at));
  return {
    action: change.action,
    id: live?.idParts ?? null,
    before: live === null ? null : plain(new Map(touched)),
    values: plain(values),
    kinds: Object.fromEntries([...(live?.columns ?? [])].map(([name, { kind }]) => [name, kind])),
  };
}

function plain(record: NativeRecord): Record<string, Json> {
  return Object.fromEntries(record) as Record<string, Json>;
}

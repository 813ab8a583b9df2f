import type { Recomputed } from '../apply/apply-context.ts';
import { compareSent } from '../apply/compare-sent.ts';
import { envelopeId, heldId, madeId, type EnvelopeContent } from '../apply/intent-commit.ts';
import { openEnvelope } from '../audit/envelope.ts';
import { ConcordatError } from '../model/error.ts';
import type { Finding } from '../model/generated/plan.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { LiveRecord, PlannedChange } from '../model/record.ts';
import type { StateReader } from '../model/state.ts';
import type { PlanContext } from '../plan/draft.ts';
import type { PlannedChanges } from '../plan/build-plan.ts';
import { undoChange, undoId, type UndoneWrite } from './undo-change.ts';
import { lookupRecords } from './read-bindings.ts';
import type { Run } from './run.ts';

/** One write of the run that is taken back: what was reviewed, what became of it, and what was kept of it. */
interface JournaledWrite {
  readonly intent: JournalEntry;
  readonly content: EnvelopeContent | null;
  /** Id of the record that a create made. */
  readonly made: readonly string[] | null;
  /** What the system held afterwards, where that was not what was sent. */
  readonly held: EnvelopeContent['values'] | null;
}

/**
 * What takes a run back: each applied write in reverse, where the record still holds what was written. A write that somebody has changed
 * since, or whose values were erased, is a finding and no change. Throws UNDO_UNKNOWN_RUN, exit 1.
 */
export async function undoRun(
  run: Run,
  state: StateReader,
  context: PlanContext,
  runId: string,
  wanted: ReadonlySet<string> | null = null,
): Promise<PlannedChanges> {
  const changes: PlannedChange[] = [];
  const findings: Finding[] = [];
  const isWanted = (intent: JournalEntry) => wanted === null || wanted.has(undoId(run, runId, intent));
  for (const write of await appliedWrites(run, state, runId, isWanted)) {
    const result = await undoOne(run, context, runId, write);
    if ('code' in result) findings.push(result);
    else changes.push(result);
    if (!('code' in result)) findings.push(...warningsOf(run, write.intent, result));
  }
  return { changes, findings, narrow: () => null };
}

/** The same for single changes of an undo plan: each from a fresh read of its record. */
export async function recomputeUndo(
  run: Run,
  state: StateReader,
  context: PlanContext,
  { runId, changes }: { readonly runId: string; readonly changes: readonly PlannedChange[] },
): Promise<ReadonlyMap<string, Recomputed>> {
  const wanted = new Set(changes.map(({ change }) => change.id));
  const again = await undoRun(run, state, context, runId, wanted);
  return new Map(again.changes.map((planned) => [planned.change.id, { planned, agreement: null }] as const));
}

/** Applied writes of a run, newest first. */
async function appliedWrites(
  run: Run,
  state: StateReader,
  runId: string,
  isWanted: (intent: JournalEntry) => boolean,
): Promise<readonly JournaledWrite[]> {
  const intents = new Map<string, JournalEntry>();
  const applied = new Map<string, JournalEntry>();
  let isKnown = false;
  for await (const entry of state.journal({ run: runId })) {
    isKnown = true;
    if (entry.change === null || entry.action === 'link') continue;
    if (entry.kind === 'intent') intents.set(entry.change, entry);
    if (entry.kind === 'outcome' && (entry.outcome === 'applied' || entry.outcome === 'applied_differently'))
      applied.set(entry.change, entry);
  }
  if (!isKnown)
    throw new ConcordatError('UNDO_UNKNOWN_RUN', 'The state knows no such run.', {
      advice: 'concordat audit log --last 20 shows the latest runs; concordat status names the last one.',
    });
  const writes: JournaledWrite[] = [];
  for (const [change] of [...applied].reverse()) {
    const intent = intents.get(change);
    if (intent === undefined || !isWanted(intent)) continue;
    const content = await contentOf<EnvelopeContent>(run, state, envelopeId(runId, change));
    const made = await contentOf<readonly string[]>(run, state, madeId(runId, change));
    const held = await contentOf<EnvelopeContent['values']>(run, state, heldId(runId, change));
    writes.push({ intent, content, made, held });
  }
  return foldCreates(writes);
}

/** A record that the run created is deleted once: what the run wrote to it afterwards is part of what must still stand. */
function foldCreates(writes: readonly JournaledWrite[]): readonly JournaledWrite[] {
  const address = ({ intent }: JournaledWrite) => [intent.entity, intent.system, intent.key].join('\u0000');
  const created = new Set(writes.filter(({ intent }) => intent.action === 'create').map(address));
  const later = new Map<string, EnvelopeContent['values']>();
  // Newest first: the last value of a field is met first, and stands.
  for (const write of writes)
    if (write.intent.action === 'update' && created.has(address(write)))
      later.set(address(write), { ...write.content?.values, ...later.get(address(write)) });
  return writes
    .filter((write) => write.intent.action === 'create' || !created.has(address(write)))
    .map((write) =>
      write.content === null || write.intent.action !== 'create'
        ? write
        : {
            ...write,
            content: { ...write.content, values: { ...write.content.values, ...later.get(address(write)) } },
          },
    );
}

async function contentOf<T>(run: Run, state: StateReader, id: string): Promise<T | null> {
  for await (const { body } of state.documents('envelope', [id]))
    return openEnvelope(run.project.digests, id, body) as T | null;
  return null;
}

async function undoOne(
  run: Run,
  context: PlanContext,
  runId: string,
  { intent, content, made, held }: JournaledWrite,
): Promise<PlannedChange | Finding> {
  const entity = intent.entity ?? '';
  const system = intent.system ?? '';
  const runtime = run.runtimes.get(entity);
  const binding = runtime?.entity.bindings.get(system);
  if (runtime === undefined || binding === undefined)
    return finding(intent, 'UNDO_UNBOUND', 'The manifests no longer bind this entity to this system.');
  if (content === null)
    return finding(intent, 'UNDO_ERASED', 'What it wrote was erased, or cannot be decrypted with this key.');
  const id = content.action === 'create' ? made : content.id;
  if (id === null) return finding(intent, 'UNDO_ERASED', 'Which record it made is not known any more.');
  const [live] = await lookupRecords(run, entity, binding, binding.id, [id], false);
  if (!isAsWritten({ ...content, values: held ?? content.values }, live))
    return finding(intent, 'UNDO_MOVED', 'The record is not as this run left it; somebody has changed it since.');
  const write: UndoneWrite = { runId, intent, content, live: live ?? null };
  return undoChange(run, context, runtime, write);
}

/** The precondition of taking back: still what we wrote. */
function isAsWritten(content: EnvelopeContent, live: LiveRecord | undefined): boolean {
  if (content.action === 'delete') return live === undefined;
  return live !== undefined && compareSent(content.values, content.kinds, live);
}

/** What the taking back of one write cannot do. */
function warningsOf(run: Run, intent: JournalEntry, { change }: PlannedChange): Finding[] {
  if (change.action === 'create') return [partial(intent)];
  const isReferred = [...run.manifest.entities.values()].some((entity) =>
    [...entity.fields.values()].some(({ ref }) => ref === change.entity),
  );
  if (change.action !== 'delete' || !isReferred) return [];
  const detail = 'Records that point at it by now keep pointing at it, or the system refuses the delete.';
  return [
    {
      ...finding(intent, 'UNDO_REFERENCED', detail),
      summary: 'A record that others may point at is deleted again.',
    },
  ];
}

function partial(intent: JournalEntry): Finding {
  return {
    ...finding(
      intent,
      'UNDO_PARTIAL',
      'It comes back with the fields that the manifests map; what else it held is lost.',
    ),
    summary: 'A deleted record comes back in part.',
  };
}

function finding(intent: JournalEntry, code: string, detail: string): Finding {
  return {
    code,
    severity: 'warning',
    summary: 'A write of the run is not taken back.',
    detail: `${intent.action ?? 'write'} of ${intent.entity ?? ''} ${intent.key ?? ''}: ${detail}`,
    at: `${intent.system ?? ''}:${intent.resource ?? ''}`,
    entity: intent.entity,
    system: intent.system ?? '',
  };
}

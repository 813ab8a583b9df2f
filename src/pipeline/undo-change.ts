import type { EnvelopeContent } from '../apply/intent-commit.ts';
import type { Change, FieldChange, Hold } from '../model/generated/plan.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { ChangeWrites, HoldReason, LiveRecord, MatchedRecord, PlannedChange } from '../model/record.ts';
import { isNothing, type Json, type NativeValue } from '../model/value.ts';
import { changeDigest } from '../plan/digest.ts';
import type { PlanContext } from '../plan/draft.ts';
import { maskField, maskNativeId, maskVersion } from '../plan/mask-values.ts';
import { refusalOf } from '../plan/permissions.ts';
import { withStanding } from '../plan/standing.ts';
import { formatRule } from '../model/diagnostic.ts';
import { actionHolds, holdOf } from '../rules/field-guards.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { strictestClass } from '../value/mask.ts';
import type { Run } from './run.ts';

/** A write that is to be taken back, and the record as it is now. */
export interface UndoneWrite {
  readonly runId: string;
  readonly intent: JournalEntry;
  readonly content: EnvelopeContent;
  readonly live: LiveRecord | null;
}

type Action = 'create' | 'update' | 'delete';

/** The change that takes one write back. It goes through the same rights, guards, approvals and limits as every other. */
export function undoChange(run: Run, context: PlanContext, runtime: EntityRuntime, write: UndoneWrite): PlannedChange {
  const { intent, live } = write;
  const action = oppositeOf(write.content.action);
  const values = valuesOf(write, action);
  const fields = [...values].map(([at, value]) => fieldOf(run, runtime, write, { at, value }));
  const system = intent.system ?? '';
  const content = {
    entity: runtime.entity.name,
    key: keyOf(intent),
    system,
    resource: intent.resource ?? '',
    native_id: live === null ? null : maskNativeId(run.project.digests, runtime, system, live.nativeId),
    action,
    situation: 'undone',
    fields,
    guard: guardOf(run, context, runtime, write),
    holds: holdsOf(run, runtime, write, action),
    blocked: blockOf(context, runtime, write, { action, fields }),
    after: [],
  };
  const id = undoId(run, write.runId, intent);
  const digest = changeDigest(run.project.digests, {
    change: content,
    rule: `undo ${write.runId}`,
    removed: action === 'delete' ? (live?.rawDigest ?? null) : null,
  });
  const change: Change = { id, ...content, digest };
  const writes: ChangeWrites = {
    values,
    written: new Map(fields.map(({ name, at }) => [name, { at, normal: '' }] as const)),
    awaits: [],
  };
  return withStanding({ change, matched: matchedOf(run, write), live, ...writes, whole: writes }, context.standing);
}

/** Id of the change that takes one write back; the same in every plan that does. */
export function undoId(run: Run, runId: string, { change }: JournalEntry): string {
  return `u${run.project.digests.hmac(`${runId}\u0000${change ?? ''}`).slice(0, 12)}`;
}

function oppositeOf(action: string): Action {
  if (action === 'create') return 'delete';
  return action === 'delete' ? 'create' : 'update';
}

/** What is sent: the values from before the write; of a create's undoing nothing. */
function valuesOf({ content }: UndoneWrite, action: Action): ReadonlyMap<string, NativeValue> {
  const before = Object.entries(content.before ?? {}) as [string, NativeValue][];
  if (action === 'delete') return new Map();
  return new Map(action === 'create' ? before : before.filter(([at]) => at in content.values));
}

function fieldOf(
  run: Run,
  runtime: EntityRuntime,
  { intent, live }: UndoneWrite,
  { at, value }: { readonly at: string; readonly value: NativeValue },
): FieldChange {
  const binding = runtime.bindings.get(intent.system ?? '');
  const mapped = [...(binding?.fields.values() ?? [])].find(({ def }) => def.at === at);
  const written = binding?.writes.get(at);
  const name = mapped?.def.field ?? at;
  const sources = mapped === undefined ? (written?.reads ?? [...runtime.fields.keys()]) : [name];
  const dataClass = strictestClass(sources.map((source) => runtime.fields.get(source)?.type.type.class ?? 'internal'));
  const show = (shown: NativeValue | undefined) =>
    maskField(run.project.digests, runtime.entity.name, name, dataClass, shown, JSON.stringify(shown ?? null));
  return {
    name,
    at,
    before: show(live?.native.get(at)),
    after: show(value),
    owner: runtime.fields.get(name)?.def.owner ?? null,
    verdict: 'undone',
    rule: formatRule(mapped?.def.place ?? written?.expression.at ?? runtime.entity.at),
  };
}

function keyOf(intent: JournalEntry): Change['key'] {
  const { key } = objectOf(intent.detail);
  return typeof key === 'object' && key !== null ? (key as Change['key']) : { key: intent.key };
}

function guardOf(
  run: Run,
  context: PlanContext,
  runtime: EntityRuntime,
  { intent, live }: UndoneWrite,
): Change['guard'] {
  const system = intent.system ?? '';
  if (live === null) return { ...context.abilities(system, intent.resource ?? '').guard, version: null };
  return { ...live.guard, version: maskVersion(run.project.digests, runtime, system, live.version) };
}

/** The holds that policies put on such a move, field by field, each reason once. */
function holdsOf(run: Run, runtime: EntityRuntime, write: UndoneWrite, action: Action): Hold[] {
  const { policies } = run.manifest;
  const entity = runtime.entity.name;
  const found: HoldReason[] = action === 'update' ? [] : [...actionHolds(policies, { entity, action })];
  const binding = runtime.bindings.get(write.intent.system ?? '');
  for (const [at, value] of valuesOf(write, action)) {
    const name = [...(binding?.fields.values() ?? [])].find(({ def }) => def.at === at)?.def.field ?? at;
    const type = runtime.fields.get(name)?.type.type;
    const before = textOf(write.live?.native.get(at) ?? null);
    const after = textOf(value);
    const move = {
      entity,
      field: name,
      term: type?.term ?? null,
      approve: type?.approve ?? null,
      action,
      before,
      after,
    };
    const hold = holdOf(policies, move);
    if (hold !== null) found.push(hold);
  }
  return [...new Map(found.map((hold) => [JSON.stringify(hold), hold] as const)).values()];
}

function textOf(value: NativeValue): string | null {
  if (value === null || isNothing(value)) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function blockOf(
  context: PlanContext,
  runtime: EntityRuntime,
  write: UndoneWrite,
  { action, fields }: { readonly action: Action; readonly fields: readonly FieldChange[] },
): Hold | null {
  const system = write.intent.system ?? '';
  const names = fields.map(({ name }) => name);
  const binding = runtime.bindings.get(system);
  const isObserved =
    binding?.binding.mode === 'observe' || names.some((name) => binding?.fields.get(name)?.def.mode === 'observe');
  if (isObserved) return { code: 'observe', reason: `${system} is only observed now.` };
  const guard = write.live?.guard ?? context.abilities(system, write.intent.resource ?? '').guard;
  return refusalOf(context, { runtime, system, action, strength: guard.strength, fields: names });
}

/** The record as far as the state knows it: enough for links and base. */
function matchedOf(run: Run, { intent, live }: UndoneWrite): MatchedRecord {
  const entity = intent.entity ?? '';
  const link = live === null ? undefined : run.memory.links.get(entity)?.linkOf(intent.system ?? '', live.nativeId);
  return {
    entity,
    key: intent.key ?? '',
    record: link?.record ?? null,
    sides: new Map(),
    matchedBy: new Map(),
    linked: new Set(),
    gone: new Map(),
  };
}

function objectOf(value: Json): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
}

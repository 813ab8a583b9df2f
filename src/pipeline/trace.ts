import { isAgreement } from '../diff/decide.ts';
import { ConcordatError } from '../model/error.ts';
import type { TraceReport } from '../model/generated/trace.ts';
import type { JournalEntry } from '../model/journal.ts';
import { planKeyText } from '../model/plan-key.ts';
import type { MatchedRecord } from '../model/record.ts';
import type { StateReader } from '../model/state.ts';
import { keySide, maskField, maskKey, maskNativeId, maskVersion } from '../plan/mask-values.ts';
import { matchesKey } from '../plan/select.ts';
import type { ReplicaDiff } from '../plan/draft.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { computeEntity } from './compute-entity.ts';
import { tombstonesOf } from './compute-project.ts';
import { matchEntities } from './match-entities.ts';
import { withOpenRun } from './open-run.ts';
import { readBindings } from './read-bindings.ts';
import type { BindingRead, Progress, Project, Run } from './run.ts';

/** Which record, and how to tell about progress. */
export interface TraceOptions {
  readonly entity: string;
  /** Key text, its parts joined with `/`, a fingerprint, or a native id of any system. */
  readonly key: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * One record in every system side by side, with verdicts and journal. Throws ENTITY_UNKNOWN (exit 64), RECORD_NOT_FOUND (exit 1), and
 * SYSTEM_UNREACHED (exit 75) where a system that was not read in full did not return the record: that is no word on whether it is there.
 */
export async function traceRecord(project: Project, options: TraceOptions): Promise<TraceReport> {
  if (!project.manifest.entities.has(options.entity)) {
    const known = [...project.manifest.entities.keys()].join(', ');
    throw new ConcordatError('ENTITY_UNKNOWN', `There is no entity "${options.entity}".`, {
      exit: 64,
      advice: `Known: ${known}.`,
    });
  }
  return withOpenRun(project, options, (run, state) => traceRun(run, state, options));
}

async function traceRun(run: Run, state: StateReader, options: TraceOptions): Promise<TraceReport> {
  const reads = await readBindings(run);
  const matched = await matchEntities(run, reads);
  const runtime = run.runtimes.get(options.entity);
  const record =
    runtime === undefined
      ? undefined
      : findRecord(run, runtime, matched.records.get(options.entity) ?? [], options.key);
  refuseUnread(reads, options.entity, record);
  if (runtime === undefined || record === undefined) {
    throw new ConcordatError('RECORD_NOT_FOUND', `No system holds a ${options.entity} with this key or native id.`, {
      advice: 'Give its key (parts joined with /), a fingerprint from a plan, or its id in one of the systems.',
    });
  }
  const replicas: ReplicaDiff[] = [];
  const proofs = matched.proofs.get(options.entity) ?? new Map();
  const input = {
    run,
    runtime,
    refs: matched.refs,
    unique: new Map(),
    isBootstrap: false,
    proofs,
    incomplete: matched.incomplete.get(options.entity) ?? new Set<string>(),
    base: run.memory.base,
    isProving: false,
    tombstones: tombstonesOf(run, options.entity),
    shapes: new Map<string, never>(),
  };
  await computeEntity(input, [record], ({ replica }) => replicas.push(replica));
  return report(run, runtime, record, replicas, await timeline(run, runtime, record, state));
}

/** Not returned by an incomplete read is not absent. */
function refuseUnread(
  reads: ReadonlyMap<string, BindingRead>,
  entity: string,
  record: MatchedRecord | undefined,
): void {
  const unread = [...reads.values()]
    .filter((read) => read.entity === entity && !read.certificate.complete && record?.sides.has(read.system) !== true)
    .sort((a, b) => (a.system < b.system ? -1 : 1));
  const [first] = unread;
  if (first === undefined) return;
  const names = unread.map(({ system }) => system).join(', ');
  throw new ConcordatError(
    'SYSTEM_UNREACHED',
    `Not every system could be read in full, so nobody can say whether the record is there: ${names}.`,
    {
      isRetryable: true,
      at: `${first.system}:${first.resource}`,
      advice: `${first.certificate.reason ?? 'No certificate came.'} See concordat system check, and try again later.`,
    },
  );
}

function findRecord(
  run: Run,
  runtime: EntityRuntime,
  records: readonly MatchedRecord[],
  wanted: string,
): MatchedRecord | undefined {
  const byKey = records.find((record) => {
    const side = keySide(runtime, record);
    return (
      record.key === wanted || (side !== undefined && matchesKey(maskKey(run.project.digests, runtime, side), wanted))
    );
  });
  return byKey ?? records.find((record) => [...record.sides.values()].some((side) => side.live.nativeId === wanted));
}

function report(
  run: Run,
  runtime: EntityRuntime,
  record: MatchedRecord,
  replicas: readonly ReplicaDiff[],
  entries: TraceReport['timeline'],
): TraceReport {
  const systems = [...runtime.bindings.keys()];
  const now = run.project.world.now();
  const side = keySide(runtime, record);
  const owned = (system: string) => [...runtime.fields.values()].filter(({ def }) => def.owner === system).length;
  return {
    entity: runtime.entity.name,
    key: side === undefined ? {} : maskKey(run.project.digests, runtime, side),
    record: record.record,
    instant: now,
    systems: systems.map((system) => {
      const live = record.sides.get(system)?.live;
      return {
        system,
        resource: runtime.bindings.get(system)?.binding.resource ?? '',
        native_id: live === undefined ? null : maskNativeId(run.project.digests, runtime, system, live.nativeId),
        version: live === undefined ? null : maskVersion(run.project.digests, runtime, system, live.version),
        read_at: now,
        owner_of: owned(system),
        situation:
          system === runtime.entity.lifecycle.owner
            ? 'owner'
            : (replicas.find((replica) => replica.system === system)?.situation ?? 'unknown'),
      };
    }),
    fields: [...runtime.fields.values()].map(({ def, type }) => ({
      name: def.name,
      owner: def.owner,
      cells: systems.flatMap((system) => {
        const field = record.sides.get(system)?.fields.get(def.name);
        const seen = replicas
          .find((replica) => replica.system === system)
          ?.diffs.find((diff) => diff.name === def.name)?.verdict;
        const cell = {
          system,
          is_owner: def.owner === system,
          verdict: seen === undefined || isAgreement(seen) ? null : seen,
        };
        if (field === undefined) return [cell];
        const value =
          field.state === 'value'
            ? field.value
            : field.state === 'unreadable'
              ? ({ nothing: 'unreadable' } as const)
              : '(invalid)';
        return [
          {
            ...cell,
            value: maskField(
              run.project.digests,
              runtime.entity.name,
              def.name,
              type.type.class,
              value,
              field.state === 'value' ? field.normal : null,
            ),
          },
        ];
      }),
    })),
    timeline: entries,
  };
}

async function timeline(
  run: Run,
  runtime: EntityRuntime,
  record: MatchedRecord,
  state: StateReader,
): Promise<TraceReport['timeline']> {
  const side = keySide(runtime, record);
  if (side === undefined) return [];
  const key = planKeyText(maskKey(run.project.digests, runtime, side));
  const lines: TraceReport['timeline'] = [];
  for await (const entry of state.journal({ entity: runtime.entity.name, key, last: 50 })) {
    if (entry.kind === 'outcome') lines.push({ at: entry.at, system: entry.system, text: outcomeText(entry) });
  }
  return lines;
}

function outcomeText(entry: JournalEntry): string {
  const code = entry.code === null ? '' : ` (${entry.code})`;
  return `${entry.action ?? 'change'} ${(entry.outcome ?? 'unknown').replace('_', ' ')}${code}, run ${entry.run.slice(0, 8)}`;
}

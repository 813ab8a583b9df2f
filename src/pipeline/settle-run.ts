import type { RunIdentity } from '../apply/apply-context.ts';
import type { EnvelopeContent } from '../apply/intent-commit.ts';
import { settleIntents, type Settled } from '../apply/settle-intents.ts';
import type { Troubles } from '../apply/troubles.ts';
import { openEnvelope, sealEnvelope } from '../audit/envelope.ts';
import { ConcordatError } from '../model/error.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { LiveRecord } from '../model/record.ts';
import type { NativeValue } from '../model/value.ts';
import type { ApplyRun } from './apply-run.ts';
import { keyColumns } from './key-columns.ts';
import { lookupRecords } from './read-bindings.ts';
import { bindingAddress, type Run } from './run.ts';

/** Settles what a stopped run left, through the connectors of this run. */
export async function settleRun(
  { run, store, lease }: ApplyRun,
  identity: RunIdentity,
  troubles: Troubles,
): Promise<Settled> {
  const { world, digests } = run.project;
  return settleIntents({
    ...identity,
    world,
    store,
    lease,
    troubles,
    seal: (id, content) => sealEnvelope(digests, id, content),
    decisions: run.memory.followed.decisions,
    lifecycleOwner: (entity) => run.manifest.entities.get(entity)?.lifecycle.owner ?? null,
    contentOf: async (id) => {
      for await (const { body } of store.documents('envelope', [id]))
        return openEnvelope(digests, id, body) as EnvelopeContent | null;
      return null;
    },
    capabilitiesOf: (entity, system) =>
      run.manifest.entities.get(entity)?.bindings.has(system) === true
        ? (run.capabilities.get(bindingAddress(entity, system)) ?? UNKNOWN)
        : null,
    find: (intent, content) => find(run, intent, content),
  });
}

/** Of a system that cannot be reached; find then says so. */
const UNKNOWN = {
  actions: [],
  guard: { kind: 'none', strength: 'none' },
  batchSize: 1,
  keyOrder: 'unordered',
  snapshot: false,
} as const;

async function find(run: Run, intent: JournalEntry, content: EnvelopeContent): Promise<readonly LiveRecord[] | null> {
  const system = intent.system ?? '';
  const entity = intent.entity ?? '';
  const runtime = run.runtimes.get(entity);
  const binding = run.manifest.entities.get(entity)?.bindings.get(system);
  if (runtime === undefined || binding === undefined) return null;
  if (run.unreachable.has(system))
    throw new ConcordatError('SYSTEM_UNREACHED', 'The system cannot be reached.', { at: system, isRetryable: true });
  if (content.id !== null) return lookupRecords(run, entity, binding, binding.id, [content.id], false);
  return findByKey(run, entity, system, new Map(Object.entries(content.values)));
}

/** True when a record holds these key values and the binding's filter leaves it out. */
export async function isKeyTakenOutside(
  run: Run,
  entity: string,
  system: string,
  values: ReadonlyMap<string, NativeValue>,
): Promise<boolean> {
  if ((run.manifest.entities.get(entity)?.bindings.get(system)?.where ?? null) === null) return false;
  const all = await findByKey(run, entity, system, values);
  const own = await findByKey(run, entity, system, values, true);
  return (all?.length ?? 0) > 0 && own?.length === 0;
}

/** Records that hold these key values in a system; null where the key has no columns of its own there. */
export async function findByKey(
  run: Run,
  entity: string,
  system: string,
  values: ReadonlyMap<string, NativeValue>,
  isFiltered = false,
): Promise<readonly LiveRecord[] | null> {
  const runtime = run.runtimes.get(entity);
  const binding = run.manifest.entities.get(entity)?.bindings.get(system);
  if (runtime === undefined || binding === undefined) return null;
  const columns = keyColumns(runtime, binding) ?? (binding.id.every((name) => values.has(name)) ? binding.id : null);
  if (columns === null || !columns.every((name) => (values.get(name) ?? null) !== null)) return null;
  return lookupRecords(run, entity, binding, columns, [columns.map((name) => values.get(name) ?? null)], isFiltered);
}

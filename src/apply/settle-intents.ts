import type { AuditLeaf } from '../model/audit.ts';
import type { Decision } from '../model/decision.ts';
import type { JournalEntry } from '../model/journal.ts';
import type { ResourceCapabilities } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';
import type { LiveRecord } from '../model/record.ts';
import type { StateDocument, StateStore } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { World } from '../model/world.ts';
import type { RunIdentity } from './apply-context.ts';
import { runLeaf } from './audit-leaves.ts';
import { shellWord } from './follow-up.ts';
import { envelopeId, madeId, type EnvelopeContent } from './intent-commit.ts';
import type { HeldLease } from './lease.ts';
import { compareSent } from './compare-sent.ts';
import type { Troubles } from './troubles.ts';

/** What settling gets from the pipeline. */
export interface SettleContext extends RunIdentity {
  readonly world: World;
  readonly store: StateStore;
  readonly lease: HeldLease;
  readonly troubles: Troubles;
  readonly decisions: readonly Decision[];
  /** Encrypts what undo needs. */
  readonly seal: (id: string, content: Json) => Json;
  readonly lifecycleOwner: (entity: string) => string | null;
  /** What the stopped run was about to send; null when it cannot be read any more. */
  readonly contentOf: (envelope: string) => Promise<EnvelopeContent | null>;
  /** Null when the manifests no longer bind the entity to the system. */
  readonly capabilitiesOf: (entity: string, system: string) => ResourceCapabilities | null;
  /** The records that the write was about: by id, or of a create by the key that was sent; null when that cannot be searched. */
  readonly find: (intent: JournalEntry, content: EnvelopeContent) => Promise<readonly LiveRecord[] | null>;
}

/** What settling came to. */
export interface Settled {
  /** `entity NUL system NUL key` of intents that stay open because their system cannot be read. */
  readonly addresses: ReadonlySet<string>;
  readonly counts: {
    readonly applied: number;
    readonly failed: number;
    readonly unknown: number;
    readonly open: number;
  };
}

interface Verdict {
  readonly outcome: 'applied' | 'failed' | 'unknown';
  readonly code: string;
  /** Id of the record that a create had made. */
  readonly made?: readonly string[];
}

/**
 * Closes the intents that a stopped run left without an outcome, by reading, after the system's settle time. Nothing is sent again: what did
 * not land is planned anew.
 */
export async function settleIntents(context: SettleContext): Promise<Settled> {
  const open = new Set<string>();
  const counts = { applied: 0, failed: 0, unknown: 0 };
  for (const intent of await context.store.openIntents()) {
    const verdict = await settle(context, intent);
    if (verdict === null) {
      open.add([intent.entity, intent.system, intent.key].join('\u0000'));
      await context.store.commit(context.lease.current, {
        documents: troubleOf(context, intent, { outcome: 'open', code: 'INTENT_OPEN' }),
      });
    } else {
      await record(context, intent, verdict);
      counts[verdict.outcome] += 1;
    }
  }
  return { addresses: open, counts: { ...counts, open: open.size } };
}

/** Null: its system cannot be read now. */
async function settle(context: SettleContext, intent: JournalEntry): Promise<Verdict | null> {
  if (intent.action === 'link') return { outcome: 'failed', code: 'RUN_STOPPED' };
  const capabilities = context.capabilitiesOf(intent.entity ?? '', intent.system ?? '');
  const content = await context.contentOf(envelopeId(intent.run, intent.change ?? ''));
  if (capabilities === null || content === null) return { outcome: 'unknown', code: 'RUN_STOPPED' };
  await waitUntilSettled(context, intent, capabilities.settleMs ?? 0);
  try {
    const found = await context.find(intent, content);
    if (found === null) return { outcome: 'unknown', code: 'RUN_STOPPED' };
    const verdict = judge(content, found, capabilities);
    const made = content.action === 'create' && verdict.outcome === 'applied' ? found[0]?.idParts : undefined;
    return made === undefined ? verdict : { ...verdict, made };
  } catch (error) {
    if (error instanceof ConcordatError && error.isRetryable) return null;
    throw error;
  }
}

/** A clock that was set back makes nobody wait longer than the settle time itself. */
async function waitUntilSettled({ world }: SettleContext, intent: JournalEntry, settleMs: number): Promise<void> {
  const waitedMs = Math.max(0, Date.parse(world.now()) - Date.parse(intent.at));
  if (waitedMs < settleMs) await world.sleep(settleMs - waitedMs);
}

function judge(content: EnvelopeContent, found: readonly LiveRecord[], capabilities: ResourceCapabilities): Verdict {
  const [live] = found;
  const landed: Verdict = { outcome: 'applied', code: 'SETTLED_BY_READING' };
  const notLanded: Verdict = { outcome: 'failed', code: 'NOT_LANDED' };
  const unsettled: Verdict = { outcome: 'unknown', code: 'UNSETTLED' };
  if (found.length > 1) return unsettled;
  if (content.action === 'create') {
    if (live !== undefined) return compareSent(content.values, content.kinds, live) ? landed : unsettled;
    // An idempotency key does not help: the run that would send it again has another one.
    const isKeyUnique = isUniqueSent(content, capabilities);
    return isKeyUnique || (capabilities.settleMs ?? 0) === 0
      ? notLanded
      : { outcome: 'unknown', code: 'CREATE_UNSETTLED' };
  }
  if (content.action === 'delete' && live === undefined) return landed;
  if (live === undefined) return unsettled;
  if (content.action === 'update' && compareSent(content.values, content.kinds, live)) return landed;
  return content.before !== null && compareSent(content.before, content.kinds, live) ? notLanded : unsettled;
}

/** True when the create sent values that the system keeps unique: a second sending could not make a second record. */
function isUniqueSent({ values }: EnvelopeContent, { uniqueKeys }: ResourceCapabilities): boolean {
  return (uniqueKeys ?? []).some(
    (columns) => columns.length > 0 && columns.every((name) => (values[name] ?? null) !== null),
  );
}

async function record(context: SettleContext, intent: JournalEntry, { outcome, code, made }: Verdict): Promise<void> {
  const { seq: _seq, ...entry } = intent;
  const detail = { settled_by: context.runId, attempts: attemptOf(intent) };
  await context.store.commit(context.lease.current, {
    journal: [{ ...entry, at: context.world.now(), kind: 'outcome', outcome, code, detail }],
    documents: [
      ...(made === undefined ? [] : [madeDocument(context, madeId(intent.run, intent.change ?? ''), made)]),
      ...troubleOf(context, intent, { outcome, code }),
      ...(outcome === 'failed' ? unused(context, intent) : []),
    ],
    audit: intent.action === 'link' ? [] : [leafOf(context, intent, { outcome, code })],
  });
}

function madeDocument({ seal }: SettleContext, id: string, made: readonly string[]): StateDocument {
  return { kind: 'envelope', id, body: seal(id, [...made]) };
}

/** What did not land has not used its approval. */
function unused({ decisions }: SettleContext, intent: JournalEntry): readonly StateDocument[] {
  return decisions
    .filter(({ consumed, digest }) => consumed === intent.run && digest === intent.digest)
    .map((decision) => ({
      kind: 'decision',
      id: decision.id,
      body: { ...decision, consumed: null } as unknown as Json,
    }));
}

const DETAILS = {
  open: 'A run stopped in the middle of writing this record, and its system cannot be asked now whether it landed.',
  unknown: 'A run stopped in the middle of writing this record, and reading cannot tell whether it landed.',
  failed: 'A run stopped in the middle of writing this record; the write did not land.',
};

function troubleOf(
  context: SettleContext,
  intent: JournalEntry,
  { outcome, code }: { readonly outcome: Verdict['outcome'] | 'open'; readonly code: string },
): readonly StateDocument[] {
  const { entity, system, key } = intent;
  if (entity === null || system === null || intent.action === 'link') return [];
  const about = { entity, system, key, field: null };
  if (outcome === 'applied') return context.troubles.resolve(context.troubles.idOf('write', about));
  return context.troubles.meet({
    ...about,
    about: 'write',
    kind: 'failure',
    code,
    state: outcome === 'unknown' ? 'parked' : 'open',
    severity: 'error',
    detail: DETAILS[outcome],
    owner: context.lifecycleOwner(entity),
    nativeId: intent.nativeId,
    change: intent.change,
    digest: intent.digest,
    command: `concordat trace ${entity} ${shellWord(key ?? '')}`,
    from: null,
  });
}

function leafOf(context: SettleContext, intent: JournalEntry, { outcome, code }: Verdict): AuditLeaf {
  const detail = objectOf(intent.detail);
  return {
    ...runLeaf(context, context.world.now(), intent.action ?? ''),
    kind: 'write',
    // Who wrote it is who ran it; who settled it stands in the detail.
    actor: typeof detail['actor'] === 'string' ? detail['actor'] : context.actor,
    commit: typeof detail['commit'] === 'string' ? detail['commit'] : null,
    run: intent.run,
    plan: intent.plan,
    change: intent.change,
    digest: intent.digest,
    entity: intent.entity,
    system: intent.system,
    resource: intent.resource,
    key: intent.key,
    nativeId: intent.nativeId,
    fields: bareFields(detail['fields'] ?? null),
    guard: detail['guard'] ?? null,
    outcome,
    code,
    attempts: attemptOf(intent),
    envelope: envelopeId(intent.run, intent.change ?? ''),
    detail: { settled_by: context.runId, by: context.actor },
  };
}

function attemptOf(intent: JournalEntry): number {
  const { attempt } = objectOf(intent.detail);
  return typeof attempt === 'number' ? attempt : 1;
}

function bareFields(fields: Json): Json {
  if (!Array.isArray(fields)) return null;
  return (fields as readonly Json[]).map((field) =>
    Object.fromEntries(Object.entries(objectOf(field)).map(([name, value]) => [name, bare(value)])),
  );
}

function bare(value: Json): Json {
  const { fp } = objectOf(value);
  return fp === undefined ? value : { fp };
}

function objectOf(value: Json): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {};
}

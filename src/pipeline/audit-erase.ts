import { entryOf } from '../audit/entries.ts';
import { type AuditLeaf, auditLeaf } from '../model/audit.ts';
import { ConcordatError } from '../model/error.ts';
import type { AuditErasure } from '../model/generated/audit-erase.ts';
import type { StateReader } from '../model/state.ts';
import { actorOf } from '../model/world.ts';
import { headDocument } from './audit-head.ts';
import { type AuditProject, keyTest, type KeyTest } from './audit-project.ts';

/** What the chain and the state hold of one record. */
export interface Subject {
  readonly entity: string;
  /** As the chain has it: classified parts as fingerprints. */
  readonly key: string;
  readonly writes: number;
  /** Ids of the envelopes that are there. */
  readonly envelopes: readonly string[];
  /** Envelopes that were erased before. */
  readonly gone: number;
}

/**
 * Finds the writes of one record and their envelopes. Throws AUDIT_UNKNOWN, exit 1, when the chain has none; ERASE_UNSETTLED, exit 75,
 * while a write of it has no outcome yet: its envelope is needed to settle it.
 */
export async function findSubject(project: AuditProject, entity: string, key: string): Promise<Subject> {
  const isKey = await keyTest(project, key);
  const state = await project.state.reader();
  try {
    await refuseUnsettled(state, entity, isKey);
    const ids = new Set<string>();
    let [writes, shown]: [number, string | null] = [0, null];
    for await (const record of state.audit()) {
      const entry = entryOf(record);
      if (entry.kind !== 'write' || entry.entity !== entity || !isKey(entity, entry.key)) continue;
      writes += 1;
      shown = entry.key;
      if (entry.envelope !== null) ids.add(entry.envelope.id);
    }
    if (shown === null) throw unknown();
    const envelopes: string[] = [];
    for await (const { id } of state.documents('envelope', [...ids])) envelopes.push(id);
    return { entity, key: shown, writes, envelopes, gone: ids.size - envelopes.length };
  } finally {
    await state.close();
  }
}

/** Erases the envelopes of a subject, in one commit with the decision to do so. The chain stays as it is; these writes cannot be undone. */
export async function eraseSubject(project: AuditProject, subject: Subject): Promise<AuditErasure> {
  const { entity, key, writes, envelopes, gone } = subject;
  const [at, actor] = [project.world.now(), actorOf(project.world)];
  if (envelopes.length > 0) {
    const store = await project.state.store();
    try {
      await store.decide({
        undocuments: envelopes.map((id) => ({ kind: 'envelope' as const, id })),
        audit: [eraseLeaf(subject, at, actor)],
      });
      const head = await headDocument(project, store);
      if (head !== null) await store.decide({ documents: [head] });
    } finally {
      await store.close();
    }
  }
  return { entity, key, at, actor, writes, erased: envelopes.length, gone };
}

function eraseLeaf({ entity, key, envelopes }: Subject, at: string, actor: string): AuditLeaf {
  const detail = { envelopes: [...envelopes].sort() };
  return auditLeaf({ kind: 'decision', at, actor, action: 'erase', entity, key, detail });
}

async function refuseUnsettled(state: StateReader, entity: string, isKey: KeyTest): Promise<void> {
  const open = await state.openIntents();
  if (!open.some((intent) => intent.entity === entity && isKey(entity, intent.key))) return;
  throw new ConcordatError('ERASE_UNSETTLED', 'A write of this record has no outcome yet.', {
    at: entity,
    isRetryable: true,
    advice: 'Its encrypted values are needed to settle it: run concordat apply, then erase.',
  });
}

function unknown(): ConcordatError {
  return new ConcordatError('AUDIT_UNKNOWN', 'The audit chain has no write of such a record.', {
    advice: 'Give the key as concordat audit log shows it, its parts joined with /, or its fingerprint.',
  });
}

import type { Json } from './value.ts';

/**
 * One audited fact: a write, a decision, or the start and end of a run. Hashed as canonical JSON (RFC 8785). Values of classified fields
 * stand as `{ fp }` alone, so that erasing a subject's envelope leaves the chain valid.
 */
export interface AuditLeaf {
  readonly kind: 'write' | 'decision' | 'run';
  /** UTC ISO instant. */
  readonly at: string;
  /** Who: a person or a CI job, as `CONCORDAT_ACTOR` or the environment names it. */
  readonly actor: string;
  /** create, update, delete, link; approve, reject, freeze, thaw, acknowledge, reveal, erase, rotate; start, end. */
  readonly action: string;
  readonly run: string | null;
  /** Digest of the reviewed plan. */
  readonly plan: string | null;
  /** Id and digest of the change, or of what was decided upon. */
  readonly change: string | null;
  readonly digest: string | null;
  readonly entity: string | null;
  readonly system: string | null;
  readonly resource: string | null;
  /** Key text for unclassified keys, else its fingerprint. */
  readonly key: string | null;
  readonly nativeId: string | null;
  /** Commit of the manifests. */
  readonly commit: string | null;
  /** `[{ name, at, before, after, verdict, rule }]` of a write; null otherwise. */
  readonly fields: Json;
  /** `{ kind, strength, version }` of the write, before and after; null otherwise. */
  readonly guard: Json;
  readonly outcome: string | null;
  readonly code: string | null;
  /** How often it was sent. */
  readonly attempts: number | null;
  /** Id of the encrypted envelope that holds the classified values, or null. */
  readonly envelope: string | null;
  /** Anything else that was decided: reason, group, expiry. No classified value. */
  readonly detail: Json;
}

/** What every audited fact says. */
export type BareFact = Pick<AuditLeaf, 'kind' | 'at' | 'actor' | 'action'>;

/** A leaf that says what is given; every other part of it is null. */
export function auditLeaf(fact: BareFact & Partial<AuditLeaf>): AuditLeaf {
  return {
    run: null,
    plan: null,
    change: null,
    digest: null,
    entity: null,
    system: null,
    resource: null,
    key: null,
    nativeId: null,
    commit: null,
    fields: null,
    guard: null,
    outcome: null,
    code: null,
    attempts: null,
    envelope: null,
    detail: null,
    ...fact,
  };
}

/** A leaf in the chain. `hash` covers `prev`, `seq` and the text of the leaf; `seq` starts at 1 without gaps. */
export interface AuditRecord {
  readonly seq: number;
  /** Canonical JSON of the leaf, as it was hashed. */
  readonly leaf: string;
  /** Hash of the record before, 64 hex; of the first: the genesis hash of the state's lineage. */
  readonly prev: string;
  readonly hash: string;
}

/** What the hash of a record covers. */
export function auditHashInput(prev: string, seq: number, leaf: string): string {
  return `concordat-audit/1\n${prev}\n${seq}\n${leaf}`;
}

/** What the `prev` of the first record is the SHA-256 of: a chain belongs to one state. */
export function auditGenesisInput(lineage: string): string {
  return `concordat-audit/1\ngenesis\n${lineage}`;
}
